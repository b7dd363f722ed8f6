"""Answers about several days: each pattern of hours once, unusual days by their name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from bot.faq.calendar import DayHours
from bot.faq.week import say_ranges, say_week
from bot.language.phrases import phrase
from bot.language.spoken import capitalised, say_days, say_list
from bot.turn.hours_voice import Voice, with_motive

DAY = timedelta(days=1)
SHORT_PERIOD = 8
"""Days up to which each is told by its date; longer periods are told by their week."""

MOST_WORDS = 60
"""Words in one paragraph; a patient reads no more on a phone. « 8 h 30 » counts as one."""

_NARROW_LIST = "\u00a0; "
"""Between groups of hours, which hold commas and « et » themselves."""

LONGEST = 100
"""Days looked at in one period."""

LONGEST_CLOSURE = 31
"""Days beyond the end of a look-ahead in which the last unusual run may end."""


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
        """The answer about the days from `first` to `last`, in at most `MOST_WORDS` words."""
        days = list(_days(first, min(last, first + LONGEST * DAY)))
        runs = list(self._runs(days))
        if not any(run.hours.ranges for run in runs):
            return self._closed(runs)
        if len(days) <= SHORT_PERIOD:
            return self._fitting(runs, start="", usual="")
        start = capitalised(say_days(first, last, today=self.voice.today))
        return self._fitting(list(self._unusual(days)), start=start, usual=self._usual_week(days))

    def remark(self, first: date, last: date, *, room: int) -> str:
        """A sentence of at most `room` words on the unusual days that begin from `first` to `last`.

        Nothing where there are none, or where not even the soonest fits.
        """
        runs = [
            run
            for run in self._unusual(_days(first, last + LONGEST_CLOSURE * DAY))
            if run.first <= last
        ]
        full = [self._say(run) for run in sorted(runs, key=_is_closed)]
        brief = [self._say(run, hours=False) for run in runs]
        for told in (full, *(brief[:count] for count in range(len(brief), 0, -1))):
            sentence = self.voice.sentence("a_noter", jours=_NARROW_LIST.join(told))
            if told and _words(sentence) <= room:
                return sentence
        return ""

    def _runs(self, days: Iterable[date]) -> Iterator[_Run]:
        run: _Run | None = None
        for day in days:
            hours = self.voice.hours(day)
            if run and (run.hours.ranges, run.hours.label) == (hours.ranges, hours.label):
                run = replace(run, last=day)
                continue
            if run:
                yield run
            run = _Run(day, day, hours)
        if run:
            yield run

    def _unusual(self, days: Iterable[date]) -> Iterator[_Run]:
        """Runs of days that differ from the week; a closure reaches over days closed anyway."""
        waiting: _Run | None = None
        for run in self._runs(days):
            usual = self.voice.is_usual(run.first)
            if usual and _is_closed(run):
                continue
            if waiting and _is_closed(run) and waiting.hours == run.hours:
                waiting = replace(waiting, last=run.last)
                continue
            if waiting:
                yield waiting
            waiting = None if usual else run
        if waiting:
            yield waiting

    def _usual_week(self, days: Iterable[date]) -> str:
        week = self.voice.service.semaine
        usual = {day.weekday() for day in days if self.voice.is_usual(day)}
        told = sorted(weekday for weekday in usual if week[weekday])
        return say_week(week, told) if told else ""

    def _closed(self, runs: Sequence[_Run]) -> str:
        voice, first, last = self.voice, runs[0].first, runs[-1].last
        labels = list(dict.fromkeys(run.hours.label for run in runs if run.hours.label))
        spoken = with_motive(say_days(first, last, today=voice.today), ", ".join(labels))
        closed = voice.answer(voice.say("ferme_jour", jour=spoken), yes=False)
        since = max(voice.at(last, time(0)), voice.now)
        return f"{closed} {voice.reopening(since)}".strip()

    def _fitting(self, runs: Sequence[_Run], *, start: str, usual: str) -> str:
        """All runs if they fit, else without motives, else without the last ones."""
        for motive in (True, False):
            text = self._told(runs, start=start, usual=usual, motive=motive)
            if _words(text) <= MOST_WORDS:
                return text
        more, (opened, closed) = phrase("horaires.autres_jours"), _split(runs)
        kept = closed + opened
        while kept and _words(text) > MOST_WORDS:
            kept.pop()
            text = f"{self._told(kept, start=start, usual=usual, motive=False)} {more}".strip()
        return text

    def _told(self, runs: Sequence[_Run], *, start: str, usual: str, motive: bool) -> str:
        opened, closed = _split(runs)
        words = [usual] if usual else []
        words += [
            self._say(run, motive=motive, year=not (start or place))
            for place, run in enumerate(opened)
        ]
        sentences = []
        if words:
            key = "ouvert_periode" if start else "ouvert_jours"
            listed = _NARROW_LIST.join(words)
            sentences.append(self.voice.sentence(key, periode=start, jours=listed))
        if closed:
            named = [self._say_closed_days(run) for run in closed]
            sentences.append(self.voice.sentence("ferme_aussi", jours=say_list(named)))
        return " ".join(sentences)

    def _say_closed_days(self, run: _Run) -> str:
        return with_motive(say_days(run.first, run.last, today=run.first), run.hours.label)

    def _say(self, run: _Run, *, motive: bool = True, year: bool = True, hours: bool = True) -> str:
        """The run's days with their hours; without `year` as if it were asked in that year."""
        today = self.voice.today if year else run.first
        days = say_days(run.first, run.last, today=today)
        if _is_closed(run):
            spoken = self.voice.say("groupe_ferme", jours=days)
        elif hours:
            spoken = phrase("horaires.groupe", jours=days, plages=say_ranges(run.hours.ranges))
        else:
            spoken = phrase("horaires.groupe_autre", jours=days)
        return with_motive(spoken, run.hours.label if motive else "")


def _split(runs: Sequence[_Run]) -> tuple[list[_Run], list[_Run]]:
    """The open runs, then the closed ones."""
    return [run for run in runs if not _is_closed(run)], [run for run in runs if _is_closed(run)]


def _is_closed(run: _Run) -> bool:
    return not run.hours.ranges


def _days(first: date, last: date) -> Iterator[date]:
    return (first + offset * DAY for offset in range((last - first).days + 1))


def _words(text: str) -> int:
    return len([word for word in text.split(" ") if word.strip("\u00a0;")])
