"""The turn as the web process sees it: from the patient's words to what is stored and said."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.config import Clock
from bot.desk.models import KEY_SHAPE, new_key
from bot.desk.turns import Call, Standing, Turn
from bot.language.phrases import phrase
from bot.turn.outcome import EscalationRequest, Kind, Outcome, Priority
from bot.web.assistants import Assistant, TurnRequest
from bot.web.desk import Desk, DeskUnavailable
from bot.web.limits import RateLimits
from bot.web.phones import dialable
from bot.web.refusals import LONGEST, Refusal, Refused
from bot.web.threads import ALARMS, MASKING, RULES

log = structlog.get_logger(__name__)

_WELL_FORMED = re.compile(KEY_SHAPE)

CALL = EscalationRequest("parler_humain", Priority.PERSON)

ALARM_PATIENCE = 0.8
"""Seconds that the numbers of an emergency wait at most for the message to be stored."""

_being_kept: "set[asyncio.Task[Received]]" = set()
"""Emergencies whose storing goes on after the answer; asyncio itself would forget them."""


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
        alarm = await ALARMS.run(self.rules.alarm, text)
        if alarm is not None:
            return await self._sound(key, text, alarm, address=address)
        self.limits.count_address(address)
        clean = await MASKING.run(self.rules.clean, text)
        if not clean:
            raise Refused(Refusal.EMPTY)
        if len(clean) > LONGEST:
            raise Refused(Refusal.TOO_LONG)
        standing = await self._standing(key)
        words = await MASKING.run(self.rules.mask, clean)
        if standing is None:
            return Received(key, await self._ask(Standing(key or new_key()), words))
        self.limits.count_conversation(standing.key)
        outcome = None if standing.held else await self._ask(standing, words)
        recording = self._record(standing, words, outcome)
        if outcome is not None and outcome.kind is Kind.EMERGENCY:
            return await _promptly(recording, Received(standing.key, outcome))
        return await recording

    async def press(self, key: str | None, payload: str, *, address: str) -> Received:
        """What to say to a button of the conversation `key`.

        Raises:
            Refused: there is no such button or conversation, or too many requests.
        """
        self.limits.count_address(address)
        standing = await self._standing(key)
        asked = standing or Standing(key or new_key())
        self.limits.count_conversation(asked.key)
        outcome = await RULES.run(self.rules.choose, payload, asked)
        if outcome is None:
            raise Refused(Refusal.UNKNOWN_BUTTON)
        if standing is None:
            return Received(key, outcome)
        title = await RULES.run(self.rules.title, payload)
        return await self._record(standing, title, outcome)

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
            words=await RULES.run(self.rules.call_words),
            promised_at=await RULES.run(self.rules.promised_at),
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

    async def _sound(self, key: str | None, text: str, alarm: Outcome, *, address: str) -> Received:
        """The numbers, whatever becomes of the message."""
        known = key if key and _WELL_FORMED.fullmatch(key) else None
        try:
            self.limits.count_alarm(known, address)
        except Refused:
            return Received(known, alarm)  # staff have been alerted often enough
        standing = Standing(known or new_key())
        keeping = self._keep_alarm(standing, text, alarm, is_known=known is not None)
        return await _promptly(keeping, Received(standing.key, alarm))

    async def _keep_alarm(
        self, standing: Standing, text: str, alarm: Outcome, *, is_known: bool
    ) -> Received:
        if is_known:
            try:
                # Where the database cannot tell, it may have come back when the turn is stored.
                standing = await self._standing(standing.key) or standing
            except Refused:
                standing = Standing(new_key())
        received = await self._record(standing, await self._masked(text), alarm)
        known = received.conversation_id or (standing.key if is_known else None)
        return Received(known, received.outcome)

    async def _masked(self, text: str) -> str:
        """What may be stored of an emergency: a placeholder where masking fails, never the text."""
        try:
            # Masked whole before it is cut: half a number would not be recognised.
            clean = await MASKING.run(self.rules.clean, text)
            return (await MASKING.run(self.rules.mask, clean))[:LONGEST]
        except Exception:
            # Staff must be alerted whatever there is in the message or in the FAQ store.
            log.exception("reception.not_masked")
            return phrase("relais.message_non_garde")

    async def _promise(self) -> datetime | None:
        """When a person answers at the latest; None too where that cannot be told."""
        try:
            return await RULES.run(self.rules.promised_at)
        except Exception:
            # A patient who needs a person gets one, with or without a moment promised.
            log.exception("reception.no_promise")
            return None

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
        promised_at = await self._promise() if escalates else None
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


async def _promptly(keeping: Coroutine[Any, Any, Received], otherwise: Received) -> Received:
    """What comes of storing an emergency; `otherwise` if that fails or takes too long.

    The storing then goes on behind the answer.
    """
    task = asyncio.create_task(_guarded(keeping, otherwise))
    _being_kept.add(task)
    task.add_done_callback(_being_kept.discard)
    done, _ = await asyncio.wait({task}, timeout=ALARM_PATIENCE)
    return task.result() if done else otherwise


async def _guarded(keeping: Coroutine[Any, Any, Received], otherwise: Received) -> Received:
    try:
        return await keeping
    except Exception:
        # Nothing that can go wrong here is worth the numbers.
        log.exception("reception.alarm_not_stored")
        return otherwise
