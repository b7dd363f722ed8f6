import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from bot.desk import holding
from bot.desk.alerts import (
    ATTEMPTS,
    Alert,
    EmailAlerts,
    EscalationAlerts,
    RecordedAlerts,
    deliver,
    recipients,
)
from bot.desk.escalations import escalate
from bot.desk.models import Conversation, Escalation
from bot.turn.outcome import Priority
from tests.support.lilas import MONDAY_TEN
from tests.unit.desk.conftest import CHEST_PAIN, write

pytestmark = pytest.mark.django_db


class SmtpDown:
    """A server that accepts no e-mail."""

    def send(self, alert: Alert) -> None:
        raise ConnectionRefusedError(alert.link)


@pytest.fixture(params=[EmailAlerts, RecordedAlerts])
def way(request: pytest.FixtureRequest) -> EscalationAlerts:
    made: EscalationAlerts = request.param()
    return made


@pytest.mark.usefixtures("waiting")
def test_a_delivered_alert_is_counted(way: EscalationAlerts) -> None:
    escalation = Escalation.objects.get()
    deliver(escalation.pk, Priority.PERSON, 1, via=way)
    escalation.refresh_from_db()
    assert escalation.alerts_sent == 1


def test_nobody_is_alerted_once_the_conversation_is_closed(
    held: Conversation, nadia: User, way: EscalationAlerts
) -> None:
    holding.close(held, nadia, now=MONDAY_TEN)
    deliver(Escalation.objects.get().pk, Priority.PERSON, 1, via=way)
    assert Escalation.objects.get().alerts_sent == 0
    assert not mail.outbox


@pytest.mark.usefixtures("nadia")
def test_an_alert_says_why_how_soon_and_where(waiting: Conversation) -> None:
    deliver(Escalation.objects.get().pk, Priority.PERSON, 1, via=EmailAlerts())
    [sent] = mail.outbox
    assert sent.to == ["nadia@lilas.example"]
    assert "parler à une personne" in sent.subject
    assert re.search(r"lundi 23\snovembre.* à\s12\sh", str(sent.body))
    assert f"/console/conversations/{waiting.pk}/" in sent.body


def test_an_alert_never_holds_the_patient_s_words(waiting: Conversation) -> None:
    deliver(Escalation.objects.get().pk, Priority.PERSON, 1, via=EmailAlerts())
    [sent] = mail.outbox
    assert "quelqu'un" not in f"{sent.subject} {sent.body}"
    assert waiting.key not in sent.body


def test_an_emergency_cannot_be_mistaken_for_anything_else() -> None:
    write("J'ai mal à la poitrine", CHEST_PAIN)
    deliver(Escalation.objects.get().pk, Priority.EMERGENCY, 1, via=EmailAlerts())
    [sent] = mail.outbox
    assert sent.subject.startswith("URGENCE PATIENT")
    assert sent.extra_headers["X-Priority"] == "1"


@pytest.mark.usefixtures("waiting")
def test_of_two_alerts_in_the_queue_only_the_more_urgent_goes_out() -> None:
    write("J'ai mal à la poitrine", CHEST_PAIN)
    for queued in DBTaskResult.objects.ready():
        escalation_pk, priority, attempt = queued.args_kwargs["args"]
        deliver(escalation_pk, Priority(priority), attempt, via=EmailAlerts())
    [sent] = mail.outbox
    assert str(sent.subject).startswith("URGENCE")


@pytest.mark.usefixtures("waiting")
def test_the_worker_sends_an_emergency_before_older_alerts() -> None:
    other = Conversation.objects.create(started_at=MONDAY_TEN, last_message_at=MONDAY_TEN)
    assert CHEST_PAIN.escalation
    urgent = escalate(other, CHEST_PAIN.escalation, promised_at=None, now=MONDAY_TEN)
    first = DBTaskResult.objects.ready().first()
    assert first
    assert first.args_kwargs["args"] == [urgent.pk, Priority.EMERGENCY, 1]


@pytest.mark.usefixtures("waiting")
def test_an_alert_that_cannot_be_delivered_is_tried_again_later() -> None:
    DBTaskResult.objects.all().delete()
    escalation = Escalation.objects.get()
    deliver(escalation.pk, Priority.PERSON, 1, via=SmtpDown())
    again = DBTaskResult.objects.get()
    assert again.args_kwargs["args"] == [escalation.pk, Priority.PERSON, 2]
    assert timezone.now() < again.run_after < timezone.now() + timedelta(minutes=1)
    escalation.refresh_from_db()
    assert escalation.alerts_sent == 0


@pytest.mark.usefixtures("waiting")
def test_attempts_come_to_an_end() -> None:
    DBTaskResult.objects.all().delete()
    deliver(Escalation.objects.get().pk, Priority.PERSON, ATTEMPTS, via=SmtpDown())
    assert not DBTaskResult.objects.exists()


@pytest.mark.usefixtures("waiting")
def test_a_promise_that_no_calendar_could_make_is_not_made_up() -> None:
    Escalation.objects.update(promised_at=None)
    assert Alert.about(Escalation.objects.get()).promised == "sans délai annoncé"
    assert Alert.about(Escalation.objects.get()).priority is Priority.PERSON


@pytest.mark.usefixtures("bruno")
def test_accounts_with_an_address_are_told_unless_the_settings_name_others(
    nadia: User, settings: Settings
) -> None:
    assert recipients() == ["nadia@lilas.example"]
    nadia.is_active = False
    nadia.save()
    assert recipients() == [settings.ACCUEIL.email_from]
