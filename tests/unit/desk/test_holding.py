from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from bot.desk import holding
from bot.desk.models import Author, CallbackRequest, Conversation, State
from bot.errors import IllegalTransition, NotTheHolder
from tests.support.lilas import MONDAY_TEN
from tests.unit.desk.conftest import NOON, PARKING, conversation, write

pytestmark = pytest.mark.django_db

LATER = MONDAY_TEN + timedelta(minutes=5)


def test_whoever_takes_a_waiting_conversation_holds_it(waiting: Conversation, nadia: User) -> None:
    holding.take(waiting, nadia, now=LATER)
    taken = conversation()
    assert (taken.state, taken.holder) == (State.HUMAN, nadia)
    escalation = taken.open_escalation
    assert escalation
    assert (escalation.acknowledged_by, escalation.acknowledged_at) == (nadia, LATER)


def test_the_patient_reads_that_a_person_has_come(held: Conversation) -> None:
    announcement = held.messages.last()
    assert announcement
    assert announcement.author == Author.SYSTEM
    assert "personne de la clinique" in announcement.text


def test_of_two_who_take_it_only_the_first_gets_it(
    waiting: Conversation, nadia: User, bruno: User
) -> None:
    holding.take(waiting, nadia, now=LATER)
    with pytest.raises(IllegalTransition):
        holding.take(waiting, bruno, now=LATER)
    assert conversation().holder == nadia


def test_only_the_holder_answers(held: Conversation, nadia: User, bruno: User) -> None:
    with pytest.raises(NotTheHolder):
        holding.answer(held, bruno, "Bonjour", now=LATER)
    message = holding.answer(held, nadia, "Bonjour Madame", now=LATER)
    assert (message.author, message.staff, message.text) == (Author.HUMAN, nadia, "Bonjour Madame")
    assert conversation().last_message_at == LATER


def test_nobody_answers_a_conversation_that_only_waits(waiting: Conversation, nadia: User) -> None:
    with pytest.raises(NotTheHolder):
        holding.answer(waiting, nadia, "Bonjour", now=LATER)


def test_a_conversation_given_back_is_answered_by_the_assistant_again(
    held: Conversation, nadia: User
) -> None:
    holding.give_back(held, nadia, now=LATER)
    back = conversation()
    assert (back.state, back.holder, back.open_escalation) == (State.BOT, None, None)
    assert write("Et le parking ?", PARKING) == PARKING


def test_only_the_holder_gives_back_or_closes(held: Conversation, bruno: User) -> None:
    for step in (holding.give_back, holding.close):
        with pytest.raises(NotTheHolder):
            step(held, bruno, now=LATER)
    assert conversation().state == State.HUMAN


def test_closing_erases_the_number_to_call(held: Conversation, nadia: User) -> None:
    _wish_to_be_called(held)
    holding.close(held, nadia, now=LATER)
    assert not CallbackRequest.objects.exists()
    assert conversation().open_escalation is None


def test_giving_back_or_dismissing_erases_the_number_to_call(
    held: Conversation, nadia: User
) -> None:
    _wish_to_be_called(held)
    holding.give_back(held, nadia, now=LATER)
    assert not CallbackRequest.objects.exists()
    holding.wait(held)
    _wish_to_be_called(held)
    holding.dismiss(held, now=LATER)
    assert not CallbackRequest.objects.exists()


def _wish_to_be_called(conversation: Conversation) -> None:
    callback = CallbackRequest(conversation=conversation, created_at=LATER, promised_at=NOON)
    callback.number = "+33261910000"
    callback.save()


def test_a_waiting_conversation_can_be_dismissed_or_closed(
    waiting: Conversation, nadia: User
) -> None:
    holding.dismiss(waiting, now=LATER)
    assert conversation().state == State.BOT
    holding.wait(waiting)
    holding.close(waiting, nadia, now=LATER)
    assert conversation().state == State.CLOSED


def test_a_closed_conversation_starts_again_with_the_next_message(
    held: Conversation, nadia: User
) -> None:
    holding.close(held, nadia, now=LATER)
    assert write("Bonjour, c'est encore moi", PARKING) == PARKING
    assert conversation().state == State.BOT


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (State.BOT, "take"),
        (State.BOT, "give_back"),
        (State.BOT, "close"),
        (State.BOT, "dismiss"),
        (State.BOT, "reopen"),
        (State.WAITING, "wait"),
        (State.WAITING, "reopen"),
        (State.HUMAN, "take"),
        (State.HUMAN, "wait"),
        (State.HUMAN, "dismiss"),
        (State.HUMAN, "reopen"),
        (State.CLOSED, "take"),
        (State.CLOSED, "wait"),
        (State.CLOSED, "dismiss"),
        (State.CLOSED, "close"),
        (State.CLOSED, "give_back"),
    ],
)
def test_no_other_change_of_hands_is_possible(
    state: State, step: str, waiting: Conversation, nadia: User
) -> None:
    steps = {
        "take": lambda: holding.take(waiting, nadia, now=LATER),
        "give_back": lambda: holding.give_back(waiting, nadia, now=LATER),
        "close": lambda: holding.close(waiting, nadia, now=LATER),
        "dismiss": lambda: holding.dismiss(waiting, now=LATER),
        "wait": lambda: holding.wait(waiting),
        "reopen": lambda: holding.reopen(waiting),
    }
    holder = nadia if state is State.HUMAN else None
    Conversation.objects.update(state=state, holder=holder)
    with pytest.raises((IllegalTransition, NotTheHolder)):
        steps[step]()
    assert conversation().state == state


def test_the_database_itself_refuses_a_holder_without_the_state(
    waiting: Conversation, nadia: User
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.filter(pk=waiting.pk).update(holder=nadia)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.filter(pk=waiting.pk).update(state=State.HUMAN)
