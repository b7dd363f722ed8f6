"""What data/urgences.yml holds: numbers, replies and signs, checked and compiled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

from bot.language.crisis_patterns import PatternCompiler, PatternError, Piece


class Emergency(str, Enum):
    """The three emergencies, as the topics name them."""

    VITAL = "urgence_vitale"
    SUICIDE = "suicide"
    VIOLENCE = "violence"


class Silence(str, Enum):
    """Why a sign that was read is no alarm."""

    NEGATION = "negation"
    AFTERMATH = "suites"
    PAST = "passe"
    RECENT = "recent"
    GENERAL = "general"
    HYPOTHESIS = "hypothese"
    FIGURE = "figure"


class Cue(str, Enum):
    """What the words around a sign say of it; the keys of `lecture` in the file."""

    NOW = "maintenant"
    AGAIN = "reprise"
    REMOTE = "passe_lointain"
    RECENT = "passe_recent"
    AFTERMATH = "suites"
    GENERAL = "general"
    HYPOTHESIS = "hypothese"
    FIGURE = "figure"


class Flag(str, Enum):
    """What a sign adds to its emergency; the last column of the choice of a reply."""

    CHILD = "enfant"
    GESTURE = "geste"
    DANGER = "danger"


@dataclass(frozen=True, eq=False)
class Sign:
    """One published sign of an emergency.

    Attributes:
        id: its slug.
        emergency: which emergency it tells.
        name: what a nurse calls it, in French.
        source: the public body that publishes it.
        patterns: phrases that tell it.
        exceptions: phrases that look like it and tell something else, where they overlap it.
        contexts: phrases that explain it away wherever they stand in the message.
        flags: what it adds to the alarm.
        heeds: readings that may silence it.
        examples_yes: messages that must raise it.
        examples_no: messages that must not raise any alarm.
    """

    id: str
    emergency: Emergency
    name: str
    source: str
    patterns: tuple[Piece, ...]
    exceptions: tuple[Piece, ...]
    contexts: tuple[Piece, ...]
    flags: frozenset[Flag]
    heeds: frozenset[Silence]
    examples_yes: tuple[str, ...]
    examples_no: tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """A public number, with the day on which somebody last checked it."""

    number: str
    name: str
    note: str
    checked_on: date


@dataclass(frozen=True)
class CrisisReply:
    """What the patient reads when an emergency is raised with at least these flags."""

    emergency: Emergency
    flags: frozenset[Flag]
    text: str


@dataclass(frozen=True)
class CrisisBook:
    """The whole of data/urgences.yml.

    Attributes:
        numbers: the public numbers that the replies may give.
        replies: one for each emergency, and more precise ones by flags.
        abbreviations: what an SMS spelling stands for.
        signs: the signs, in the order of the file.
        cues: phrases around a sign that say how to read it.
        children: phrases that name a child.
        harmless: messages that must not raise any alarm.
        compiler: makes the lines that these patterns match.
    """

    compiler: PatternCompiler
    numbers: tuple[Number, ...]
    replies: tuple[CrisisReply, ...]
    abbreviations: Mapping[str, str]
    signs: tuple[Sign, ...]
    cues: Mapping[Cue, tuple[Piece, ...]]
    children: tuple[Piece, ...]
    harmless: tuple[str, ...]

    def words(self) -> frozenset[str]:
        """Every word and stem (with a final `*`) that a pattern names."""
        pieces = [
            *self.children,
            *(piece for pieces in self.cues.values() for piece in pieces),
            *(
                piece
                for sign in self.signs
                for piece in (*sign.patterns, *sign.exceptions, *sign.contexts)
            ),
        ]
        return frozenset().union(*(piece.words for piece in pieces))


def read_book(path: Path) -> CrisisBook:
    """The file, compiled.

    Raises:
        PatternError: a key is missing or unknown, or a pattern breaks the language; the message
            names the sign.
        OSError: the file cannot be read.
    """
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        compiler = PatternCompiler(raw["listes"], raw["petits_mots"])
        silences = {Emergency(name): kinds for name, kinds in raw["fait_taire"].items()}
        return CrisisBook(
            compiler=compiler,
            numbers=tuple(_number(entry) for entry in raw["numeros"]),
            replies=tuple(_reply(entry) for entry in raw["reponses"]),
            abbreviations=raw["abreviations"],
            signs=tuple(_named_sign(entry, compiler, silences) for entry in raw["signes"]),
            cues={cue: _pieces(raw["lecture"][cue.value], compiler) for cue in Cue},
            children=_pieces(raw["enfants"], compiler),
            harmless=tuple(raw["messages_sans_alerte"]),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise PatternError(f"{path.name} : {error!r}") from error


def _number(entry: Mapping[str, Any]) -> Number:
    return Number(
        number=str(entry["numero"]),
        name=entry["nom"],
        note=entry["note"],
        checked_on=entry["verifie_le"],
    )


def _reply(entry: Mapping[str, Any]) -> CrisisReply:
    return CrisisReply(
        emergency=Emergency(entry["urgence"]),
        flags=frozenset(map(Flag, entry["si"])),
        text=" ".join(entry["texte"].split(" ")).strip(),
    )


_KEYS = {
    "id", "urgence", "signe", "source", "drapeaux", "meme_si", "motifs", "sauf", "sauf_si",
    "exemples_oui", "exemples_non",
}  # fmt: skip


def _named_sign(
    entry: Mapping[str, Any], compiler: PatternCompiler, silences: Mapping[Emergency, list[str]]
) -> Sign:
    try:
        return _sign(entry, compiler, silences)
    except (PatternError, KeyError, ValueError, TypeError) as error:
        raise PatternError(f"signe {entry.get('id')} : {error}") from error


def _sign(
    entry: Mapping[str, Any], compiler: PatternCompiler, silences: Mapping[Emergency, list[str]]
) -> Sign:
    if unknown := set(entry) - _KEYS:
        raise PatternError(f"clé inconnue : {', '.join(sorted(unknown))}")
    emergency = Emergency(entry["urgence"])
    return Sign(
        id=entry["id"],
        emergency=emergency,
        name=entry["signe"],
        source=entry["source"],
        patterns=_pieces(entry["motifs"], compiler),
        exceptions=_pieces(entry.get("sauf", ()), compiler),
        contexts=_pieces(entry.get("sauf_si", ()), compiler),
        flags=frozenset(map(Flag, entry.get("drapeaux", ()))),
        heeds=frozenset(map(Silence, silences[emergency]))
        - frozenset(map(Silence, entry.get("meme_si", ()))),
        examples_yes=tuple(entry["exemples_oui"]),
        examples_no=tuple(entry["exemples_non"]),
    )


def _pieces(sources: list[str], compiler: PatternCompiler) -> tuple[Piece, ...]:
    return tuple(_piece(source, compiler) for source in sources)


def _piece(source: str, compiler: PatternCompiler) -> Piece:
    try:
        return compiler.compile(source)
    except (PatternError, re.error) as error:
        raise PatternError(f"« {source} » : {error}") from error
