"""The one place that builds everything real; tests hand in their own services instead."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from django.conf import settings as django_settings
from django.core.cache import cache

from bot.config import Clock, Settings
from bot.desk.turns import Standing
from bot.faq.clinic import Clinic
from bot.language.crisis import CrisisRule
from bot.language.encoder import encoder
from bot.language.masking import mask
from bot.language.phrases import phrase
from bot.language.spoken import say_moment
from bot.language.text import clean
from bot.model import model_path
from bot.turn import answers
from bot.turn.front_desk import FrontDesk
from bot.turn.outcome import Outcome
from bot.turn.promise import promised_at
from bot.turn.without_rasa import WithoutRasa
from bot.web.assistants import RasaAssistant, SteadyAssistant
from bot.web.desk import Desk, SqlDesk
from bot.web.events import Newsroom
from bot.web.limits import RateLimits
from bot.web.reception import Reception, Rules
from bot.web.stand_in import Decide, StandIn

REHEARSAL = "Je m’appelle Jeanne et mon père ne respire plus"
"""A message that needs every part of the crisis rule and of masking."""


@dataclass(frozen=True)
class Services:
    """What the views of this process work with.

    Attributes:
        http: client to Rasa and to the action server, its connections kept open.
        clinic: gives one reading of the FAQ store.
    """

    settings: Settings
    clock: Clock
    desk: Desk
    reception: Reception
    newsroom: Newsroom
    http: httpx.AsyncClient
    clinic: Callable[[], Clinic]

    async def close(self) -> None:
        """Closes what `build` opened."""
        await self.http.aclose()
        # Django closes no connection in a thread that runs an event loop.
        await asyncio.to_thread(self.desk.close)

    def telephone(self) -> str:
        """A sentence that gives the clinic's number, with a space before it; empty without one."""
        number = self.clinic().facts.get("telephone_standard")
        return f" {phrase('erreurs.telephone', telephone=number)}" if number else ""


_lock = threading.Lock()
_built: list[Services] = []


def services() -> Services:
    """This process's services, built when they are first asked for."""
    with _lock:
        if not _built:
            _built.append(build(django_settings.ACCUEIL))
        return _built[-1]


@contextmanager
def using(handed_in: Services) -> Iterator[Services]:
    """Makes `services` return these until the block ends."""
    _built.append(handed_in)
    try:
        yield handed_in
    finally:
        _built.remove(handed_in)


def build(settings: Settings) -> Services:
    """The real services: they reach Rasa, the FAQ store and the database."""
    rule = CrisisRule.load()
    # Every message passes both: what they load for some seconds is loaded before the first.
    rule.read(REHEARSAL)
    mask(REHEARSAL)
    front = FrontDesk.build(settings, rule)
    stand_in = StandIn(
        lambda: _warmed_up(front, settings),
        meanwhile=lambda request: front.answer_by_wordings(
            request.text, misunderstandings=request.misunderstandings
        ),
        telephone=lambda: front.scene().telephone,
    )
    desk = SqlDesk()
    http = httpx.AsyncClient()
    rasa = RasaAssistant(http, url=settings.rasa_url, timeout=settings.answer_timeout)
    reception = Reception(
        desk=desk,
        assistant=SteadyAssistant(rasa, stand_in),
        rules=rules(front, rule),
        limits=RateLimits(cache, active=settings.rate_limits),
        clock=settings.clock,
    )
    return Services(
        settings=settings,
        clock=settings.clock,
        desk=desk,
        reception=reception,
        newsroom=Newsroom(desk),
        http=http,
        clinic=lambda: front.scene().clinic,
    )


def rules(front: FrontDesk, rule: CrisisRule) -> Rules:
    """The rules of this installation."""

    def choose(payload: str, standing: Standing) -> Outcome | None:
        return front.press(
            payload, text=standing.last_text, misunderstandings=standing.misunderstandings
        )

    return Rules(
        alarm=lambda text: _alarm(text, rule),
        clean=clean,
        mask=lambda text: mask(text, known_names=front.scene().clinic.doctors),
        choose=choose,
        title=lambda payload: _title(payload, front),
        promised_at=front.promised_at,
        call_words=lambda: call_words(front),
    )


def _alarm(text: str, rule: CrisisRule) -> Outcome | None:
    seen = rule.read(text)
    if seen is None:
        return None
    words = rule.words(seen.emergency, child=seen.child, gesture=seen.gesture, danger=seen.danger)
    return answers.emergency(seen.emergency, words)


def _title(payload: str, front: FrontDesk) -> str:
    if payload == answers.SOMETHING_ELSE:
        return phrase("tour.autre_chose")
    return answers.title_of(payload.removeprefix(answers.TOPIC), front.scene())


def call_words(front: FrontDesk) -> str:
    """What a patient is told who wants to be called."""
    scene = front.scene()
    latest = promised_at(scene)
    if latest is None:
        return phrase("relais.rappel_note")
    return phrase("relais.rappel_promis", moment=say_moment(latest, now=scene.now))


def _warmed_up(front: FrontDesk, settings: Settings) -> Decide:
    """What decides without Rasa, once its model has been loaded.

    That takes some seconds, which go on beside the first requests: Rasa answers those.
    """
    front.warm_up()
    stand_in = WithoutRasa.build(front, model_path(settings), encoder=encoder())
    return lambda request: stand_in.answer(
        request.text, misunderstandings=request.misunderstandings
    )
