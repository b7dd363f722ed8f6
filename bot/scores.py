"""Judging answered cases: shares with their intervals, nothing of Rasa or Django."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.turn.topics import Family, family_of

LOOK_ALIKE = "sosie:"
"""Begins the label of a harmless message with alarming words; its true topic follows."""

BOTH = "+"
"""Joins the topics of a message with two questions."""

CONFIDENT = {"answer", "small_talk"}


@dataclass(frozen=True)
class Case:
    """One labelled message and how it was answered; the fields are a contract.

    Attributes:
        expected: the label; see `LOOK_ALIKE` and `BOTH`.
        text: the message.
        outcome: kind of the outcome.
        topic: the first of the topics.
        topics: ids answered.
        offered: ids offered as choices.
        confidence: probability of the deciding topic, 0 to 1.
        ms: milliseconds that the turn took.
    """

    expected: str
    text: str
    outcome: str
    topic: str
    topics: list[str]
    offered: list[str]
    confidence: float
    ms: float

    @property
    def is_right(self) -> bool:
        """Whether the right topic decided the reply."""
        return self.topic == self.expected and self.outcome != "clarify"


Test = Callable[[Case], bool]


def _plain(case: Case) -> bool:
    return not case.expected.startswith(LOOK_ALIKE) and BOTH not in case.expected


def _expects(*families: Family) -> Test:
    return lambda case: _plain(case) and family_of(case.expected) in families


_everyday = _expects(Family.FAQ, Family.SMALL_TALK, Family.HANDOVER)
_emergency = _expects(Family.EMERGENCY)


def _is_emergency(case: Case) -> bool:
    return case.outcome == "emergency"


def _wrong_with_confidence(case: Case) -> bool:
    return case.outcome in CONFIDENT and case.expected not in case.topics


FIGURES: tuple[tuple[str, str, Test, Test], ...] = (
    ("right", "le bon sujet décide de la réponse", _everyday, lambda case: case.is_right),
    (
        "right_or_offered",
        "le bon sujet décide, ou figure parmi les choix",
        _everyday,
        lambda case: case.is_right or case.expected in case.offered,
    ),
    (
        "wrong_with_confidence",
        "réponse fausse donnée avec assurance",
        _everyday,
        _wrong_with_confidence,
    ),
    ("clarify", "demande de précision", _everyday, lambda case: case.outcome == "clarify"),
    (
        "out_of_scope_not_answered",
        "hors sujet, non répondu comme une question",
        _expects(Family.OUT_OF_SCOPE),
        lambda case: case.outcome != "answer",
    ),
    ("emergency", "urgences reconnues", _emergency, _is_emergency),
    (
        "emergency_right",
        "urgences reconnues, la bonne des trois",
        _emergency,
        lambda case: _is_emergency(case) and case.topic == case.expected,
    ),
    (
        "look_alike_left_alone",
        "sosies inoffensifs sans alarme",
        lambda case: case.expected.startswith(LOOK_ALIKE),
        lambda case: not _is_emergency(case),
    ),
    (
        "care_left_alone",
        "conseil médical et empathie sans alarme",
        lambda case: case.expected in {"conseil_medical", "empathie"},
        lambda case: not _is_emergency(case),
    ),
    (
        "both_answered",
        "deux questions, deux réponses",
        lambda case: BOTH in case.expected,
        lambda case: set(case.expected.split(BOTH)) <= set(case.topics),
    ),
)
"""Name, French description, which cases count, and which of them are hits."""


def summary(cases: Sequence[Case]) -> dict[str, Any]:
    """The figures of these cases: share, 95 % interval, hits and number; times in milliseconds."""
    figures: dict[str, Any] = {"cases": len(cases)}
    for name, _, counts, hits in FIGURES:
        counted = [case for case in cases if counts(case)]
        found = sum(hits(case) for case in counted)
        low, high = interval(found, len(counted))
        share = found / len(counted) if counted else None
        figures[name] = {
            "share": share,
            "low": low,
            "high": high,
            "hits": found,
            "of": len(counted),
        }
    times = sorted(case.ms for case in cases)
    figures["ms"] = {"p50": _quantile(times, 0.5), "p95": _quantile(times, 0.95)}
    return figures


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (Wilson 1927); (0, 1) where nothing was counted."""
    if of == 0:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def section(figures: dict[str, Any]) -> str:
    """The figures as a Markdown table in French."""
    lines = ["| mesure | part | intervalle à 95 % | messages |", "|---|---|---|---|"]
    for name, description, _, _ in FIGURES:
        figure = figures[name]
        if figure["of"]:
            bounds = f"{_percent(figure['low'])} – {_percent(figure['high'])}"
            share = _percent(figure["share"])
            lines.append(f"| {description} | {share} | {bounds} | {figure['of']} |")
    times = figures["ms"]
    lines.append("")
    lines.append(
        f"{figures['cases']} messages ; un tour sans serveur prend {times['p50']:.0f} ms "
        f"(médiane), {times['p95']:.0f} ms (95ᵉ centile)."
    )
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %".replace(".", ",")


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
