from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu.short_tracker_store import ShortTrackerStore


async def test_only_the_newest_sessions_are_remembered() -> None:
    store = ShortTrackerStore(Domain.empty(), sessions=2)
    for sender in ("old", "middle", "new"):
        tracker = DialogueStateTracker.from_events(sender, [UserUttered("bonjour")])
        await store.save(tracker)
    assert list(await store.keys()) == ["middle", "new"]
    assert await store.retrieve("old") is None


async def test_a_session_that_goes_on_is_kept_before_one_that_does_not() -> None:
    store = ShortTrackerStore(Domain.empty(), sessions=2)
    for sender in ("talking", "silent", "talking", "new"):
        await store.save(DialogueStateTracker.from_events(sender, [UserUttered("bonjour")]))
    assert list(await store.keys()) == ["talking", "new"]
