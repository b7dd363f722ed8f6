"""School holidays: which days a patient means by « les vacances de Noël »."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import yaml

from bot.config import ROOT

FILE = ROOT / "data" / "calendrier" / "vacances.yml"
SAME_BREAK = 60
"""Days within which zones A, B and C all begin one break; two breaks lie further apart."""


@dataclass(frozen=True)
class SchoolBreak:
    """A published break: its name, its days, the zones that have it."""

    name: str
    first: date
    last: date
    zones: tuple[str, ...]


@lru_cache(maxsize=1)
def published_breaks() -> tuple[SchoolBreak, ...]:
    """Every break in `data/calendrier/vacances.yml`, in the order of their first days."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    breaks = (SchoolBreak(row["nom"], row["du"], row["au"], tuple(row["zones"])) for row in rows)
    return tuple(sorted(breaks, key=lambda found: found.first))


def next_break(
    name: str | None, *, today: date, year: int | None = None, zone: str | None = None
) -> tuple[date, date] | None:
    """First and last day of the next break of this name, or of the one that runs.

    Without a zone the days reach from the first zone's beginning to the last zone's end.

    Args:
        name: `toussaint`, `noel`, `hiver`, `printemps` or `ete`; None for whichever is next.
        today: breaks that ended before it do not count.
        year: the calendar year in which the break begins; None for the next.
        zone: `A`, `B` or `C`.

    Returns:
        None where the break is not published: the patient is asked, not told a guess.
    """
    found = [
        school_break
        for school_break in published_breaks()
        if school_break.last >= today
        and name in {None, school_break.name}
        and year in {None, school_break.first.year}
        and (zone is None or zone in school_break.zones)
    ]
    return _joined(found) if found else None


def _joined(breaks: Sequence[SchoolBreak]) -> tuple[date, date]:
    soonest = breaks[0]
    same = [
        school_break
        for school_break in breaks
        if school_break.name == soonest.name
        and (school_break.first - soonest.first).days < SAME_BREAK
    ]
    return soonest.first, max(school_break.last for school_break in same)
