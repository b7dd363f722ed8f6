"""The desk as the asynchronous process reaches it: in threads of its own, and never for long."""

import asyncio
import contextlib
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.db import DEFAULT_DB_ALIAS, Error, connections

from bot.desk import thread, turns
from bot.desk.models import Channel
from bot.desk.thread import News, Thread
from bot.desk.turns import Call, Standing, Turn
from bot.errors import AccueilError
from bot.turn.outcome import Outcome

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

T = TypeVar("T")

THREADS = 8
PATIENCE = 2.5
"""Seconds after which a patient is answered without the database."""


class DeskUnavailable(AccueilError):
    """The database failed or is too slow; patients are answered, but nothing is kept."""


class Desk(Protocol):
    """What is kept of the conversations of one channel.

    Every method raises `DeskUnavailable` where the database does not answer.
    """

    async def standing(self, key: str) -> Standing | None:
        """Where the conversation stands; None if there is no such one."""

    async def record(self, turn: Turn, *, now: datetime) -> Outcome | None:
        """Stores a turn; see `bot.desk.turns.record`."""

    async def ask_for_call(self, call: Call, *, now: datetime) -> bool:
        """Keeps a wish to be called; False if there is no such conversation."""

    async def thread(self, key: str) -> Thread | None:
        """All that the patient may read again; None if there is no such conversation."""

    async def news(self, cursors: dict[int, int]) -> list[News]:
        """What people have written since; see `bot.desk.thread.news`."""

    def close(self) -> None:
        """Ends the desk's work; nothing may be asked of it afterwards."""


class SqlDesk:
    """The desk in Django's database.

    Its threads belong to no request: a statement that hangs is left behind, and the patient gets
    an answer all the same.
    """

    def __init__(self, channel: Channel = Channel.WEB, *, patience: float = PATIENCE) -> None:
        """A desk that knows the conversations of `channel` only."""
        self._channel = channel
        self._patience = patience
        self._connections: list[BaseDatabaseWrapper] = []
        self._threads = ThreadPoolExecutor(
            THREADS, thread_name_prefix="desk", initializer=self._open
        )

    async def standing(self, key: str) -> Standing | None:
        """Where the conversation stands; None if there is no such one."""
        return await self._run(turns.standing, key, self._channel)

    async def record(self, turn: Turn, *, now: datetime) -> Outcome | None:
        """Stores a turn; see `bot.desk.turns.record`."""
        return await self._run(turns.record, turn, now=now)

    async def ask_for_call(self, call: Call, *, now: datetime) -> bool:
        """Keeps a wish to be called; False if there is no such conversation."""
        return await self._run(turns.ask_for_call, call, now=now)

    async def thread(self, key: str) -> Thread | None:
        """All that the patient may read again; None if there is no such conversation."""
        return await self._run(thread.thread, key, self._channel)

    async def news(self, cursors: dict[int, int]) -> list[News]:
        """What people have written since; see `bot.desk.thread.news`."""
        return await self._run(thread.news, cursors)

    def close(self) -> None:
        """Waits for what is under way and closes the connections."""
        self._threads.shutdown(cancel_futures=True)
        for connection in self._connections:
            connection.close()

    def _open(self) -> None:
        connection = connections[DEFAULT_DB_ALIAS]
        connection.inc_thread_sharing()  # for `close`, which runs in another thread
        self._connections.append(connection)

    async def _run(self, work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        job = functools.partial(_with_connection, work, *args, **kwargs)
        running = asyncio.get_running_loop().run_in_executor(self._threads, job)
        try:
            return await asyncio.wait_for(asyncio.shield(running), self._patience)
        except asyncio.TimeoutError:
            running.add_done_callback(_forget)
            raise DeskUnavailable("the database is too slow") from None
        except Error as error:
            raise DeskUnavailable(type(error).__name__) from error


def _with_connection(work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Works on the thread's own connection, which stays open from one piece of work to the next.

    The last connection that closes makes SQLite write its log back: 18 ms a turn instead of 3.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    connection.health_check_done = False  # type: ignore[attr-defined]  # missing in the stubs
    try:
        return work(*args, **kwargs)
    except Error:
        with contextlib.suppress(Error):  # what is already closed need not close
            connection.close()
        raise


def _forget(running: "asyncio.Future[Any]") -> None:
    """Reads the end of work that nobody waits for, so that asyncio does not complain."""
    if not running.cancelled():
        running.exception()
