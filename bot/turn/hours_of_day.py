"""Answers about one day, or about an hour or a part of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.faq.calendar import instant
from bot.faq.week import say_ranges
from bot.language.dates import PARTS_OF_DAY, AskedPeriod
from bot.language.phrases import phrase
from bot.language.spoken import say_list, say_moment, say_time
from bot.turn.hours_voice import Voice

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FIRST_MINUTE, LAST_MINUTE = time(0), time(23, 59)

_PARTS = {hours: name.replace(" ", "_") for name, hours in PARTS_OF_DAY.items()}


@dataclass(frozen=True)
class DayTeller:
    """Answers about single days, in one service's voice."""

    voice: Voice

    def tell(self, period: AskedPeriod) -> str:
        """The answer about the period, which is a single day."""
        if period.end is None:
            return self._whole_day(period.first)
        if period.start is None:
            return self._until(period.first, period.end)
        if period.start == period.end:
            return self._moment(period.first, period.start)
        return self._stretch(period.first, period.start, period.end)

    def _whole_day(self, day: date) -> str:
        voice, ranges = self.voice, self.voice.hours(day).ranges
        if not ranges:
            return self._closed_day(day)
        spoken = voice.with_motive(voice.near_day(day), day)
        ending = instant(datetime.combine(day, ranges[-1].closes), zone=voice.calendar.zone, fold=1)
        overnight = ranges[-1].closes <= ranges[-1].opens
        if day == voice.today and not overnight and ending <= voice.now:
            over = voice.sentence("ouvert_jour_fini", jour=spoken, plages=say_ranges(ranges))
            return _joined(over, voice.reopening(voice.now))
        return voice.sentence("ouvert_jour", jour=spoken, plages=say_ranges(ranges))

    def _closed_day(self, day: date) -> str:
        voice = self.voice
        spoken = voice.near_day(day)
        if day > voice.today + DAY:
            spoken = phrase("horaires.jour_le", jour=spoken)
        closed = voice.say("ferme_jour", jour=voice.with_motive(spoken, day))
        start = instant(datetime.combine(day, FIRST_MINUTE), zone=voice.calendar.zone, fold=0)
        return _joined(voice.answer(closed, yes=False), voice.reopening(max(start, voice.now)))

    def _moment(self, day: date, hour: time) -> str:
        voice, calendar = self.voice, self.voice.calendar
        moment = instant(datetime.combine(day, hour), zone=calendar.zone, fold=0)
        is_now = voice.now.replace(second=0, microsecond=0) == datetime.combine(
            day, hour, calendar.zone
        )
        if is_now:
            moment = voice.now
        spoken = voice.near_day(day) if is_now else say_moment(_at(day, hour), now=voice.now)
        suffix = "maintenant" if is_now else "heure"
        if calendar.is_open(voice.service.id, moment):
            until = self._until_words(calendar.open_until(voice.service.id, moment), day)
            key = "ouvert_maintenant" if is_now else "ouvert_jour"
            said = voice.say(key, jour=voice.with_motive(spoken, day), plages=until)
            return voice.answer(said, yes=True)
        said = voice.say(f"ferme_{suffix}", jour=voice.with_motive(spoken, day))
        return _joined(voice.answer(said, yes=False), self._otherwise(day, moment))

    def _otherwise(self, day: date, moment: datetime) -> str:
        """What a patient can do who asked for a time at which it is closed."""
        ranges = self.voice.hours(day).ranges
        if ranges and day != self.voice.today:
            return self.voice.sentence("ce_jour_la", plages=say_ranges(ranges))
        return self.voice.reopening(max(moment, self.voice.now))

    def _until(self, day: date, end: time) -> str:
        voice, ranges = self.voice, self.voice.hours(day).ranges
        if not ranges:
            return self._closed_day(day)
        spoken = voice.with_motive(voice.near_day(day), day)
        wanted = instant(datetime.combine(day, end), zone=voice.calendar.zone, fold=0)
        if voice.calendar.is_open(voice.service.id, wanted - MINUTE):
            said = voice.say("ouvert_jour", jour=spoken, plages=say_ranges(ranges))
            return voice.answer(said, yes=True)
        last = ranges[-1]
        if last.opens < last.closes <= end:
            said = voice.say("ferme_a", jour=spoken, fin=say_time(last.closes))
        else:
            said = voice.say("ouvert_jour", jour=spoken, plages=say_ranges(ranges))
        return voice.answer(said, yes=False)

    def _stretch(self, day: date, start: time, end: time) -> str:
        voice, zone = self.voice, self.voice.calendar.zone
        begins = instant(datetime.combine(day, start), zone=zone, fold=0)
        ends = instant(datetime.combine(day if start < end else day + DAY, end), zone=zone, fold=1)
        spans = self._spans(begins, ends, day=day)
        spoken = voice.with_motive(self._spoken_stretch(day, start, end), day)
        if not spans:
            said = voice.say("ferme_heure", jour=spoken)
            return _joined(voice.answer(said, yes=False), self._otherwise(day, begins))
        words = [self._span_words(span, begins=begins, day=day) for span in spans]
        said = voice.say("ouvert_jour", jour=spoken, plages=say_list(words))
        whole = spans[0][0] <= begins and ends - MINUTE <= spans[0][1]
        if whole or (start, end) in _PARTS or FIRST_MINUTE == start or LAST_MINUTE == end:
            return voice.answer(said, yes=True)
        return voice.without_yes_no().answer(said, yes=True)

    def _spans(
        self, begins: datetime, ends: datetime, *, day: date
    ) -> list[tuple[datetime, datetime]]:
        found = []
        for opens, closes in self.voice.calendar.open_spans(self.voice.service.id, since=day - DAY):
            if opens >= ends:
                break
            if closes > begins:
                found.append((opens, closes))
        return found

    def _span_words(
        self, span: tuple[datetime, datetime], *, begins: datetime, day: date
    ) -> str:
        opens, closes = (moment.astimezone(self.voice.calendar.zone) for moment in span)
        if opens <= begins:
            return self._until_words(closes, day)
        return phrase(
            "horaires.plage", debut=say_time(opens.time()), fin=say_time(closes.time())
        )

    def _until_words(self, until: datetime | None, day: date) -> str:
        if until is None or until.date() > day + DAY:
            return phrase("horaires.jour_et_nuit")
        return phrase("horaires.jusqua", fin=say_time(until.time()))

    def _spoken_stretch(self, day: date, start: time, end: time) -> str:
        today, spoken = self.voice.today, self.voice.near_day(day)
        part = _PARTS.get((start, end))
        if part is None and end == PARTS_OF_DAY["nuit"][1] and end != start:
            part = "nuit" if start < end and start < PARTS_OF_DAY["matin"][0] else None
        if part:
            plain = say_plain(self.voice, day)
            when = {today: "aujourdhui", today + DAY: "demain"}.get(day, "partie")
            return phrase(f"horaires.{when}_{part}", jour=plain)
        if start == FIRST_MINUTE:
            return phrase("horaires.avant", jour=spoken, fin=say_time(end))
        if end == LAST_MINUTE:
            return phrase("horaires.apres", jour=spoken, debut=say_time(start))
        return phrase("horaires.entre", jour=spoken, debut=say_time(start), fin=say_time(end))
