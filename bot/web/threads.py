"""Threads for work that must not hold up the event loop, each kind in threads of its own.

Whatever hangs or queues in one kind, the crisis rule still runs at once.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Threads:
    """A few threads for one kind of work; they start when they are first needed."""

    def __init__(self, name: str, number: int) -> None:
        """At most `number` threads, called `name`."""
        self._pool = ThreadPoolExecutor(number, thread_name_prefix=name)

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        """What `work` returns or raises; given up while it still queues, it is never begun."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *args)


ALARMS = Threads("alarms", 2)
"""For the crisis rule alone."""

MASKING = Threads("masking", 2)
"""For cleaning and masking what patients write."""

RULES = Threads("rules", 4)
"""For buttons, promises and everything else that reads the FAQ store."""
