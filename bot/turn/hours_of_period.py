"""Answers about several days: each pattern of hours once, unusual days by their name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.faq.calendar import DayHours, instant
from bot.faq.week import say_ranges, say_week
from bot.language.phrases import phrase
from bot.language.spoken import say_days, say_list
from bot.turn.hours_voice import Voice

DAY = timedelta(days=1)
SHORT_PERIOD = 8
"""Days up to which each is told by its date; longer periods are told by their week."""

MOST_WORDS = 60
"""Words in one paragraph; a patient reads no more on a phone. « 8 h 30 » counts as one."""

LONGEST = 100
"""Days looked at in one period."""


@dataclass(frozen=True)
class _Run:
    """Days in a row that have the same hours for the same reason."""

    first: date
    last: date
    hours: DayHours


@dataclass(frozen=True)
class PeriodTeller:
    """Answers about runs of days, in one service's voice."""

    voice: Voice

    def tell(self, first: date, last: date) -> str:
        """The answer about the days from `first` to `last`."""
        last = min(last, first + LONGEST * DAY)
        days = [first + offset * DAY for offset in range((last - first).days + 1)]
        if not any(self.voice.hours(day).ranges for day in days):
            return self._closed(first, last)
        short = len(days) <= SHORT_PERIOD
        return self._day_by_day(days) if short else self._by_week(days)

    def remark(self, first: date, last: date) -> str:
        """A sentence on the unusual days from `first` to `last`; nothing where there are none."""
        days = [first + offset * DAY for offset in range((last - first).days + 1)]
        runs = self._unusual_runs(days)
        if not runs:
            return ""
        return self.voice.sentence(
            "a_noter", jours=say_list([self._run_with_state(run) for run in runs])
        )

    def _closed(self, first: date, last: date) -> str:
        voice = self.voice
        runs = self._runs([first + n * DAY for n in range((last - first).days + 1)])
        labels = [run for run in runs if run.hours.label]
        spoken = say_days(first, last, today=voice.today)
        if len(runs) == 1 or not labels:
            spoken = voice.with_motive(spoken, first)
        else:
            named = say_list([self._labelled(run) for run in labels])
            spoken = f"{spoken} ({named})" if len(labels) > 1 else spoken
        after = instant(datetime.combine(last, time(0)), zone=voice.calendar.zone, fold=0)
        closed = voice.answer(voice.say("ferme_jours", jours=spoken), yes=False)
        return f"{closed} {voice.reopening(max(after, voice.now))}".strip()
