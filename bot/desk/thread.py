"""A conversation as the patient reads it: the whole thread, and what is new in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Max

from bot.desk.models import Author, Channel, Conversation, Message, State

FROM_PEOPLE = (Author.HUMAN, Author.SYSTEM)
"""Authors whose messages reach the patient apart from the answer to a request."""


@dataclass(frozen=True)
class Thread:
    """A conversation with all its messages.

    Attributes:
        pk: the conversation's number inside the process; the patient never sees it.
    """

    pk: int
    state: State
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class News:
    """What has happened in a conversation since somebody last looked.

    Attributes:
        last: number of its newest message, the next cursor.
        messages: from people and system, oldest first; those of assistant and patient are known.
    """

    pk: int
    state: State
    last: int
    messages: tuple[Message, ...] = field(default=())


def thread(key: str, channel: Channel) -> Thread | None:
    """The conversation `key` of `channel` with its messages; None if there is no such one."""
    conversation = Conversation.objects.filter(key=key, channel=channel).first()
    if conversation is None:
        return None
    messages = tuple(conversation.messages.all())
    return Thread(conversation.pk, State(conversation.state), messages)


def news(cursors: Mapping[int, int]) -> list[News]:
    """State and new messages of several conversations, in one query when nothing is new.

    Args:
        cursors: by conversation, the number of the newest message already known.

    Returns:
        One item for each conversation that still exists. Within a conversation the numbers grow in
        the order of the commits, because every writer holds its lock.
    """
    newest = (
        Conversation.objects.filter(pk__in=list(cursors))
        .annotate(last=Max("messages__id"))
        .values_list("pk", "state", "last")
    )
    return [_news(pk, State(state), last or 0, cursor=cursors[pk]) for pk, state, last in newest]


def _news(pk: int, state: State, last: int, *, cursor: int) -> News:
    if last <= cursor:
        return News(pk, state, cursor)
    written = Message.objects.filter(conversation=pk, id__gt=cursor, author__in=FROM_PEOPLE)
    messages = tuple(written)
    # A message may have come between the two queries; it is not to come again.
    return News(pk, state, max(last, *(message.pk for message in messages), cursor), messages)
