"""Rate limits of the API, counted in Django's cache."""

import ipaddress
import time
from collections.abc import Callable, Mapping

from django.core.cache import BaseCache

from bot.web.refusals import Refusal, Refused

WINDOW = 60
"""Seconds over which requests are counted."""

PER_CONVERSATION = 20
PER_ADDRESS = 120
"""Requests a window. A clinic's own waiting room may share one address."""

ALARMS = 10
"""Emergencies a window and sender that staff are told of; above, the numbers alone are given."""


class RateLimits:
    """Counts requests by conversation and by address, and refuses those above the limit."""

    def __init__(
        self, cache: BaseCache, *, active: bool, seconds: Callable[[], float] = time.time
    ) -> None:
        """Limits over `cache`; `seconds` is the machine's own clock, which no test freezes."""
        self._cache = cache
        self._active = active
        self._seconds = seconds

    def count_address(self, address: str) -> None:
        """Counts one request from this address.

        Raises:
            Refused: too many, with the seconds to wait.
        """
        self._count(f"address:{_neighbourhood(address)}", PER_ADDRESS)

    def count_conversation(self, key: str) -> None:
        """Counts one request of this conversation.

        Raises:
            Refused: too many, with the seconds to wait.
        """
        self._count(f"conversation:{key}", PER_CONVERSATION)

    def count_alarm(self, key: str | None, address: str) -> None:
        """Counts one emergency of this conversation and address, apart from other requests.

        Raises:
            Refused: too many.
        """
        self._count(f"alarm:address:{_neighbourhood(address)}", ALARMS)
        if key is not None:
            self._count(f"alarm:conversation:{key}", ALARMS)

    def _count(self, who: str, most: int) -> None:
        if not self._active:
            return
        window, past = divmod(int(self._seconds()), WINDOW)
        counter = f"limit:{who}:{window}"
        self._cache.add(counter, 0, timeout=2 * WINDOW)
        if self._cache.incr(counter) > most:
            raise Refused(Refusal.TOO_MANY, retry_after=WINDOW - past)


def client_address(meta: Mapping[str, str], *, trusted_proxies: int) -> str:
    """The address of whoever sent the request.

    Each proxy appends to X-Forwarded-For the address that it saw, so what stands further left than
    the proxies of the installation is the sender's invention.
    """
    forwarded = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if 0 < trusted_proxies <= len(forwarded):
        return forwarded[-trusted_proxies]
    return meta.get("REMOTE_ADDR", "")


def _neighbourhood(address: str) -> str:
    """The address itself, or its /64: a single IPv6 customer owns all of one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
