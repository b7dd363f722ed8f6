"""The small pattern language of data/urgences.yml, explained to its readers in that file."""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Generic, TypeVar

from bot.errors import AccueilError
from bot.language.text import fold

Key = TypeVar("Key", bound=Hashable)

STRONG_STOPS = frozenset({".", "!", "?"})
BARRIERS = frozenset({"pas", "jamais", "aucun", "aucune", "sans", "ni", "mais", "sauf"})
"""Words that a gap never jumps over: what stands behind them is denied or set apart."""

_LONGEST_GAP = 5
_LONGEST_NEAR = 8
_LONGEST_SKIP = 3
_DEEPEST = 5
_MOST_AT_ONCE = 3
_PART = re.compile(r"\.\.\.|[()|\[\]^$#&?]|<\w+>|(?:\d+[.,]\d+|[^\W_]+)\*?|\S")


class PatternError(AccueilError):
    """A pattern of data/urgences.yml cannot be read; whoever edited the file must mend it."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a pattern, compiled.

    Attributes:
        regex: what it matches in a line of folded words, each followed by one space.
        needed: words (stems with a final `*`) of which a line must hold one; None: no condition.
        words: every word and stem that it names.
        glued: whether no small words may stand beside it: a gap or an anchor.
        optional: whether it may be missing.
    """

    regex: str
    needed: frozenset[str] | None = None
    words: frozenset[str] = frozenset()
    glued: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Line:
    """A message as the patterns see it.

    Attributes:
        text: a space before the first word and after each; small words end with `_`, words that
            no gap jumps over with `=`.
        words: the words without their marks.
        places: the number of the word that starts at a position of `text`.
    """

    text: str
    words: frozenset[str]
    places: Mapping[int, int]


_SKIP = f"(?:[^ ]*_ ){{0,{_LONGEST_SKIP}}}"


def _gap(longest: int) -> Piece:
    """At most `longest` words, small words not counted, without jumping over a barrier."""
    return Piece(f"{_SKIP}(?:[^ ]*[^ =_] {_SKIP}){{0,{longest}}}?", glued=True)


_SIGNS = {
    "...": _gap(_LONGEST_GAP),
    "?": Piece(r"\?= ", glued=True),
    "#": Piece(r"\d[^ ]* "),
    "^": Piece(r"(?:(?<=^ )|(?<=, )|(?<=[.!?]= ))", glued=True),
    "$": Piece(r"(?=, |[.!?]= |$)", glued=True),
}


