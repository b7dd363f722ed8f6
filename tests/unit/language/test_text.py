"""Normalising: what the rest of the assistant may take for granted about a message."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.text import clean, fold, has_words


def test_a_message_over_several_lines_becomes_one_line() -> None:
    assert clean("  Bonjour,\n\n\tvous ouvrez\u00a0quand ?\r\n") == "Bonjour, vous ouvrez quand ?"


def test_invisible_characters_cannot_split_a_word() -> None:
    assert clean("sui\u200bcide \u202eurgence\ufeff \x00mal\u00ad") == "suicide urgence mal"


def test_a_letter_and_its_separate_accent_become_one_character() -> None:
    assert clean("e\u0301te\u0301") == "été"


def test_a_lone_surrogate_is_removed_so_that_the_message_can_be_stored() -> None:
    assert clean("bonjour \ud800toi").encode("utf-8") == b"bonjour toi"


def test_an_invisible_character_between_two_spaces_leaves_one_space() -> None:
    assert clean("a \u200b b") == "a b"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    cleaned = clean(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in cleaned)
    assert cleaned == cleaned.strip()


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Élève ÇA", "eleve ca"),
        ("ma SŒUR", "ma soeur"),
        ("ex æquo", "ex aequo"),
        ("j’ai l`œil", "j'ai l'oeil"),
        ("ﬁèvre", "fievre"),
        ("𝐉𝐞 𝐯𝐞𝐮𝐱", "je veux"),
        ("ＡＩＤＥ", "aide"),
    ],
)
def test_two_spellings_of_a_word_compare_equal(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["ok", "15", "привет", "مرحبا", "你好", "½", "👍 oui"])
def test_a_message_in_any_alphabet_has_words(text: str) -> None:
    assert has_words(text)


@pytest.mark.parametrize("text", ["", "   ", "?!…", "👍🏽❤️", "🇫🇷", "ℹ️", "1️⃣", ":-)"])
def test_a_message_of_signs_and_pictures_has_no_words(text: str) -> None:
    assert not has_words(text)
