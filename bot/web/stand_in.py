"""Who answers without Rasa, also while this process has not loaded all of it yet."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import structlog

from bot.language.phrases import phrase
from bot.turn import answers
from bot.turn.outcome import Button, Kind, Outcome, Reply
from bot.turn.topics import OUT_OF_SCOPE, PERSON
from bot.web.assistants import TurnRequest
from bot.web.threads import Threads

log = structlog.get_logger(__name__)

PATIENCE = 0.6
"""Seconds for the stand-in's decision: Rasa has had 1.8 before, and 3 is the promise in all."""

LAST_PATIENCE = 0.3
"""Seconds to find the clinic's telephone number for the answer that understands nothing."""

Decide = Callable[[TurnRequest], Outcome]


class StandIn:
    """Decides in this process, in threads that nothing else needs, and never for long.

    Until the whole stand-in has loaded, the wordings of the FAQ store decide; where not even
    those are there in time, the patient is told so. A loading that failed is tried again at the
    next message.
    """

    def __init__(
        self, load: Callable[[], Decide], *, meanwhile: Decide, telephone: Callable[[], str]
    ) -> None:
        """A stand-in that begins to load.

        Args:
            load: loads for some seconds, and returns what then decides.
            meanwhile: decides until then.
            telephone: a sentence with the clinic's number, for the last answer of all.
        """
        self._load = load
        self._meanwhile = meanwhile
        self._telephone = telephone
        self._lock = threading.Lock()
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="warm-up")
        self._threads = Threads("stand-in", 2)
        self._asking = Threads("telephone", 1)
        self._loading: Future[Decide] = self._loader.submit(load)

    async def answer(self, request: TurnRequest) -> Outcome:
        """The outcome of this message, whatever it takes."""
        decide = self._loaded() or self._meanwhile
        try:
            return await asyncio.wait_for(self._threads.run(decide, request), PATIENCE)
        except asyncio.TimeoutError:
            log.warning("stand_in.too_slow")
        except Exception:
            # Nobody comes after the stand-in: whatever broke, the patient gets an answer.
            log.exception("stand_in.broken")
        return absent(await self._number())

    def _loaded(self) -> Decide | None:
        with self._lock:
            if not self._loading.done():
                return None
            failure = self._loading.exception()
            if failure is None:
                return self._loading.result()
            log.error("stand_in.not_loaded", exc_info=failure)
            self._loading = self._loader.submit(self._load)
            return None

    async def _number(self) -> str:
        try:
            return await asyncio.wait_for(self._asking.run(self._telephone), LAST_PATIENCE)
        except asyncio.TimeoutError:
            log.warning("stand_in.no_telephone")
        except Exception:
            # The answer must come through without the number too.
            log.exception("stand_in.no_telephone")
        return ""


def absent(telephone: str) -> Outcome:
    """An honest answer where nothing can be understood; a person is one press away."""
    person = Button(phrase("tour.personne"), answers.TOPIC + PERSON)
    reply = Reply(phrase("relais.assistant_absent", telephone=telephone), (person,))
    return Outcome(Kind.FALLBACK, (OUT_OF_SCOPE,), (reply,), misunderstood=True)
