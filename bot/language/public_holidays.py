"""French public holidays by day and by name, in both zones."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

import holidays


class HolidayZone(Enum):
    """Where a clinic lies: Alsace and Moselle have two public holidays more."""

    METROPOLE = "metropole"
    ALSACE_MOSELLE = "alsace-moselle"


_SUBDIVISIONS = {HolidayZone.METROPOLE: None, HolidayZone.ALSACE_MOSELLE: "57"}
_JOINT = "; "
"""What `holidays` writes between two names that fall on one day."""


@lru_cache(maxsize=64)
def public_holidays(year: int, zone: HolidayZone) -> Mapping[date, str]:
    """The year's public holidays, with their French names; two names on one day stand together."""
    found = holidays.country_holidays(
        "FR", subdiv=_SUBDIVISIONS[zone], years=year, language="fr", observed=False
    )
    return {day: name.replace(_JOINT, ", ") for day, name in sorted(found.items())}


def holiday_name(day: date, zone: HolidayZone) -> str | None:
    """The name of the public holiday on `day`; None where it is none in this zone."""
    return public_holidays(day.year, zone).get(day)


def next_holiday(today: date, zone: HolidayZone) -> tuple[date, str]:
    """The first public holiday from `today` on, and its name."""
    return next((day, name) for day, name in _from(today.year, zone) if day >= today)


def holiday_in(year: int, name: str) -> date:
    """The day of the holiday called `name`, whatever the zone.

    Beside the names of `public_holidays` it knows the Sundays `Pâques` and `Pentecôte`.

    Raises:
        KeyError: no holiday has this name.
    """
    if name in {"Pâques", "Pentecôte"}:
        return holiday_in(year, f"Lundi de {name}") - timedelta(days=1)
    for day, names in public_holidays(year, HolidayZone.ALSACE_MOSELLE).items():
        if name in names.split(", "):
            return day
    raise KeyError(name)


def next_named(name: str, today: date) -> date:
    """The first day from `today` on that bears this holiday's name; names as in `holiday_in`."""
    this_year = holiday_in(today.year, name)
    return this_year if this_year >= today else holiday_in(today.year + 1, name)


def _from(year: int, zone: HolidayZone) -> Iterator[tuple[date, str]]:
    yield from public_holidays(year, zone).items()
    yield from public_holidays(year + 1, zone).items()
