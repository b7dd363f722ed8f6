import asyncio
import threading
import time

from bot.turn.answers import TOPIC
from bot.turn.outcome import Kind, Outcome, Reply
from bot.web.assistants import TurnRequest
from bot.web.stand_in import Decide, StandIn

REQUEST = TurnRequest("Où me garer ?", "r" * 32, 0, 0)
PARKING = Outcome(Kind.ANSWER, ("parking",), (Reply("Le parking des Lilas est gratuit."),))
NEARLY = Outcome(Kind.ANSWER, ("acces",), (Reply("Le bus 7 s’arrête devant."),))


def parking(_request: TurnRequest) -> Outcome:
    return PARKING


def nearly(_request: TurnRequest) -> Outcome:
    return NEARLY


def telephone() -> str:
    return " Vous pouvez aussi appeler le 02 61 91 00 00."


def stuck(_request: TurnRequest) -> Outcome:
    time.sleep(1.5)
    return PARKING


async def test_while_it_loads_the_wordings_answer_at_once() -> None:
    loaded = threading.Event()

    def load() -> Decide:
        loaded.wait(5)
        return parking

    stand_in = StandIn(load, meanwhile=nearly, telephone=telephone)
    assert await stand_in.answer(REQUEST) == NEARLY
    loaded.set()
    assert await _within(stand_in, PARKING)


async def test_a_loading_that_failed_is_tried_again() -> None:
    attempts = []

    def load() -> Decide:
        attempts.append(1)
        if len(attempts) == 1:
            raise OSError("no model yet")
        return parking

    stand_in = StandIn(load, meanwhile=nearly, telephone=telephone)
    assert await _within(stand_in, PARKING)
    assert len(attempts) == 2


async def test_where_nothing_answers_in_time_the_patient_gets_the_telephone_and_a_person() -> None:
    stand_in = StandIn(lambda: stuck, meanwhile=stuck, telephone=telephone)
    began = time.monotonic()
    for _ in range(3):
        outcome = await stand_in.answer(REQUEST)
    assert time.monotonic() - began < 3
    [reply] = outcome.replies
    assert "02 61 91 00 00" in reply.text
    assert [button.payload for button in reply.buttons] == [f"{TOPIC}parler_humain"]


async def test_a_stand_in_without_anything_still_says_something() -> None:
    def broken(*_args: object) -> str:
        raise KeyError("store")

    stand_in = StandIn(lambda: broken, meanwhile=broken, telephone=broken)  # type: ignore[arg-type, return-value]
    assert (await stand_in.answer(REQUEST)).replies[0].text


async def _within(stand_in: StandIn, expected: Outcome) -> bool:
    for _ in range(50):
        if await stand_in.answer(REQUEST) == expected:
            return True
        await asyncio.sleep(0.02)
    return False
