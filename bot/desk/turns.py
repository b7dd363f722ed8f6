"""Reading where a conversation stands, and storing a whole turn in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from bot.desk import holding
from bot.desk.escalations import escalate
from bot.desk.models import Author, CallbackRequest, Channel, Conversation, Message, State
from bot.turn.outcome import EscalationRequest, Kind, Outcome


@dataclass(frozen=True)
class Standing:
    """Where a conversation stands before the patient's next message.

    Attributes:
        turn: how many messages the patient has written.
        misunderstandings: turns in a row that the assistant did not understand.
        last_text: the patient's last message, masked; empty before the first.
    """

    key: str
    held: bool = False
    turn: int = 0
    misunderstandings: int = 0
    last_text: str = ""


@dataclass(frozen=True)
class Turn:
    """One turn to store.

    Attributes:
        key: the conversation's; an unknown one opens a conversation.
        text: what the patient wrote, masked.
        outcome: None if the assistant was not asked because a person held the conversation.
        promised_at: when a person answers at the latest, if the outcome escalates.
    """

    key: str
    text: str
    outcome: Outcome | None
    promised_at: datetime | None
    channel: Channel = Channel.WEB


@dataclass(frozen=True)
class Call:
    """A patient's wish to be called.

    Attributes:
        number: in E.164; it is sealed before it is stored.
        request: what staff are told.
        words: what the thread says about it, without the number.
    """

    key: str
    number: str
    request: EscalationRequest
    words: str
    promised_at: datetime | None
    channel: Channel = Channel.WEB


def standing(key: str, channel: Channel) -> Standing | None:
    """Where the conversation `key` of `channel` stands; None if there is no such one."""
    conversation = Conversation.objects.filter(key=key, channel=channel).first()
    if conversation is None:
        return None
    written = conversation.messages.filter(author=Author.PATIENT)
    last = written.last()
    # A closed conversation starts again with the assistant.
    closed = State(conversation.state) is State.CLOSED
    return Standing(
        key=key,
        held=not holding.bot_may_write(conversation),
        turn=written.count(),
        misunderstandings=0 if closed else conversation.misunderstandings,
        last_text=last.text if last else "",
    )


def record(turn: Turn, *, now: datetime) -> Outcome | None:
    """Stores message, replies, outcome and escalation together, or nothing.

    Who holds the conversation is asked under its lock: what the assistant would have said to
    somebody whom a person has meanwhile taken over is dropped, and the outcome becomes `held`.
    The numbers of an emergency are never dropped.

    Returns:
        The outcome as it reaches the patient. None, with nothing stored, if the turn has no
        outcome because a person held the conversation and nobody holds it any more: ask the
        assistant after all.
    """
    with transaction.atomic():
        known = Conversation.objects.filter(key=turn.key, channel=turn.channel).first()
        with _reopened(known or _start(turn, now)) as conversation:
            outcome = _as_it_may_be_said(turn.outcome, conversation)
            if outcome is None:
                return None
            _store(conversation, turn.text, outcome, now=now)
            if outcome.escalation is not None:
                escalate(conversation, outcome.escalation, promised_at=turn.promised_at, now=now)
            return outcome


def ask_for_call(call: Call, *, now: datetime) -> bool:
    """Keeps the number on which the patient wants to be called, and escalates.

    A second request replaces the number of the first.

    Returns:
        Whether there is such a conversation.
    """
    with transaction.atomic():
        known = Conversation.objects.filter(key=call.key, channel=call.channel).first()
        if known is None:
            return False
        with _reopened(known) as conversation:
            escalate(conversation, call.request, promised_at=call.promised_at, now=now)
            _keep_number(conversation, call, now=now)
            holding.announce(conversation, call.words, now=now)
            return True


@contextmanager
def _reopened(conversation: Conversation) -> Iterator[Conversation]:
    """The conversation under its lock, back with the assistant if it was closed."""
    with holding.locked(conversation) as current:
        closed = State(current.state) is State.CLOSED
        yield holding.reopen(current) if closed else current


def _keep_number(conversation: Conversation, call: Call, *, now: datetime) -> None:
    callback = CallbackRequest.objects.filter(conversation=conversation).first()
    callback = callback or CallbackRequest(conversation=conversation)
    callback.number = call.number
    callback.created_at, callback.promised_at, callback.done_at = now, call.promised_at, None
    callback.save()


def _start(turn: Turn, now: datetime) -> Conversation:
    return Conversation.objects.create(
        key=turn.key, channel=turn.channel, started_at=now, last_message_at=now
    )


def _as_it_may_be_said(outcome: Outcome | None, conversation: Conversation) -> Outcome | None:
    if holding.bot_may_write(conversation):
        return outcome
    if outcome is not None and outcome.kind is Kind.EMERGENCY:
        return outcome
    return Outcome(kind=Kind.HELD, topics=())


def _store(conversation: Conversation, text: str, outcome: Outcome, *, now: datetime) -> None:
    said = outcome.to_dict()
    replies: list[dict[str, Any]] = said.pop("replies")
    Message.objects.create(
        conversation=conversation,
        author=Author.PATIENT,
        text=text,
        outcome=said,
        created_at=now,
    )
    for reply in replies:
        Message.objects.create(
            conversation=conversation,
            author=Author.BOT,
            text=reply["text"],
            buttons=reply["buttons"],
            created_at=now,
        )
    conversation.last_message_at = now
    if outcome.kind is not Kind.HELD:
        conversation.misunderstandings = _counted(conversation.misunderstandings, outcome)
    conversation.save(update_fields=["last_message_at", "misunderstandings"])


def _counted(misunderstandings: int, outcome: Outcome) -> int:
    return misunderstandings + 1 if outcome.misunderstood else 0
