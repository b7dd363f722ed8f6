"""What staff do to a conversation, each by POST: take, answer, give back, close."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect

from bot.desk import holding
from bot.desk.models import Author, Conversation, State
from bot.errors import IllegalTransition, NotTheHolder
from bot.language.phrases import phrase
from bot.web import bootstrap
from bot.web.console.access import StaffRequest, action
from bot.web.console.conversation import find, show_conversation
from bot.web.console.people import name_of
from bot.web.console.reply import ReplyForm

_REFUSALS = {State.WAITING: "attend", State.BOT: "assistant", State.CLOSED: "close"}


@action
def take(request: StaffRequest, pk: int) -> HttpResponse:
    """Makes whoever asks for it the one who answers."""
    now = bootstrap.services().clock()
    return _do(request, pk, lambda it: holding.take(it, request.user, now=now), done="prise")


@action
def give_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Hands the conversation back to the assistant, from a person or out of the queue."""
    now = bootstrap.services().clock()

    def hand_back(it: Conversation) -> Conversation:
        if State(it.state) is State.WAITING:
            return holding.dismiss(it, now=now)
        return holding.give_back(it, request.user, now=now)

    return _do(request, pk, hand_back, done="rendue")


@action
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Ends the conversation."""
    now = bootstrap.services().clock()
    return _do(request, pk, lambda it: holding.close(it, request.user, now=now), done="close")


@action
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Sends what the holder wrote; what cannot be sent stays in the form."""
    found, form = find(pk), ReplyForm(request.POST)
    if not form.is_valid():
        return show_conversation(request, found, form=form, problem=form.problem(), status=422)
    try:
        _send_once(found, form, request.user)
    except NotTheHolder:
        found = find(pk)
        draft, problem = form.cleaned_data["texte"], why_not(found, request)
        return show_conversation(request, found, draft=draft, problem=problem, status=409)
    messages.success(request, phrase("console.fait_reponse"), extra_tags="reponse")
    if request.htmx:
        return show_conversation(request, find(pk), writing=True)
    return redirect("console:conversation", pk=pk)


def _send_once(found: Conversation, form: ReplyForm, staff: User) -> None:
    text, now = form.cleaned_data["texte"], bootstrap.services().clock()
    with holding.locked(found) as current:
        mine = current.messages.filter(author=Author.HUMAN, staff=staff, text=text)
        if not mine.filter(pk__gt=form.cleaned_data["apres"]).exists():
            holding.answer(current, staff, text, now=now)


def why_not(found: Conversation, request: StaffRequest) -> str:
    """Who has the conversation instead, in French."""
    state = State(found.state)
    if state is State.HUMAN and found.holder_id == request.user.pk:
        return phrase("console.refus_a_vous")
    if state is State.HUMAN:
        return phrase("console.refus_autre", name=name_of(found.holder))
    return phrase(f"console.refus_{_REFUSALS[state]}")


def _do(
    request: StaffRequest, pk: int, deed: Callable[[Conversation], object], *, done: str
) -> HttpResponse:
    try:
        deed(find(pk))
    except (IllegalTransition, NotTheHolder):
        messages.error(request, why_not(find(pk), request))
    else:
        messages.success(request, phrase(f"console.fait_{done}"))
    return redirect("console:conversation", pk=pk)
