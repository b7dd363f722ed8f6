"""Messages longer than one page of the crisis rule."""

import pytest

from bot.language.crisis import OVERLAP, PAGE, CrisisRule

RULE = CrisisRule.load()


@pytest.mark.parametrize("before", [0, PAGE - OVERLAP - 10, PAGE - 10, PAGE, 3 * PAGE, 60_000])
def test_an_alarm_is_heard_wherever_it_stands_in_a_long_message(before: int) -> None:
    text = "bla " * (before // 4) + "je veux mourir ce soir"
    assert RULE.read(text)


def test_a_long_harmless_message_is_no_alarm() -> None:
    assert RULE.read("où est-ce que je peux me garer ? " * 2000) is None
