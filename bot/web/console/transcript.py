"""A conversation as staff read it: who said what and when, and what the assistant understood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.desk.labels import reason_label
from bot.desk.models import Author, Message
from bot.faq.clinic import Clinic
from bot.language.phrases import phrase
from bot.turn.outcome import Kind
from bot.web.console.people import name_of
from bot.web.console.words import say_briefly


@dataclass(frozen=True)
class Line:
    """One message of the transcript.

    Attributes:
        author: who wrote it, in the words that staff read: a person by name.
        understood: what the assistant took a patient's message for; empty where it was not asked.
        choices: titles of the buttons that were shown below it.
    """

    message: Message
    author: str
    at: str
    understood: str
    choices: tuple[str, ...]


def lines(messages: Iterable[Message], *, clinic: Clinic, now: datetime) -> list[Line]:
    """The transcript of `messages`, read with their `staff`."""
    return [
        Line(
            message=message,
            author=_author(message),
            at=say_briefly(message.created_at, now=now),
            understood=understood(message.outcome, clinic),
            choices=tuple(button["title"] for button in message.buttons),
        )
        for message in messages
    ]


def understood(outcome: Mapping[str, Any] | None, clinic: Clinic) -> str:
    """What a stored outcome says that the message was about, with how sure that is."""
    if outcome is None:
        return ""
    kind = Kind(outcome["kind"])
    if kind is Kind.HELD:
        return ""
    if kind is Kind.FALLBACK:
        return phrase("console.non_compris")
    if kind is Kind.EMERGENCY:
        return phrase("console.urgence_reperee", topics=_titles(outcome["topics"], clinic))
    if kind is Kind.CLARIFY:
        return phrase("console.propose", topics=_titles(outcome["offered"], clinic))
    percent = round(100 * outcome["confidence"])
    return phrase("console.compris", topics=_titles(outcome["topics"], clinic), percent=percent)


def _titles(topics: Iterable[str], clinic: Clinic) -> str:
    entries = [(topic, clinic.entries.get(topic)) for topic in topics]
    return ", ".join(entry.title if entry else reason_label(topic) for topic, entry in entries)


def _author(message: Message) -> str:
    known = name_of(message.staff) if message.author == Author.HUMAN else ""
    return known or message.get_author_display()
