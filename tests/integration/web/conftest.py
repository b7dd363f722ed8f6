"""The public process over a real database, with an assistant whose lines a test writes."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.core.cache import cache
from django.test import Client

from bot.config import load_settings
from bot.desk.models import Conversation
from bot.desk.turns import Standing
from bot.language.masking import mask
from bot.language.text import clean
from bot.turn.outcome import EscalationRequest, Kind, Outcome, Priority, Reply
from bot.web import bootstrap
from bot.web.assistants import TurnRequest
from bot.web.desk import Desk, SqlDesk
from bot.web.events import Newsroom
from bot.web.limits import RateLimits
from bot.web.reception import Reception, Rules
from tests.support.lilas import MONDAY_TEN, lilas

NOON = MONDAY_TEN + timedelta(hours=2)

PARKING = Outcome(Kind.ANSWER, ("parking",), (Reply("Le parking des Lilas est gratuit."),))
WANTS_A_PERSON = Outcome(
    Kind.HANDOVER,
    ("parler_humain",),
    (Reply("Je transmets votre message."),),
    escalation=EscalationRequest("parler_humain", Priority.PERSON),
)
NO_BREATH = Outcome(
    Kind.EMERGENCY,
    ("urgence_vitale",),
    (Reply("Appelez le 15 ou le 112."),),
    escalation=EscalationRequest("urgence_vitale", Priority.EMERGENCY),
)


@dataclass
class ScriptedAssistant:
    """Says what a test has told it to say, and remembers what it was asked.

    Attributes:
        outcome: what it says.
        meanwhile: happens while it thinks.
        asked: the requests, in their order.
    """

    outcome: Outcome = PARKING
    meanwhile: Callable[[], Any] | None = None
    asked: list[TurnRequest] = field(default_factory=list)

    async def answer(self, request: TurnRequest) -> Outcome:
        self.asked.append(request)
        if self.meanwhile:
            await asyncio.to_thread(self.meanwhile)
        return self.outcome


def alarm(text: str) -> Outcome | None:
    return NO_BREATH if "respire plus" in text else None


def choose(payload: str, _standing: Standing) -> Outcome | None:
    return PARKING if payload == "topic:parking" else None


RULES = Rules(
    alarm=alarm,
    clean=clean,
    mask=mask,
    choose=choose,
    title=lambda _payload: "Se garer",
    promised_at=lambda: NOON,
    call_words=lambda: "C’est noté, une personne vous appellera avant midi.",
)


@dataclass
class World:
    """The process under test, and what a test changes in it."""

    client: Client
    assistant: ScriptedAssistant
    services: bootstrap.Services

    def post(self, body: Any, path: str = "/api/messages", **headers: str) -> Any:
        return self.client.post(path, body, content_type="application/json", headers=headers)

    def write(self, text: str, conversation: str | None = None) -> dict[str, Any]:
        """The answer to a message, whose status must be 200."""
        response = self.post({"conversation_id": conversation, "text": text})
        assert response.status_code == 200, response.content.decode()
        answer: dict[str, Any] = response.json()
        return answer

    def conversation(self, key: str) -> Conversation:
        return Conversation.objects.get(key=key)


@contextmanager
def serving(desk: Desk, *, limited: bool = False) -> Iterator[World]:
    """The process over `desk`, until the block ends."""
    assistant = ScriptedAssistant()
    cache.clear()
    reception = Reception(
        desk=desk,
        assistant=assistant,
        rules=RULES,
        limits=RateLimits(cache, active=limited),
        clock=lambda: MONDAY_TEN,
    )
    services = bootstrap.Services(
        settings=load_settings({}),
        clock=lambda: MONDAY_TEN,
        desk=desk,
        reception=reception,
        newsroom=Newsroom(desk, pause=0.05, heartbeat=0.5),
        http=httpx.AsyncClient(),
        clinic=lilas,
    )
    with bootstrap.using(services):
        yield World(Client(), assistant, services)
    desk.close()


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    with serving(SqlDesk(), limited=bool(getattr(request, "param", False))) as started:
        yield started


limited = pytest.mark.parametrize("world", [True], indirect=True, ids=["limited"])
"""Marks a test in which the rate limits are on."""
