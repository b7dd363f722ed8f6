"""Hours told by the clock or by the part of the day."""

import re
from datetime import time, timedelta, timezone
from re import Match

from bot.language.dates.spans import Asked, HourBuilder, HourSpan

LAST_MINUTE = time(23, 59)
PARTS = {
    "matin": (time(6), time(12)),
    "midi": (time(12), time(14)),
    "apres midi": (time(13), time(18)),
    "soir": (time(18), LAST_MINUTE),
    "nuit": (time(22), time(6)),
}
"""What each part of the day means, as start and end; the night ends on the next morning."""

_FINER_PARTS = {
    "fin de matin": (time(10, 30), time(12, 30)),
    "debut d apres midi": (time(13), time(15)),
    "debut de soir": (time(18), time(20)),
    "fin de journee": (time(17), time(20)),
    "fin d apres midi": (time(16), time(18, 30)),
}
NOON = 12
_NAMED_HOURS = {"midi": NOON, "minuit": 2 * NOON}
_EARLY_AFTERNOON = range(1, 6)
"""« Deux heures » said of a clinic's hours is 14:00, unless « du matin » follows or 0 precedes."""


def _clock(which: str) -> str:
    """A time of day, whose hour must be followed by « h » or minutes."""
    return (
        rf"(?:(?P<hour{which}>\d{{1,2}}) (?:h\b|:)(?: (?P<min{which}>[0-5]\d)\b)?"
        rf"|(?P<name{which}>midi|minuit))"
        rf"(?P<more{which}>(?: et)? (?:demie?|quart)| moins (?:le )?quart)?"
        rf"(?: (?:du|de l) (?P<half{which}>matin|soir|apres midi))?"
    )


def _loose(which: str) -> str:
    """A time of day that may be a number alone."""
    return rf"(?:{_clock(which)}|(?P<bare{which}>\d{{1,2}})\b(?! [a-z]*\d| :| [/.-] \d|#))"


def _told(found: Match[str], which: str) -> time | None:
    groups = found.groupdict()
    if groups.get(f"name{which}"):
        hour = _NAMED_HOURS[groups[f"name{which}"]]
    else:
        digits = groups.get(f"hour{which}") or groups.get(f"bare{which}") or ""
        hour = _hour_of_day(digits, groups.get(f"half{which}"))
    minutes = (
        hour * 60 + int(groups.get(f"min{which}") or 0) + _fraction(groups.get(f"more{which}"))
    )
    if not 0 <= minutes <= 24 * 60:
        return None
    return LAST_MINUTE if minutes == 24 * 60 else time(*divmod(minutes, 60))


def _hour_of_day(digits: str, half: str | None) -> int:
    hour = int(digits)
    if half == "matin":
        return hour
    later = hour in _EARLY_AFTERNOON and not digits.startswith("0")
    return hour + NOON if later or (half and 1 <= hour < NOON) else hour


def _fraction(more: str | None) -> int:
    if not more:
        return 0
    return {"demi": 30, "demie": 30}.get(more.split()[-1], -15 if "moins" in more else 15)


def _between(found: Match[str], _: Asked) -> HourSpan | None:
    start, end = _told(found, "1"), _told(found, "2")
    return HourSpan(start, end) if start and end and start < end else None


def _lunch(_: Match[str], __: Asked) -> HourSpan:
    return HourSpan(time(12), time(14))


def _until(found: Match[str], _: Asked) -> HourSpan | None:
    end = _told(found, "1")
    return HourSpan(None, end, weak=bool(found["bare1"])) if end else None


def _after(found: Match[str], _: Asked) -> HourSpan | None:
    start = _told(found, "1")
    return HourSpan(start, LAST_MINUTE) if start else None


def _before(found: Match[str], _: Asked) -> HourSpan | None:
    end = _told(found, "1")
    return HourSpan(time(0), end) if end else None


def _moment(found: Match[str], _: Asked) -> HourSpan | None:
    moment = _told(found, "1")
    weak = "at" not in found.groupdict()
    return HourSpan(moment, moment, weak=weak) if moment else None


def _in_some_hours(found: Match[str], asked: Asked) -> HourSpan | None:
    elapsed = asked.now.astimezone(timezone.utc) + timedelta(hours=int(found["count"]))
    later = elapsed.astimezone(asked.now.tzinfo)
    same_day = later.date() == asked.today
    moment = later.time().replace(second=0, microsecond=0)
    return HourSpan(moment, moment, today=True) if same_day else None


def _part(found: Match[str], asked: Asked) -> HourSpan:
    name = found["part"]
    start, end = {**PARTS, **_FINER_PARTS}[name]
    today = bool(found["this"])
    if name == "nuit" and today and asked.now.time() < end:
        start = asked.now.time().replace(second=0, microsecond=0)
    return HourSpan(start, end, today=today, weak=not today)


def now_span(asked: Asked) -> HourSpan:
    """The present minute."""
    moment = asked.now.time().replace(second=0, microsecond=0)
    return HourSpan(moment, moment, today=True)


_PART_NAMES = "|".join([*_FINER_PARTS, "apres midi", "matin", "midi", "soir", "nuit"])

_PREPOSITIONS = "a partir de|a|vers|des|pour|sur les?|aux alentours de|ouverte?s?"

HOUR_RULES: tuple[tuple[re.Pattern[str], HourBuilder], ...] = tuple(
    (re.compile(rf"(?<![a-z0-9])(?:{form})"), builder)
    for form, builder in (
        (r"entre midi et (?:2|14)(?: h)?\b", _lunch),
        (rf"entre {_loose('1')} et {_loose('2')}", _between),
        (rf"de {_loose('1')} a {_clock('2')}", _between),
        (rf"{_clock('1')} (?:a|-) {_clock('2')}", _between),
        (rf"(?P<bare1>\d{{1,2}}) - {_clock('2')}", _between),
        (rf"jusqu (?:a|au|vers) {_loose('1')}", _until),
        (rf"(?:apres(?! midi)|au dela de|passe) {_clock('1')}", _after),
        (rf"(?:avant|plus tot que) {_clock('1')}", _before),
        (r"dans (?P<count>\d{1,2}) h\b", _in_some_hours),
        (rf"(?P<at>{_PREPOSITIONS}) {_clock('1')}", _moment),
        (rf"(?P<this>ce )?(?:en )?(?P<part>{_PART_NAMES})\b(?! et demie?)", _part),
        (r"(?<=# )(?P<at>a )(?P<bare1>\d{1,2})(?= ?(?:$|\|))", _moment),
        (_clock("1"), _moment),
    )
)
"""What to look for, in this order, and what hours it means."""
