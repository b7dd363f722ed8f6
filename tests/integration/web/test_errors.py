import json
from typing import Any

import pytest

from bot.desk.models import Channel, Conversation
from tests.integration.web.conftest import World
from tests.support.lilas import MONDAY_TEN

pytestmark = pytest.mark.django_db(transaction=True)


def refused(response: Any, status: int, code: str) -> None:
    assert response.status_code == status
    body = response.json()
    assert list(body) == ["error"]
    assert list(body["error"]) == ["code", "message"]
    assert body["error"]["code"] == code
    assert body["error"]["message"].strip()
    assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "json_invalide"),
        (b"\xff\xfe\x00", 400, "json_invalide"),
        (b'{"text": "\xe9"}', 400, "json_invalide"),
        (b"[" * 60_000, 400, "json_invalide"),
        (b"[]", 400, "objet_attendu"),
        (b"null", 400, "objet_attendu"),
        (b'"bonjour"', 400, "objet_attendu"),
        (b"{}", 400, "texte_ou_bouton"),
        (b'{"text": null}', 400, "texte_ou_bouton"),
        (b'{"text": "a", "payload": "b"}', 400, "texte_ou_bouton"),
        (b'{"text": 3}', 400, "champ_invalide"),
        (b'{"text": ["a"]}', 400, "champ_invalide"),
        (b'{"payload": {}}', 400, "champ_invalide"),
        (b'{"conversation_id": 7, "text": "a"}', 400, "champ_invalide"),
        (b'{"text": ""}', 400, "message_vide"),
        (b'{"text": " \\n\\t "}', 400, "message_vide"),
        (b'{"text": "\\u0000\\u0007\\u200b"}', 400, "message_vide"),
        (b'{"text": "\\ud800"}', 400, "message_vide"),
        (b'{"payload": "topic:unicorn"}', 400, "bouton_inconnu"),
        (b'{"payload": ""}', 400, "bouton_inconnu"),
        (b'{"conversation_id": "", "text": "a"}', 404, "conversation_inconnue"),
        (b'{"conversation_id": "x", "text": "a"}', 404, "conversation_inconnue"),
        (b'{"conversation_id": "\\u0000", "text": "a"}', 404, "conversation_inconnue"),
        (json.dumps({"conversation_id": "x" * 32, "text": "a"}), 404, "conversation_inconnue"),
        (json.dumps({"text": "a" * 2001}), 413, "message_trop_long"),
        (json.dumps({"text": "a" * 70_000}), 413, "requete_trop_grande"),
    ],
)
def test_what_cannot_be_served_is_refused_in_french(
    body: bytes, status: int, code: str, world: World
) -> None:
    refused(world.post(body), status, code)
    assert not Conversation.objects.exists()


def test_an_answer_needs_json(world: World) -> None:
    for content_type in ("text/plain", "application/x-www-form-urlencoded", ""):
        response = world.client.post("/api/messages", b"{}", content_type=content_type)
        refused(response, 415, "type_de_contenu_refuse")


def test_json_may_say_its_character_set(world: World) -> None:
    response = world.client.post(
        "/api/messages", b'{"text": "Bonjour"}', content_type="application/json; charset=utf-8"
    )
    assert response.status_code == 200


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "options", "head"])
def test_messages_are_posted_and_nothing_else(method: str, world: World) -> None:
    response = getattr(world.client, method)("/api/messages")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    if method != "head":
        refused(response, 405, "methode_refusee")


def test_a_conversation_of_another_channel_is_unknown(world: World) -> None:
    foreign = Conversation.objects.create(
        channel=Channel.MESSENGER, started_at=MONDAY_TEN, last_message_at=MONDAY_TEN
    )
    key = foreign.key
    refused(world.post({"conversation_id": key, "text": "a"}), 404, "conversation_inconnue")
    for path in ("", "/events"):
        response = world.client.get(f"/api/conversations/{key}{path}")
        refused(response, 404, "conversation_inconnue")
    response = world.post({"phone": "02 61 91 00 00"}, f"/api/conversations/{key}/callback")
    refused(response, 404, "conversation_inconnue")


@pytest.mark.parametrize("path", ["", "/events", "/callback"])
def test_what_is_no_conversation_id_is_unknown(path: str, world: World) -> None:
    for key in ("nobody", "x" * 33, "%00", "%ff", "é"):
        response = world.client.get(f"/api/conversations/{key}{path}")
        refused(response, 404, "conversation_inconnue")


def test_any_other_address_of_the_api_is_unknown(world: World) -> None:
    refused(world.client.get("/api/"), 404, "adresse_inconnue")
    refused(world.client.post("/api/messages/"), 404, "adresse_inconnue")


def test_whatever_breaks_the_patient_gets_a_sentence_with_numbers(world: World) -> None:
    def explode() -> None:
        raise ZeroDivisionError

    world.assistant.meanwhile = explode
    response = world.post({"text": "Où me garer ?"})
    refused(response, 500, "erreur_interne")
    said = response.json()["error"]["message"]
    assert "02 61 91 00 00" in said
    assert "15" in said
    assert "112" in said
    assert "ZeroDivisionError" not in response.content.decode()
