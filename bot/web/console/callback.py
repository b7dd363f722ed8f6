"""The number on which a patient wants to be called: shown on demand, every look on record."""

import phonenumbers
import structlog
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from phonenumbers import PhoneNumberFormat

from bot.desk.models import CallbackRequest, Conversation
from bot.language.phrases import phrase
from bot.web import bootstrap
from bot.web.console.access import StaffRequest, action
from bot.web.console.conversation import find, show_conversation

log = structlog.get_logger(__name__)

FRANCE = 33


@action
def show_number(request: StaffRequest, pk: int) -> HttpResponse:
    """The conversation's page with the number on it; the log says who has looked, and when."""
    found = find(pk)
    callback = CallbackRequest.objects.filter(conversation=found).first()
    if callback is None:
        return _gone(request, found)
    log.info("callback.number_shown", conversation=pk, staff=request.user.pk)
    return show_conversation(
        request, found, number=callback.number, spoken_number=as_printed(callback.number)
    )


@action
def mark_called(request: StaffRequest, pk: int) -> HttpResponse:
    """Notes that the patient has been called."""
    found, now = find(pk), bootstrap.services().clock()
    waiting = CallbackRequest.objects.filter(conversation=found, done_at=None)
    if waiting.update(done_at=now):
        log.info("callback.done", conversation=pk, staff=request.user.pk)
        messages.success(request, phrase("console.fait_rappel"))
    elif not CallbackRequest.objects.filter(conversation=found).exists():
        return _gone(request, found)
    return redirect("console:conversation", pk=pk)


def as_printed(number: str) -> str:
    """An E.164 number as it is written here: French ones as ten digits, others with their code."""
    parsed = phonenumbers.parse(number)
    french = parsed.country_code == FRANCE
    style = PhoneNumberFormat.NATIONAL if french else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def _gone(request: StaffRequest, found: Conversation) -> HttpResponse:
    messages.error(request, phrase("console.refus_rappel"))
    return redirect("console:conversation", pk=found.pk)
