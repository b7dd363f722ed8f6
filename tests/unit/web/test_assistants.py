import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.errors import UnderstandingUnavailable
from bot.turn.outcome import Kind, Outcome, Reply
from bot.web.assistants import (
    LocalAssistant,
    RasaAssistant,
    SteadyAssistant,
    TurnRequest,
    neutral,
)

PARKING = Outcome(Kind.ANSWER, ("parking",), (Reply("Le parking des Lilas est gratuit."),))
REQUEST = TurnRequest("Où me garer ?", key="r" * 32, turn=7, misunderstandings=1)

Handler = Callable[[httpx.Request], httpx.Response]


def rasa(handler: Handler | Any) -> RasaAssistant:
    client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return RasaAssistant(client, url="http://127.0.0.1:5005", timeout=0.2)


def saying(data: Any, *, status: int = 200) -> RasaAssistant:
    return rasa(lambda _request: httpx.Response(status, json=data))


async def test_rasa_s_action_decides_the_outcome() -> None:
    said = [{"recipient_id": "x", "custom": PARKING.to_dict()}]
    assert await saying(said).answer(REQUEST) == PARKING


async def test_rasa_gets_neither_the_key_nor_more_than_it_needs() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=[{"custom": PARKING.to_dict()}])

    await rasa(handler).answer(REQUEST)
    body = json.loads(seen[0].content)
    assert seen[0].url == "http://127.0.0.1:5005/webhooks/accueil/webhook"
    assert body["message"] == "Où me garer ?"
    assert body["metadata"] == {"misunderstandings": 1}
    assert REQUEST.key not in seen[0].content.decode()
    assert body["sender"].endswith("-1")


async def test_a_rasa_session_ends_after_five_turns() -> None:
    senders = []

    def handler(request: httpx.Request) -> httpx.Response:
        senders.append(json.loads(request.content)["sender"])
        return httpx.Response(200, json=[{"custom": PARKING.to_dict()}])

    for turn in range(11):
        await rasa(handler).answer(TurnRequest("Bonjour", "r" * 32, turn, 0))
    assert [senders.index(sender) for sender in senders] == [0] * 5 + [5] * 5 + [10]


@pytest.mark.parametrize(
    "said",
    [
        [],
        {},
        None,
        "bonjour",
        [{"text": "Bonjour"}],
        [{"custom": {}}],
        [{"custom": {**PARKING.to_dict(), "kind": "shrug"}}],
        [{"custom": {**PARKING.to_dict(), "kind": "held"}}],
        [{"custom": {**PARKING.to_dict(), "replies": []}}],
        [{"custom": {**PARKING.to_dict(), "replies": [{"text": "", "buttons": []}]}}],
        [{"custom": PARKING.to_dict()}, {"custom": PARKING.to_dict()}],
    ],
)
async def test_whatever_is_not_one_outcome_with_words_is_a_failure(said: Any) -> None:
    with pytest.raises(UnderstandingUnavailable):
        await saying(said).answer(REQUEST)


async def test_a_rasa_that_fails_is_unavailable() -> None:
    with pytest.raises(UnderstandingUnavailable):
        await saying([{"custom": PARKING.to_dict()}], status=500).answer(REQUEST)


async def test_a_rasa_that_answers_no_json_is_unavailable() -> None:
    with pytest.raises(UnderstandingUnavailable):
        await rasa(lambda _request: httpx.Response(200, text="<html>")).answer(REQUEST)


async def test_a_stopped_rasa_is_unavailable() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(UnderstandingUnavailable):
        await rasa(refuse).answer(REQUEST)


async def test_a_rasa_that_hangs_is_given_up_in_time() -> None:
    async def hang(_request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(30)
        return httpx.Response(200)

    with pytest.raises(UnderstandingUnavailable):
        await asyncio.wait_for(rasa(hang).answer(REQUEST), 2)


async def test_without_rasa_this_process_answers_by_itself() -> None:
    steady = SteadyAssistant(saying([]), LocalAssistant(lambda _request: PARKING))
    assert await steady.answer(REQUEST) == PARKING


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("/restart", "restart"),
        (" // /restart", "restart"),
        ("/\N{NO-BREAK SPACE}/affirm", "affirm"),
        ("///", "slash"),
        ("Bonjour / bonsoir", "Bonjour / bonsoir"),
    ],
)
def test_text_that_starts_with_a_slash_is_text(text: str, sent: str) -> None:
    assert neutral(text) == sent
