"""All that a turn needs, built once a process: the decision with its store, index and clock."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.config import Clock, Settings
from bot.faq.clinic import Clinic
from bot.faq.index import LiveIndex
from bot.faq.store import FaqStore
from bot.language.crisis import CrisisRule
from bot.language.encoder import encoder
from bot.turn.choose import choose
from bot.turn.decide import decide
from bot.turn.outcome import Outcome
from bot.turn.promise import promised_at
from bot.turn.scene import Scene
from bot.turn.understanding import Understanding
from bot.turn.wordings import from_wordings_alone, merged, questions_of

log = structlog.get_logger(__name__)


class FrontDesk:
    """Answers messages and buttons from the FAQ store as it stands at that moment."""

    def __init__(
        self, clinic: Callable[[], Clinic], *, index: LiveIndex, rule: CrisisRule, clock: Clock
    ) -> None:
        """A desk that asks `clinic` for the store's newest reading at every message."""
        self._clinic = clinic
        self._index = index
        self._rule = rule
        self._clock = clock

    @classmethod
    def build(cls, settings: Settings, rule: CrisisRule) -> "FrontDesk":
        """The desk of this installation, over its FAQ store."""
        store = FaqStore(settings.faq_dir, state=settings.var)
        return cls(store.current, index=LiveIndex(encoder()), rule=rule, clock=settings.clock)

    def warm_up(self) -> None:
        """Loads what waits for a first message: the encoder, the store and its index."""
        self.answer_by_wordings("bonjour")

    def answer(
        self, text: str, understanding: Understanding, *, misunderstandings: int = 0
    ) -> Outcome:
        """The outcome of a message that the classifier has read."""
        scene = self.scene(misunderstandings)
        texts = [text, *questions_of(understanding)]
        whole, *parts = self._index.nearest(texts, scene.clinic)
        return self._decide(text, merged(understanding, whole, tuple(parts)), scene)

    def answer_by_wordings(self, text: str, *, misunderstandings: int = 0) -> Outcome:
        """The outcome of a message without a classifier: from the entries' wordings only."""
        scene = self.scene(misunderstandings)
        near = self._index.nearest([text], scene.clinic)[0]
        return self._decide(text, from_wordings_alone(near), scene)

    def press(self, payload: str, *, text: str, misunderstandings: int = 0) -> Outcome | None:
        """The outcome of a button; None where no such button exists.

        Args:
            payload: what the button carries.
            text: the patient's last written message.
            misunderstandings: misunderstandings in a row so far.
        """
        return choose(payload, text=text, scene=self.scene(misunderstandings))

    def promised_at(self) -> datetime | None:
        """The moment at which a person has answered at the latest; None without a calendar."""
        return promised_at(self.scene())

    def scene(self, misunderstandings: int = 0) -> Scene:
        """The clinic and the moment as they are now."""
        return Scene.at(self._clinic(), self._clock(), misunderstandings=misunderstandings)

    def _decide(self, text: str, understanding: Understanding, scene: Scene) -> Outcome:
        outcome = decide(text, understanding, scene, rule=self._rule)
        log.debug("turn.decided", kind=outcome.kind.value, topic=outcome.topic)
        return outcome
