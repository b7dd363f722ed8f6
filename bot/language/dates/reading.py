"""Putting together the days and the hours that a message names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.language.dates.days import DAY_RULES
from bot.language.dates.feasts import FEAST_RULES, WEAK_FEAST_RULES
from bot.language.dates.hours import HOUR_RULES, now_span
from bot.language.dates.runs import RUN_RULES
from bot.language.dates.spans import DAY, WEEK, Asked, DayBuilder, DaySpan, HourSpan
from bot.language.dates.words import MONTHS, WEEKDAYS, Words, read_words
from bot.language.public_holidays import HolidayZone, holiday_name

_UNITS = (
    r"ans?|mois|semaines?|jours?|nuits?|min|mins|minutes?|mn|euros|mg|ml|kg|cm|km|g|fois|personnes?"
    r"|enfants?|rue|avenue|boulevard|bd|place|bis|ter|eme|ieme|etages?|chambres?|pieces?"
)
_NOT_DATES = re.compile(
    r"""
    \+\ ?33(?:\ \d){1,9} | \b0\d(?:\ ?(?:[.-]\ )?\d\d){4}\b | \d{5,}           # telephones, codes
    | \b24\ ?(?:h\ )?(?:/\ |sur\ )?24\b(?:.{0,6}7\ ?(?:j\w*\ )?(?:/\ |sur\ )?7\b)?  # day and night
    | (?<!\ble\ )\b7\ (?:j\w*\ )?(?:/|sur)\ 7\b
    | \bmars\ bleu\b | \boctobre\ rose\b | \bpere\ noel\b
    | \b(?:dr|docteure?|mr|m|mme|madame|monsieur|pr|professeur)\ (?:noel|avril|mars|mai|aout)\b
    | \b(?:appel\w*|compos\w*|fai[st]\w*|numero|joindre)\ (?:le\ |au\ )?(?:1[578]|11\d)\b
    | \b(?:il\ y\ a|depuis|pendant|durant|sous|environ|delai\ de)\ \d+\ \w+
    | \b\d+\ h\b\ (?:avant|apres|d|a\ l\ avance|de|plus\ tard|max\w*|minimum)\b(?!\ midi)
    | (?<!dans\ )(?<!\d\ [:]\ )\b\d+(?:\ [,.]\ \d+)?\ (?:"""
    + _UNITS
    + r""")\b
    """,
    re.VERBOSE,
)
"""Numbers and names that look like dates: telephones, ages, prices, durations, campaigns."""

_PAST_BEFORE = re.compile(
    r"\b(?:depuis|nee?s?|datant|(?:date|envoye|passe|hospitalise|consulte|appele|opere|faite?|venue?"
    r"|vue?|sortie?|ecrite?|recue?|accouche)e?s?|etait|avait|avez ete)"
    r"(?: (?:le|la|les|du|de|ce|l|en|au|ici))* ?$"
)
"""A date after these words was, and nobody asks whether the clinic is open on it."""

_PAST_AFTER = re.compile(r" ?(?:derniere?s?|passee?s?|precedente?s?)\b")
_NOW = re.compile(
    r"\b(?:maintenant|actuellement|en ce moment|tout de suite|de suite|immediatement"
    r"|a l h actuelle|a ce h(?: ci)?)\b"
)
_WEAK_NOW = re.compile(r"maintenant\?|\bouverte?s? la(?= ?(?:$|\|))")
_MENTIONED = re.compile(
    rf"\b(?:{'|'.join((*WEEKDAYS, *MONTHS[:2], *MONTHS[3:]))}|demain|ferie|vacances|weekend|paques"
    r"|pentecote|noel|toussaint|ascension|assomption|armistice|pont|reveillon|hier|lendemain"
    r"|veille|\d{1,2} / \d{1,2})\b"
)


@dataclass(frozen=True)
class AskedPeriod:
    """Days, and maybe hours of them, that a message asks about.

    Attributes:
        first: first day.
        last: last day; the same for a single day.
        start: hour from which; the same as `end` for a moment, None for « jusqu'à 19 h ».
        end: hour until which; before `start` where it lies on the morning after the day.
        holiday: the public holiday that is meant, or that falls on the single day.
        said: the patient's words.
        recurring: whether every such day is meant, as in « le samedi »; `first` is the next. With
            a `holiday`, all public holidays are meant.
    """

    first: date
    last: date
    start: time | None
    end: time | None
    holiday: str | None
    said: str
    recurring: bool = False


@dataclass(frozen=True)
class _Found:
    """A span and the place in the line where it was found."""

    start: int
    end: int
    day: DaySpan | None = None
    hours: HourSpan | None = None


def asked_period(
    text: str, *, now: datetime, zone: HolidayZone = HolidayZone.METROPOLE
) -> AskedPeriod | None:
    """The first period that a message asks about; None where it names none that can be read.

    Args:
        text: the message as the patient wrote it.
        now: the present moment in the clinic's time zone.
        zone: decides which days are public holidays.
    """
    return next(iter(asked_periods(text, now=now, zone=zone)), None)


def asked_periods(
    text: str, *, now: datetime, zone: HolidayZone = HolidayZone.METROPOLE
) -> tuple[AskedPeriod, ...]:
    """Every period that a message asks about, in the order in which it names them."""
    words, asked = read_words(text), Asked(now, zone)
    line = _blanked(words.line, _NOT_DATES.finditer(words.line))
    days, line = _days(line, asked)
    hours, line = _hours(line, asked)
    if not days:
        days, hours = _today_by_hours(line, hours=hours, asked=asked)
    periods = [
        _period(day, hour, words=words, asked=asked)
        for day, hour in zip(days, _shared(hours, days), strict=True)
    ]
    unique = {
        (found.first, found.last, found.start, found.end): found for found in reversed(periods)
    }
    return tuple(reversed(unique.values()))


def mentions_a_date(text: str) -> bool:
    """Whether a message has words of time in it, even where no date can be read from them."""
    line = read_words(text).line
    return bool(_MENTIONED.search(_blanked(line, _NOT_DATES.finditer(line))))


def _blanked(line: str, matches: Iterable[re.Match[str]]) -> str:
    for found in matches:
        line = line[: found.start()] + "#" * (found.end() - found.start()) + line[found.end() :]
    return line


def _days(line: str, asked: Asked) -> tuple[list[_Found], str]:
    found, line = _search(line, rules=(*RUN_RULES, *FEAST_RULES, *DAY_RULES), asked=asked)
    if not found:
        found, line = _search(line, rules=WEAK_FEAST_RULES, asked=asked)
    return _in_order(sorted(found, key=lambda one: one.start)), line


def _in_order(found: list[_Found]) -> list[_Found]:
    """« samedi et dimanche » said on a Sunday: the Sunday is the one that follows."""
    ordered: list[_Found] = []
    for one in found:
        before, day = ordered[-1].day if ordered else None, one.day
        behind = before and day and before.movable and day.movable and day.first < before.first
        later = replace(day, first=day.first + WEEK, last=day.last + WEEK) if day else None
        ordered.append(replace(one, day=later) if behind else one)
    return ordered


def _search(
    line: str, *, rules: Sequence[tuple[re.Pattern[str], DayBuilder]], asked: Asked
) -> tuple[list[_Found], str]:
    found: list[_Found] = []
    for pattern, build in rules:
        for match in pattern.finditer(line):
            if not _is_past(line, match):
                spans = build(match, asked)
                found += [_Found(match.start(), match.end(), day=span) for span in spans]
            line = _blanked(line, [match])
    return found, line


def _is_past(line: str, match: re.Match[str]) -> bool:
    return bool(_PAST_BEFORE.search(line[: match.start()]) or _PAST_AFTER.match(line, match.end()))


def _hours(line: str, asked: Asked) -> tuple[list[_Found], str]:
    found: list[_Found] = []
    for pattern, build in HOUR_RULES:
        for match in pattern.finditer(line):
            span = None if _PAST_BEFORE.search(line[: match.start()]) else build(match, asked)
            if span:
                found.append(_Found(match.start(), match.end(), hours=span))
            line = _blanked(line, [match])
    return sorted(found, key=lambda one: one.start), line


def _today_by_hours(
    line: str, *, hours: list[_Found], asked: Asked
) -> tuple[list[_Found], list[_Found]]:
    """Today, or tomorrow where the hour is over, when a message names hours and no day."""
    strong = [one for one in hours if one.hours and not one.hours.weak]
    if not strong:
        now = _NOW.search(line) or _WEAK_NOW.search(line)
        if not now:
            return [], []
        strong = [_Found(now.start(), now.end(), hours=now_span(asked))]
    first = strong[0]
    over = first.hours and not first.hours.today and _is_over(first.hours, asked)
    day = asked.today + DAY if over else asked.today
    return [_Found(first.start, first.start, day=DaySpan(day, day))], [first]


def _shared(hours: list[_Found], days: list[_Found]) -> list[_Found | None]:
    """The hours of each day: one each where there are as many, else the first for all."""
    if len(hours) == len(days):
        return list(hours)
    return [hours[0] if hours else None] * len(days)


def _period(day: _Found, hour: _Found | None, *, words: Words, asked: Asked) -> AskedPeriod:
    span, hours = day.day, hour.hours if hour else None
    assert span is not None  # noqa: S101  # every day found carries its span
    first, last = span.first, span.last
    if span.movable and first == asked.today and hours and _is_over(hours, asked):
        first = last = first + WEEK
    parts = sorted((one.start, one.end) for one in (day, hour) if one and one.end > one.start)
    return AskedPeriod(
        first=first,
        last=last,
        start=hours.start if hours else None,
        end=hours.end if hours else None,
        holiday=span.holiday or _holiday_on(first, last, span=span, asked=asked),
        said=" ".join(words.said(*part) for part in parts),
        recurring=span.recurring,
    )


def _is_over(hours: HourSpan, asked: Asked) -> bool:
    """Whether the hours told by both ends are past today; a night never is."""
    if hours.start is None or hours.end is None or hours.start > hours.end:
        return False
    return hours.end < asked.now.time()


def _holiday_on(first: date, last: date, *, span: DaySpan, asked: Asked) -> str | None:
    single = first == last and not span.recurring
    return holiday_name(first, asked.zone) if single else None
