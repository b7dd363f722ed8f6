"""Runs of days, told by their first and last: « du 24 au 31 décembre »."""

import re
from re import Match

from bot.language.dates.spans import (
    DAY,
    Asked,
    DayBuilder,
    DaySpan,
    day_number,
    days,
    end_of_month,
    next_day_of_month,
    next_weekday,
    resolved,
    valid_date,
)
from bot.language.dates.words import MONTHS, WEEKDAYS

_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)


def _end(which: int) -> str:
    """One end of a run of days: a number, with month and year where they are said."""
    return (
        rf"(?:(?:{_WEEKDAY}) )?(?:le )?(?P<d{which}>1er|\d{{1,2}})"
        rf"(?: (?P<m{which}>{_MONTH})| [/.] (?P<n{which}>\d{{1,2}})(?! [/.]))?"
        rf"(?: (?P<y{which}>20\d\d))?(?! h\b| :| [/.] \d)"
    )


def _month(found: Match[str], which: int) -> int | None:
    if found[f"m{which}"]:
        return MONTHS.index(found[f"m{which}"]) + 1
    return int(found[f"n{which}"]) if found[f"n{which}"] else None


def _run(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    month = _month(found, 2)
    last = (
        resolved(day_number(found["d2"]), month, year=found["y2"], asked=asked)
        if month
        else next_day_of_month(day_number(found["d2"]), today=asked.today)
    )
    if last is None:
        return ()
    month = _month(found, 1) or last.month
    first = valid_date(last.year, month, day_number(found["d1"]))
    if first and first > last:
        before = end_of_month(last.replace(day=1) - DAY) if not _month(found, 1) else None
        year, month = (before.year, before.month) if before else (last.year - 1, month)
        first = valid_date(year, month, day_number(found["d1"]))
    return days(first and max(first, asked.today), last)


def _two_days(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    month = _month(found, 2)
    numbers = (day_number(found["d1"]), day_number(found["d2"]))
    months = (_month(found, 1) or month, month)
    both = (
        resolved(number, of_month, year=found["y2"], asked=asked)
        if of_month
        else next_day_of_month(number, today=asked.today)
        for number, of_month in zip(numbers, months, strict=True)
    )
    return tuple(DaySpan(day, day) for day in both if day)


def _from_weekday_to_weekday(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    first = next_weekday(WEEKDAYS.index(found["from"]), today=asked.today)
    return days(first, next_weekday(WEEKDAYS.index(found["to"]), today=first))


_WITH_MONTH = "(?(m2)|(?(n2)|(?!)))"
"""Refuses two numbers without a month, which are rather hours."""

RUN_RULES: tuple[tuple[re.Pattern[str], DayBuilder], ...] = tuple(
    (re.compile(rf"\b(?:{form})\b"), builder)
    for form, builder in (
        (rf"(?:du|a partir du) {_end(1)} (?:au|jusqu au|-) {_end(2)}", _run),
        (rf"de {_end(1)} (?:au?|-) {_end(2)}{_WITH_MONTH}", _run),
        (rf"entre {_end(1)} et {_end(2)}{_WITH_MONTH}", _run),
        (rf"entre le {_end(1)} et le {_end(2)}", _run),
        (rf"le {_end(1)} (?:(?:et|ou) )?{_end(2)}{_WITH_MONTH}", _two_days),
        (rf"le {_end(1)} (?:et|ou) le {_end(2)}", _two_days),
        (
            rf"(?:(?:du|de) )?(?P<from>{_WEEKDAY}) (?:au|a|jusqu au) (?P<to>{_WEEKDAY})",
            _from_weekday_to_weekday,
        ),
    )
)
"""Runs of days, which come before everything else: « du 11 au 13 novembre » is no holiday."""
