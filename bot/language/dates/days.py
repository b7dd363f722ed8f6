"""Days told by their date, their weekday or their distance from today."""

import re
from datetime import date, timedelta
from re import Match

from bot.language.dates.spans import (
    DAY,
    WEEK,
    Asked,
    DayBuilder,
    DaySpan,
    days,
    end_of_month,
    monday_of,
    next_date,
    next_day_of_month,
    next_weekday,
    one_day,
    valid_date,
)
from bot.language.dates.words import MONTHS, WEEKDAYS

_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)
_ANY_WEEKDAY = rf"(?:(?:{_WEEKDAY}) (?:le )?)?"
_AFTER_BARE_DAY = (
    r"(?= ?(?:$|\||#)| (?:a|au|aux|et|ou|vers|entre|apres|avant|des|jusqu|matin|midi|soir|est|c|vous"
    r"|le|la|les|ce|svp|stp|merci|prochain|on|je|nous|y|il|elle|ils|ouvert\w*|etes|dans|en|pour)\b)"
)
"""What may follow « le 24 », so that « le 2 pièces » or « le 4 rue » is no day."""


def _end(which: int) -> str:
    """One end of a run of days: a number, with month and year where they are said."""
    return (
        rf"(?:(?:{_WEEKDAY}) )?(?:le )?(?P<d{which}>1er|\d{{1,2}})"
        rf"(?: (?P<m{which}>{_MONTH})| [/.] (?P<n{which}>\d{{1,2}})(?! [/.]))?"
        rf"(?: (?P<y{which}>20\d\d))?(?! h\b| :| [/.] \d)"
    )


def _number(day: str) -> int:
    return 1 if day == "1er" else int(day)


def _month(found: Match[str], which: int) -> int | None:
    if found[f"m{which}"]:
        return MONTHS.index(found[f"m{which}"]) + 1
    return int(found[f"n{which}"]) if found[f"n{which}"] else None


def _resolved(day: int, month: int, *, year: str | None, asked: Asked) -> date | None:
    """The date meant: the next one, or the one of the year that is said unless it is over."""
    if not year:
        return next_date(day, month, today=asked.today)
    found = valid_date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return found if found and found >= asked.today else None


