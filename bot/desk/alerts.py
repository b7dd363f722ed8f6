"""Telling staff that a patient needs a person: queued with the turn, sent by the worker."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

import structlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from bot.desk.models import Escalation
from bot.language.phrases import phrase
from bot.language.spoken import say_moment
from bot.turn.outcome import Priority

log = structlog.get_logger(__name__)

ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=30)
"""Pause before the second attempt; each further one doubles it, an hour in all."""


@dataclass(frozen=True)
class Alert:
    """What staff are told: nothing of what the patient wrote.

    Attributes:
        promised: the moment promised to the patient, in words.
        link: address of the conversation in the console.
    """

    reason: str
    priority: Priority
    promised: str
    link: str

    @classmethod
    def about(cls, escalation: Escalation) -> "Alert":
        """The alert for this escalation as it stands."""
        path = f"/console/conversations/{escalation.conversation_id}/"
        return cls(
            reason=escalation.reason_label,
            priority=Priority(escalation.priority),
            promised=_promised(escalation),
            link=f"{settings.ACCUEIL.public_url}{path}",
        )


class EscalationAlerts(Protocol):
    """A way to reach staff who are not looking at the console."""

    def send(self, alert: Alert) -> None:
        """Delivers the alert.

        Raises:
            OSError: it could not be delivered now; worth another attempt.
        """


class EmailAlerts:
    """Alerts by e-mail, one message to everybody concerned."""

    def send(self, alert: Alert) -> None:
        """Delivers the alert through Django's e-mail back end."""
        urgent = alert.priority is Priority.EMERGENCY
        kind = "urgence" if urgent else "relais"
        EmailMessage(
            subject=phrase(f"courriels.objet_{kind}", reason=alert.reason),
            body=phrase(
                f"courriels.corps_{kind}",
                reason=alert.reason,
                priority=phrase(f"relais.priorite_{alert.priority.name.lower()}"),
                promised=alert.promised,
                link=alert.link,
            ),
            to=recipients(),
            headers={"X-Priority": "1"} if urgent else {},
        ).send()


@dataclass
class RecordedAlerts:
    """Alerts kept in a list, for tests."""

    sent: list[Alert] = field(default_factory=list)

    def send(self, alert: Alert) -> None:
        """Keeps the alert."""
        self.sent.append(alert)


def _promised(escalation: Escalation) -> str:
    if escalation.promised_at is None:
        return phrase("courriels.sans_promesse")
    promised_at = timezone.localtime(escalation.promised_at)
    return say_moment(promised_at, now=settings.ACCUEIL.clock())


def recipients() -> list[str]:
    """Who is told: the addresses of the settings, else every active account that has one.

    Where there is neither, the sender's own address: an alert that nobody gets is worse.
    """
    if settings.ACCUEIL.alert_emails:
        return list(settings.ACCUEIL.alert_emails)
    accounts = get_user_model().objects.filter(is_active=True).exclude(email="")
    return list(accounts.values_list("email", flat=True)) or [settings.ACCUEIL.email_from]


def queue_alert(escalation: Escalation) -> None:
    """Queues the alert in the transaction under way: it goes out if, and only if, that commits."""
    urgency = 100 if escalation.priority == Priority.EMERGENCY else 0
    send_alert.using(priority=urgency).enqueue(escalation.pk, int(escalation.priority), 1)


@task()
def send_alert(escalation_pk: int, priority: int, attempt: int) -> None:
    """Sends the alert from the worker and comes back later where it cannot be delivered."""
    deliver(escalation_pk, Priority(priority), attempt, via=EmailAlerts())


def send_again_what_was_cut_off() -> None:
    """Queues again the alerts that a worker had begun to send when it was killed.

    One that had gone out just before goes out twice: better than never.
    """
    begun = DBTaskResult.objects.filter(
        task_path=send_alert.module_path, status=TaskResultStatus.RUNNING
    )
    again = begun.update(status=TaskResultStatus.READY)
    if again:
        log.warning("alerts.sent_again", number=again)


def deliver(escalation_pk: int, priority: Priority, attempt: int, *, via: EscalationAlerts) -> None:
    """Sends the alert of an escalation that is open and still has the priority it was queued for.

    One that has become more urgent has a newer alert in the queue.
    """
    waiting = Escalation.objects.filter(pk=escalation_pk, priority=priority, closed_at=None)
    escalation = waiting.first()
    if escalation is None:
        return
    try:
        via.send(Alert.about(escalation))
    except OSError:
        log.exception("alert.failed", escalation=escalation_pk, attempt=attempt)
        _try_again(escalation_pk, priority, attempt)
        return
    Escalation.objects.filter(pk=escalation_pk).update(alerts_sent=F("alerts_sent") + 1)
    log.info("alert.sent", escalation=escalation_pk, attempt=attempt)


def _try_again(escalation_pk: int, priority: Priority, attempt: int) -> None:
    if attempt >= ATTEMPTS:
        log.error("alert.given_up", escalation=escalation_pk)
        return
    # The queue compares with the machine's clock, so the pause is counted from it too.
    pause = FIRST_PAUSE * 2 ** (attempt - 1)
    later = send_alert.using(run_after=timezone.now() + pause)
    later.enqueue(escalation_pk, int(priority), attempt + 1)
