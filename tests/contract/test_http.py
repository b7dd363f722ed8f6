"""What others' scripts rely on, asked of the running system from outside."""

import json
import threading
import time
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.support.system import MONDAY_MORNING, System

pytestmark = pytest.mark.running

NOW = datetime.fromisoformat(MONDAY_MORNING).replace(tzinfo=None)


def said(answer: dict[str, Any]) -> str:
    return "\n".join(reply["text"] for reply in answer["replies"])


def test_an_answer_has_the_keys_of_the_contract_and_no_others(system: System) -> None:
    answer = system.write("où se garer ?")
    assert set(answer) == {"conversation_id", "replies", "outcome"}
    assert all(set(reply) == {"text", "buttons"} for reply in answer["replies"])
    assert set(answer["outcome"]) == {"kind", "topic", "topics", "offered"}


def test_a_clarification_offers_buttons_that_can_be_pressed(system: System) -> None:
    answer = system.write("pour ma fille")
    assert answer["outcome"]["kind"] == "clarify"
    buttons = answer["replies"][-1]["buttons"]
    assert all(set(button) == {"title", "payload"} for button in buttons)
    assert 2 <= len(buttons) <= 4
    pressed = system.press(buttons[0]["payload"], answer["conversation_id"])
    assert pressed["outcome"]["topic"] == answer["outcome"]["offered"][0]


def test_two_messages_of_one_conversation_share_its_id(system: System) -> None:
    first = system.write("bonjour")
    second = system.write("où se garer ?", first["conversation_id"])
    assert first["conversation_id"] == second["conversation_id"]
    assert len(first["conversation_id"]) >= 22


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'"bonjour"', 400),
        (b"\xff\xfe", 400),
        (b'{"conversation_id": null}', 400),
        (b'{"conversation_id": null, "text": 3}', 400),
        (b'{"conversation_id": null, "text": "   "}', 400),
        (b'{"conversation_id": null, "text": "\\u0000\\u0007"}', 400),
        (b'{"conversation_id": null, "text": "a", "payload": "b"}', 400),
        (b'{"conversation_id": "inconnu", "text": "bonjour"}', 404),
        (b'{"conversation_id": 12, "text": "bonjour"}', 400),
        (b'{"conversation_id": null, "payload": "/restart"}', 400),
        (json.dumps({"conversation_id": None, "text": "a " * 1001}).encode(), 413),
    ],
)
def test_bad_input_gets_a_french_sentence_and_its_status(
    system: System, body: bytes, status: int
) -> None:
    headers = {"Content-Type": "application/json"}
    response = httpx.post(f"{system.address}/api/messages", content=body, headers=headers)
    assert response.status_code == status
    assert set(response.json()) == {"error"}
    assert set(response.json()["error"]) == {"code", "message"}
    assert response.json()["error"]["message"][-1] in ".?!"


@pytest.mark.parametrize(
    "text",
    [
        "🙂🙂",
        "<script>alert(1)</script>",
        "где парковка",
        "أين موقف السيارات",
        "\u202eabc",
        "a" * 1999,
    ],
)
def test_strange_text_is_answered(system: System, text: str) -> None:
    answer = system.write(text)
    assert said(answer).strip()
    assert "<script" not in said(answer)


def test_an_emergency_in_a_message_that_is_too_long_still_gets_its_numbers(
    system: System,
) -> None:
    answer = system.write("je veux mourir, j'ai tout préparé. " + "bla " * 600)
    assert answer["outcome"]["kind"] == "emergency"
    assert "3114" in said(answer)


def test_what_a_person_writes_is_an_event_that_can_be_resumed(system: System) -> None:
    key = system.write("où se garer ?")["conversation_id"]
    url = f"{system.address}/api/conversations/{key}/events"
    with httpx.stream("GET", url, timeout=5) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
    unknown = httpx.get(f"{system.address}/api/conversations/{'x' * 32}/events")
    assert unknown.status_code == 404
    assert set(unknown.json()["error"]) == {"code", "message"}


def test_health_and_readiness(system: System) -> None:
    assert httpx.get(f"{system.address}/healthz").status_code == 200
    assert httpx.get(f"{system.address}/readyz").status_code == 200
    with system.frozen("rasa_sdk --actions"):
        assert httpx.get(f"{system.address}/readyz", timeout=10).status_code == 503


def test_a_hand_edit_is_served_within_a_second(system: System) -> None:
    file = system.faq / "etablissement.yml"
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(before.replace("02 61 91 12 00", "02 61 91 99 99"), encoding="utf-8")
        time.sleep(1)
        answer = system.write("quel est votre numéro de téléphone ?")
        assert "02 61 91 99 99" in said(answer)
    finally:
        file.write_text(before, encoding="utf-8")


def test_a_new_question_is_understood_within_five_seconds(system: System) -> None:
    file = system.faq / "questions" / "piscine.yml"
    entry = (
        "- id: piscine\n  titre: La piscine\n"
        "  variantes: [la piscine de rééducation est-elle ouverte au public, bassin chauffé]\n"
        "  reponse: La piscine est réservée aux patients de rééducation.\n"
    )
    file.write_text(entry, encoding="utf-8")
    try:
        time.sleep(5)
        answer = system.write("est-ce que la piscine de rééducation est ouverte au public ?")
        assert answer["outcome"]["topics"] == ["piscine"]
    finally:
        file.unlink()


def test_a_notice_is_told_while_it_runs_and_never_else(system: System) -> None:
    file = system.faq / "avis.yml"
    before = file.read_text(encoding="utf-8")

    def notice(begin: datetime, end: datetime) -> None:
        file.write_text(
            f"- id: essai\n  texte: Notre standard est en panne.\n"
            f"  debut: {begin:%Y-%m-%dT%H:%M}\n  fin: {end:%Y-%m-%dT%H:%M}\n"
            "  sujets: [incident, contact]\n  autre_moyen: Écrivez-nous ici.\n",
            encoding="utf-8",
        )
        time.sleep(1)

    hour = timedelta(hours=1)
    try:
        notice(NOW - hour, NOW + hour)
        for question in ("je n'arrive pas à vous joindre", "quel est votre numéro ?"):
            assert said(system.write(question)).startswith("Notre standard est en panne.\nÉcrivez")
        assert "panne" not in said(system.write("où se garer ?"))
        for begin, end in ((NOW + hour, NOW + 2 * hour), (NOW - 2 * hour, NOW - hour)):
            notice(begin, end)
            text = said(system.write("je n'arrive pas à vous joindre"))
            assert "Notre standard est en panne" not in text
    finally:
        file.write_text(before, encoding="utf-8")


def test_twenty_patients_at_once_are_all_answered(system: System) -> None:
    kinds: list[str] = []

    def patient() -> None:
        kinds.append(system.write("où se garer ?")["outcome"]["kind"])

    patients = [threading.Thread(target=patient) for _ in range(20)]
    for one in patients:
        one.start()
    for one in patients:
        one.join()
    assert kinds == ["answer"] * 20
