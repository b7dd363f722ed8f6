"""The crisis rule: whether a message tells an emergency, and what to answer at once.

Works without Rasa, without the FAQ store and without the database, so that whoever is in danger
gets the numbers whatever else has failed.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.config import ROOT
from bot.language.crisis_grammar import SpacyGrammar, Tenses
from bot.language.crisis_patterns import Line, PatternIndex
from bot.language.crisis_reader import Found, Reader
from bot.language.crisis_signs import CrisisBook, Emergency, Flag, Sign, read_book
from bot.language.crisis_words import Speller, Words
from bot.language.text import clean

__all__ = ["Alarm", "CrisisRule", "Emergency"]

FILE = ROOT / "data" / "urgences.yml"
PAGE = 5000
"""Characters read at once; messages are refused above 2,000 at the door, but read before."""

OVERLAP = 300
"""Characters that two pages share, so that no sentence is cut where it tells a danger."""


@dataclass(frozen=True)
class Alarm:
    """That a message tells an emergency.

    Attributes:
        emergency: which of the three; the one whose numbers come first where several are told.
        signs: ids of the signs that were read, in the order of data/urgences.yml.
        child: whether a child is concerned by violence.
        gesture: whether a suicidal gesture or an overdose may be in progress, or a vital danger
            comes with suicidal words: both 15 and 3114 are needed.
        danger: whether violence is happening, or comes with another emergency: 17 is needed.
    """

    emergency: Emergency
    signs: tuple[str, ...]
    child: bool
    gesture: bool
    danger: bool


class CrisisRule:
    """Reads messages for emergencies and knows what to answer; safe to share between threads.

    Args:
        book: what data/urgences.yml holds.
        tenses: tells the tenses of a message, or None where no grammar is at hand; then every
            sign whose reading needs one stays an alarm.
    """

    def __init__(self, book: CrisisBook, tenses: Callable[[Words], Tenses | None]) -> None:
        self._book = book
        self._tenses = tenses

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._book.abbreviations, self._book.words())

    @cached_property
    def _signs(self) -> PatternIndex[Sign]:
        return PatternIndex((sign, piece) for sign in self._book.signs for piece in sign.patterns)

    @cached_property
    def _exceptions(self) -> PatternIndex[Sign]:
        return PatternIndex((sign, piece) for sign in self._book.signs for piece in sign.exceptions)

    @cached_property
    def _contexts(self) -> PatternIndex[Sign]:
        return PatternIndex((sign, piece) for sign in self._book.signs for piece in sign.contexts)

    @cached_property
    def _children(self) -> PatternIndex[bool]:
        return PatternIndex((True, piece) for piece in self._book.children)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._book.cues, self._tenses)

    @classmethod
    def load(cls, path: Path = FILE) -> "CrisisRule":
        """The rule of a file; what reading needs is made at the first message.

        The action server only ever asks for `words`, and starts three seconds sooner for it.

        Raises:
            PatternError: the file breaks its schema or its pattern language.
            OSError: the file cannot be read.
        """
        return cls(read_book(path), SpacyGrammar().tenses)

    def read(self, text: str) -> Alarm | None:
        """The emergency that a message tells, however long it is; None where it tells none.

        Never raises. Takes under 1 ms where no sign is found, some 3 ms more where grammar must
        decide; as much again for every further page.
        """
        starts = range(0, max(1, len(text) - OVERLAP), PAGE - OVERLAP)
        pages = (clean(text[start : start + PAGE]) for start in starts)
        return next((alarm for page in pages if (alarm := self._read_page(page))), None)

    def _read_page(self, page: str) -> Alarm | None:
        words = self._speller.read(page)
        line = self._book.compiler.line(words.norms)
        found = self._found(line)
        alarms = self._reader.alarms(words, line, found) if found else []
        return self._alarm(line, {one.sign for one in alarms}) if alarms else None

    def words(
        self,
        emergency: Emergency,
        *,
        child: bool = False,
        gesture: bool = False,
        danger: bool = False,
    ) -> str:
        """What to answer, in French: the numbers to call in the first sentence, no question."""
        told = {Flag.CHILD: child, Flag.GESTURE: gesture, Flag.DANGER: danger}
        flags = {flag for flag, is_told in told.items() if is_told}
        fitting = (
            reply
            for reply in self._book.replies
            if reply.emergency is emergency and reply.flags <= flags
        )
        return max(fitting, key=lambda reply: len(reply.flags)).text

    def _found(self, line: Line) -> list[Found]:
        found = _matched(self._signs, line)
        if not found:
            return found
        excepted = _matched(self._exceptions, line)
        explained = {match.key for match in self._contexts.find(line)}
        return [
            one
            for one in found
            if one.sign not in explained and not any(_excuses(other, one) for other in excepted)
        ]

    def _alarm(self, line: Line, signs: Collection[Sign]) -> Alarm:
        emergencies = {sign.emergency for sign in signs}
        flags = {flag for sign in signs for flag in sign.flags}
        violence = Emergency.VIOLENCE in emergencies
        return Alarm(
            emergency=_first(emergencies, signs),
            signs=tuple(sign.id for sign in self._book.signs if sign in signs),
            child=violence and (Flag.CHILD in flags or self._names_child(line)),
            gesture=Flag.GESTURE in flags or {Emergency.VITAL, Emergency.SUICIDE} <= emergencies,
            danger=Flag.DANGER in flags or (violence and len(emergencies) > 1),
        )

    def _names_child(self, line: Line) -> bool:
        return any(self._children.find(line))


def _matched(index: PatternIndex[Sign], line: Line) -> list[Found]:
    return [Found(match.key, match.start, match.end) for match in index.find(line)]


def _excuses(exception: Found, one: Found) -> bool:
    shared = exception.start < one.end and one.start < exception.end
    return shared and exception.sign is one.sign


def _first(emergencies: Collection[Emergency], signs: Collection[Sign]) -> Emergency:
    """The emergency whose reply gives the most urgent numbers first.

    A suicidal gesture comes before the vital danger that it is, since its reply gives 15 first
    and 3114 as well.
    """
    gesture = any(
        sign.emergency is Emergency.SUICIDE and Flag.GESTURE in sign.flags for sign in signs
    )
    order = (Emergency.VITAL, Emergency.SUICIDE, Emergency.VIOLENCE)
    return Emergency.SUICIDE if gesture else next(one for one in order if one in emergencies)
