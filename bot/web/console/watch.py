"""What every page of the console keeps an eye on: who waits, and which emergencies are open."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from bot.desk.escalations import queue
from bot.desk.models import Escalation, State
from bot.turn.outcome import Priority
from bot.web.console.access import StaffRequest, page
from bot.web.console.address import number_in
from bot.web.numbers import whole_number


@dataclass(frozen=True)
class Watch:
    """The open escalations at one moment.

    Attributes:
        escalations: all of them, the most urgent first.
    """

    escalations: tuple[Escalation, ...]

    @classmethod
    def now(cls) -> "Watch":
        """The escalations that are open now."""
        return cls(tuple(queue()))

    @property
    def waiting(self) -> int:
        """How many patients wait for somebody to take them."""
        return sum(_waits(each) for each in self.escalations)

    @property
    def emergencies(self) -> tuple[Escalation, ...]:
        """The emergencies that nobody has taken."""
        return tuple(each for each in self.escalations if _is_emergency(each) and _waits(each))

    @property
    def token(self) -> str:
        """What a page hands back so that it is told only what it does not show yet."""
        newest = max((each.pk for each in self.escalations), default=0)
        urgent = _numbers(each for each in self.escalations if _is_emergency(each))
        return f"{newest}:{urgent}:{_numbers(self.emergencies)}:{self.waiting}"

    def since(self, token: str) -> tuple[Escalation, ...]:
        """What has been opened, or has become an emergency, since the watch with that `token`."""
        newest, _, rest = token.partition(":")
        known = whole_number(newest)
        emergencies = rest.partition(":")[0].split("-")
        return tuple(
            each
            for each in self.escalations
            if each.pk > known or (_is_emergency(each) and str(each.pk) not in emergencies)
        )


@page
def watch(request: StaffRequest) -> HttpResponse:
    """What has changed since the page last asked; nothing at all if nothing has."""
    current, seen = Watch.now(), request.GET.get("vu", "")
    if current.token == seen:
        return HttpResponse(status=204)
    news = current.since(seen)
    return render(
        request,
        "console/watch_news.html",
        {
            "watch": current,
            "alarms": [each for each in news if _is_emergency(each)],
            "news": [each for each in news if not _is_emergency(each)],
            "here": number_in(request, "ici"),
        },
    )


def _waits(escalation: Escalation) -> bool:
    return State(escalation.conversation.state) is State.WAITING


def _is_emergency(escalation: Escalation) -> bool:
    return escalation.priority == Priority.EMERGENCY


def _numbers(escalations: Iterable[Escalation]) -> str:
    return "-".join(str(each.pk) for each in escalations)
