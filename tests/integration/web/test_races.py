"""What happens at the same moment, on real connections."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from bot.desk import holding
from bot.desk.models import Author, Conversation, Message
from bot.desk.turns import Turn, record
from bot.errors import IllegalTransition
from bot.turn.outcome import Kind, Outcome, Reply
from tests.integration.web.conftest import NOON, PARKING, WANTS_A_PERSON
from tests.support.lilas import MONDAY_TEN

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "r" * 32
PUZZLED = Outcome(Kind.FALLBACK, ("hors_sujet",), (Reply("Pardon ?"),), misunderstood=True)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Results or exceptions of `works`, each run in a thread of its own at the same moment."""
    start, results = threading.Barrier(len(works)), []

    def run(work: Callable[[], Any]) -> None:
        start.wait(10)
        try:
            results.append(work())
        except IllegalTransition as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def write(text: str, outcome: Outcome = PARKING) -> Outcome | None:
    return record(Turn(KEY, text, outcome, NOON), now=MONDAY_TEN)


def test_of_eight_who_take_a_conversation_one_gets_it() -> None:
    write("Je veux parler à quelqu'un", WANTS_A_PERSON)
    waiting = Conversation.objects.get()
    team = [User.objects.create_user(f"agent{number}") for number in range(8)]

    def take(staff: User) -> Callable[[], Any]:
        return lambda: holding.take(waiting, staff, now=MONDAY_TEN)

    results = at_once(*(take(staff) for staff in team))
    assert sum(isinstance(result, Conversation) for result in results) == 1
    assert sum(isinstance(result, IllegalTransition) for result in results) == 7
    assert Message.objects.filter(author=Author.SYSTEM).count() == 1


def test_a_reply_and_a_take_over_never_cross() -> None:
    write("Je veux parler à quelqu'un", WANTS_A_PERSON)
    waiting, nadia = Conversation.objects.get(), User.objects.create_user("nadia")
    replies = [lambda: write("Où me garer ?")] * 6
    at_once(*replies, lambda: holding.take(waiting, nadia, now=MONDAY_TEN))
    thread = list(Message.objects.values_list("author", flat=True))
    taken = thread.index(Author.SYSTEM)
    assert Author.BOT not in thread[taken:]
    assert thread.count(Author.PATIENT) == 7


def test_no_misunderstanding_is_lost_when_messages_come_together() -> None:
    write("Euh", PUZZLED)
    at_once(*[lambda: write("Euh", PUZZLED)] * 8)
    assert Conversation.objects.get().misunderstandings == 9
    assert Message.objects.count() == 18
