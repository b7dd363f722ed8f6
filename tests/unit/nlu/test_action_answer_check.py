import time

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.nlu.action_answer_check import cache_action_answer_check

GOOD = {"events": [], "responses": [{"custom": {"kind": "answer"}}]}


def test_the_check_still_refuses_what_it_refused_and_costs_a_tenth() -> None:
    action = RemoteAction("action_answer", None)
    original = RemoteAction._validate_action_result
    try:
        slow = _seconds(action)
        cache_action_answer_check()
        fast = _seconds(action)
        with pytest.raises(ValidationError):
            action._validate_action_result({"events": "none"})
    finally:
        RemoteAction._validate_action_result = original  # type: ignore[method-assign]
    assert fast < slow / 10


def _seconds(action: RemoteAction) -> float:
    started = time.perf_counter()
    for _ in range(20):
        action._validate_action_result(GOOD)
    return time.perf_counter() - started
