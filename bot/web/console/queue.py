"""The queue: who needs a person, the most urgent first."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render

from bot.desk.escalations import queue as open_escalations
from bot.desk.models import Author, Escalation, Message
from bot.turn.outcome import Priority
from bot.web import bootstrap
from bot.web.console.access import StaffRequest, page
from bot.web.console.frame import show
from bot.web.console.people import name_of
from bot.web.console.words import say_briefly, say_urgency, say_wait

PER_PAGE = 25
"""Rows that a person still scans at one go."""


class Tab(Enum):
    """The two lists of the queue, by their word in the address."""

    OPEN = ""
    CLOSED = "fermees"

    @classmethod
    def named(cls, word: str) -> "Tab":
        """The tab of this word of the address; an unknown word is the open list."""
        return cls.CLOSED if word == cls.CLOSED.value else cls.OPEN

    def escalations(self) -> QuerySet[Escalation]:
        """What the tab lists, each with `words`, the message that asked for a person."""
        if self is Tab.OPEN:
            return with_words(open_escalations())
        closed = Escalation.objects.exclude(closed_at=None).order_by("-closed_at", "-id")
        return with_words(closed.select_related("conversation__holder", "acknowledged_by"))


@dataclass(frozen=True)
class Row:
    """One escalation as the list shows it; moments and waits are in words."""

    escalation: Escalation
    words: str
    priority: Priority
    urgency: str
    opened: str
    waited: str
    promised: str
    late: bool
    taken_by: str
    closed: str

    @classmethod
    def of(cls, escalation: Escalation, *, now: datetime) -> "Row":
        """The row of an escalation of `Tab.escalations`."""
        promised, closed = escalation.promised_at, escalation.closed_at
        return cls(
            escalation=escalation,
            words=getattr(escalation, "words", None) or "",
            priority=Priority(escalation.priority),
            urgency=say_urgency(Priority(escalation.priority)),
            opened=say_briefly(escalation.opened_at, now=now),
            waited=say_wait(escalation.opened_at, now=now),
            promised=say_briefly(promised, now=now) if promised else "",
            late=escalation.is_late(now),
            taken_by=name_of(escalation.acknowledged_by),
            closed=say_briefly(closed, now=now) if closed else "",
        )

    @property
    def waits(self) -> bool:
        """Whether nobody has taken it, so that its wait is worth counting."""
        return self.escalation.closed_at is None and self.escalation.acknowledged_at is None

    @property
    def token(self) -> str:
        """What the row shows, its wait left out: that one changes by itself."""
        return f"{self.escalation.pk}.{self.priority}.{self.late:d}.{self.taken_by}.{self.opened}"


def with_words(escalations: QuerySet[Escalation]) -> QuerySet[Escalation]:
    """The escalations, each with `words`: the masked message that gave its reason.

    A wish to be called has no such message: then the last one before it.
    """
    written = Message.objects.filter(conversation=OuterRef("conversation"), author=Author.PATIENT)
    asking = (
        written.annotate(asked=KT("outcome__escalation__reason"))
        .filter(asked=OuterRef("reason"), created_at__gte=OuterRef("opened_at"))
        .order_by("id")
    )
    before = written.filter(created_at__lte=OuterRef("opened_at")).order_by("-id")
    return escalations.annotate(
        words=Coalesce(Subquery(asking.values("text")[:1]), Subquery(before.values("text")[:1]))
    )


@page
def queue(request: StaffRequest) -> HttpResponse:
    """`/console/`: the open escalations, or with `?etat=fermees` those that are closed.

    The list asks for itself every few seconds with the token of what it shows, and gets only the
    waits as long as nothing else has changed: the reader's place in it stays where it is.
    """
    now = bootstrap.services().clock()
    tab = Tab.named(request.GET.get("etat", ""))
    found = Paginator(tab.escalations(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [Row.of(escalation, now=now) for escalation in found]
    context = {"tab": tab, "page": found, "rows": rows, "token": _token(rows, found)}
    if not request.htmx:
        return show(request, "console/queue.html", context)
    if request.GET.get("vu") != context["token"]:
        return render(request, "console/queue/list.html", context)
    response = render(request, "console/queue/waits.html", context)
    response["HX-Reswap"] = "none"
    return response


def _token(rows: list[Row], found: Page[Escalation]) -> str:
    shown = "|".join([*(row.token for row in rows), f"{found.number}/{found.paginator.num_pages}"])
    return hashlib.sha256(shown.encode()).hexdigest()[:16]
