"""The words of a message as the crisis rule reads them: SMS spelling and typos undone."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.language.lexicon import french_words
from bot.language.text import fold

_POINTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)(?P<elision>['’ʼ`´]?)"
    r"|(?P<pause>\.{2,}|…+)|(?P<stop>[.!?;]+)|(?P<comma>[,:()/«»\"–—]|(?<!\w)-+|-+(?!\w))"
)
_STRETCHED = re.compile(r"(.)\1{2,}")
_GLUED = re.compile(r"(j|[dlnmstc](?=[aeiouyh]|.{4})|qu(?=[aeiouyh]))(.{2,})")
_LONGEST_ELIDED = 2
_SHORTEST_MENDED = 5
_LONG = 8
_LONGEST_CUT = 2


@dataclass(frozen=True)
class Words:
    """A message word by word.

    Attributes:
        norms: folded words and stops (`.`, `!`, `?`, `,`, `…`), as patterns see them.
        shown: the same words as a grammar expects them, with the accents that were typed.
    """

    norms: tuple[str, ...]
    shown: tuple[str, ...]


class Speller:
    """Reads messages into words, mending those that French does not know.

    An abbreviation is spelt out; then, in a word that French does not know, stretched letters are
    shortened, a glued pronoun is parted, and a long word becomes the
    nearest word of the patterns, a cut one its beginning.

    Args:
        abbreviations: what an SMS spelling stands for, in one or more words.
        vocabulary: the words of the patterns, stems with a final `*`.
    """

    def __init__(self, abbreviations: Mapping[str, str], vocabulary: Collection[str]) -> None:
        self._abbreviations = {
            fold(sms): tuple(said.split()) for sms, said in abbreviations.items()
        }
        self._vocabulary = frozenset(vocabulary)
        self._targets: dict[str, list[str]] = {}
        for form in sorted(set(_long_forms(vocabulary, french_words()))):
            for first in {form[0], form.lstrip("h")[0]}:
                self._targets.setdefault(first, []).append(form)

    def read(self, text: str) -> Words:
        """The words of a cleaned message."""
        shown: list[str] = []
        for token in _TOKEN.finditer(_POINTED.sub(_without_points, text)):
            shown += self._spelt_word(token) if token["word"] else (_stop(token),)
        return Words(tuple(_norm(word) for word in shown), tuple(shown))

    def _spelt_word(self, token: re.Match[str]) -> tuple[str, ...]:
        word = fold(token["word"])
        if token["elision"] and len(word) <= _LONGEST_ELIDED:
            return (f"{token['word'].lower()}'",)
        if word in self._abbreviations:
            return self._abbreviations[word]
        mended = (word,) if self._is_known(word) else self._mended(word)
        return (token["word"].lower(),) if mended == (word,) else mended

    def _mended(self, word: str) -> tuple[str, ...]:
        short = _STRETCHED.sub(r"\1", word)
        if short in self._abbreviations:
            return self._abbreviations[short]
        for candidate in (short, short.replace("k", "qu") + "e" * short.endswith("k")):
            if self._is_known(candidate):
                return (candidate,)
        glued = _GLUED.fullmatch(short)
        if glued and self._is_known(glued[2]):
            return (f"{glued[1]}'", glued[2])
        return (self._nearest(short),)

    def _is_known(self, word: str) -> bool:
        return word in self._vocabulary or word in french_words()

    def _nearest(self, word: str) -> str:
        if len(word) < _SHORTEST_MENDED:
            return word
        best, distance = word, 1 + (1 if len(word) < _LONG else 2)
        for form in self._targets.get(word[0], ()):
            if form.startswith(word) and len(form) <= len(word) + _LONGEST_CUT:
                return form
            if abs(len(form) - len(word)) < distance:
                edits = OSA.distance(word, form, score_cutoff=distance - 1)
                if edits < distance:
                    best, distance = form, edits
        return best


def _norm(word: str) -> str:
    """The folded word without blanks, which some signs of other alphabets unfold into."""
    return word if word == "…" else fold(word).rstrip("'").replace(" ", "")


def _stop(token: re.Match[str]) -> str:
    if token["number"]:
        return token["number"].replace(".", ",")
    if token["pause"]:
        return "…"
    if token["comma"]:
        return ","
    return next((sign for sign in "?!" if sign in token["stop"]), ".")


def _without_points(match: re.Match[str]) -> str:
    return match.group().replace(".", "")


def _long_forms(vocabulary: Collection[str], known: Collection[str]) -> Iterator[str]:
    """The words worth mending towards: long ones, and all that begin with a stem."""
    yield from (word for word in vocabulary if len(word) >= _SHORTEST_MENDED and word[-1] != "*")
    stems: dict[str, tuple[str, ...]] = {}
    for word in vocabulary:
        if word.endswith("*"):
            stems[word[:3]] = (*stems.get(word[:3], ()), word[:-1])
    for word in known:
        if len(word) >= _SHORTEST_MENDED and word.startswith(stems.get(word[:3], ())):
            yield word