def _run(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    month = _month(found, 2)
    last = (
        _resolved(_number(found["d2"]), month, year=found["y2"], asked=asked)
        if month
        else next_day_of_month(_number(found["d2"]), today=asked.today)
    )
    if last is None:
        return ()
    month = _month(found, 1) or last.month
    first = valid_date(last.year, month, _number(found["d1"]))
    if first and first > last:
        before = end_of_month(last.replace(day=1) - DAY) if not _month(found, 1) else None
        year, month = (before.year, before.month) if before else (last.year - 1, month)
        first = valid_date(year, month, _number(found["d1"]))
    return days(first and max(first, asked.today), last)


def _two_days(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    month = _month(found, 2)
    numbers = (_number(found["d1"]), _number(found["d2"]))
    months = (_month(found, 1) or month, month)
    both = (
        _resolved(number, of_month, year=found["y2"], asked=asked)
        if of_month
        else next_day_of_month(number, today=asked.today)
        for number, of_month in zip(numbers, months, strict=True)
    )
    return tuple(DaySpan(day, day) for day in both if day)


def _from_weekday_to_weekday(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    first = next_weekday(WEEKDAYS.index(found["from"]), today=asked.today)
    return days(first, next_weekday(WEEKDAYS.index(found["to"]), today=first))


def _numeric(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    day, month = int(found["day"]), int(found["month"])
    return one_day(_resolved(day, month, year=found["year"], asked=asked))


def _day_and_month(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    month = MONTHS.index(found["month"]) + 1
    return one_day(_resolved(_number(found["day"]), month, year=found["year"], asked=asked))


def _part_of_month(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    first = _first_of_month(found, asked)
    last = end_of_month(first)
    start, end = {
        "debut": (first, first.replace(day=10)),
        "mi": (first.replace(day=11), first.replace(day=20)),
        "fin": (first.replace(day=21), last),
    }.get(found["part"].split()[0], (first, last))
    return days(max(start, asked.today), end)


def _whole_month(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    first = _first_of_month(found, asked)
    return days(max(first, asked.today), end_of_month(first))


def _first_of_month(found: Match[str], asked: Asked) -> date:
    month, year = MONTHS.index(found["month"]) + 1, found["year"]
    if year:
        return date(int(year), month, 1)
    return date(asked.today.year + (month < asked.today.month), month, 1)


def _month_from_now(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    if found[0].endswith("prochain"):
        first = end_of_month(asked.today) + DAY
        return days(first, end_of_month(first))
    start = asked.today.replace(day=21) if found[0].startswith("fin") else asked.today
    return days(max(start, asked.today), end_of_month(asked.today))


def _weekday_and_number(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    """Both agree within two months, or the number is trusted."""
    number, weekday = _number(found["day"]), WEEKDAYS.index(found["weekday"])
    ahead = (asked.today + offset * DAY for offset in range(62))
    both = (day for day in ahead if day.day == number and day.weekday() == weekday)
    return one_day(next(both, None) or next_day_of_month(number, today=asked.today))


def _bare_number(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    return one_day(next_day_of_month(_number(found["day"]), today=asked.today))


def _week(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    monday = monday_of(asked.today)
    if found["next"]:
        monday += WEEK
    return days(max(monday, asked.today), monday + 6 * DAY)


def _week_of(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    dates = _day_and_month(found, asked) if found["month"] else _bare_number(found, asked)
    monday = monday_of(dates[0].first) if dates else None
    return days(max(monday, asked.today), monday + 6 * DAY) if monday else ()


def _weekend(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    saturday = monday_of(asked.today) + 5 * DAY
    later = found["later"] or ""
    if later == "d apres" or (later and asked.today >= saturday):
        saturday += WEEK
    every = found["every"] in {"le", "les", "tous les", "chaque"} and not later
    if every and asked.today > saturday:
        saturday += WEEK
    return (DaySpan(max(saturday, asked.today), saturday + DAY, recurring=every),)


def _after_tomorrow(_: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    return one_day(asked.today + 2 * DAY)


def _tomorrow(_: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    return one_day(asked.today + DAY)


def _today(_: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    return one_day(asked.today)


def _in_some_days(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    """« huit jours » are a week and « quinze jours » two, as the French count."""
    count = 1 if found["count"] in {"un", "une"} else int(found["count"])
    if found["unit"] == "semaine":
        return one_day(asked.today + count * WEEK) if count < 53 else ()
    return one_day(asked.today + {8: 7, 15: 14}.get(count, count) * DAY) if count < 366 else ()


def _weekday(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    weekday, which = WEEKDAYS.index(found["weekday"]), found["which"] or ""
    if which.endswith("semaine prochain"):
        return one_day(monday_of(asked.today) + WEEK + weekday * DAY)
    first = next_weekday(weekday, today=asked.today + (DAY if which else timedelta()))
    if which.endswith("en 15"):
        return one_day(first + 2 * WEEK)
    if which.endswith("en 8") or which == "d apres":
        return one_day(first + WEEK)
    every = found["every"] in {"tous les", "chaque", "les", "le", "un"} and not which
    return (DaySpan(first, first, recurring=every, movable=not which),)


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

DAY_RULES: tuple[tuple[re.Pattern[str], DayBuilder], ...] = tuple(
    (re.compile(rf"\b(?:{form})"), builder)
    for form, builder in (
        (r"(?P<year>20\d\d) - (?P<month>0[1-9]|1[0-2]) - (?P<day>\d\d)\b", _numeric),
        (rf"{_ANY_WEEKDAY}(?P<day>\d{{1,2}}) (?P<by>[/.-]) (?P<month>0?[1-9]|1[0-2])"
         r" (?P=by) (?P<year>20\d\d|\d\d)\b", _numeric),
        (rf"{_ANY_WEEKDAY}(?P<day>\d{{1,2}}) / (?P<month>0?[1-9]|1[0-2])(?P<year>)\b(?! / )",
         _numeric),
        (rf"semaine du (?:lundi )?(?P<day>1er|\d{{1,2}})(?: (?P<month>{_MONTH}))?"
         r"(?: (?P<year>20\d\d))?\b", _week_of),
        (rf"(?:demain )?{_ANY_WEEKDAY}(?P<day>1er|\d{{1,2}}) (?P<month>{_MONTH})"
         r"(?: (?P<year>20\d\d))?\b", _day_and_month),
        (rf"(?P<part>debut|mi|fin|fin du mois de|fin du mois d) (?P<month>{_MONTH})"
         r"(?: (?P<year>20\d\d))?\b", _part_of_month),
        (rf"(?:en|mois de|mois d|courant|pour|tout) (?P<month>{_MONTH})(?: (?P<year>20\d\d))?\b",
         _whole_month),
        (r"(?:ce mois(?: ci)?|fin (?:du|de|de ce) mois|le mois prochain|mois prochain)\b",
         _month_from_now),
        (rf"(?P<weekday>{_WEEKDAY}) (?:le )?(?P<day>1er|\d{{1,2}})(?! h\b| :| [/.-] \d)\b",
         _weekday_and_number),
        (rf"(?:apres|surlen) ?demain\b(?: (?:{_WEEKDAY})\b)?", _after_tomorrow),
        (rf"demain\b(?: (?:{_WEEKDAY})\b)?(?: (?:le )?\d{{1,2}}\b(?! h\b| :| [/.-] ))?", _tomorrow),
        (rf"(?:aujourd (?:hui|8)|ce jour|dans la journee)\b(?: (?:{_WEEKDAY})\b)?"
         r"(?: (?:le )?\d{1,2}\b(?! h\b| :| [/.-] ))?", _today),
        (r"dans (?P<count>\d{1,3}|une?) (?P<unit>jour|semaine)\b", _in_some_days),
        (rf"(?:(?P<every>tous les|chaque|les|le|ce|un) )?(?P<weekday>{_WEEKDAY})\b"
         r"(?: (?P<which>prochain en 8|prochain|suivant|qui vient|qui arrive|en 8|en 15|d apres"
         r"|de la semaine prochain|la semaine prochain|semaine prochain)\b)?", _weekday),
        (r"(?:(?P<every>tous les|chaque|les|le|ce) )?weekend\b"
         r"(?: (?P<later>prochain|suivant|qui vient|qui arrive|d apres)\b)?", _weekend),
        (r"(?:ce semaine|semaine (?P<next>prochain|suivante|qui vient|d apres))\b", _week),
        (rf"(?:le|du|au) (?P<day>1er|\d{{1,2}})(?! h\b| :| [/.-] \d){_AFTER_BARE_DAY}",
         _bare_number),
    )
)  # fmt: skip
"""What to look for, in this order, and what days it means."""
