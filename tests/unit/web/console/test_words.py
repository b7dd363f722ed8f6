from datetime import timedelta

import pytest

from bot.turn.outcome import Priority
from bot.web.console.words import say_briefly, say_urgency, say_wait
from tests.support.lilas import MONDAY_TEN, PARIS

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "10_h"),
        (4.5, "14_h_30"),
        (-10.5, "hier, 23_h_30"),
        (14.25, "demain, 0_h_15"),
        (-48, "sam. 21_nov., 10_h"),
        (24 * 9, "mer. 2_déc., 10_h"),
    ],
)
def test_a_moment_is_said_with_its_day_only_if_that_is_not_today(hours: float, said: str) -> None:
    moment = MONDAY_TEN + timedelta(hours=hours)
    assert say_briefly(moment, now=MONDAY_TEN) == said.replace("_", SPACE)


def test_yesterday_is_counted_in_the_clinic_s_zone() -> None:
    just_past_midnight = MONDAY_TEN.replace(hour=0, minute=30)
    before = just_past_midnight - timedelta(minutes=45)
    assert before.astimezone(PARIS).hour == 23
    assert say_briefly(before, now=just_past_midnight).startswith("hier")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (-2, "moins d’une minute"),
        (0.9, "moins d’une minute"),
        (1, "1_min"),
        (59.9, "59_min"),
        (65, "1_h_05"),
        (23 * 60 + 59, "23_h_59"),
        (24 * 60, "1_jour"),
        (72 * 60, "3_jours"),
    ],
)
def test_a_wait_is_said_in_the_units_that_matter(minutes: float, said: str) -> None:
    since = MONDAY_TEN - timedelta(minutes=minutes)
    assert say_wait(since, now=MONDAY_TEN) == said.replace("_", SPACE)


def test_an_emergency_has_its_name_and_the_rest_a_rank() -> None:
    assert say_urgency(Priority.EMERGENCY) == "Urgence"
    assert say_urgency(Priority.UNANSWERED) == "Priorité 4"
