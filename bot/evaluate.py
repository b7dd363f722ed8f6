# ruff: noqa: ARG002, E402  # stand-ins take what the real services take; settings come first
"""Answering labelled messages exactly as patients' messages are answered, and judging the answers.

Everything of a turn is real except its wires: Rasa is an agent in this process, the action server
is `rasa_sdk`'s executor behind the agent's endpoint, and nothing is stored.
"""

import asyncio
import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.config import Settings, load_settings
from bot.errors import AccueilError, UnderstandingUnavailable
from bot.model import Tell, ensure_model, rasa_environment
from bot.scores import Case, section, summary

os.environ.update(rasa_environment())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bot.web.settings")

import django  # the environment comes first

django.setup()

from django.core.cache import cache
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from actions.desk import front_desk
from bot.desk.thread import News, Thread
from bot.desk.turns import Call, Standing, Turn
from bot.language.crisis import CrisisRule
from bot.language.encoder import encoder
from bot.nlu.action_answer_check import cache_action_answer_check
from bot.turn.outcome import Kind, Outcome
from bot.turn.without_rasa import WithoutRasa
from bot.web.assistants import (
    LocalAssistant,
    SteadyAssistant,
    TurnRequest,
    neutral,
    outcome_in,
)
from bot.web.bootstrap import rules
from bot.web.limits import RateLimits
from bot.web.reception import Reception
from bot.web.refusals import Refused

REFUSED = Outcome(Kind.FALLBACK, ("hors_sujet",))
"""What a message counts as that the API refuses, such as an empty one."""


class CasesUnreadable(AccueilError):
    """The file of cases cannot be read as `expected<TAB>text`; its author must mend it."""


class ActionsInProcess(EndpointConfig):  # type: ignore[misc]  # Rasa is untyped
    """The action server without a server."""

    def __init__(self) -> None:
        super().__init__("http://in-process")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """What the action server would answer to this call."""
        return await self._executor.run(json.loads(json.dumps(kwargs["json"])))


class RasaInProcess:
    """Rasa without a server, as an assistant of the reception."""

    def __init__(self, model: Path) -> None:
        """Loads the model, which takes some seconds."""
        cache_action_answer_check()
        self._agent = Agent.load(str(model), action_endpoint=ActionsInProcess())

    async def answer(self, request: TurnRequest) -> Outcome:
        """The outcome that Rasa's action decided."""
        collected = CollectingOutputChannel()
        metadata = {"misunderstandings": request.misunderstandings}
        message = UserMessage(neutral(request.text), collected, request.key, metadata=metadata)
        await self._agent.handle_message(message)
        try:
            return outcome_in(collected.messages)
        except ValueError as error:
            raise UnderstandingUnavailable(str(error)) from error


class NoDesk:
    """A desk that keeps nothing, so that each message is a new conversation."""

    async def standing(self, key: str) -> Standing | None:
        """No conversation is known."""
        return None

    async def record(self, turn: Turn, *, now: datetime) -> Outcome | None:
        """The outcome as it came."""
        return turn.outcome

    async def ask_for_call(self, call: Call, *, now: datetime) -> bool:
        """Nobody is called."""
        return False

    async def thread(self, key: str) -> Thread | None:
        """No conversation is known."""
        return None

    def close(self) -> None:
        """There is nothing to close."""

    async def news(self, cursors: dict[int, int]) -> list[News]:
        """Nobody has written."""
        return []


def evaluate(path: Path, *, json_path: Path | None, readme: Path | None, tell: Tell) -> int:
    """Answers every case of a file, tells the figures, and writes them where asked.

    Args:
        path: lines of `expected<TAB>text`.
        json_path: where cases and summary go as JSON.
        readme: file whose quality section is rewritten.
        tell: receives progress and figures.

    Returns:
        0, whatever the figures are.

    Raises:
        CasesUnreadable: the file is no such file.
    """
    labelled = _read(path)
    settings = load_settings()
    reception = _reception(settings, ensure_model(settings, tell))
    tell(f"{len(labelled)} messages…")
    cases = asyncio.run(_answer_all(reception, labelled, tell))
    figures = summary(cases)
    if json_path:
        document = {"cases": [asdict(case) for case in cases], "summary": figures}
        json_path.parent.mkdir(parents=True, exist_ok=True)
        json_path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    text = section(figures)
    if readme:
        _rewrite(readme, text)
    tell(text)
    return 0


def _read(path: Path) -> list[tuple[str, str]]:
    try:
        # Only line feeds end a case; a text may hold what else Unicode counts as line ends.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CasesUnreadable(f"{path} : {error}") from error
    cases = []
    for number, line in enumerate(lines, start=1):
        expected, tab, text = line.removesuffix("\r").partition("\t")
        if tab:
            cases.append((expected, text))
        elif line.strip():
            raise CasesUnreadable(f"{path}, ligne {number} : il manque la tabulation.")
    return cases


def _reception(settings: Settings, model: Path) -> Reception:
    return Reception(
        desk=NoDesk(),
        assistant=SteadyAssistant(RasaInProcess(model), LocalAssistant(_alone(model))),
        rules=rules(front_desk(), CrisisRule.load()),
        limits=RateLimits(cache, active=False),
        clock=settings.clock,
    )


def _alone(model: Path) -> Callable[[TurnRequest], Outcome]:
    stand_in = WithoutRasa.build(front_desk(), model, encoder=encoder())

    def decide(request: TurnRequest) -> Outcome:
        return stand_in.answer(request.text, misunderstandings=request.misunderstandings)

    return decide


async def _answer_all(
    reception: Reception, labelled: Sequence[tuple[str, str]], tell: Tell
) -> list[Case]:
    await _answer(reception, "", "bonjour")  # loads what waits for a first message
    cases = []
    for number, (expected, text) in enumerate(labelled, start=1):
        cases.append(await _answer(reception, expected, text))
        if number % 200 == 0:
            tell(f"  … {number}")
    return cases


async def _answer(reception: Reception, expected: str, text: str) -> Case:
    started = time.perf_counter()
    try:
        outcome = (await reception.receive(None, text, address="")).outcome
    except Refused:
        outcome = REFUSED
    ms = (time.perf_counter() - started) * 1000
    if not outcome.topics:
        outcome = replace(outcome, topics=REFUSED.topics)
    return Case(
        expected=expected,
        text=text,
        outcome=outcome.kind.value,
        topic=outcome.topic,
        topics=list(outcome.topics),
        offered=list(outcome.offered),
        confidence=round(outcome.confidence, 4),
        ms=round(ms, 1),
    )


def _rewrite(readme: Path, text: str) -> None:
    before, start, rest = readme.read_text(encoding="utf-8").partition("<!-- figures -->\n")
    _, end, after = rest.partition("<!-- end of figures -->")
    if not (start and end):
        raise AccueilError(f"{readme} has no place for the figures")
    readme.write_text(f"{before}{start}{text}\n{end}{after}", encoding="utf-8")
