"""The frame around every page of the console: whose clinic it is, and who waits."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from bot.web import bootstrap
from bot.web.console.access import ANSWER, StaffRequest
from bot.web.console.people import name_of
from bot.web.console.watch import Watch


def show(
    request: StaffRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page that `template` makes of `context`, in the console's frame."""
    return render(request, template, {**frame(request), **context}, status=status)


def frame(request: StaffRequest) -> dict[str, Any]:
    """What the frame itself shows."""
    return {
        "clinic": bootstrap.services().clinic().facts.get("nom", ""),
        "me": name_of(request.user),
        "may_answer": request.user.has_perm(ANSWER),
        "watch": Watch.now(),
        "here": 0,
    }
