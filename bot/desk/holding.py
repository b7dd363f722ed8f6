"""Who holds a conversation: the one place that decides it, checked under the conversation's lock.

    bot → waiting → human → closed → bot      waiting → bot      waiting → closed      human → bot

Every change runs in one transaction on a locked, freshly read row (SQLite: transactions begin
IMMEDIATE, so that the first to begin is the only writer). Of two persons who take a conversation
at the same moment, one gets it and the other an `IllegalTransition`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from bot.desk.models import Author, CallbackRequest, Conversation, Escalation, Message, State
from bot.errors import IllegalTransition, NotTheHolder
from bot.language.phrases import phrase

TRANSITIONS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.BOT: frozenset({State.WAITING}),
        State.WAITING: frozenset({State.HUMAN, State.BOT, State.CLOSED}),
        State.HUMAN: frozenset({State.CLOSED, State.BOT}),
        State.CLOSED: frozenset({State.BOT}),
    }
)


@contextmanager
def locked(conversation: Conversation) -> Iterator[Conversation]:
    """The conversation as it stands now, nobody else's to change before the block ends."""
    with transaction.atomic():
        yield Conversation.objects.select_for_update().get(pk=conversation.pk)


def bot_may_write(conversation: Conversation) -> bool:
    """Whether the assistant may still write: only a person who holds the thread silences it.

    Ask inside `locked`, at the moment of storing or sending; an earlier answer is worth nothing.
    """
    return State(conversation.state) is not State.HUMAN


def wait(conversation: Conversation) -> Conversation:
    """Puts the conversation in the queue for a person; `bot.desk.escalations` says why."""
    with locked(conversation) as current:
        return _move(current, State.WAITING)


def take(conversation: Conversation, staff: AbstractBaseUser, *, now: datetime) -> Conversation:
    """Gives the waiting conversation to `staff`; from now on the assistant is silent.

    Raises:
        IllegalTransition: it does not wait, or somebody else was faster.
    """
    with locked(conversation) as current:
        _move(current, State.HUMAN, holder=staff)
        Escalation.objects.filter(conversation=current, closed_at=None).update(
            acknowledged_at=now, acknowledged_by=staff
        )
        announce(current, phrase("relais.annonce_prise"), now=now)
        return current


def give_back(
    conversation: Conversation, staff: AbstractBaseUser, *, now: datetime
) -> Conversation:
    """Hands the conversation that `staff` holds back to the assistant and ends its escalation.

    Its call-back number is erased, as the patient was promised.

    Raises:
        NotTheHolder: `staff` does not hold it.
    """
    with locked(conversation) as current:
        _must_hold(current, staff)
        return _return_to_bot(current, now=now)


def dismiss(conversation: Conversation, *, now: datetime) -> Conversation:
    """Takes a waiting conversation out of the queue: no person is needed after all.

    Its call-back number is erased.

    Raises:
        IllegalTransition: it does not wait.
    """
    with locked(conversation) as current:
        if State(current.state) is not State.WAITING:
            raise IllegalTransition(f"{current.state} to bot by dismissal")
        return _return_to_bot(current, now=now)


def close(conversation: Conversation, staff: AbstractBaseUser, *, now: datetime) -> Conversation:
    """Ends a conversation that waits or that `staff` holds, and erases its call-back number.

    Raises:
        NotTheHolder: somebody else holds it.
        IllegalTransition: it neither waits nor is held.
    """
    with locked(conversation) as current:
        if State(current.state) is State.HUMAN:
            _must_hold(current, staff)
        _move(current, State.CLOSED)
        _end_escalation(current, now=now)
        CallbackRequest.objects.filter(conversation=current).delete()
        announce(current, phrase("relais.annonce_close"), now=now)
        return current


def reopen(conversation: Conversation) -> Conversation:
    """Gives a closed conversation back to the assistant, because the patient writes again."""
    with locked(conversation) as current:
        if State(current.state) is not State.CLOSED:
            raise IllegalTransition(f"{current.state} to bot by reopening")
        current.misunderstandings = 0
        return _move(current, State.BOT)


def answer(
    conversation: Conversation, staff: AbstractBaseUser, text: str, *, now: datetime
) -> Message:
    """Stores what `staff` writes to the patient, who reads it through the event stream.

    Raises:
        NotTheHolder: `staff` does not hold the conversation.
    """
    with locked(conversation) as current:
        _must_hold(current, staff)
        return _write(current, Author.HUMAN, text, now=now, staff=staff)


def announce(conversation: Conversation, text: str, *, now: datetime) -> Message:
    """Stores a piece of information in the thread, for patient and staff; ask inside `locked`."""
    return _write(conversation, Author.SYSTEM, text, now=now)


def _must_hold(conversation: Conversation, staff: AbstractBaseUser) -> None:
    if State(conversation.state) is not State.HUMAN or conversation.holder_id != staff.pk:
        raise NotTheHolder(f"conversation {conversation.pk} is not held by user {staff.pk}")


def _return_to_bot(conversation: Conversation, *, now: datetime) -> Conversation:
    conversation.misunderstandings = 0
    _move(conversation, State.BOT)
    _end_escalation(conversation, now=now)
    CallbackRequest.objects.filter(conversation=conversation).delete()
    announce(conversation, phrase("relais.annonce_retour"), now=now)
    return conversation


def _move(
    conversation: Conversation, state: State, *, holder: AbstractBaseUser | None = None
) -> Conversation:
    if state not in TRANSITIONS[State(conversation.state)]:
        raise IllegalTransition(f"{conversation.state} to {state.value}")
    conversation.state = state
    conversation.holder_id = holder.pk if holder else None
    conversation.save(update_fields=["state", "holder", "misunderstandings"])
    return conversation


def _end_escalation(conversation: Conversation, *, now: datetime) -> None:
    Escalation.objects.filter(conversation=conversation, closed_at=None).update(closed_at=now)


def _write(
    conversation: Conversation,
    author: Author,
    text: str,
    *,
    now: datetime,
    staff: AbstractBaseUser | None = None,
) -> Message:
    conversation.last_message_at = now
    conversation.save(update_fields=["last_message_at"])
    return Message.objects.create(
        conversation=conversation,
        author=author,
        staff_id=staff.pk if staff else None,
        text=text,
        created_at=now,
    )
