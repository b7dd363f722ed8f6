"""Normalising what patients write, before anything reads it."""

import re
import unicodedata

_DROPPED = {"Cc", "Cf", "Cs"}
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʹ`´′＇ˈ"), "'")
_LIGATURES = {ord("œ"): "oe", ord("æ"): "ae", ord("ø"): "o", ord("ß"): "ss", ord("ð"): "d"}
_PICTURE = re.compile(".\ufe0f\u20e3?", re.DOTALL)


def clean(text: str) -> str:
    """The message on one line: composed, without invisible characters, white space collapsed.

    Removes control characters, zero-width and direction marks and lone surrogates, all of which
    can hide words from a reader or break a store; line breaks and tabs become a space.
    Cleaning twice changes nothing more.
    """
    spaced = " ".join(text.split())
    visible = "".join(
        character for character in spaced if unicodedata.category(character) not in _DROPPED
    )
    return " ".join(unicodedata.normalize("NFC", visible).split())


def fold(text: str) -> str:
    """The text as it compares: lower case, no accents, one apostrophe, ligatures spelt out.

    Also brings full-width and mathematical letters back to plain ones. The length may change, so
    positions in the folded text are not positions in the text.
    """
    plain = text.translate(_APOSTROPHES).casefold().translate(_LIGATURES)
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return bare.casefold().translate(_LIGATURES)


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit of any alphabet, pictures such as ℹ️ or 1️⃣ set aside."""
    return any(character.isalnum() for character in _PICTURE.sub("", text))


def is_mostly_latin(text: str) -> bool:
    """Whether at least half of the letters are of the alphabet that French is written in."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return 2 * latin >= len(letters)
