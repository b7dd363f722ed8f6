"""One conversation: what was said, why somebody must look, and who holds it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from bot.desk.models import CallbackRequest, Conversation, Escalation, State
from bot.turn.outcome import Priority
from bot.web import bootstrap
from bot.web.console.access import ANSWER, StaffRequest, page
from bot.web.console.address import number_in
from bot.web.console.frame import show
from bot.web.console.people import name_of
from bot.web.console.reply import ReplyForm
from bot.web.console.transcript import lines
from bot.web.console.words import say_briefly, say_urgency, say_wait


@dataclass(frozen=True)
class Reason:
    """Why a person was asked for, as the page shows it; moments are in words."""

    escalation: Escalation
    priority: Priority
    urgency: str
    opened: str
    waited: str
    promised: str
    late: bool
    closed: str

    @classmethod
    def of(cls, escalation: Escalation, *, now: datetime) -> "Reason":
        """The reason that `escalation` stands for."""
        promised, closed = escalation.promised_at, escalation.closed_at
        return cls(
            escalation=escalation,
            priority=Priority(escalation.priority),
            urgency=say_urgency(Priority(escalation.priority)),
            opened=say_briefly(escalation.opened_at, now=now),
            waited=say_wait(escalation.opened_at, now=now),
            promised=say_briefly(promised, now=now) if promised else "",
            late=escalation.is_late(now),
            closed=say_briefly(closed, now=now) if closed else "",
        )


@dataclass(frozen=True)
class Situation:
    """Where a conversation stands, for the person who looks at it.

    Attributes:
        reason: the open one, else None.
        past: those that are closed, the latest first.
        held_by_me: whether this person may write to the patient.
    """

    conversation: Conversation
    reason: Reason | None
    past: tuple[Reason, ...]
    callback: CallbackRequest | None
    holder: str
    held_by_me: bool

    @property
    def latest(self) -> Reason:
        """The reason that the page is headed with: the open one, else the last."""
        return self.reason or self.past[0]

    @property
    def state(self) -> State:
        """Who answers the patient now."""
        return State(self.conversation.state)

    @property
    def hold(self) -> str:
        """Who may write: as long as it stays the same, the reply being typed is left alone."""
        return f"{self.state.value}{self.conversation.holder_id or ''}"

    @property
    def token(self) -> str:
        """What the page shows beside the transcript."""
        reason, callback = self.reason, self.callback
        parts = [self.hold, str(len(self.past))]
        if reason is not None:
            parts.append(f"{reason.escalation.pk}.{reason.escalation.reason}.{reason.late:d}")
        if callback is not None:
            parts.append(f"{callback.created_at.timestamp()}.{callback.done_at is None:d}")
        return "_".join(parts)


@page
def conversation(request: StaffRequest, pk: int) -> HttpResponse:
    """`/console/conversations/N/`: the transcript and what can be done."""
    return show_conversation(request, find(pk))


@page
def thread(request: StaffRequest, pk: int) -> HttpResponse:
    """What is new in the conversation since message `apres`; nothing at all if nothing is."""
    found, now = find(pk), bootstrap.services().clock()
    known = number_in(request, "apres")
    new = lines(
        found.messages.filter(pk__gt=known).select_related("staff"),
        clinic=bootstrap.services().clinic(),
        now=now,
    )
    situation = situation_of(found, request, now=now)
    changed = situation.token != request.GET.get("vu")
    if not new and not changed:
        return HttpResponse(status=204)
    last = new[-1].message.pk if new else known
    context = {
        "lines": new,
        "last": last,
        "situation": situation,
        "changed": changed,
        "hold_changed": situation.hold != request.GET.get("tenue"),
        "may_answer": request.user.has_perm(ANSWER),
        "form": ReplyForm(initial={"apres": last}),
    }
    return render(request, "console/conversation/news.html", context)


def find(pk: int) -> Conversation:
    """The conversation, provided that it has ever asked for a person: the rest is nobody's to read.

    Raises:
        Http404: there is no such conversation.
    """
    asked = Conversation.objects.filter(escalations__isnull=False)
    return get_object_or_404(asked.select_related("holder", "callback").distinct(), pk=pk)


def show_conversation(
    request: StaffRequest, found: Conversation, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of a conversation, with `more` to show on it."""
    now = bootstrap.services().clock()
    said = lines(
        found.messages.select_related("staff"), clinic=bootstrap.services().clinic(), now=now
    )
    last = said[-1].message.pk if said else 0
    context = {
        "situation": situation_of(found, request, now=now),
        "started": say_briefly(found.started_at, now=now),
        "lines": said,
        "last": last,
        "here": found.pk,
        "form": ReplyForm(initial={"apres": last}),
        **more,
    }
    return show(request, "console/conversation.html", context, status=status)


def situation_of(found: Conversation, request: StaffRequest, *, now: datetime) -> Situation:
    """Where the conversation stands for whoever sent the request."""
    reasons = [Reason.of(each, now=now) for each in found.escalations.order_by("-opened_at", "-id")]
    current = [reason for reason in reasons if reason.escalation.closed_at is None]
    return Situation(
        conversation=found,
        reason=current[0] if current else None,
        past=tuple(reason for reason in reasons if reason.escalation.closed_at is not None),
        callback=_callback(found),
        holder=name_of(found.holder),
        held_by_me=found.holder_id == request.user.pk,
    )


def _callback(found: Conversation) -> CallbackRequest | None:
    try:
        return found.callback
    except ObjectDoesNotExist:
        return None
