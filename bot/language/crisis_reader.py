"""How the words around a sign read: denied, past, general, supposed, or happening.

The second stage, for the few messages in which a sign was found. Words come first: a sign is only
silenced where the message holds words that say so. Then grammar confirms. In doubt, and where the
grammar is missing, the alarm stays.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.language.crisis_grammar import Tense, Tenses
from bot.language.crisis_patterns import BARRIERS, STRONG_STOPS, Piece, PatternIndex
from bot.language.crisis_signs import Cue, Sign, Silence
from bot.language.crisis_words import Words

_NEGATIONS = BARRIERS - {"mais", "sauf"}
_BETWEEN_NEGATION_AND_SIGN = frozenset(
    "de d du des un une le la les l vraiment tout trop eu fait senti ressenti ressens l encore non "
    "plus y en a au aux ou ni signe signes trace traces symptome symptomes specialement "
    "particulierement forte fortes".split()
)
_CLAUSE_STARTS = frozenset({",", "mais", "donc", "car", "puis", "alors", "et"})
_FARTHEST_GOVERNOR = 4
_FARTHEST_SUPPOSITION = 6


@dataclass(frozen=True)
class Found:
    """That a sign was read in the words `start` to `end` (excluded)."""

    sign: Sign
    start: int
    end: int


@dataclass(frozen=True)
class _Around:
    """That a cue was read in the words `start` to `end` (excluded)."""

    cue: Cue
    start: int
    end: int


class Reader:
    """Tells which signs of a message are alarms.

    Args:
        cues: the phrases that say how a sign is meant.
        tenses: tells the tenses of a message, or None where no grammar is at hand.
    """

    def __init__(
        self, cues: Mapping[Cue, Sequence[Piece]], tenses: Callable[[Words], Tenses | None]
    ) -> None:
        self._cues = PatternIndex((cue, piece) for cue, pieces in cues.items() for piece in pieces)
        self._tenses = tenses

    def alarms(self, words: Words, found: Sequence[Found]) -> list[Found]:
        """Those of the signs found that nothing silences."""
        around = [
            _Around(match.key, words.place(match.start), words.place(match.end))
            for match in self._cues.find(words.line, frozenset(words.norms))
        ]
        reading = _Reading(words, around, self._tenses)
        return [one for one in found if reading.silence(one) is None]
