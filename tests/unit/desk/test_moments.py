from datetime import datetime, timezone

import pytest

from bot.desk.moments import say_moment

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 23, 13, 30, tzinfo=timezone.utc), "lundi 23 novembre à 14 h 30"),
        (datetime(2026, 7, 1, 7, 0, tzinfo=timezone.utc), "mercredi 1er juillet à 9 h"),
        (datetime(2026, 8, 8, 7, 5, tzinfo=timezone.utc), "samedi 8 août à 9 h 05"),
    ],
)
def test_a_moment_is_said_in_french_at_the_clinic_s_hour(moment: datetime, said: str) -> None:
    assert say_moment(moment).replace(NBSP, " ") == said
