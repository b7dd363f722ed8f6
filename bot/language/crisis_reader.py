"""How the words around a sign read: denied, past, general, supposed, or happening.

The second stage, for the few messages in which a sign was found. Words come first: a sign is only
silenced where the message holds words that say so. Then grammar confirms. In doubt, and where the
grammar is missing, the alarm stays.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.language.crisis_grammar import Tense, Tenses
from bot.language.crisis_patterns import STRONG_STOPS, Line, PatternIndex, Piece
from bot.language.crisis_signs import Cue, Sign, Silence
from bot.language.crisis_words import Words

_DENIALS = frozenset({"aucun", "aucune", "sans", "ni"})
_NOTS = frozenset({"pas", "jamais", "plus"})
_DENIED_VERBS = frozenset(
    "ai as a avons avez ont avais avait aura aurai est suis es sont etait etais sera serait fais "
    "fait font faisait ressens ressent sens sent veux veut voulais voulait vais va vas pense "
    "pensait eu ete avoir etre faire envie".split()
)
_TRANSPARENT = frozenset(
    "de d du des un une le la les l vraiment tout trop eu ete fait senti ressenti encore non en a "
    "au ou y signe signes trace traces symptome symptomes forte fortes grosse grosses specialement "
    "particulierement forcement".split()
)
_CLAUSE_STARTS = frozenset({",", "mais", "donc", "car", "puis", "alors", "et"})
_SUPPOSED_ENDINGS = ("rai", "ras", "ra", "rons", "rez", "ront", "rais", "rait", "raient")
_FARTHEST_GOVERNOR = 4
_FARTHEST_SUPPOSITION = 6


@dataclass(frozen=True)
class Found:
    """That a sign was read in the words `start` to `end` (excluded)."""

    sign: Sign
    start: int
    end: int


@dataclass(frozen=True)
class Around:
    """That a cue was read in the words `start` to `end` (excluded)."""

    cue: Cue
    start: int
    end: int

    def governs(self, found: Found) -> bool:
        """Whether it begins before the sign, so that it may say how the sign is meant."""
        return self.start <= found.start and self.start < found.end

    def overlaps(self, found: Found) -> bool:
        """Whether they share a word."""
        return self.start < found.end and found.start < self.end


class Reader:
    """Tells which of the signs found in a message are alarms.

    Args:
        cues: the phrases that say how a sign is meant.
        tenses: tells the tenses of a message, or None where no grammar is at hand.
    """

    def __init__(
        self, cues: Mapping[Cue, Sequence[Piece]], tenses: Callable[[Words], Tenses | None]
    ) -> None:
        self._cues = PatternIndex((cue, piece) for cue, pieces in cues.items() for piece in pieces)
        self._tenses = tenses

    def alarms(self, words: Words, line: Line, found: Sequence[Found]) -> list[Found]:
        """Those of the signs found that nothing silences, in their order."""
        around = [Around(match.key, match.start, match.end) for match in self._cues.find(line)]
        message = _Message(words, around, self._tenses)
        return [one for one in found if message.silence(one) is None]


class _Message:
    """One message, read only as far as its signs ask for."""

    def __init__(
        self,
        words: Words,
        around: Sequence[Around],
        tenses: Callable[[Words], Tenses | None],
    ) -> None:
        self._words = words
        self._norms = words.norms
        self._around = around
        self._read_tenses = tenses

    def silence(self, found: Found) -> Silence | None:
        """Why this sign is no alarm; None when it is one."""
        if any(around.overlaps(found) for around in self._of(Cue.FIGURE)):
            return Silence.FIGURE
        readings = (
            (Silence.NEGATION, self._is_denied),
            (Silence.AFTERMATH, self._is_aftermath),
            (Silence.GENERAL, self._is_general),
            (Silence.PAST, self._is_remote),
            (Silence.RECENT, self._is_recent),
            (Silence.HYPOTHESIS, self._is_supposed),
        )
        heeded = ((kind, holds) for kind, holds in readings if kind in found.sign.heeds)
        return next((kind for kind, holds in heeded if holds(found)), None)

    def _is_denied(self, found: Found) -> bool:
        """Whether it is denied: "je n'ai pas mal à la poitrine", "sans fièvre ni convulsions"."""
        place = found.start - 1
        while place >= 0 and self._norms[place] in _TRANSPARENT:
            place -= 1
        if place >= 0 and self._norms[place] in _DENIALS:
            return True
        if place >= 0 and self._norms[place] in _NOTS:
            return self._denies(place, found)
        after = self._norms[found.end : found.end + 1]
        return after == ("pas",) and self._tense(found.end - 1) is not None

    def _denies(self, place: int, found: Found) -> bool:
        """Whether the "pas" at `place` bears on the sign, and not on an earlier phrase.

        "Ça ne va pas, douleur thoracique" denies nothing, nor does "c'est pas un AVC ?".
        """
        before = self._norms[max(0, place - 3) : place]
        if self._norms[place] == "plus" and not {"n", "ne"} & set(before):
            return False
        if not before or before[-1] in _CLAUSE_STARTS | STRONG_STOPS:
            return True
        verb = before[-1]
        if verb in {"est", "serait"} and self._ends_with_question(found):
            return False
        return verb in _DENIED_VERBS and before[-2:] != ("ca", "va")

    def _is_aftermath(self, found: Found) -> bool:
        """Whether it comes after an event: "depuis mon AVC", "séquelles d'infarctus"."""
        return not self._of(Cue.AGAIN) and self._is_governed(found, Cue.AFTERMATH)

    def _is_general(self, found: Found) -> bool:
        """Whether it is a general question: "en cas de malaise", "conférence sur le suicide"."""
        return self._is_governed(found, Cue.GENERAL)

    def _is_governed(self, found: Found, cue: Cue) -> bool:
        """Whether such a cue leads to the sign: near before it, with no finite verb between."""
        return any(
            around.governs(found)
            and found.start - around.end <= _FARTHEST_GOVERNOR
            and self._tenses is not None
            and not any(
                self._is_stop(place) or self._is_finite(place)
                for place in range(around.end, found.start)
            )
            for around in self._of(cue)
        )

    def _is_remote(self, found: Found) -> bool:
        """Whether it is long past: "mon père a fait un AVC il y a deux ans"."""
        return self._is_past(found, Cue.REMOTE)

    def _is_recent(self, found: Found) -> bool:
        """Whether it is weeks or months past: "j'ai fait un malaise la semaine dernière"."""
        return self._is_past(found, Cue.RECENT)

    def _is_past(self, found: Found, cue: Cue) -> bool:
        """Whether the sign's clause is set in a past that has ended, and its verb agrees."""
        if not self._of(cue) or self._of(Cue.AGAIN) or self._tenses is None:
            return False
        clauses = self._clauses_of(found)
        told = [around for around in self._of(cue) if clauses & self._clauses_of(around)]
        now = [around for around in self._of(Cue.NOW) if clauses & self._clauses_of(around)]
        return bool(told) and not now and self._tense_of(found) is not Tense.PRESENT

    def _is_supposed(self, found: Found) -> bool:
        """Whether it is supposed: "si je fais un malaise pendant l'examen ?"."""
        if self._of(Cue.AGAIN):
            return False
        return self._is_conditional(found) or any(
            around.governs(found)
            and found.start - around.end <= _FARTHEST_SUPPOSITION
            and not any(self._is_stop(place) for place in range(around.end, found.start))
            for around in self._of(Cue.HYPOTHESIS)
        )

    def _is_conditional(self, found: Found) -> bool:
        """Whether the verb of the sign is future or conditional: "il pourrait saigner"."""
        places = range(found.start, found.end)
        if not any(self._norms[place].endswith(_SUPPOSED_ENDINGS) for place in places):
            return False
        inside = {self._tense(place) for place in places}
        return Tense.SUPPOSED in inside and Tense.PRESENT not in inside

    def _tense_of(self, found: Found) -> Tense | None:
        """The tense of the verb in the sign, else of the verb of its clause before it."""
        own_words = set(range(found.start, found.end)) - self._told_by_cues
        inside = {self._tense(place) for place in own_words}
        for tense in (Tense.PRESENT, Tense.PAST):
            if tense in inside:
                return tense
        clause = self._clause_ids[found.start]
        for place in range(found.start - 1, -1, -1):
            if self._clause_ids[place] != clause:
                return None
            if self._is_finite(place):
                return self._tense(place)
        return None

    @cached_property
    def _tenses(self) -> Tenses | None:
        return self._read_tenses(self._words)

    @cached_property
    def _told_by_cues(self) -> frozenset[int]:
        """Words of cues, whose verbs ("il y a", "c'était") carry no clause."""
        return frozenset(place for one in self._around for place in range(one.start, one.end))

    @cached_property
    def _clause_ids(self) -> Sequence[int]:
        """The clause of every word: a stretch between stops or conjunctions, with a verb in it.

        A stretch without a finite verb belongs to the clause before it in the same sentence, or,
        at the beginning of a sentence, to the one after.
        """
        ids: list[int] = []
        clause, verbs = 0, 0
        for place, norm in enumerate(self._norms):
            if norm in STRONG_STOPS or (
                norm in _CLAUSE_STARTS and verbs and self._has_verb_ahead(place)
            ):
                clause, verbs = clause + 1, 0
            verbs += self._is_finite(place)
            ids.append(clause)
        return ids

    def _has_verb_ahead(self, start: int) -> bool:
        """Whether a finite verb comes before the next conjunction or stop."""
        for place in range(start + 1, len(self._norms)):
            if self._norms[place] in _CLAUSE_STARTS | STRONG_STOPS:
                return False
            if self._is_finite(place):
                return True
        return False

    def _clauses_of(self, span: Found | Around) -> set[int]:
        return {self._clause_ids[place] for place in range(span.start, span.end)}

    def _of(self, cue: Cue) -> list[Around]:
        return [around for around in self._around if around.cue is cue]

    def _tense(self, place: int) -> Tense | None:
        return self._tenses[place] if self._tenses is not None else None

    def _is_finite(self, place: int) -> bool:
        return self._tense(place) is not None and place not in self._told_by_cues

    def _is_stop(self, place: int) -> bool:
        return self._norms[place] in STRONG_STOPS

    def _ends_with_question(self, found: Found) -> bool:
        after = (norm for norm in self._norms[found.end :] if norm in STRONG_STOPS)
        return next(after, None) == "?"
