"""Days and hours as they are said in French."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.language.phrases import phrase

MIDNIGHT, LAST_MINUTE = time(0), time(23, 59)


def say_time(moment: time) -> str:
    """The hour as in « 8 h 30 », with non-breaking spaces; both ends of the day are midnight."""
    if moment in {MIDNIGHT, LAST_MINUTE}:
        return phrase("horaires.minuit")
    if not moment.minute:
        return phrase("horaires.heure", heure=moment.hour)
    return phrase("horaires.heure_minutes", heure=moment.hour, minutes=f"{moment.minute:02}")


def say_weekday(weekday: int) -> str:
    """The name of a weekday, of which Monday is 0."""
    return phrase("horaires.jours").split("|")[weekday]


def say_day(day: date, *, today: date) -> str:
    """The day as in « mardi 24 novembre », with its year where that is not this year."""
    key = "horaires.jour" if day.year == today.year else "horaires.jour_annee"
    return phrase(
        key,
        jour=say_weekday(day.weekday()),
        numero=phrase("horaires.premier") if day.day == 1 else day.day,
        mois=phrase("horaires.mois").split("|")[day.month - 1],
        annee=day.year,
    )


def say_near_day(day: date, *, today: date) -> str:
    """The day as in « demain, mardi 24 novembre », or plain where it is further away."""
    spoken = say_day(day, today=today)
    if day == today:
        return phrase("horaires.aujourdhui", jour=spoken)
    if day == today + timedelta(days=1):
        return phrase("horaires.demain", jour=spoken)
    return spoken


def say_days(first: date, last: date, *, today: date) -> str:
    """The days as in « du lundi 21 au jeudi 24 décembre »; a single one as by `say_day`."""
    ending = say_day(last, today=today)
    if first == last:
        return ending
    beginning = say_day(first, today=last if first.year == last.year else today)
    if (first.year, first.month) == (last.year, last.month):
        beginning = beginning.rsplit(" ", 1)[0]
    return phrase("horaires.jours_du_au", premier=beginning, dernier=ending)


def say_moment(moment: datetime, *, now: datetime) -> str:
    """The moment as in « demain, mardi 24 novembre, à 8 h » or « jeudi 12 novembre à 8 h ».

    Args:
        moment: aware, in the clinic's time zone.
        now: the present moment, aware.
    """
    today, day = now.astimezone(moment.tzinfo).date(), moment.date()
    near = day - today <= timedelta(days=1)
    key = "horaires.jour_relatif_a_heure" if near else "horaires.jour_a_heure"
    return phrase(key, jour=say_near_day(day, today=today), heure=say_time(moment.time()))


def say_list(parts: Sequence[str]) -> str:
    """The parts as a list whose last one is joined by « et »."""
    if not parts[1:]:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {phrase('horaires.et')} {parts[-1]}"


def capitalised(sentence: str) -> str:
    """The sentence with its first letter a capital."""
    return sentence[:1].upper() + sentence[1:]
