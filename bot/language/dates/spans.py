"""Days and hours that a piece of a message names, before they are put together."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from re import Match

from bot.language.public_holidays import HolidayZone

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
CENTURY = 2000
"""Added to the last two figures of a year."""


@dataclass(frozen=True)
class Asked:
    """What the grammar needs to know beside the words: the moment, and the clinic's zone."""

    now: datetime
    zone: HolidayZone

    @property
    def today(self) -> date:
        """The day of `now`, in its own time zone."""
        return self.now.date()


@dataclass(frozen=True)
class DaySpan:
    """Days that some words name.

    Attributes:
        first: first day.
        last: last day; the same for a single one.
        holiday: the public holiday that the words name.
        recurring: whether every such day is meant, as in « le samedi »; `first` is then the next.
        movable: whether a week later is as good where the hour asked for is over today.
    """

    first: date
    last: date
    holiday: str | None = None
    recurring: bool = False
    movable: bool = False


@dataclass(frozen=True)
class HourSpan:
    """Hours that some words name; both the same for a moment, `start` None for « jusqu'à ».

    Attributes:
        start: when it begins.
        end: when it ends; before `start` where that is on the following morning.
        today: whether the words say that it is today, as « ce soir » does.
        weak: whether the words mean hours only beside a day, as « soir » does.
    """

    start: time | None
    end: time | None
    today: bool = False
    weak: bool = False


DayBuilder = Callable[[Match[str], Asked], "tuple[DaySpan, ...]"]
HourBuilder = Callable[[Match[str], Asked], "HourSpan | None"]


def one_day(day: date | None, holiday: str | None = None) -> tuple[DaySpan, ...]:
    """A single day as the only span; no span where there is no such day."""
    return (DaySpan(day, day, holiday),) if day else ()


def days(first: date | None, last: date | None, holiday: str | None = None) -> tuple[DaySpan, ...]:
    """A run of days as the only span; no span where it is not one."""
    return (DaySpan(first, last, holiday),) if first and last and first <= last else ()


def valid_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_date(day: int, month: int, *, today: date) -> date | None:
    """The next such day from `today` on: within eight years, so that 29 February is found."""
    dates = (valid_date(year, month, day) for year in range(today.year, today.year + 9))
    return next((found for found in dates if found and found >= today), None)


def next_day_of_month(day: int, *, today: date) -> date | None:
    """The next day from `today` on that bears this number."""
    ahead = (today + offset * DAY for offset in range(62))
    return next((found for found in ahead if found.day == day), None)


def next_weekday(weekday: int, *, today: date) -> date:
    """The next such day, today included; Monday is 0."""
    return today + ((weekday - today.weekday()) % 7) * DAY


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - day.weekday() * DAY


def end_of_month(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def day_number(day: str) -> int:
    """The number of a day, of which the first is written « 1er »."""
    return 1 if day == "1er" else int(day)


def resolved(day: int, month: int, *, year: str | None, asked: Asked) -> date | None:
    """The date meant: the next one, or the one of the year that is said unless it is over."""
    if not year:
        return next_date(day, month, today=asked.today)
    found = valid_date(int(year[-2:]) + CENTURY, month, day)
    return found if found and found >= asked.today else None
