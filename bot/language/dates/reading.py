"""Putting together the days and the hours that a message names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.language.dates.finding import FoundDay, FoundHours, Place, find, mentions_time
from bot.language.dates.hours import PARTS
from bot.language.dates.spans import DAY, WEEK, Asked, DaySpan, HourSpan
from bot.language.dates.words import BREAK, Words, read_words
from bot.language.public_holidays import HolidayZone, holiday_name

REACH = 4
"""Words that may stand between a day and « soir », or any hours that mean nothing without a day."""

NOON = 12
"""Hour of noon, by which « 8 h ce soir » is later than it sounds."""

_AND = {"et", "ou", "ni", "puis"}


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
class _Pair:
    """A day, and its hours if any are named."""

    day: FoundDay
    hours: FoundHours | None = None


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
    days, hours = find(words.line, asked)
    hours = _refined(hours, days, line=words.line)
    pairs = _paired(days, hours, line=words.line, asked=asked)
    periods = [_period(pair, words=words, asked=asked) for pair in pairs]
    unique = {
        (found.first, found.last, found.start, found.end): found for found in reversed(periods)
    }
    return tuple(reversed(unique.values()))


def mentions_a_date(text: str) -> bool:
    """Whether a message has words of time in it, even where no date can be read from them."""
    return mentions_time(read_words(text).line)


def _refined(
    hours: Sequence[FoundHours], days: Sequence[FoundDay], *, line: str
) -> list[FoundHours]:
    """« Ce soir à 20 h »: an exact hour takes the place of the part of the day beside it."""
    kept = list(hours)
    for exact in hours:
        if exact.span.end is None or exact.span.start not in {exact.span.end, None}:
            continue
        beside = [
            one
            for one in kept
            if _is_part(one)
            and not _is_parted(one, exact, days)
            and len(_between(one, exact, line=line)) <= REACH
        ]
        part = min(beside, key=lambda one: abs(one.start - exact.start), default=None)
        if part is not None:
            kept.remove(part)
            kept[kept.index(exact)] = replace(exact, span=_within(exact.span, part.span))
    return kept


def _is_part(found: FoundHours) -> bool:
    return (found.span.start, found.span.end) in PARTS.values()


def _is_parted(one: Place, other: Place, days: Sequence[FoundDay]) -> bool:
    """Whether a day is named between the two, so that they are said of two days."""
    first, last = sorted((one.start, other.start))
    return any(first < day.start < last for day in days)


def _within(exact: HourSpan, part: HourSpan) -> HourSpan:
    """The exact hour in this part of the day: « 8 h » of an evening is 20 h."""

    def moved(moment: time | None) -> time | None:
        if moment is None or part.start is None or moment >= part.start or moment.hour >= NOON:
            return moment
        later = moment.replace(hour=moment.hour + NOON)
        return later if later >= part.start else moment

    start, end = moved(exact.start), moved(exact.end)
    weak = exact.weak and not part.today
    return replace(exact, start=start, end=end, today=part.today, weak=weak)


def _paired(
    days: Sequence[FoundDay], hours: Sequence[FoundHours], *, line: str, asked: Asked
) -> list[_Pair]:
    """Each day with the hours named nearest to it; hours that say today, with today."""
    pairs = [_Pair(day) for day in days]
    for found in hours:
        index = _nearest(pairs, found, line=line, asked=asked)
        if index is not None:
            pairs[index] = replace(pairs[index], hours=found)
        elif found.span.today or not (days or pairs or found.span.weak):
            pairs.append(_Pair(_today(found, asked), found))
    shared = _shared(pairs, line=line) if len(hours) == 1 else pairs
    return sorted(shared, key=lambda pair: pair.day.start)


def _nearest(pairs: Sequence[_Pair], hours: FoundHours, *, line: str, asked: Asked) -> int | None:
    """Index of the day without hours that these hours are said of."""
    free = [index for index, pair in enumerate(pairs) if pair.hours is None]
    if hours.span.today:
        free = [index for index in free if pairs[index].day.span.first == asked.today]
    between = {index: _between(pairs[index].day, hours, line=line) for index in free}
    if hours.span.weak:
        free = [i for i in free if BREAK not in between[i] and len(between[i]) <= REACH]
    return min(free, key=lambda index: len(between[index]), default=None)


def _between(one: Place, other: Place, *, line: str) -> list[str]:
    """The words between two places of a line."""
    return line[min(one.end, other.end) : max(one.start, other.start)].split()


def _today(found: FoundHours, asked: Asked) -> FoundDay:
    """Today, or tomorrow where the hours are over and not said to be today's."""
    over = not found.span.today and _is_over(found.span, asked)
    day = asked.today + DAY if over else asked.today
    return FoundDay(found.start, found.start, DaySpan(day, day))


def _shared(pairs: Sequence[_Pair], *, line: str) -> list[_Pair]:
    """« Samedi et dimanche à 14 h »: the only hours are those of every day in the list."""
    shared = list(pairs)
    for index in range(len(shared) - 1, 0, -1):
        before, now = shared[index - 1 : index + 1]
        if now.hours and not (before.hours or now.hours.span.today):
            words = _between(before.day, now.day, line=line)
            if set(words) <= _AND:
                shared[index - 1] = replace(before, hours=now.hours)
    return shared


def _period(pair: _Pair, *, words: Words, asked: Asked) -> AskedPeriod:
    span, hours = pair.day.span, pair.hours.span if pair.hours else None
    first, last = span.first, span.last
    if span.movable and first == asked.today and hours and _is_over(hours, asked):
        first = last = first + WEEK
    places = sorted(
        (place.start, place.end)
        for place in (pair.day, pair.hours)
        if place and place.end > place.start
    )
    single = first == last and not span.recurring
    return AskedPeriod(
        first=first,
        last=last,
        start=hours.start if hours else None,
        end=hours.end if hours else None,
        holiday=span.holiday or (holiday_name(first, asked.zone) if single else None),
        said=" ".join(words.said(*place) for place in places),
        recurring=span.recurring,
    )


def _is_over(hours: HourSpan, asked: Asked) -> bool:
    """Whether the hours told by both ends are past today; a night never is."""
    if hours.start is None or hours.end is None or hours.start > hours.end:
        return False
    return hours.end < asked.now.time()
