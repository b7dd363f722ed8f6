from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bot.desk.models import Conversation, Escalation
from tests.support.lilas import MONDAY_TEN
from tests.unit.desk.conftest import PARKING, WANTS_A_PERSON, write

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_worker_sends_the_alerts_that_turns_have_queued() -> None:
    User.objects.create_user("nadia", email="nadia@lilas.example")
    write("Je veux parler à quelqu'un", WANTS_A_PERSON)
    assert not mail.outbox
    call_command("work", once=True)
    assert len(mail.outbox) == 1
    assert Escalation.objects.get().alerts_sent == 1
    call_command("work", once=True)
    assert len(mail.outbox) == 1


def test_the_worker_erases_what_is_past_its_time() -> None:
    write("Où me garer ?", PARKING, now=MONDAY_TEN - timedelta(days=3650))
    call_command("work", once=True)
    assert not Conversation.objects.exists()


def test_an_alert_whose_worker_was_killed_is_sent_by_the_next_one() -> None:
    write("Je veux parler à quelqu'un", WANTS_A_PERSON)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    call_command("work", once=True)
    assert len(mail.outbox) == 1
