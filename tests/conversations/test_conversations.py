"""Whole conversations, written as a patient lives them, against the running system."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.system import System

FOLDER = Path(__file__).parent
CONVERSATIONS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.yml"))
}


@pytest.mark.running
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_goes_as_written(system: System, name: str) -> None:
    key: str | None = None
    for turn in CONVERSATIONS[name]:
        if "bouton" in turn:
            assert key
            answer = system.press(turn["bouton"], key)
        else:
            answer = system.write(turn["patient"], key)
        key = answer["conversation_id"]
        expect(turn, answer)


def expect(turn: dict[str, Any], answer: dict[str, Any]) -> None:
    outcome = answer["outcome"]
    said = "\n".join(reply["text"] for reply in answer["replies"]).replace("\N{NBSP}", " ")
    buttons = [button["payload"] for reply in answer["replies"] for button in reply["buttons"]]
    assert outcome["kind"] == turn["issue"], (turn, answer)
    for topic in turn.get("sujets", []):
        assert topic in outcome["topics"], (turn, answer)
    for words in turn.get("dit", []):
        assert words in said, (turn, said)
    for words in turn.get("ne_dit_pas", []):
        assert words not in said, (turn, said)
    assert set(turn.get("propose", [])) <= set(buttons), (turn, buttons)
