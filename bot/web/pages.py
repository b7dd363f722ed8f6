"""The patient's page, and the pages for what goes wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bot.faq.clinic import Clinic
from bot.turn.answers import TOPIC
from bot.web import api, bootstrap
from bot.web.refusals import LONGEST, Refusal

log = structlog.get_logger(__name__)

SUGGESTED = ("horaires", "prise_rdv", "documents", "resultats", "acces", "parler_humain")
"""Topics offered before the first message, those that the clinic has an answer for."""


@dataclass(frozen=True)
class Suggestion:
    """A question that the page offers before the patient has written."""

    title: str
    payload: str


@require_safe
def chat(request: HttpRequest) -> HttpResponse:
    """`/`: the chat page."""
    services = bootstrap.services()
    clinic, now = services.clinic(), services.clock()
    context = {
        **_identity(clinic),
        "notices": clinic.running_notices(now),
        "suggestions": _suggestions(clinic, now.astimezone(clinic.zone).date()),
        "retention_days": services.settings.retention_days,
        "longest": LONGEST,
    }
    response = render(request, "web/chat.html", context)
    # Notices begin and end by themselves; a page kept by a browser would not know.
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """The page for a request that cannot be understood."""
    return _failure(request, Refusal.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """The page for what this visitor may not see."""
    return _failure(request, Refusal.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django's signature
    """The page for a form that came from elsewhere, or too late."""
    return _failure(request, Refusal.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """The page for an address that does not exist."""
    return _failure(request, Refusal.UNKNOWN_ADDRESS)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a failure of ours."""
    return _failure(request, Refusal.BROKEN)


def _failure(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if request.path.startswith("/api/"):
        return api.error(refusal)
    context = {"message": refusal.message(telephone=api.telephone()), "status": refusal.status}
    return render(request, "web/erreur.html", context, status=refusal.status)


def _identity(clinic: Clinic) -> Mapping[str, Any]:
    facts = clinic.facts
    return {
        "nom": facts.get("nom", ""),
        "telephone": facts.get("telephone_standard", ""),
        "adresse": facts.get("adresse", ""),
        "ville": " ".join(filter(None, (facts.get("code_postal"), facts.get("ville")))),
        "email_dpo": facts.get("email_dpo", ""),
        "url_confidentialite": facts.get("url_confidentialite", ""),
    }


def _suggestions(clinic: Clinic, day: date) -> list[Suggestion]:
    entries = [clinic.entry(topic, day=day) for topic in SUGGESTED]
    return [Suggestion(entry.title, TOPIC + entry.id) for entry in entries if entry is not None]
