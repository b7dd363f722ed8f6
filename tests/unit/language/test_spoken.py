from datetime import date, datetime, time, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.language.spoken import (
    capitalised,
    say_day,
    say_days,
    say_list,
    say_moment,
    say_near_day,
    say_time,
)

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("hour", "spoken"),
    [
        (time(8), "8\u00a0h"),
        (time(8, 5), "8\u00a0h\u00a005"),
        (time(12, 30), "12\u00a0h\u00a030"),
        (time(0), "minuit"),
        (time(23, 59), "minuit"),
    ],
)
def test_an_hour_is_said_with_spaces_that_do_not_break(hour: time, spoken: str) -> None:
    assert say_time(hour) == spoken


def test_a_day_is_said_with_its_year_only_where_it_is_another_year() -> None:
    assert say_day(date(2026, 11, 24), today=TODAY) == "mardi 24 novembre"
    assert say_day(date(2027, 1, 1), today=TODAY) == "vendredi 1er janvier 2027"


def test_today_and_tomorrow_are_said_as_such() -> None:
    assert say_near_day(TODAY, today=TODAY) == "aujourd’hui, lundi 23 novembre"
    assert say_near_day(date(2026, 11, 24), today=TODAY) == "demain, mardi 24 novembre"
    assert say_near_day(date(2026, 11, 25), today=TODAY) == "mercredi 25 novembre"


@pytest.mark.parametrize(
    ("first", "last", "spoken"),
    [
        (date(2026, 12, 21), date(2026, 12, 21), "lundi 21 décembre"),
        (date(2026, 12, 21), date(2026, 12, 24), "du lundi 21 au jeudi 24 décembre"),
        (date(2026, 11, 30), date(2026, 12, 1), "du lundi 30 novembre au mardi 1er décembre"),
        (
            date(2026, 12, 19),
            date(2027, 1, 3),
            "du samedi 19 décembre au dimanche 3 janvier 2027",
        ),
        (date(2027, 5, 6), date(2027, 5, 9), "du jeudi 6 au dimanche 9 mai 2027"),
    ],
)
def test_a_run_of_days_says_month_and_year_once(first: date, last: date, spoken: str) -> None:
    assert say_days(first, last, today=TODAY) == spoken


def test_a_moment_is_said_with_its_day_seen_from_the_clinic() -> None:
    morning = datetime(2026, 11, 24, 8, 0, tzinfo=NOW.tzinfo)
    assert say_moment(morning, now=NOW) == "demain, mardi 24 novembre, à 8\u00a0h"
    just_after_midnight = datetime(2026, 11, 23, 23, 30, tzinfo=timezone.utc)
    assert say_moment(morning, now=just_after_midnight) == (
        "aujourd’hui, mardi 24 novembre, à 8\u00a0h"
    )
    thursday = datetime(2026, 11, 26, 8, 0, tzinfo=NOW.tzinfo)
    assert say_moment(thursday, now=NOW) == "jeudi 26 novembre à 8\u00a0h"


def test_a_list_ends_with_and() -> None:
    assert say_list([]) == ""
    assert say_list(["lundi"]) == "lundi"
    assert say_list(["lundi", "mardi", "jeudi"]) == "lundi, mardi et jeudi"


def test_a_sentence_begins_with_a_capital() -> None:
    assert capitalised("à noter") == "À noter"
    assert capitalised("") == ""
