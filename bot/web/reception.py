"""The turn as the web process sees it: from the patient's words to what is stored and said."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.config import Clock
from bot.desk.models import KEY_SHAPE, new_key
from bot.desk.turns import Call, Standing, Turn
from bot.turn.outcome import EscalationRequest, Outcome, Priority
from bot.web.assistants import Assistant, TurnRequest
from bot.web.desk import Desk, DeskUnavailable
from bot.web.limits import RateLimits
from bot.web.phones import dialable
from bot.web.refusals import LONGEST, Refusal, Refused

log = structlog.get_logger(__name__)

_WELL_FORMED = re.compile(KEY_SHAPE)

CALL = EscalationRequest("parler_humain", Priority.PERSON)


@dataclass(frozen=True)
class Rules:
    """The pure rules that the reception applies.

    Attributes:
        alarm: the outcome of the emergency that a raw message tells of, None if there is none.
        clean: a message made fit to be read; empty if nothing is left.
        mask: a clean message without what tells who the patient is.
        choose: the outcome of a button in a conversation, None if there is no such button.
        title: what a button that exists says.
        promised_at: the moment at which a person has answered at the latest.
        call_words: what a patient who wants to be called is told.
    """

    alarm: Callable[[str], Outcome | None]
    clean: Callable[[str], str]
    mask: Callable[[str], str]
    choose: Callable[[str, Standing], Outcome | None]
    title: Callable[[str], str]
    promised_at: Callable[[], datetime | None]
    call_words: Callable[[], str]


@dataclass(frozen=True)
class Received:
    """What a patient gets for a message.

    Attributes:
        conversation_id: the conversation's key; None where nothing could be stored.
    """

    conversation_id: str | None
    outcome: Outcome


@dataclass(frozen=True)
class Reception:
    """Receives messages, buttons and wishes to be called."""

    desk: Desk
    assistant: Assistant
    rules: Rules
    limits: RateLimits
    clock: Clock

    async def receive(self, key: str | None, text: str, *, address: str) -> Received:
        """What to say to a message of the conversation `key`, or of a new one.

        The crisis rule reads the raw message before anything can refuse it: too long, too many or
        from an unknown conversation, an emergency gets its numbers, and waits for nobody.

        Raises:
            Refused: there is nothing to answer to.
        """
        alarm = await asyncio.to_thread(self.rules.alarm, text)
        clean = self.rules.clean(text)
        if alarm is not None:
            return await self._sound(key, clean, alarm)
        self.limits.count_address(address)
        if not clean:
            raise Refused(Refusal.EMPTY)
        if len(clean) > LONGEST:
            raise Refused(Refusal.TOO_LONG)
        standing = await self._standing(key)
        words = self.rules.mask(clean)
        if standing is None:
            return Received(key, await self._ask(Standing(key or new_key()), words))
        self.limits.count_conversation(standing.key)
        outcome = None if standing.held else await self._ask(standing, words)
        return await self._record(standing, words, outcome)

    async def press(self, key: str | None, payload: str, *, address: str) -> Received:
        """What to say to a button of the conversation `key`.

        Raises:
            Refused: there is no such button or conversation, or too many requests.
        """
        self.limits.count_address(address)
        standing = await self._standing(key)
        asked = standing or Standing(key or new_key())
        self.limits.count_conversation(asked.key)
        outcome = await asyncio.to_thread(self.rules.choose, payload, asked)
        if outcome is None:
            raise Refused(Refusal.UNKNOWN_BUTTON)
        if standing is None:
            return Received(key, outcome)
        return await self._record(standing, self.rules.title(payload), outcome)

    async def call_back(self, key: str, phone: str, *, address: str) -> str:
        """What to tell a patient who wants to be called; the number is kept apart.

        Raises:
            Refused: nobody can be called on that number, or there is no such conversation.
            DeskUnavailable: the number cannot be kept.
        """
        self.limits.count_address(address)
        self.limits.count_conversation(key)
        call = Call(
            key=key,
            number=dialable(phone),
            request=CALL,
            words=self.rules.call_words(),
            promised_at=self.rules.promised_at(),
        )
        if not await self.desk.ask_for_call(call, now=self.clock()):
            raise Refused(Refusal.UNKNOWN_CONVERSATION)
        return call.words

    async def _standing(self, key: str | None) -> Standing | None:
        """Where the conversation stands; None where the database cannot tell."""
        if key is None:
            return Standing(new_key())
        if not _WELL_FORMED.fullmatch(key):
            raise Refused(Refusal.UNKNOWN_CONVERSATION)
        try:
            standing = await self.desk.standing(key)
        except DeskUnavailable:
            log.exception("desk.unavailable")
            return None
        if standing is None:
            raise Refused(Refusal.UNKNOWN_CONVERSATION)
        return standing

    async def _sound(self, key: str | None, clean: str, alarm: Outcome) -> Received:
        try:
            standing = await self._standing(key)
        except Refused:
            standing = Standing(new_key())
        if standing is None:
            return Received(key, alarm)
        # Masked whole before it is cut: half a number would not be recognised.
        words = await asyncio.to_thread(self.rules.mask, clean)
        return await self._record(standing, words[:LONGEST], alarm)

    async def _ask(self, standing: Standing, words: str) -> Outcome:
        request = TurnRequest(
            text=words,
            key=standing.key,
            turn=standing.turn,
            misunderstandings=standing.misunderstandings,
        )
        return await self.assistant.answer(request)

    async def _record(self, standing: Standing, words: str, outcome: Outcome | None) -> Received:
        escalates = outcome is not None and outcome.escalation is not None
        promised_at = self.rules.promised_at() if escalates else None
        turn = Turn(standing.key, words, outcome, promised_at)
        try:
            said = await self.desk.record(turn, now=self.clock())
        except DeskUnavailable:
            log.exception("desk.turn_not_stored")
            # Every conversation in the database began with a message.
            known = standing.key if standing.turn else None
            return Received(known, outcome or await self._ask(standing, words))
        if said is None:  # the person who held it has just given it back
            return await self._record(standing, words, await self._ask(standing, words))
        return Received(standing.key, said)
