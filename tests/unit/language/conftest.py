"""The crisis rule as the product loads it, once for all its tests."""

import pytest

from bot.language.crisis import CrisisRule


@pytest.fixture(scope="session")
def rule() -> CrisisRule:
    return CrisisRule.load()
