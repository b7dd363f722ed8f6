"""Days that have a name: public holidays, their eves and bridges, school holidays."""

import re
from datetime import date, timedelta
from re import Match

from bot.language.dates.school import next_break
from bot.language.dates.spans import DAY, Asked, DayBuilder, DaySpan, days, monday_of, one_day
from bot.language.public_holidays import holiday_in, next_holiday, next_named

_NAMES = {
    "Lundi de Pâques": r"lundi (?:de |d )?paques",
    "Lundi de Pentecôte": r"lundi (?:de |d )?(?:la )?pentecote",
    "Vendredi saint": r"vendredi saint",
    "Jour de l'an": r"jour de l ?an|nouvel an|premier de l an|1er de l an|1er janvier",
    "Fête du Travail": r"fete du travail|1er mai",
    "Fête de la Victoire": r"(?:fete|jour) de la victoire|victoire (?:de )?1945|8 mai(?: 1945)?",
    "Ascension": r"(?:jeudi de )?(?:l )?ascension",
    "Fête nationale": r"fete nationale|14 juillet",
    "Assomption": r"(?:l )?assomption|15 aout",
    "Toussaint": r"toussaint|1er novembre",
    "Armistice": r"(?:l )?armistice(?: (?:de )?(?:19)?18)?|11 novembre(?: 1918)?",
    "Saint Étienne": r"(?:la|fete de|jour de) saint etienne",
    "Noël": r"noel|25 decembre",
    "Pâques": r"paques",
    "Pentecôte": r"pentecote",
}
"""How patients call each holiday of `public_holidays`, the longer names first."""

_FEAST = "(?:" + "|".join(f"(?P<f{n}>{form})" for n, form in enumerate(_NAMES.values())) + ")"
_OF = r"(?:de la |de l |de |du |d |le )?(?:jour de (?!l))?"
_YEAR = r"(?: (?:de )?(?P<year>20\d\d))?"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:le )?)??"
_NEW_YEAR = r"(?:jour de l ?an|nouvel an|1er janvier|1er de l an)"
_BREAKS = {
    "noel": "noel", "fin d annee": "noel", "decembre": "noel",
    "toussaint": "toussaint", "automne": "toussaint", "octobre": "toussaint",
    "fevrier": "hiver", "hiver": "hiver", "ski": "hiver",
    "paques": "printemps", "printemps": "printemps", "avril": "printemps",
    "ete": "ete", "juillet": "ete", "aout": "ete",
}  # fmt: skip
_OF_BREAK = r"(?:scolaires )?(?:prochain )?(?:(?:de la|de l|de|du|des|d|l) )?"
_ZONE = r"(?: (?:en |pour |de )?(?:la )?zone (?P<zone>[abc])\b)?"


