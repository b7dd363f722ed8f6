import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.http import StreamingHttpResponse
from django.test import AsyncClient

from bot.desk import holding
from bot.desk.models import CallbackRequest, Escalation, Message, State
from tests.integration.web.conftest import PARKING, WANTS_A_PERSON, World
from tests.support.lilas import MONDAY_TEN

pytestmark = pytest.mark.django_db(transaction=True)


def in_hand(world: World) -> tuple[str, User]:
    """A conversation that Nadia has taken, and Nadia."""
    world.assistant.outcome = WANTS_A_PERSON
    key = world.write("Je veux parler à quelqu'un")["conversation_id"]
    world.assistant.outcome = PARKING
    nadia = User.objects.create_user("nadia")
    holding.take(world.conversation(key), nadia, now=MONDAY_TEN)
    return key, nadia


def test_a_patient_who_was_cut_off_finds_the_thread_again(world: World) -> None:
    key = world.write("Où me garer ?")["conversation_id"]
    found = world.client.get(f"/api/conversations/{key}").json()
    assert (found["conversation_id"], found["state"]) == (key, "bot")
    asked, answered = found["messages"]
    assert (asked["author"], asked["text"], asked["kind"]) == ("patient", "Où me garer ?", "answer")
    assert (answered["author"], answered["text"]) == ("bot", "Le parking des Lilas est gratuit.")
    assert asked["id"] < answered["id"]


def test_while_a_person_holds_the_conversation_the_assistant_is_silent(world: World) -> None:
    key, _ = in_hand(world)
    answer = world.write("Vous êtes là ?", key)
    assert answer["replies"] == []
    assert answer["outcome"] == {"kind": "held", "topic": "", "topics": [], "offered": []}
    assert len(world.assistant.asked) == 1
    last = world.conversation(key).messages.last()
    assert last
    assert last.text == "Vous êtes là ?"


def test_buttons_are_silent_too_while_a_person_holds_the_conversation(world: World) -> None:
    key, _ = in_hand(world)
    pressed = world.post({"conversation_id": key, "payload": "topic:parking"}).json()
    assert pressed["outcome"]["kind"] == "held"
    assert pressed["replies"] == []


def test_an_emergency_is_answered_while_a_person_holds_the_conversation(world: World) -> None:
    key, nadia = in_hand(world)
    assert world.write("Il ne respire plus", key)["outcome"]["kind"] == "emergency"
    assert world.conversation(key).holder == nadia
    assert Escalation.objects.get().priority == 0


def test_a_reply_is_dropped_if_a_person_takes_over_while_the_assistant_thinks(
    world: World,
) -> None:
    world.assistant.outcome = WANTS_A_PERSON
    key = world.write("Je veux parler à quelqu'un")["conversation_id"]
    nadia = User.objects.create_user("nadia")
    waiting = world.conversation(key)
    world.assistant.outcome = PARKING
    world.assistant.meanwhile = lambda: holding.take(waiting, nadia, now=MONDAY_TEN)
    answer = world.write("Où me garer ?", key)
    assert answer["outcome"]["kind"] == "held"
    assert answer["replies"] == []
    assert not Message.objects.filter(text="Le parking des Lilas est gratuit.").exists()
    assert Message.objects.filter(text="Où me garer ?").exists()


def test_a_number_to_call_is_kept_apart_and_a_person_is_told(world: World) -> None:
    key = world.write("Où me garer ?")["conversation_id"]
    answer = world.post({"phone": "06 39 98 12 34"}, f"/api/conversations/{key}/callback")
    assert answer.status_code == 200
    assert answer.json() == {
        "conversation_id": key,
        "text": "C’est noté, une personne vous appellera avant midi.",
    }
    assert CallbackRequest.objects.get().number == "+33639981234"
    assert world.conversation(key).state == State.WAITING
    thread = world.client.get(f"/api/conversations/{key}").content.decode()
    assert "avant midi" in thread
    assert "639981234" not in thread


def test_a_number_that_nobody_can_call_is_refused_at_its_field(world: World) -> None:
    key = world.write("Où me garer ?")["conversation_id"]
    for body in ({"phone": "12"}, {"phone": None}, {}):
        answer = world.post(body, f"/api/conversations/{key}/callback")
        assert answer.status_code == 400
        assert answer.json()["error"]["code"] == "numero_invalide"
    assert not CallbackRequest.objects.exists()


async def listen(key: str, **headers: str) -> AsyncIterator[str]:
    response = await AsyncClient().get(f"/api/conversations/{key}/events", headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/event-stream")
    assert isinstance(response, StreamingHttpResponse)
    async for piece in cast("AsyncIterator[bytes]", response.streaming_content):
        yield piece.decode()


async def until(stream: AsyncIterator[str], words: str) -> list[str]:
    heard = []
    async for event in stream:
        heard.append(event)
        if words in event:
            return heard
    raise AssertionError(heard)


async def test_what_a_person_writes_reaches_the_patient_without_reloading(world: World) -> None:
    key, nadia = await sync_to_async(in_hand)(world)
    stream = listen(key)
    await asyncio.wait_for(until(stream, '"state": "human"'), 5)
    conversation = await sync_to_async(world.conversation)(key)
    await sync_to_async(holding.answer)(conversation, nadia, "Bonjour, Nadia.", now=MONDAY_TEN)
    [*_, event] = await asyncio.wait_for(until(stream, "Nadia"), 5)
    data: dict[str, Any] = json.loads(event.split("data: ")[1])
    assert (data["author"], data["text"]) == ("human", "Bonjour, Nadia.")
    await sync_to_async(holding.give_back)(conversation, nadia, now=MONDAY_TEN)
    await asyncio.wait_for(until(stream, '"state": "bot"'), 5)


async def test_a_stream_that_was_cut_resumes_where_it_stopped(world: World) -> None:
    key, nadia = await sync_to_async(in_hand)(world)
    conversation = await sync_to_async(world.conversation)(key)
    say = sync_to_async(holding.answer)
    first = await say(conversation, nadia, "Premier message", now=MONDAY_TEN)
    await say(conversation, nadia, "Second message", now=MONDAY_TEN)
    heard = await asyncio.wait_for(
        until(listen(key, **{"Last-Event-ID": str(first.pk)}), "Second"), 5
    )
    assert "Premier" not in "".join(heard)
    heard = await asyncio.wait_for(until(listen(key, **{"Last-Event-ID": "²"}), "Second"), 5)
    assert "Premier" in "".join(heard)
