from typing import Any

import pytest

from bot.turn.outcome import Kind, Outcome
from bot.web.console.transcript import understood
from tests.support.lilas import lilas

CLINIC = lilas()


def stored(kind: Kind, *topics: str, offered: tuple[str, ...] = ()) -> dict[str, Any]:
    outcome = Outcome(kind, topics, offered=offered, confidence=0.876)
    return {key: value for key, value in outcome.to_dict().items() if key != "replies"}


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (stored(Kind.ANSWER, "parking"), "Compris : Se garer (88 %)"),
        (
            stored(Kind.ANSWER, "parking", "documents"),
            "Compris : Se garer, Papiers à apporter (88 %)",
        ),
        (stored(Kind.ANSWER, "sujet_retire"), "Compris : sujet retire (88 %)"),
        (
            stored(Kind.CLARIFY, "parking", offered=("parking", "contact")),
            "Hésite entre : Se garer, Nous joindre",
        ),
        (stored(Kind.FALLBACK, "hors_sujet"), "Non compris"),
        (stored(Kind.EMERGENCY, "suicide"), "Urgence repérée : Risque suicidaire"),
        (stored(Kind.HELD), ""),
        (None, ""),
    ],
)
def test_what_the_assistant_understood_is_said_in_french(
    outcome: dict[str, Any] | None, said: str
) -> None:
    assert understood(outcome, CLINIC).replace("\N{NO-BREAK SPACE}", " ") == said
