"""An emergency gets its numbers at once, whatever is broken behind them."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import AsyncClient

from bot.desk.models import Author, Escalation, Message
from bot.desk.turns import Standing, Turn
from bot.turn.outcome import Outcome
from bot.web import bootstrap
from bot.web.desk import SqlDesk
from tests.integration.web.conftest import World, limited, serving

pytestmark = pytest.mark.django_db(transaction=True)

NO_BREATH = "Mon mari ne respire plus, je suis au 06 39 98 12 34"


def broken(*_args: Any) -> Any:
    raise KeyError("the FAQ store")


class Slow(SqlDesk):
    """A desk that needs a second and a half for everything."""

    async def standing(self, key: str) -> Standing | None:
        await asyncio.sleep(1.5)
        return await super().standing(key)

    async def record(self, turn: Turn, *, now: datetime) -> Outcome | None:
        await asyncio.sleep(1.5)
        return await super().record(turn, now=now)


@pytest.fixture
def without_rules(world: World) -> Iterator[World]:
    """The world with a FAQ store that nothing can be read from."""
    reception = world.services.reception
    rules = replace(reception.rules, mask=broken, promised_at=broken)
    services = replace(world.services, reception=replace(reception, rules=rules))
    with bootstrap.using(services):
        yield world


def test_an_emergency_that_cannot_be_masked_is_answered_and_staff_are_alerted(
    without_rules: World,
) -> None:
    assert without_rules.write(NO_BREATH)["outcome"]["kind"] == "emergency"
    assert Escalation.objects.get().promised_at is None
    text = Message.objects.get(author=Author.PATIENT).text
    assert "respire" not in text
    assert "39 98" not in text


def test_the_numbers_do_not_wait_for_a_slow_database_which_keeps_the_message_later() -> None:
    with serving(Slow()):
        key = asyncio.run(_alarmed_at_once())
    assert Escalation.objects.filter(conversation__key=key).exists()


async def _alarmed_at_once() -> str:
    began = time.monotonic()
    body = {"conversation_id": None, "text": NO_BREATH}
    response = await AsyncClient().post("/api/messages", body, content_type="application/json")
    assert time.monotonic() - began < 1.3
    assert response.json()["outcome"]["kind"] == "emergency"
    await asyncio.sleep(2)
    return str(response.json()["conversation_id"])


@limited
def test_a_flood_of_emergencies_gets_its_numbers_and_alerts_staff_ten_times_at_most(
    world: World,
) -> None:
    kinds = {world.write(NO_BREATH)["outcome"]["kind"] for _ in range(30)}
    assert kinds == {"emergency"}
    assert Escalation.objects.count() == 10
