"""The French words that no spelling may be mended away."""

import pytest

from bot.language.lexicon import french_words


@pytest.mark.parametrize(
    "word",
    ["mourir", "proposez", "mangeons", "etouffe", "vitale", "ancienne", "creneaux", "fievre"],
)
def test_an_inflected_word_is_known_folded(word: str) -> None:
    assert word in french_words()


@pytest.mark.parametrize("word", ["poitine", "jai", "anciene", "doctolib", "étouffe", ""])
def test_a_misspelling_is_not(word: str) -> None:
    assert word not in french_words()
