"""What every action does: read the tracker, let the turn decide, return the outcome."""

from abc import ABC, abstractmethod
from functools import lru_cache
from typing import Any

import structlog
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.config import load_settings
from bot.language.crisis import CrisisRule
from bot.log import configure_logging
from bot.turn.front_desk import FrontDesk
from bot.turn.outcome import Outcome
from bot.turn.understanding import Understanding

log = structlog.get_logger(__name__)


@lru_cache(maxsize=1)
def front_desk() -> FrontDesk:
    """The desk of this process, ready for its first message."""
    configure_logging()
    desk = FrontDesk.build(load_settings(), CrisisRule.load())
    desk.warm_up()
    return desk


class TurnAction(Action, ABC):
    """An action whose whole answer is the outcome of the turn, as one JSON payload."""

    def __init__(self) -> None:
        """The action server makes its actions when it starts, so no patient waits for the desk."""
        self._desk = front_desk()

    @abstractmethod
    def name(self) -> str:
        """The name in the domain."""

    def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002  # rasa_sdk names it
    ) -> list[dict[str, Any]]:
        """Utters the outcome as `custom` data; leaves no event, because all state is in SQL.

        Utters nothing where the turn fails: the web process then answers by itself.
        """
        try:
            outcome = self._decide(tracker.latest_message)
        except Exception:  # an error of an action carries the patient's words into Rasa's log
            log.exception("action.failed", action=self.name())
            return []
        dispatcher.utter_message(json_message=outcome.to_dict())
        return []

    def _decide(self, parse: dict[str, Any]) -> Outcome:
        metadata = parse.get("metadata") or {}
        return self._desk.answer(
            parse.get("text") or "",
            Understanding.from_parse(parse),
            misunderstandings=int(metadata.get("misunderstandings") or 0),
        )
