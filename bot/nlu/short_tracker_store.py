"""A tracker store that forgets: lasting state is SQL, so Rasa keeps only what is under way."""

from collections import OrderedDict
from typing import Any, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


class ShortTrackerStore(InMemoryTrackerStore):
    """Keeps the newest sessions in memory and drops the rest, so that memory stays flat.

    Rasa knows no deletion of a conversation; what is dropped here is gone.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: Optional[EventBroker] = None,
        sessions: int = 200,
        **kwargs: Any,
    ) -> None:
        """A store of at most `sessions` sender ids."""
        super().__init__(domain, event_broker, **kwargs)
        self.store: OrderedDict[Text, Text] = OrderedDict()
        self._sessions = sessions

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the tracker and drops the oldest beyond the limit."""
        await super().save(tracker)
        self.store.move_to_end(tracker.sender_id)
        while len(self.store) > self._sessions:
            self.store.popitem(last=False)
