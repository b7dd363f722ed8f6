"""The tenses that decide whether a sign is past."""

import pytest

from bot.language.crisis_grammar import SpacyGrammar, Tense, Tenses
from bot.language.crisis_words import Words

GRAMMAR = SpacyGrammar()


def tenses(text: str) -> Tenses:
    words = tuple(text.split())
    read = GRAMMAR.tenses(Words(tuple(word.rstrip("'") for word in words), words))
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("text", "place", "tense"),
    [
        ("elle vomit du sang", 1, Tense.PRESENT),
        ("je la frappe", 2, Tense.PRESENT),
        ("mon père fait une crise", 2, Tense.PRESENT),
        ("mon père a fait un avc", 3, Tense.PAST),
        ("il avait mal", 1, Tense.PAST),
        ("je me suis évanouie hier", 2, Tense.PAST),
        ("je me suis évanouie hier", 3, Tense.PAST),
        ("il pourrait saigner", 1, Tense.SUPPOSED),
    ],
)
def test_a_verb_is_placed_in_time(text: str, place: int, tense: Tense) -> None:
    assert tenses(text)[place] is tense


def test_a_noun_has_no_tense() -> None:
    assert tenses("une douleur de marche")[3] is None
