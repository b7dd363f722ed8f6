"""Finding in a message the pieces that name days or hours, and leaving what only looks so."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from re import Match

from bot.language.dates.days import DAY_RULES
from bot.language.dates.feasts import FEAST_RULES, WEAK_FEAST_RULES
from bot.language.dates.hours import HOUR_RULES, now_span
from bot.language.dates.runs import RUN_RULES
from bot.language.dates.spans import WEEK, Asked, DayBuilder, DaySpan, HourSpan
from bot.language.dates.words import MONTHS, WEEKDAYS

_UNITS = (
    r"ans?|mois|semaines?|jours?|nuits?|min|mins|minutes?|mn|euros|mg|ml|kg|cm|km|g|fois|personnes?"
    r"|enfants?|rue|avenue|boulevard|bd|place|bis|ter|eme|ieme|etages?|chambres?|pieces?"
)
_NOT_DATES = re.compile(
    r"""
    \+\ ?33(?:\ \d){1,9} | \b0\d(?:\ ?(?:[.-]\ )?\d\d){4}\b | \d{5,}           # telephones, codes
    | \b24\ ?(?:h\ )?(?:/\ |sur\ )?24\b(?:.{0,6}7\ ?(?:j\w*\ )?(?:/\ |sur\ )?7\b)?  # day and night
    | (?<!\ble\ )\b7\ (?:j\w*\ )?(?:/|sur)\ 7\b
    | \b1\ /\ 2\ (?:h|journees?|pension|tarif)\b
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
_WEAK_NOW = re.compile(
    r"\b(?:ouverte?s?|etes|est|sont|es|vous) (?:encore |deja |bien )?LA|^LA"
    r"|\bouverte?s? la(?= ?(?:$|\|))"
)
"""« Là » for now: beside the clinic's being there, not in « j'étais là »."""
_MENTIONED = re.compile(
    rf"\b(?:{'|'.join((*WEEKDAYS, *MONTHS[:2], *MONTHS[3:]))}|demain|ferie|vacances|weekend|paques"
    r"|pentecote|noel|toussaint|ascension|assomption|armistice|pont|reveillon|hier|lendemain"
    r"|veille|\d{1,2} / \d{1,2})\b"
)


@dataclass(frozen=True)
class Place:
    """Where in a line something was found: `line[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True)
class FoundDay(Place):
    """Days that were found in a line."""

    span: DaySpan


@dataclass(frozen=True)
class FoundHours(Place):
    """Hours that were found in a line."""

    span: HourSpan


def find(line: str, asked: Asked) -> tuple[list[FoundDay], list[FoundHours]]:
    """The days and the hours that a line of canonical words names, each in their order.

    « Maintenant » counts as hours where nothing else is named.
    """
    line = _blanked(line, _NOT_DATES.finditer(line))
    days, line = _days(line, asked)
    hours, line = _hours(line, asked)
    if not days and all(found.span.weak for found in hours):
        now = _NOW.search(line) or _WEAK_NOW.search(line)
        hours = [FoundHours(now.start(), now.end(), now_span(asked))] if now else hours
    return days, hours


def mentions_time(line: str) -> bool:
    """Whether a line of canonical words has words of time in it, read or not."""
    return bool(_MENTIONED.search(_blanked(line, _NOT_DATES.finditer(line))))


def _blanked(line: str, matches: Iterable[Match[str]]) -> str:
    for found in matches:
        line = line[: found.start()] + "#" * (found.end() - found.start()) + line[found.end() :]
    return line


def _days(line: str, asked: Asked) -> tuple[list[FoundDay], str]:
    found, line = _search(line, rules=(*RUN_RULES, *FEAST_RULES, *DAY_RULES), asked=asked)
    if not found:
        found, line = _search(line, rules=WEAK_FEAST_RULES, asked=asked)
    return _in_order(sorted(found, key=lambda one: one.start)), line


def _search(
    line: str, *, rules: Sequence[tuple[re.Pattern[str], DayBuilder]], asked: Asked
) -> tuple[list[FoundDay], str]:
    found: list[FoundDay] = []
    for pattern, build in rules:
        for match in pattern.finditer(line):
            if not _is_past(line, match):
                spans = build(match, asked)
                found += [FoundDay(match.start(), match.end(), span) for span in spans]
            line = _blanked(line, [match])
    return found, line


def _in_order(days: Sequence[FoundDay]) -> list[FoundDay]:
    """« Samedi et dimanche » said on a Sunday: the Sunday is the one that follows."""
    ordered: list[FoundDay] = []
    for found in days:
        before, span = ordered[-1].span if ordered else None, found.span
        if before and before.movable and span.movable and span.first < before.first:
            span = replace(span, first=span.first + WEEK, last=span.last + WEEK)
        ordered.append(replace(found, span=span))
    return ordered


def _is_past(line: str, match: Match[str]) -> bool:
    return bool(_PAST_BEFORE.search(line[: match.start()]) or _PAST_AFTER.match(line, match.end()))


def _hours(line: str, asked: Asked) -> tuple[list[FoundHours], str]:
    found: list[FoundHours] = []
    for pattern, build in HOUR_RULES:
        for match in pattern.finditer(line):
            span = None if _PAST_BEFORE.search(line[: match.start()]) else build(match, asked)
            if span:
                found.append(FoundHours(match.start(), match.end(), span))
            line = _blanked(line, [match])
    return sorted(found, key=lambda one: one.start), line
