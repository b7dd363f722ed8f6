"""Opening escalations and making them more urgent, in the transaction of the turn that asks."""

from datetime import datetime

from django.db.models import QuerySet

from bot.desk import alerts, holding
from bot.desk.models import Conversation, Escalation, State
from bot.turn.outcome import EscalationRequest


def queue() -> QuerySet[Escalation]:
    """The open escalations with their conversations, urgent first, then oldest."""
    return Escalation.objects.filter(closed_at=None).select_related(
        "conversation__holder", "acknowledged_by"
    )


def escalate(
    conversation: Conversation,
    request: EscalationRequest,
    *,
    promised_at: datetime | None,
    now: datetime,
) -> Escalation:
    """The open escalation of the conversation: a new one, or the present one made more urgent.

    A less urgent reason changes nothing. Staff are alerted when it opens and each time that it
    becomes more urgent; the alert is queued in the transaction under way.

    Raises:
        IllegalTransition: the conversation is closed.
    """
    with holding.locked(conversation) as current:
        present = current.open_escalation
        if present is None:
            return _open(current, request, promised_at=promised_at, now=now)
        if request.priority < present.priority:
            _raise(present, request, promised_at=promised_at)
        return present


def _open(
    conversation: Conversation,
    request: EscalationRequest,
    *,
    promised_at: datetime | None,
    now: datetime,
) -> Escalation:
    if State(conversation.state) not in {State.WAITING, State.HUMAN}:
        holding.wait(conversation)
    escalation = Escalation.objects.create(
        conversation=conversation,
        reason=request.reason,
        priority=request.priority,
        opened_at=now,
        promised_at=promised_at,
    )
    alerts.queue_alert(escalation)
    return escalation


def _raise(
    present: Escalation, request: EscalationRequest, *, promised_at: datetime | None
) -> None:
    present.reason = request.reason
    present.priority = request.priority
    promises = [each for each in (present.promised_at, promised_at) if each is not None]
    present.promised_at = min(promises, default=None)
    present.save(update_fields=["reason", "priority", "promised_at"])
    alerts.queue_alert(present)
