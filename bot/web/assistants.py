"""Who answers a message: Rasa, or this process by itself when Rasa does not."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import httpx
import structlog

from bot.errors import UnderstandingUnavailable
from bot.turn.outcome import Kind, Outcome

log = structlog.get_logger(__name__)

SESSION_TURNS = 5
"""Turns of one Rasa sender: its turns slow down with the length of its tracker."""

ONLY_SLASHES = "slash"
"""What Rasa reads in place of a message of slashes alone."""


@dataclass(frozen=True)
class TurnRequest:
    """One message to answer.

    Attributes:
        text: the message, clean and masked.
        key: the conversation's key; it never leaves this process.
        turn: how many messages the patient has written before.
        misunderstandings: misunderstandings in a row before this message.
    """

    text: str
    key: str
    turn: int
    misunderstandings: int


class Assistant(Protocol):
    """Something that decides what to say to a message."""

    async def answer(self, request: TurnRequest) -> Outcome:
        """The outcome of this message.

        Raises:
            UnderstandingUnavailable: there is none, or none in time.
        """


class RasaAssistant:
    """Asks Rasa, whose action returns the outcome."""

    def __init__(self, client: httpx.AsyncClient, *, url: str, timeout: float) -> None:
        """An assistant over Rasa at `url` that waits `timeout` seconds in all."""
        self._client = client
        self._address = f"{url}/webhooks/accueil/webhook"
        self._timeout = timeout

    async def answer(self, request: TurnRequest) -> Outcome:
        """The outcome that Rasa's action decided."""
        message = {
            "sender": _sender(request),
            "message": neutral(request.text),
            "metadata": {"misunderstandings": request.misunderstandings},
        }
        try:
            # httpx limits each phase of a request; this limits them together.
            response = await asyncio.wait_for(
                self._client.post(self._address, json=message), self._timeout
            )
            response.raise_for_status()
            return outcome_in(response.json())
        except asyncio.TimeoutError:
            raise UnderstandingUnavailable("no answer in time") from None
        except (httpx.HTTPError, ValueError) as error:
            raise UnderstandingUnavailable(type(error).__name__) from error


class LocalAssistant:
    """Decides in this process, without Rasa, from the FAQ store's live index."""

    def __init__(self, decide: Callable[[TurnRequest], Outcome]) -> None:
        """An assistant around a decision that may take some milliseconds of processor."""
        self._decide = decide

    async def answer(self, request: TurnRequest) -> Outcome:
        """The outcome decided here."""
        return await asyncio.to_thread(self._decide, request)


class SteadyAssistant:
    """Asks the first assistant, and the second where the first is unavailable."""

    def __init__(self, first: Assistant, second: Assistant) -> None:
        """An assistant that is available as long as one of the two is."""
        self._first = first
        self._second = second

    async def answer(self, request: TurnRequest) -> Outcome:
        """The outcome of the first, else of the second."""
        try:
            return await self._first.answer(request)
        except UnderstandingUnavailable as error:
            log.warning("assistant.unavailable", reason=str(error))
            return await self._second.answer(request)


def neutral(text: str) -> str:
    """`text` without the slashes in front, with which Rasa would take it for a command."""
    return text.lstrip("/ \t\n\r\N{NO-BREAK SPACE}") or ONLY_SLASHES


def _sender(request: TurnRequest) -> str:
    digest = hashlib.sha256(request.key.encode()).hexdigest()
    return f"{digest[:24]}-{request.turn // SESSION_TURNS}"


def outcome_in(messages: Any) -> Outcome:
    """The outcome in Rasa's answer, which holds exactly one message.

    Raises:
        ValueError: the answer holds none, or not one that can be said to a patient.
    """
    try:
        [message] = messages
        outcome = Outcome.from_dict(message["custom"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not an outcome") from error
    if outcome.kind is Kind.HELD or not any(reply.text for reply in outcome.replies):
        raise ValueError("an outcome without words")
    return outcome
