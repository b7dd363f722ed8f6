"""The computed answer to a question about opening hours, said with the date."""

import re
from datetime import datetime, timedelta

from bot.faq.calendar import OpeningCalendar
from bot.faq.week import say_ranges
from bot.language.dates import AskedPeriod, asked_periods, mentions_a_date
from bot.language.phrases import phrase
from bot.language.spoken import say_day
from bot.language.text import fold
from bot.turn.hours_of_day import DayTeller
from bot.turn.hours_of_period import MOST_WORDS, PeriodTeller
from bot.turn.hours_voice import Voice

DAY = timedelta(days=1)
DAYS_AHEAD = 10
"""Days within which an unusual day is worth a word in an answer that nobody asked a date for."""

PERIODS_TOLD = 2
"""Periods answered in one message; more would not be read on a phone."""

_NO_YES_NO = re.compile(
    r"\b(?:ferm\w*|quel\w*|kel\w*|quand|qd|kan|horaires?|combien|cb|jusqu['\s]a\s+quelle)\b"
    r"|\b(?:n['\s]|ne\s).*\bpas\b|\bpas\s+ouvert"
)
"""Questions to which « oui » or « non » would be no answer, or could be taken the wrong way."""


def hours_answer(
    text: str, *, calendar: OpeningCalendar, now: datetime, default_service: str
) -> str:
    """The answer in French for the services and days that a message asks about.

    One paragraph for each service and period. Without a date it tells the present state and the
    usual week; with words of time that cannot be read it tells the week and asks which day.

    Args:
        text: the message as the patient wrote it.
        calendar: the clinic's opening hours.
        now: the present moment, aware.
        default_service: id of the service meant where the message names none.
    """
    here = now.astimezone(calendar.zone)
    services = calendar.find_services(text) or [calendar.services[default_service]]
    periods = asked_periods(text, now=here, zone=calendar.holiday_zone)[:PERIODS_TOLD]
    asks_whether = not _NO_YES_NO.search(fold(text))
    paragraphs = []
    for service in services:
        voice = Voice(service, calendar=calendar, now=here, asks_whether=asks_whether)
        paragraphs += [_about(period, voice) for period in periods] or [_undated(text, voice)]
    return "\n".join(paragraphs)


def _about(period: AskedPeriod, voice: Voice) -> str:
    if period.first != period.last:
        return PeriodTeller(voice).tell(period.first, period.last)
    answer = _public_holidays(period, voice) or DayTeller(voice).tell(period)
    if period.recurring and not period.holiday and not voice.is_usual(period.first):
        return f"{answer} {voice.usual_hours()}"
    return answer


def _public_holidays(period: AskedPeriod, voice: Voice) -> str | None:
    """The rule for « les jours fériés », unless the next one has hours of its own."""
    holidays = voice.service.jours_feries
    if not (period.recurring and period.holiday):
        return None
    week = voice.service.semaine[period.first.weekday()]
    if voice.hours(period.first).ranges != (week if holidays is None else holidays):
        return None
    key = "feries_comme" if holidays is None else "feries_plages" if holidays else "feries_ferme"
    sentence = voice.say(
        key,
        plages=say_ranges(holidays or ()),
        jour=voice.with_motive(say_day(period.first, today=voice.today), period.first),
    )
    return voice.answer(sentence, yes=holidays != ())


def _undated(text: str, voice: Voice) -> str:
    usual = voice.usual_hours()
    if mentions_a_date(text):
        return f"{usual} {phrase('horaires.preciser')}"
    answer = f"{_present_state(voice)} {usual}"
    tomorrow, ahead = (voice.today + days * DAY for days in (1, DAYS_AHEAD))
    room = MOST_WORDS - len(answer.split(" "))
    return f"{answer} {PeriodTeller(voice).remark(tomorrow, ahead, room=room)}".strip()


def _present_state(voice: Voice) -> str:
    ranges = voice.hours(voice.today).ranges
    if voice.is_open_now() and ranges:
        return voice.sentence(
            "ouvert_etat", jour=voice.near_day(voice.today), plages=say_ranges(ranges)
        )
    return DayTeller(voice.without_yes_no()).now()
