"""The small pattern language of data/urgences.yml, explained to its readers in that file."""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.errors import AccueilError
from bot.language.text import fold

Lists = Mapping[str, Sequence[str]]
Key = TypeVar("Key", bound=Hashable)

STRONG_STOPS = frozenset({".", "!", "?"})
BARRIERS = frozenset({"pas", "jamais", "aucun", "aucune", "sans", "ni", "mais", "sauf"})
"""Words that a gap never jumps over: what stands behind them is denied or set apart."""

_LONGEST_GAP = 5
_LONGEST_SKIP = 3
_GAP = "(?:(?!(?:{stops}) )[^ ]+ ){{0,{longest}}}?".format(
    stops="|".join(map(re.escape, sorted(STRONG_STOPS | BARRIERS))), longest=_LONGEST_GAP
)
_PART = re.compile(r"…|[()|\[\]^$]|<\w+>|[^\W_]+\*?|\S")
_DEEPEST = 4


class PatternError(AccueilError):
    """A pattern of data/urgences.yml cannot be read; whoever edited the file must mend it."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a pattern, compiled.

    Attributes:
        regex: what it matches in a line of folded words, each followed by one space.
        needed: words (stems with a final `*`) of which a line must hold one; None: no condition.
        words: every word and stem that it names.
        glued: whether it joins its neighbours without small words between (gaps, anchors).
    """

    regex: str
    needed: frozenset[str] | None = None
    words: frozenset[str] = frozenset()
    glued: bool = False


class PatternCompiler:
    """Compiles patterns that share the same lists and the same small words.

    Args:
        lists: patterns by list name, for `<name>`.
        small_words: words that may stand unwritten between two words of a pattern.
    """

    def __init__(self, lists: Lists, small_words: Iterable[str]) -> None:
        self._lists = lists
        words = "|".join(map(re.escape, sorted(small_words)))
        self._skip = f"(?:(?:{words}) ){{0,{_LONGEST_SKIP}}}" if words else ""
        self._compiled: dict[str, Piece] = {}

    def compile(self, source: str) -> Piece:
        """The compiled pattern.

        Raises:
            PatternError: it breaks the language, or would match any message.
        """
        piece = self._sequence(_parts(source), source, depth=0)
        if piece.needed is None:
            raise PatternError(f"motif sans mot obligatoire : {source}")
        return piece

    def _list(self, name: str, source: str, depth: int) -> Piece:
        if name not in self._lists or depth > _DEEPEST:
            raise PatternError(f"liste inconnue ou en boucle <{name}> : {source}")
        if name not in self._compiled:
            branches = [
                self._sequence(_parts(item), item, depth=depth + 1) for item in self._lists[name]
            ]
            self._compiled[name] = _any_of(branches)
        return self._compiled[name]

    def _sequence(self, parts: list[str], source: str, *, depth: int) -> Piece:
        """Reads the whole of `parts`, which it empties."""
        piece = self._branches(parts, source, depth=depth)
        if parts:
            raise PatternError(f"« {parts[0]} » en trop : {source}")
        return piece

    def _branches(self, parts: list[str], source: str, *, depth: int) -> Piece:
        branches = [self._chain(parts, source, depth=depth)]
        while parts and parts[0] == "|":
            parts.pop(0)
            branches.append(self._chain(parts, source, depth=depth))
        return _any_of(branches) if len(branches) > 1 else branches[0]

    def _chain(self, parts: list[str], source: str, *, depth: int) -> Piece:
        pieces: list[Piece] = []
        while parts and parts[0] not in {")", "]", "|"}:
            pieces.append(self._element(parts, source, depth=depth))
        if not pieces:
            raise PatternError(f"motif ou choix vide : {source}")
        return self._joined(pieces)

    def _element(self, parts: list[str], source: str, *, depth: int) -> Piece:
        part = parts.pop(0)
        if part in {"(", "["}:
            inner = self._branches(parts, source, depth=depth)
            if not parts or parts.pop(0) != {"(": ")", "[": "]"}[part]:
                raise PatternError(f"parenthèse ou crochet non fermé : {source}")
            return inner if part == "(" else self._optional(inner)
        if part.startswith("<"):
            return self._list(part[1:-1], source, depth)
        if part in _ANCHORS:
            return _ANCHORS[part]
        if not part.rstrip("*").isalnum():
            raise PatternError(f"signe « {part} » inconnu : {source}")
        return _word(part)

    def _joined(self, pieces: Sequence[Piece]) -> Piece:
        regex = ""
        for place, piece in enumerate(pieces):
            loose = place > 0 and not piece.glued and not pieces[place - 1].glued
            regex += (self._skip if loose else "") + piece.regex
        candidates = [piece.needed for piece in pieces if piece.needed is not None]
        return Piece(
            regex=regex,
            needed=max(candidates, key=_selectivity, default=None),
            words=frozenset().union(*(piece.words for piece in pieces)),
            glued=len(pieces) == 1 and pieces[0].glued,
        )

    def _optional(self, inner: Piece) -> Piece:
        """An optional piece brings the small words before what follows it, so it is glued."""
        return Piece(f"(?:{inner.regex})?{self._skip}", words=inner.words, glued=False)


_ANCHORS = {
    "…": Piece(_GAP, glued=True),
    "^": Piece(r"(?:(?<=^ )|(?<=[.!?,] ))", glued=True),
    "$": Piece(r"(?=[.!?,] |$)", glued=True),
}


@dataclass(frozen=True)
class Match(Generic[Key]):
    """That the pattern filed under `key` matches `line[start:end]`."""

    key: Key
    start: int
    end: int


class PatternIndex(Generic[Key]):
    """Many patterns, each tried only on lines that hold one of the words that it needs."""

    def __init__(self, patterns: Iterable[tuple[Key, Piece]]) -> None:
        self._patterns = [
            (key, re.compile(f"(?<= ){piece.regex}"), piece.needed or frozenset())
            for key, piece in patterns
        ]
        self._by_word: dict[str, list[int]] = {}
        for place, (_, _, needed) in enumerate(self._patterns):
            for word in needed:
                self._by_word.setdefault(word, []).append(place)
        self._stem_lengths = sorted({len(w) for w in self._by_word if w.endswith("*")})

    def find(self, line: str, words: Collection[str]) -> Iterator[Match[Key]]:
        """Every match in a line whose words are `words`, pattern by pattern."""
        for place in sorted(self._candidates(words)):
            key, regex, _ = self._patterns[place]
            for found in regex.finditer(line):
                yield Match(key, found.start(), found.end())

    def _candidates(self, words: Collection[str]) -> set[int]:
        places: set[int] = set()
        for word in words:
            places.update(self._by_word.get(word, ()))
            for length in self._stem_lengths:
                places.update(self._by_word.get(f"{word[: length - 1]}*", ()))
        return places


def _parts(source: str) -> list[str]:
    spelled = fold(source.replace("...", "…")) if "…" not in source else source
    plain = "…".join(fold(stretch) for stretch in spelled.split("…"))
    return _PART.findall(plain.replace("'", " ").replace("-", " "))


def _word(word: str) -> Piece:
    regex = f"{word[:-1]}[^ ]* " if word.endswith("*") else f"{word} "
    return Piece(regex, needed=frozenset({word}), words=frozenset({word}))


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
