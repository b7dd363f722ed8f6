"""What people write, pushed to the patients who have the chat page open.

One look at the database serves every open stream of the process, however many there are, and sees
what any process has written.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass, field

import structlog

from bot.desk.models import Message, State
from bot.desk.thread import News
from bot.web.desk import Desk, DeskUnavailable

log = structlog.get_logger(__name__)

PAUSE = 0.7
"""Seconds between two looks at the database."""

HEARTBEAT = 15.0
"""Seconds of silence after which a comment tells proxies that the stream lives."""


@dataclass(eq=False)
class Follower:
    """One open stream.

    Attributes:
        pk: the conversation that it follows.
        cursor: number of the newest message that it has been given.
        state: the state that it has been told, None before the first.
        events: what waits to be sent; None ends the stream.
    """

    pk: int
    cursor: int
    state: State | None = None
    events: "asyncio.Queue[str | None]" = field(default_factory=asyncio.Queue)

    def tell(self, news: News) -> None:
        """Queues what is new to this stream."""
        for message in news.messages:
            if message.pk > self.cursor:
                self.events.put_nowait(message_event(message))
        self.cursor = max(self.cursor, news.last)
        if news.state is not self.state:
            self.state = news.state
            self.events.put_nowait(state_event(news.state))


class Newsroom:
    """Watches the conversations that somebody follows, as long as somebody does."""

    def __init__(self, desk: Desk, *, pause: float = PAUSE, heartbeat: float = HEARTBEAT) -> None:
        """A newsroom over `desk` that looks every `pause` seconds."""
        self._desk = desk
        self._pause = pause
        self._heartbeat = heartbeat
        self._followers: set[Follower] = set()
        self._arrived = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    async def stream(self, pk: int, *, after: int) -> AsyncGenerator[str, None]:
        """The server-sent events of a conversation from message number `after` on."""
        with self._following(Follower(pk, after)) as follower:
            yield "retry: 2000\n\n"
            while True:
                try:
                    event = await asyncio.wait_for(follower.events.get(), self._heartbeat)
                except asyncio.TimeoutError:
                    event = ": .\n\n"
                if event is None:
                    return
                yield event

    @contextlib.contextmanager
    def _following(self, follower: Follower) -> Iterator[Follower]:
        self._followers.add(follower)
        self._arrived.set()
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch())
        try:
            yield follower
        finally:
            self._followers.discard(follower)

    async def _watch(self) -> None:
        while self._followers:
            self._arrived.clear()
            try:
                await self._look()
            except DeskUnavailable:
                log.exception("events.database_unavailable")
            except Exception:
                # Every open page waits for this one task.
                log.exception("events.broken")
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), self._pause)

    async def _look(self) -> None:
        cursors: dict[int, int] = {}
        for follower in self._followers:
            cursors[follower.pk] = min(follower.cursor, cursors.get(follower.pk, follower.cursor))
        told = {news.pk: news for news in await self._desk.news(cursors)}
        for follower in list(self._followers):
            if follower.pk in told:
                follower.tell(told[follower.pk])
            elif follower.pk in cursors:
                follower.events.put_nowait(None)  # the conversation has been erased


def message_event(message: Message) -> str:
    """The event of one message, which a client resumes after by its id."""
    data = {"id": message.pk, "author": message.author, "text": message.text}
    return f"id: {message.pk}\nevent: message\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def state_event(state: State) -> str:
    """The event of a change of hands; it has no id, so it leaves the place in the thread alone."""
    return f"event: state\ndata: {json.dumps({'state': state.value})}\n\n"