class PatternCompiler:
    """Compiles patterns that share the same lists and the same small words.

    Args:
        lists: patterns by list name, for `<name>`.
        small_words: words that may stand unwritten between two words of a pattern.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]], small_words: Iterable[str]) -> None:
        self._lists = lists
        self._small_words = frozenset(small_words)
        self._compiled: dict[str, Piece] = {}

    def line(self, norms: Sequence[str]) -> Line:
        """The line of these folded words and stops, marked as the patterns expect."""
        places, position = {}, 1
        marked = [self._marked(norm) for norm in norms]
        for place, word in enumerate(marked):
            places[position] = place
            position += len(word) + 1
        places[position] = len(marked)
        return Line("".join([" ", *(f"{word} " for word in marked)]), frozenset(norms), places)

    def compile(self, source: str) -> Piece:
        """The compiled pattern.

        Raises:
            PatternError: it breaks the language, or would match any message.
        """
        piece = self._whole(source, depth=0)
        if piece.needed is None:
            raise PatternError("motif sans mot obligatoire")
        return piece

    def _whole(self, source: str, *, depth: int) -> Piece:
        parts = _PART.findall(_plain(source))
        pieces = [self._branches(parts, depth)]
        while parts and parts[0] == "&":
            parts.pop(0)
            pieces.append(self._branches(parts, depth))
        if parts:
            raise PatternError(f"« {parts[0]} » en trop")
        return self._in_any_order(pieces) if len(pieces) > 1 else pieces[0]

    def _in_any_order(self, pieces: Sequence[Piece]) -> Piece:
        if len(pieces) > _MOST_AT_ONCE:
            raise PatternError(f"plus de {_MOST_AT_ONCE} morceaux joints par &")
        gap = _gap(_LONGEST_NEAR)
        orders = [
            self._joined([part for piece in order for part in (piece, gap)][:-1])
            for order in permutations(pieces)
        ]
        return replace(_any_of(orders), needed=orders[0].needed)

    def _list(self, name: str, depth: int) -> Piece:
        if name not in self._lists or depth > _DEEPEST:
            raise PatternError(f"liste inconnue, ou qui s'appelle elle-même : <{name}>")
        if name not in self._compiled:
            branches = [self._whole(item, depth=depth + 1) for item in self._lists[name]]
            self._compiled[name] = _any_of(branches)
        return self._compiled[name]

    def _branches(self, parts: list[str], depth: int) -> Piece:
        branches = [self._chain(parts, depth)]
        while parts and parts[0] == "|":
            parts.pop(0)
            branches.append(self._chain(parts, depth))
        return _any_of(branches) if len(branches) > 1 else branches[0]

    def _chain(self, parts: list[str], depth: int) -> Piece:
        pieces: list[Piece] = []
        while parts and parts[0] not in {")", "]", "|", "&"}:
            pieces.append(self._element(parts, depth))
        if not pieces:
            raise PatternError("motif vide, ou choix vide entre deux |")
        return self._joined(pieces) if len(pieces) > 1 else pieces[0]

    def _element(self, parts: list[str], depth: int) -> Piece:
        part = parts.pop(0)
        if part in {"(", "["}:
            inner = self._branches(parts, depth)
            if not parts or parts.pop(0) != {"(": ")", "[": "]"}[part]:
                raise PatternError(f"« {part} » qui n'est pas refermé")
            return inner if part == "(" else replace(inner, optional=True, needed=None)
        if part.startswith("<"):
            return self._list(part[1:-1], depth)
        if part in _SIGNS:
            return _SIGNS[part]
        if not part[0].isalnum():
            raise PatternError(f"signe inconnu : « {part} »")
        return self._word(part)

    def _word(self, word: str) -> Piece:
        regex = f"{word[:-1]}[^ ]* " if word.endswith("*") else f"{re.escape(self._marked(word))} "
        return Piece(regex, needed=frozenset({word}), words=frozenset({word}))

    def _marked(self, word: str) -> str:
        if word in self._small_words:
            return f"{word}_"
        return f"{word}=" if word in STRONG_STOPS or word in BARRIERS else word

    def _joined(self, pieces: Sequence[Piece]) -> Piece:
        """Small words go before a piece; those of an optional piece come and go with it."""
        regex, loose = "", False
        for place, piece in enumerate(pieces):
            skip = _SKIP if loose and not piece.glued else ""
            loose = not piece.glued
            if not piece.optional:
                regex += skip + piece.regex
            elif place + 1 == len(pieces) or pieces[place + 1].glued:
                regex += f"(?:{skip}{piece.regex})?"
            else:
                regex += f"{skip}(?:{piece.regex}{_SKIP})?"
                loose = False
        candidates = [piece.needed for piece in pieces if piece.needed is not None]
        return Piece(
            regex=regex,
            needed=max(candidates, key=_selectivity, default=None),
            words=frozenset().union(*(piece.words for piece in pieces)),
        )


@dataclass(frozen=True)
class Match(Generic[Key]):
    """That the pattern filed under `key` matches the words `start` to `end` (excluded)."""

    key: Key
    start: int
    end: int


class PatternIndex(Generic[Key]):
    """Many patterns, each tried only on lines that hold one of the words that it needs."""

    def __init__(self, patterns: Iterable[tuple[Key, Piece]]) -> None:
        self._patterns: list[tuple[Key, re.Pattern[str]]] = []
        self._by_word: dict[str, list[int]] = {}
        for place, (key, piece) in enumerate(patterns):
            self._patterns.append((key, re.compile(f"(?<= ){piece.regex}")))
            for word in piece.needed or ():
                self._by_word.setdefault(word, []).append(place)
        self._stem_lengths = sorted({len(w) - 1 for w in self._by_word if w.endswith("*")})

    def find(self, line: Line) -> Iterator[Match[Key]]:
        """Every match in a line, pattern by pattern."""
        for place in sorted(self._candidates(line.words)):
            key, regex = self._patterns[place]
            for found in regex.finditer(line.text):
                yield Match(key, line.places[found.start()], line.places[found.end()])

    def _candidates(self, words: Collection[str]) -> set[int]:
        places: set[int] = set()
        for word in words:
            places.update(self._by_word.get(word, ()))
            for length in self._stem_lengths:
                if length <= len(word):
                    places.update(self._by_word.get(f"{word[:length]}*", ()))
        return places


def _plain(source: str) -> str:
    return fold(source.replace("…", " ... ")).replace("'", " ").replace("-", " ")


def _any_of(branches: Sequence[Piece]) -> Piece:
    needed = [branch.needed for branch in branches]
    return Piece(
        regex="(?:" + "|".join(branch.regex for branch in branches) + ")",
        needed=None if None in needed else frozenset().union(*(n for n in needed if n)),
        words=frozenset().union(*(branch.words for branch in branches)),
    )


def _selectivity(words: frozenset[str]) -> tuple[int, int]:
    """Long words are rare: the shortest of a set tells how often it will be met."""
    return min(len(word) for word in words), -len(words)
