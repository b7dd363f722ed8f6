from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from actions.clarify import ActionClarify
from actions.desk import TurnAction
from actions.escalate import ActionEscalate
from bot.turn.outcome import Kind, Outcome


def run(action: TurnAction, topic: str, confidence: float, **metadata: Any) -> Outcome:
    parse = {
        "text": "où est-ce que je peux laisser ma voiture",
        "intent_ranking": [{"name": topic, "confidence": confidence}],
        "metadata": metadata,
    }
    tracker = Tracker("sender", {}, parse, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    assert action.run(dispatcher, tracker, {}) == []
    [message] = dispatcher.messages
    return Outcome.from_dict(message["custom"])


@pytest.mark.parametrize(
    ("action", "name"),
    [
        (ActionAnswer(), "action_answer"),
        (ActionClarify(), "action_clarify"),
        (ActionEscalate(), "action_escalate"),
    ],
)
def test_an_action_has_the_name_that_the_domain_knows(action: TurnAction, name: str) -> None:
    assert action.name() == name


def test_an_action_answers_with_one_outcome_from_the_sample_clinic() -> None:
    outcome = run(ActionAnswer(), "parking", 0.9)
    assert (outcome.kind, outcome.topic) == (Kind.ANSWER, "parking")
    assert len(outcome.replies) == 1


def test_an_action_knows_how_the_conversation_has_gone() -> None:
    outcome = run(ActionClarify(), "hors_sujet", 0.1, misunderstandings=1)
    assert [button.payload for button in outcome.replies[0].buttons] == ["topic:parler_humain"]


def test_an_escalation_carries_its_reason() -> None:
    outcome = run(ActionEscalate(), "reclamation", 0.9)
    assert outcome.escalation
    assert outcome.escalation.reason == "reclamation"
