"""Days and moments as the files of the store write them."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?"
    r"\s*(?:([Zz])|([+-]\d\d):?(\d\d))?"
)
_DAY = re.compile(r"[1-9]\d{3}-\d\d-\d\d")
_LEAP_YEAR = "2024"


def as_day(written: date | str) -> date:
    """The day that a file writes as `2026-12-24`, or the day of a moment.

    Raises:
        ValueError: it is no such day.
    """
    return date.fromisoformat(str(written)[:10])


def is_day(written: object) -> bool:
    """Whether it is a day such as `2026-12-24`."""
    return isinstance(written, str) and bool(_DAY.fullmatch(written)) and _exists(written)


def is_yearly_day(written: str) -> bool:
    """Whether it is a day of one year, `2026-12-24`, or of every year, `12-24`."""
    return is_day(written) or is_day(f"{_LEAP_YEAR}-{written}")


def is_moment(written: object) -> bool:
    """Whether it is a day, or a moment such as `2026-12-24T08:00`."""
    if not isinstance(written, str) or not is_day(written[:10]):
        return False
    try:
        return datetime.fromisoformat(written).year > 0
    except ValueError:
        return False


def spelt_moment(written: str) -> str:
    """`2026-12-24 8:00` and its like as `2026-12-24T08:00:00`; anything else as it is."""
    found = _MOMENT.fullmatch(written.strip())
    if not found:
        return written.strip()
    offset = "+00:00" if found[5] else f"{found[6]}:{found[7]}" if found[6] else ""
    return f"{found[1]}T{found[2]:0>2}:{found[3]}:{found[4] or '00'}{offset}"


def names_an_hour(written: date | str) -> bool:
    """Whether a moment tells more than its day."""
    return isinstance(written, datetime) or len(str(written)) > len("2026-12-24")


def as_moment(written: date | str, *, zone: tzinfo, ends: bool = False) -> datetime:
    """The aware moment that a file writes, in `zone` where it names none.

    Args:
        written: a day, or a day with its hour.
        zone: the clinic's time zone.
        ends: a day alone then means the midnight at which it is over.
    """
    if names_an_hour(written):
        moment = datetime.fromisoformat(str(written))
    else:
        moment = datetime.combine(as_day(written), time(0))
        moment += timedelta(days=1) if ends and moment.date() < date.max else timedelta()
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(zone)
    except OverflowError:  # in the last hours that the calendar knows
        return moment


def _exists(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
