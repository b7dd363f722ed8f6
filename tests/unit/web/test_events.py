import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import cast

import pytest

from bot.desk.models import Author, Message, State
from bot.desk.thread import News
from bot.web.desk import Desk, DeskUnavailable
from bot.web.events import Newsroom

ROUX, MARTIN = 1, 2


class NotedDesk:
    """A desk whose messages a test notes by hand; it counts how often it is looked at."""

    def __init__(self) -> None:
        self.messages: dict[int, list[Message]] = {ROUX: [], MARTIN: []}
        self.state = State.WAITING
        self.looks = 0
        self.away = False
        self.broken = False

    def note(self, pk: int, text: str, *, conversation: int = ROUX) -> None:
        self.messages[conversation].append(Message(pk=pk, author=Author.HUMAN, text=text))

    async def news(self, cursors: dict[int, int]) -> list[News]:
        self.looks += 1
        if self.away:
            raise DeskUnavailable("away")
        if self.broken:
            raise KeyError("broken")
        return [self._news(pk, cursor) for pk, cursor in cursors.items() if pk in self.messages]

    def _news(self, pk: int, cursor: int) -> News:
        written = self.messages[pk]
        last = max([cursor, *(message.pk for message in written)])
        return News(pk, self.state, last, tuple(each for each in written if each.pk > cursor))


@pytest.fixture
def desk() -> NotedDesk:
    return NotedDesk()


@pytest.fixture
def newsroom(desk: NotedDesk) -> Newsroom:
    return Newsroom(cast("Desk", desk), pause=0.02, heartbeat=0.3)


async def take(stream: AsyncIterator[str], number: int) -> list[str]:
    return [await asyncio.wait_for(anext(stream), 2) for _ in range(number)]


async def test_a_patient_hears_who_answers_then_what_is_written(
    newsroom: Newsroom, desk: NotedDesk
) -> None:
    async with aclosing(newsroom.stream(ROUX, after=0)) as stream:
        assert (await take(stream, 1))[0].startswith("retry:")
        assert await take(stream, 1) == ['event: state\ndata: {"state": "waiting"}\n\n']
        desk.note(7, "Bonjour Madame")
        [event] = await take(stream, 1)
        number, name, data = event.strip().split("\n")
        assert (number, name) == ("id: 7", "event: message")
        assert json.loads(data.removeprefix("data: ")) == {
            "id": 7,
            "author": "human",
            "text": "Bonjour Madame",
        }


async def test_a_stream_resumes_after_what_it_has_heard(
    newsroom: Newsroom, desk: NotedDesk
) -> None:
    desk.note(7, "Bonjour Madame")
    desk.note(9, "Je regarde")
    async with aclosing(newsroom.stream(ROUX, after=7)) as stream:
        events = await take(stream, 3)
    assert [event for event in events if "event: message" in event] == [
        'id: 9\nevent: message\ndata: {"id": 9, "author": "human", "text": "Je regarde"}\n\n'
    ]


async def test_two_pages_of_one_conversation_each_hear_what_they_have_not(
    newsroom: Newsroom, desk: NotedDesk
) -> None:
    desk.note(7, "Bonjour Madame")
    late, early = newsroom.stream(ROUX, after=7), newsroom.stream(ROUX, after=0)
    await take(late, 2)
    assert "Bonjour Madame" in "".join(await take(early, 3))
    desk.note(9, "Je regarde")
    for stream in (late, early):
        assert "Je regarde" in (await take(stream, 1))[0]
        await stream.aclose()


async def test_a_change_of_hands_is_told_once(newsroom: Newsroom, desk: NotedDesk) -> None:
    async with aclosing(newsroom.stream(ROUX, after=0)) as stream:
        await take(stream, 2)
        desk.state = State.HUMAN
        assert "human" in (await take(stream, 1))[0]
        assert await take(stream, 1) == [": .\n\n"]


async def test_a_patient_hears_nothing_of_another_conversation(
    newsroom: Newsroom, desk: NotedDesk
) -> None:
    async with aclosing(newsroom.stream(ROUX, after=0)) as stream:
        await take(stream, 2)
        desk.note(7, "Bonjour Monsieur", conversation=MARTIN)
        assert await take(stream, 1) == [": .\n\n"]


async def test_a_text_of_several_lines_stays_one_event(newsroom: Newsroom, desk: NotedDesk) -> None:
    desk.note(7, "Bonjour\n\ndata: {}\n\nNadia")
    async with aclosing(newsroom.stream(ROUX, after=0)) as stream:
        events = await take(stream, 3)
    assert events[1].count("\n") == 4


async def test_many_open_pages_cost_one_look_at_a_time(newsroom: Newsroom, desk: NotedDesk) -> None:
    streams = [newsroom.stream(ROUX, after=0) for _ in range(50)]
    await asyncio.gather(*(take(stream, 2) for stream in streams))
    before = desk.looks
    await asyncio.sleep(0.2)
    assert desk.looks - before <= 11
    for stream in streams:
        await stream.aclose()


async def test_nobody_looks_once_every_page_is_closed(newsroom: Newsroom, desk: NotedDesk) -> None:
    async with aclosing(newsroom.stream(ROUX, after=0)) as stream:
        await take(stream, 2)
    await asyncio.sleep(0.05)
    before = desk.looks
    await asyncio.sleep(0.1)
    assert desk.looks == before


async def test_a_database_that_comes_back_is_looked_at_again(
    newsroom: Newsroom, desk: NotedDesk
) -> None:
    async with aclosing(newsroom.stream(ROUX, after=0)) as stream:
        await take(stream, 2)
        desk.away = True
        await asyncio.sleep(0.1)
        desk.note(7, "Bonjour Madame")
        desk.away = False
        assert "Bonjour Madame" in (await take(stream, 1))[0]


async def test_whatever_breaks_the_streams_go_on_afterwards(
    newsroom: Newsroom, desk: NotedDesk
) -> None:
    async with aclosing(newsroom.stream(ROUX, after=0)) as stream:
        await take(stream, 2)
        desk.broken = True
        await asyncio.sleep(0.1)
        desk.note(7, "Bonjour Madame")
        desk.broken = False
        assert "Bonjour Madame" in (await take(stream, 1))[0]


async def test_the_stream_of_an_erased_conversation_ends(
    newsroom: Newsroom, desk: NotedDesk
) -> None:
    async with aclosing(newsroom.stream(ROUX, after=0)) as stream:
        await take(stream, 2)
        del desk.messages[ROUX]
        with pytest.raises(StopAsyncIteration):
            await take(stream, 1)
