"""Who may open the console's pages, and what everybody else gets instead."""

import functools
from collections.abc import Callable, Collection
from typing import Any, cast

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRefresh
from django_htmx.middleware import HtmxDetails

READ = "desk.view_conversation"
"""Permission to see the queue and the transcripts."""

ANSWER = "desk.answer_conversation"
"""Permission to take, answer and close conversations, and to see call-back numbers."""


class StaffRequest(HttpRequest):
    """A request of somebody who is signed in and may use the console."""

    user: User
    htmx: HtmxDetails


View = Callable[..., HttpResponseBase]


def page(view: Callable[..., HttpResponse]) -> View:
    """Makes `view` a page that staff may read."""
    return guarded(view, permission=READ, methods=("GET", "HEAD"))


def action(view: Callable[..., HttpResponse]) -> View:
    """Makes `view` something that staff may do to a conversation; it takes POST alone."""
    return guarded(view, permission=ANSWER, methods=("POST",))


def guarded(view: View, *, permission: str, methods: Collection[str]) -> View:
    """Makes `view` ask for a login, then for `permission`, then for one of `methods`.

    What it answers is kept by no cache: transcripts do not come back after a sign-out.
    """

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not request.user.has_perm(permission):
            return refusal(request, status=403)
        if request.method not in methods:
            return refusal(request, status=405, allow=methods)
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return refusal(request, status=404)

    return cast("View", never_cache(answer))


def refusal(request: HttpRequest, *, status: int, allow: Collection[str] = ()) -> HttpResponseBase:
    """The page that says in French why there is nothing else to see."""
    response = render(request, "console/refusal.html", {"status": status}, status=status)
    if allow:
        response["Allow"] = ", ".join(allow)
    return response


def unknown(_request: StaffRequest) -> HttpResponse:
    """Whatever else stands below `/console/`."""
    raise Http404


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if getattr(request, "htmx", False):
        # A poll that the session did not outlive: the whole page reloads and asks for a login.
        return HttpResponseClientRefresh()
    # Nobody comes back to an action: its address has no page.
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/console/")
