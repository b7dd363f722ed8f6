import uuid

import pytest
from django.core.cache.backends.locmem import LocMemCache

from bot.web.limits import PER_ADDRESS, PER_CONVERSATION, RateLimits, client_address
from bot.web.refusals import Refusal, Refused

ROUX, MARTIN = "r" * 32, "m" * 32


class Watch:
    """A clock that a test winds forward."""

    def __init__(self) -> None:
        self.seconds = 1_000_020.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def limits(watch: Watch) -> RateLimits:
    return RateLimits(LocMemCache(uuid.uuid4().hex, {}), active=True, seconds=watch)


def exhaust(limits: RateLimits, key: str) -> None:
    for _ in range(PER_CONVERSATION):
        limits.count_conversation(key)


def test_a_conversation_may_write_twenty_times_a_minute(limits: RateLimits) -> None:
    exhaust(limits, ROUX)
    with pytest.raises(Refused) as refused:
        limits.count_conversation(ROUX)
    assert refused.value.refusal is Refusal.TOO_MANY


def test_one_patient_does_not_silence_another(limits: RateLimits) -> None:
    exhaust(limits, ROUX)
    limits.count_conversation(MARTIN)


def test_whoever_waits_as_long_as_told_may_write_again(limits: RateLimits, watch: Watch) -> None:
    exhaust(limits, ROUX)
    with pytest.raises(Refused) as refused:
        limits.count_conversation(ROUX)
    assert refused.value.retry_after
    watch.seconds += refused.value.retry_after
    limits.count_conversation(ROUX)


def test_an_address_may_ask_more_often_than_a_conversation(limits: RateLimits) -> None:
    for _ in range(PER_ADDRESS):
        limits.count_address("192.0.2.7")
    with pytest.raises(Refused):
        limits.count_address("192.0.2.7")
    limits.count_address("192.0.2.8")


def test_a_customer_s_whole_ipv6_network_counts_as_one(limits: RateLimits) -> None:
    for number in range(PER_ADDRESS):
        limits.count_address(f"2001:db8:1:2::{number:x}")
    with pytest.raises(Refused):
        limits.count_address("2001:db8:1:2:ffff::1")
    limits.count_address("2001:db8:1:3::1")


def test_what_is_no_address_is_limited_too(limits: RateLimits) -> None:
    for _ in range(PER_ADDRESS):
        limits.count_address("")
    with pytest.raises(Refused):
        limits.count_address("not an address")


def test_load_tests_switch_the_limits_off() -> None:
    limits = RateLimits(LocMemCache(uuid.uuid4().hex, {}), active=False)
    for _ in range(PER_ADDRESS + 1):
        limits.count_address("192.0.2.7")


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("", 0, "127.0.0.1"),
        ("203.0.113.9", 0, "127.0.0.1"),
        ("203.0.113.9", 1, "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9", 1, "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9, 10.0.0.1", 2, "203.0.113.9"),
        ("203.0.113.9", 2, "127.0.0.1"),
    ],
)
def test_only_the_installation_s_own_proxies_are_believed(
    forwarded: str, proxies: int, address: str
) -> None:
    meta = {"REMOTE_ADDR": "127.0.0.1"}
    if forwarded:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded
    assert client_address(meta, trusted_proxies=proxies) == address
