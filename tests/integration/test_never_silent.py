"""Whatever fails behind the page, the patient gets a useful answer within three seconds."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.system import System

pytestmark = pytest.mark.running

RASA, ACTIONS = "bot.nlu.server run", "rasa_sdk --actions"


@pytest.fixture(autouse=True)
def _healthy_again(system: System) -> Iterator[None]:
    system.wait_until_ready()
    yield
    system.wait_until_ready()


def ask(system: System, text: str) -> tuple[dict[str, Any], str]:
    started = time.monotonic()
    answer = system.write(text)
    assert time.monotonic() - started < 3
    said = "\n".join(reply["text"] for reply in answer["replies"])
    assert said.strip()
    return answer, said


def expect_parking_and_numbers(system: System) -> None:
    answer, said = ask(system, "Où puis-je me garer ?")
    assert answer["outcome"]["topic"] == "parking"
    assert "parking" in said.lower()
    _, said = ask(system, "mon mari ne respire plus aidez moi")
    assert "15" in said.split(".")[0]


def test_with_rasa_hanging_the_question_is_answered_from_the_store(system: System) -> None:
    with system.frozen(RASA):
        expect_parking_and_numbers(system)


def test_with_rasa_dead_the_question_is_answered_from_the_store(system: System) -> None:
    system.kill(RASA)
    expect_parking_and_numbers(system)


def test_with_the_action_server_hanging_the_question_is_answered(system: System) -> None:
    with system.frozen(ACTIONS):
        expect_parking_and_numbers(system)


def test_with_the_action_server_dead_the_question_is_answered(system: System) -> None:
    system.kill(ACTIONS)
    expect_parking_and_numbers(system)


def test_with_the_faq_folder_gone_the_last_good_answers_serve_on(system: System) -> None:
    away = system.faq.with_name("away")
    system.faq.rename(away)
    try:
        time.sleep(0.6)
        expect_parking_and_numbers(system)
    finally:
        away.rename(system.faq)


def test_with_a_file_broken_by_hand_the_last_good_answers_serve_on(system: System) -> None:
    file = system.faq / "questions" / "venir.yml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("- id:", "- id: [", 1), encoding="utf-8")
    try:
        time.sleep(0.6)
        expect_parking_and_numbers(system)
    finally:
        file.write_text(whole, encoding="utf-8")
