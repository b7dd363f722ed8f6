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
    day_number,
    days,
    end_of_month,
    monday_of,
    next_day_of_month,
    next_weekday,
    one_day,
    resolved,
)
from bot.language.dates.words import MONTHS, WEEKDAYS

_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)
_ANY_WEEKDAY = rf"(?:(?:{_WEEKDAY}) (?:le )?)?"
_AFTER_BARE_DAY = (
    r"(?= ?(?:$|\||#)| (?:a|au|aux|et|ou|vers|entre|apres|avant|des|jusqu|matin|midi|soir|est|c"
    r"|vous|le|la|les|ce|svp|stp|merci|prochain|on|je|nous|y|il|elle|ils|ouvert\w*|etes|dans|en|pour)\b)"
)
"""What may follow « le 24 », so that « le 2 pièces » or « le 4 rue » is no day."""


_DAY = r"(?P<day>1er|\d{1,2})"
_YEAR = r"(?: (?P<year>20\d\d))?"
_NUMERIC = (
    rf"{_ANY_WEEKDAY}(?P<day>\d{{1,2}}) (?P<by>(?P<slash>/)|[.-]) (?P<month>0?[1-9]|1[0-2])\b"
)
_NAMED_AGAIN = rf"(?: (?:{_WEEKDAY})\b)?(?: (?:le )?\d{{1,2}}\b(?! h\b| :| [/.-] ))?"
"""The weekday and number that may follow « demain » and say the same day again."""
_EVERY = r"(?:(?P<every>tous les|chaque|les|le|ce|un) )?"
_ALL_SUCH = {"tous les", "chaque", "les", "le", "un"}
"""Words after which every such day is meant, not the next one alone."""
_WHICH_WEEKDAY = (
    "prochain en 8|prochain|suivant|qui vient|qui arrive|en 8|en 15|d apres"
    "|de la semaine prochain|la semaine prochain|semaine prochain"
)


def _numeric(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    day, month = int(found["day"]), int(found["month"])
    return one_day(resolved(day, month, year=found["year"], asked=asked))


def _day_and_month(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    month = MONTHS.index(found["month"]) + 1
    return one_day(resolved(day_number(found["day"]), month, year=found["year"], asked=asked))


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
    number, weekday = day_number(found["day"]), WEEKDAYS.index(found["weekday"])
    ahead = (asked.today + offset * DAY for offset in range(62))
    both = (day for day in ahead if day.day == number and day.weekday() == weekday)
    return one_day(next(both, None) or next_day_of_month(number, today=asked.today))


def _bare_number(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    return one_day(next_day_of_month(day_number(found["day"]), today=asked.today))


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
    every = found["every"] in _ALL_SUCH and not later
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
        return one_day(asked.today + count * WEEK)
    return one_day(asked.today + {8: 7, 15: 14}.get(count, count) * DAY)


def _weekday(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    weekday, which = WEEKDAYS.index(found["weekday"]), found["which"] or ""
    if which.endswith("semaine prochain"):
        return one_day(monday_of(asked.today) + WEEK + weekday * DAY)
    first = next_weekday(weekday, today=asked.today + (DAY if which else timedelta()))
    if which.endswith("en 15"):
        return one_day(first + 2 * WEEK)
    if which.endswith("en 8") or which == "d apres":
        return one_day(first + WEEK)
    every = found["every"] in _ALL_SUCH and not which
    return (DaySpan(first, first, recurring=every, movable=not which),)


_BEFORE_NO_HOUR = r"(?! h\b| :| [/.-] \d)"

DAY_RULES: tuple[tuple[re.Pattern[str], DayBuilder], ...] = tuple(
    (re.compile(rf"\b(?:{form})"), builder)
    for form, builder in (
        (r"(?P<year>20\d\d) - (?P<month>0[1-9]|1[0-2]) - (?P<day>\d\d)\b", _numeric),
        (rf"{_NUMERIC} (?P=by) (?P<year>20\d\d|\d\d)\b", _numeric),
        (rf"{_NUMERIC}(?P<year>)(?! [/.-] )(?(slash)|(?!))", _numeric),
        (rf"semaine du (?:lundi )?{_DAY}(?: (?P<month>{_MONTH}))?{_YEAR}\b", _week_of),
        (rf"(?:demain )?{_ANY_WEEKDAY}{_DAY} (?P<month>{_MONTH}){_YEAR}\b", _day_and_month),
        (
            rf"(?P<part>debut|mi|fin|fin du mois de|fin du mois d) (?P<month>{_MONTH}){_YEAR}\b",
            _part_of_month,
        ),
        (
            rf"(?:en|mois de|mois d|courant|pour|tout) (?P<month>{_MONTH}){_YEAR}\b",
            _whole_month,
        ),
        (
            r"(?:ce mois(?: ci)?|fin (?:du|de|de ce) mois|le mois prochain|mois prochain)\b",
            _month_from_now,
        ),
        (
            rf"(?P<weekday>{_WEEKDAY}) (?:le )?{_DAY}{_BEFORE_NO_HOUR}\b",
            _weekday_and_number,
        ),
        (rf"(?:apres|surlen) ?demain\b(?: (?:{_WEEKDAY})\b)?", _after_tomorrow),
        (rf"demain\b{_NAMED_AGAIN}", _tomorrow),
        (rf"(?:aujourd (?:hui|8)|ce jour(?! la\b)|dans la journee)\b{_NAMED_AGAIN}", _today),
        (r"dans (?P<count>\d{1,2}|une?) (?P<unit>jour|semaine)\b", _in_some_days),
        (
            rf"{_EVERY}(?P<weekday>{_WEEKDAY})\b(?: (?P<which>{_WHICH_WEEKDAY})\b)?",
            _weekday,
        ),
        (
            rf"{_EVERY}weekend\b(?: (?P<later>prochain|suivant|qui vient|qui arrive|d apres)\b)?",
            _weekend,
        ),
        (r"(?:ce semaine|semaine (?P<next>prochain|suivante|qui vient|d apres))\b", _week),
        (rf"(?:le|au) {_DAY}{_BEFORE_NO_HOUR}{_AFTER_BARE_DAY}", _bare_number),
    )
)
"""What to look for, in this order, and what days it means."""
