"""Answers about one day, or about an hour or a part of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.faq.week import say_ranges
from bot.language.dates import PARTS_OF_DAY, AskedPeriod
from bot.language.phrases import phrase
from bot.language.spoken import say_day, say_list, say_moment, say_time
from bot.turn.hours_voice import Voice

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FIRST_MINUTE, LAST_MINUTE = time(0), time(23, 59)

_PARTS = {hours: name.replace(" ", "_") for name, hours in PARTS_OF_DAY.items()}
_MORNING = PARTS_OF_DAY["matin"][0]
_NOON = PARTS_OF_DAY["midi"]


@dataclass(frozen=True)
class DayTeller:
    """Answers about single days, in one service's voice."""

    voice: Voice

    def tell(self, period: AskedPeriod) -> str:
        """The answer about a period of one day."""
        if period.end is None:
            return self._whole_day(period.first)
        if period.start is None:
            return self._until(period.first, period.end)
        if period.start == period.end:
            return self._moment(period.first, period.start)
        return self._stretch(period.first, period.start, period.end)

    def now(self) -> str:
        """The answer about the present moment."""
        today = self.voice.today
        return self._state(self.voice.now, spoken=say_day(today, today=today), now=True)

    def _whole_day(self, day: date) -> str:
        voice, ranges = self.voice, self.voice.hours(day).ranges
        if not ranges:
            return self._closed_day(day)
        spoken, plages = voice.with_motive(voice.near_day(day), day), say_ranges(ranges)
        if day == voice.today and self._is_over(day):
            over = voice.sentence("ouvert_jour_fini", jour=spoken, plages=plages)
            return _joined(over, voice.reopening(voice.now))
        return voice.sentence("ouvert_jour", jour=spoken, plages=plages)

    def _is_over(self, day: date) -> bool:
        last = self.voice.hours(day).ranges[-1]
        overnight = last.closes <= last.opens
        return not overnight and self.voice.at(day, last.closes, fold=1) <= self.voice.now

    def _closed_day(self, day: date) -> str:
        voice = self.voice
        spoken = voice.near_day(day)
        if day > voice.today + DAY:
            spoken = phrase("horaires.jour_le", jour=spoken)
        closed = voice.say("ferme_jour", jour=voice.with_motive(spoken, day))
        since = max(voice.at(day, FIRST_MINUTE), voice.now)
        return _joined(voice.answer(closed, yes=False), voice.reopening(since))

    def _moment(self, day: date, hour: time) -> str:
        voice = self.voice
        if (day, hour) == (voice.today, voice.now.time().replace(second=0, microsecond=0)):
            return self.now()
        moment = voice.at(day, hour)
        return self._state(moment, spoken=say_moment(moment, now=voice.now), now=False)

    def _state(self, moment: datetime, *, spoken: str, now: bool) -> str:
        """Open or closed at a moment, until when, or since it is closed what to do."""
        voice, calendar, day = self.voice, self.voice.calendar, moment.date()
        jour = voice.with_motive(spoken, day)
        if calendar.is_open(voice.service.id, moment):
            until = self._until_words(calendar.open_until(voice.service.id, moment), day)
            key = "ouvert_maintenant" if now else "ouvert_jour"
            return voice.answer(voice.say(key, jour=jour, plages=until), yes=True)
        said = voice.say("ferme_maintenant" if now else "ferme_heure", jour=jour)
        return _joined(voice.answer(said, yes=False), self._otherwise(day, moment))

    def _otherwise(self, day: date, moment: datetime) -> str:
        """What can be done by a patient who asked for a time at which it is closed."""
        ranges = self.voice.hours(day).ranges
        if ranges and day != self.voice.today:
            return self.voice.sentence("ce_jour_la", plages=say_ranges(ranges))
        return self.voice.reopening(max(moment, self.voice.now))

    def _until(self, day: date, end: time) -> str:
        voice, ranges = self.voice, self.voice.hours(day).ranges
        if not ranges:
            return self._closed_day(day)
        spoken = voice.with_motive(voice.near_day(day), day)
        open_then = voice.calendar.is_open(voice.service.id, voice.at(day, end) - MINUTE)
        if not open_then and ranges[-1].opens < ranges[-1].closes <= end:
            said = voice.say("ferme_a", jour=spoken, fin=say_time(ranges[-1].closes))
        else:
            said = voice.say("ouvert_jour", jour=spoken, plages=say_ranges(ranges))
        return voice.answer(said, yes=open_then)

    def _stretch(self, day: date, start: time, end: time) -> str:
        voice = self.voice
        begins = voice.at(day, start)
        ends = voice.at(day if start < end else day + DAY, end, fold=1)
        spoken = voice.with_motive(self._spoken_stretch(day, start, end), day)
        spans = list(self._spans(begins, ends, since=day - DAY))
        if not spans:
            said = voice.say("ferme_heure", jour=spoken)
            return _joined(voice.answer(said, yes=False), self._otherwise(day, begins))
        words = [self._span_words(span, begins=begins, day=day) for span in spans]
        said = voice.say("ouvert_jour", jour=spoken, plages=say_list(words))
        if self._is_strict(start, end) and not (spans[0][0] <= begins and ends <= spans[0][1]):
            return voice.without_yes_no().answer(said, yes=True)
        return voice.answer(said, yes=True)

    def _is_strict(self, start: time, end: time) -> bool:
        """Whether « oui » must be true of every minute: of hours told by both ends, and of noon."""
        if (start, end) == _NOON:
            return True
        return not (_part_of_day(start, end) or start == FIRST_MINUTE or end == LAST_MINUTE)

    def _spans(
        self, begins: datetime, ends: datetime, *, since: date
    ) -> Iterator[tuple[datetime, datetime]]:
        for opens, closes in self.voice.calendar.open_spans(self.voice.service.id, since=since):
            if opens >= ends:
                return
            if closes > begins:
                yield opens, closes

    def _span_words(self, span: tuple[datetime, datetime], *, begins: datetime, day: date) -> str:
        opens, closes = (moment.astimezone(self.voice.calendar.zone) for moment in span)
        if opens <= begins:
            return self._until_words(closes, day)
        return phrase("horaires.plage", debut=say_time(opens.time()), fin=say_time(closes.time()))

    def _until_words(self, until: datetime | None, day: date) -> str:
        if until is None or until.date() > day + DAY:
            return phrase("horaires.jour_et_nuit")
        return phrase("horaires.jusqua", fin=say_time(until.time()))

    def _spoken_stretch(self, day: date, start: time, end: time) -> str:
        near = self.voice.near_day(day)
        part = _part_of_day(start, end)
        if part:
            today = self.voice.today
            when = {today: "aujourdhui", today + DAY: "demain"}.get(day, "partie")
            return phrase(f"horaires.{when}_{part}", jour=say_day(day, today=today))
        if start == FIRST_MINUTE:
            return phrase("horaires.avant", jour=near, fin=say_time(end))
        if end == LAST_MINUTE:
            return phrase("horaires.apres", jour=near, debut=say_time(start))
        return phrase("horaires.entre", jour=near, debut=say_time(start), fin=say_time(end))


def _part_of_day(start: time, end: time) -> str | None:
    """Its name; what is left of a night that runs counts as the night."""
    rest_of_night = FIRST_MINUTE < start < end == _MORNING
    return "nuit" if rest_of_night else _PARTS.get((start, end))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
