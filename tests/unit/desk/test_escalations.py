from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from bot.desk.escalations import escalate, queue
from bot.desk.models import Conversation, Escalation, State
from bot.turn.outcome import EscalationRequest, Priority
from tests.support.lilas import MONDAY_TEN
from tests.unit.desk.conftest import CHEST_PAIN, NOON, WANTS_A_PERSON, conversation, write

pytestmark = pytest.mark.django_db


def alerts_queued() -> int:
    queued: int = DBTaskResult.objects.count()
    return queued


def open_one(reason: str, priority: Priority, *, at: datetime) -> Escalation:
    conversation = Conversation.objects.create(started_at=at, last_message_at=at)
    request = EscalationRequest(reason, priority)
    return escalate(conversation, request, promised_at=NOON, now=at)


def test_a_wish_for_a_person_waits_with_its_reason_and_its_promise(waiting: Conversation) -> None:
    escalation = waiting.open_escalation
    assert waiting.state == State.WAITING
    assert escalation
    assert (escalation.reason, escalation.priority) == ("parler_humain", Priority.PERSON)
    assert (escalation.opened_at, escalation.promised_at) == (MONDAY_TEN, NOON)


@pytest.mark.usefixtures("waiting")
def test_staff_are_alerted_once_for_each_time_that_it_becomes_more_urgent() -> None:
    assert alerts_queued() == 1
    write("Toujours personne ?", WANTS_A_PERSON)
    assert alerts_queued() == 1
    write("J'ai mal à la poitrine", CHEST_PAIN)
    assert alerts_queued() == 2
    assert Escalation.objects.get().priority == Priority.EMERGENCY


def test_a_less_urgent_reason_changes_nothing() -> None:
    write("J'ai mal à la poitrine", CHEST_PAIN)
    write("Je veux parler à quelqu'un", WANTS_A_PERSON)
    escalation = Escalation.objects.get()
    assert (escalation.reason, escalation.priority) == ("urgence_vitale", Priority.EMERGENCY)


def test_an_earlier_promise_is_kept_when_it_becomes_more_urgent(waiting: Conversation) -> None:
    request = EscalationRequest("reclamation", Priority.COMPLAINT)
    raised = escalate(waiting, request, promised_at=NOON + timedelta(days=1), now=MONDAY_TEN)
    assert raised.promised_at == NOON


@pytest.mark.usefixtures("held")
def test_an_emergency_raises_the_priority_of_a_conversation_that_a_person_holds(
    nadia: User,
) -> None:
    write("Il ne respire plus", CHEST_PAIN)
    now = conversation()
    assert (now.state, now.holder) == (State.HUMAN, nadia)
    assert now.open_escalation
    assert now.open_escalation.priority == Priority.EMERGENCY


def test_a_conversation_has_one_open_escalation_at_most(waiting: Conversation) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.create(
            conversation=waiting, reason="empathie", priority=2, opened_at=MONDAY_TEN
        )


def test_the_queue_is_urgent_first_then_oldest() -> None:
    late = open_one("parler_humain", Priority.PERSON, at=MONDAY_TEN + timedelta(minutes=2))
    early = open_one("parler_humain", Priority.PERSON, at=MONDAY_TEN)
    complaint = open_one("reclamation", Priority.COMPLAINT, at=MONDAY_TEN + timedelta(minutes=5))
    urgent = open_one("suicide", Priority.EMERGENCY, at=MONDAY_TEN + timedelta(minutes=9))
    assert list(queue()) == [urgent, complaint, early, late]


@pytest.mark.usefixtures("waiting")
def test_an_escalation_that_nobody_took_in_time_is_late() -> None:
    escalation = Escalation.objects.get()
    assert not escalation.is_late(NOON)
    assert escalation.is_late(NOON + timedelta(minutes=1))
    escalation.acknowledged_at = NOON
    assert not escalation.is_late(NOON + timedelta(minutes=1))


def test_nothing_is_queued_if_the_turn_is_not_stored() -> None:
    with transaction.atomic():
        write("Je veux parler à quelqu'un", WANTS_A_PERSON)
        transaction.set_rollback(True)
    assert alerts_queued() == 0
    assert not Escalation.objects.exists()
