import pytest

from bot.turn.choose import choose
from bot.turn.outcome import Kind
from bot.turn.scene import Scene
from tests.support.lilas import MONDAY_TEN, lilas

SCENE = Scene.at(lilas(), MONDAY_TEN)


def test_a_chosen_topic_is_answered() -> None:
    outcome = choose("topic:parking", text="la voiture", scene=SCENE)
    assert outcome
    assert (outcome.kind, outcome.topic, outcome.confidence) == (Kind.ANSWER, "parking", 1.0)


def test_the_date_of_the_written_question_counts_for_the_choice() -> None:
    outcome = choose("topic:horaires", text="et demain ?", scene=SCENE)
    assert outcome
    assert "mardi 24 novembre" in outcome.replies[0].text


def test_choosing_a_person_calls_one() -> None:
    outcome = choose("topic:parler_humain", text="", scene=SCENE)
    assert outcome
    assert outcome.kind is Kind.HANDOVER
    assert outcome.escalation


def test_something_else_asks_again_and_counts_as_a_misunderstanding() -> None:
    outcome = choose("something_else", text="", scene=SCENE)
    assert outcome
    assert outcome.kind is Kind.FALLBACK
    assert outcome.misunderstood


@pytest.mark.parametrize(
    "payload", ["", "parking", "topic:", "topic:inconnu", "topic:suicide", "/x"]
)
def test_a_payload_that_no_button_carries_is_nothing(payload: str) -> None:
    assert choose(payload, text="", scene=SCENE) is None