def _asked_break(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    """Nothing for a break that is not published, so that the patient is asked."""
    groups = found.groupdict()
    year, zone = groups.get("year"), groups.get("zone")
    span = next_break(
        _BREAKS[groups["break"]] if groups.get("break") else None,
        today=asked.today,
        year=int(year) if year else None,
        zone=zone.upper() if zone else None,
    )
    return days(max(span[0], asked.today), span[1]) if span else ()


def _summer(_: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    span = next_break("ete", today=asked.today)
    return days(max(span[0], asked.today), span[1]) if span else ()


def _between_feasts(_: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    year = asked.today.year - (asked.today.month == 1 and asked.today.day == 1)
    return days(max(date(year, 12, 26), asked.today), date(year, 12, 31))


def _festive_season(_: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    end = next_named("Jour de l'an", asked.today)
    return days(max(date(end.year - 1, 12, 24), asked.today), end)


def _feast_day(found: Match[str], asked: Asked) -> date | None:
    name = _name(found)
    if not found["year"]:
        return next_named(name, asked.today)
    day = holiday_in(int(found["year"]), name)
    return day if day >= asked.today else None


def _name(found: Match[str]) -> str:
    groups = found.groupdict()
    return next(name for n, name in enumerate(_NAMES) if groups[f"f{n}"])


def _named_feast(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    day, name = _feast_day(found, asked), _name(found)
    if day and name in {"Pâques", "Pentecôte"} and not found["sunday"]:
        return days(day, day + DAY, f"Lundi de {name}")
    return one_day(day, name)


def _eve(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    step = {"veille": -DAY, "avant": -2 * DAY, "lendemain": DAY}[found["step"].split()[0]]
    day = _feast_day(found, asked)
    if day and day + step < asked.today:
        day = next_named(_name(found), day + DAY)
    return one_day(day and day + step)


def _new_year_eve(_: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    return one_day(next_named("Jour de l'an", asked.today + DAY) - DAY)


def _christmas_eve(_: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    return one_day(next_named("Noël", asked.today + DAY) - DAY)


def _bridge(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    """The holiday with the week-end that it touches, and the day between them."""
    day, name = _feast_day(found, asked), _name(found)
    if day is None:
        return ()
    if name in {"Pâques", "Pentecôte"}:
        day, name = day + DAY, f"Lundi de {name}"
    monday = monday_of(day)
    first, last = {
        0: (day - 2 * DAY, day),
        1: (day - 3 * DAY, day),
        2: (day, day),
        3: (day, day + 3 * DAY),
        4: (day, day + 2 * DAY),
    }.get(day.weekday(), (monday + timedelta(days=5), monday + timedelta(days=6)))
    return days(max(first, asked.today), last, name)


def _week_of(found: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    day = _feast_day(found, asked)
    monday = day and monday_of(day)
    return days(max(monday, asked.today), monday + 6 * DAY, _name(found)) if monday else ()


def _next_public_holiday(_: Match[str], asked: Asked) -> tuple[DaySpan, ...]:
    day, name = next_holiday(asked.today, asked.zone)
    return (DaySpan(day, day, name, recurring=True),)


FEAST_RULES: tuple[tuple[re.Pattern[str], DayBuilder], ...] = tuple(
    (re.compile(rf"\b(?:{form})\b"), builder)
    for form, builder in (
        (rf"entre (?:la )?noel et (?:le )?{_NEW_YEAR}", _between_feasts),
        (
            rf"vacances {_OF_BREAK}(?P<break>{'|'.join(_BREAKS)}){_YEAR}{_ZONE}",
            _asked_break,
        ),
        (r"grandes vacances|(?:ce|l|d|en) ete(?: prochain)?", _summer),
        (
            r"(?:pendant|durant|pour|entre|periode des?)(?: les)? fetes|fetes de fin d annee",
            _festive_season,
        ),
        (rf"(?:pont|weekend) {_OF}{_FEAST}{_YEAR}", _bridge),
        (rf"semaine {_OF}{_FEAST}{_YEAR}", _week_of),
        (
            rf"reveillon (?:de |du )(?:la )?(?:saint sylvestre|{_NEW_YEAR}|31)|saint sylvestre",
            _new_year_eve,
        ),
        (r"reveillon(?: de noel)?", _christmas_eve),
        (rf"(?P<step>avant veille|veille|lendemain) {_OF}{_FEAST}{_YEAR}", _eve),
        (
            rf"{_WEEKDAY}(?P<sunday>dimanche (?:de |d )(?:la )?)?{_FEAST}{_YEAR}",
            _named_feast,
        ),
    )
)
"""What to look for, in this order, and what days it means."""

WEAK_FEAST_RULES: tuple[tuple[re.Pattern[str], DayBuilder], ...] = (
    (
        re.compile(
            r"\b(?:(?:pendant|durant|aux|sur|lors) (?:des |les |toutes les )?(?:prochain )?"
            rf"vacances(?: scolaires)?|vacances scolaires|prochain vacances)(?: prochain)?{_ZONE}"
            r"(?! (?:de|d|du|des)\b)"
        ),
        _asked_break,
    ),
    (re.compile(r"\bferie\b"), _next_public_holiday),
)
"""Words that mean a day only where no other words name one."""
