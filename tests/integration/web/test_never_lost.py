"""The database fails while a patient writes: an answer comes all the same."""

import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection, transaction

from bot.desk.models import Conversation
from bot.desk.turns import Turn
from bot.turn.outcome import Outcome
from bot.web.desk import DeskUnavailable, SqlDesk
from tests.integration.web.conftest import World, serving

pytestmark = pytest.mark.django_db(transaction=True)


class FullDisk(SqlDesk):
    """A desk that can be read and not written."""

    async def record(self, turn: Turn, *, now: datetime) -> Outcome | None:
        raise DeskUnavailable(f"{turn.channel} {now}")


def no_table() -> Any:
    raise OperationalError("no such table")


class Gone(SqlDesk):
    """A desk whose database does not answer at all."""

    async def _run(self, *_args: Any, **_kwargs: Any) -> Any:
        return await super()._run(no_table)


def closed() -> Any:
    raise InterfaceError("connection already closed")


class Closed(SqlDesk):
    """A desk whose connections the database has closed."""

    async def _run(self, *_args: Any, **_kwargs: Any) -> Any:
        return await super()._run(closed)


@pytest.fixture(params=[FullDisk, Gone, Closed])
def broken(request: pytest.FixtureRequest) -> Iterator[World]:
    with serving(request.param()) as started:
        yield started


def test_a_question_is_answered_without_being_stored(broken: World) -> None:
    answer = broken.write("Où me garer ?")
    assert answer["replies"][0]["text"] == "Le parking des Lilas est gratuit."
    assert answer["conversation_id"] is None
    assert not Conversation.objects.exists()


def test_an_emergency_gets_its_numbers(broken: World) -> None:
    assert broken.write("Il ne respire plus")["outcome"]["kind"] == "emergency"


def test_a_button_gets_its_answer(broken: World) -> None:
    pressed = broken.post({"conversation_id": None, "payload": "topic:parking"})
    assert pressed.json()["outcome"]["topic"] == "parking"


def test_a_conversation_keeps_its_id_until_the_database_is_back() -> None:
    with serving(Gone()) as world:
        assert world.write("Où me garer ?", "k" * 32)["conversation_id"] == "k" * 32
        reload = world.client.get(f"/api/conversations/{'k' * 32}")
        assert reload.status_code == 503
        assert "02 61 91 00 00" in reload.json()["error"]["message"]


def test_a_locked_database_keeps_nobody_waiting() -> None:
    locked, done = threading.Event(), threading.Event()

    def hold_the_lock() -> None:
        try:
            with transaction.atomic():  # on SQLite it takes the one write lock as it begins
                if connection.vendor == "postgresql":
                    with connection.cursor() as cursor:
                        cursor.execute("LOCK TABLE desk_conversation")
                locked.set()
                done.wait(5)
        finally:
            connection.close()

    holder = threading.Thread(target=hold_the_lock)
    holder.start()
    locked.wait(5)
    with serving(SqlDesk(patience=0.3)) as world:
        try:
            assert world.write("Où me garer ?")["replies"]
        finally:
            done.set()
            holder.join()
