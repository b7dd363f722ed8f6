"""Hours said in French: the ranges of a day, the days of a week."""

from collections.abc import Iterable, Sequence

from bot.faq.services import Ranges
from bot.language.phrases import phrase
from bot.language.spoken import say_list, say_time, say_weekday

RUN = 3
"""Days in a row from which « du lundi au mercredi » reads better than a list."""


def say_ranges(ranges: Ranges) -> str:
    """The ranges as in « de 8 h à 12 h 30 et de 13 h 30 à 19 h », or « jour et nuit »."""
    if any(hours.is_whole_day for hours in ranges):
        return phrase("horaires.jour_et_nuit")
    return say_list(
        [
            phrase("horaires.plage", debut=say_time(hours.opens), fin=say_time(hours.closes))
            for hours in ranges
        ]
    )


def say_week(week: Sequence[Ranges], weekdays: Iterable[int] = range(7)) -> str:
    """The hours of a week, days of equal hours together, closed days left out.

    Args:
        week: the ranges of each weekday, Monday first.
        weekdays: the weekdays to tell of.
    """
    told = [weekday for weekday in weekdays if week[weekday]]
    groups = {
        week[weekday]: [day for day in told if week[day] == week[weekday]] for weekday in told
    }
    if not groups:
        return phrase("horaires.semaine_vide")
    return ", ".join(_say_group(ranges, days) for ranges, days in groups.items())


def _say_group(ranges: Ranges, weekdays: Sequence[int]) -> str:
    whole = any(hours.is_whole_day for hours in ranges)
    key = "horaires.semaine_groupe_continu" if whole else "horaires.semaine_groupe"
    return phrase(key, jours=say_weekdays(weekdays), plages=say_ranges(ranges))


def say_weekdays(weekdays: Sequence[int]) -> str:
    """The weekdays as in « du lundi au vendredi » or « le lundi et le jeudi »."""
    if len(weekdays) == len(range(7)):
        return phrase("horaires.semaine_tous_les_jours")
    return say_list([part for run in _runs(weekdays) for part in _say_run(run)])


def _runs(weekdays: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for weekday in weekdays:
        if runs and weekday == runs[-1][-1] + 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    return runs


def _say_run(run: Sequence[int]) -> list[str]:
    if len(run) < RUN:
        return [phrase("horaires.semaine_le", jour=say_weekday(day)) for day in run]
    first, last = say_weekday(run[0]), say_weekday(run[-1])
    return [phrase("horaires.semaine_du_au", premier=first, dernier=last)]
