"""How a sentence about a service's hours is worded: articles, agreement, « oui » and « non »."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.faq.calendar import DayHours, OpeningCalendar, instant
from bot.faq.services import Service
from bot.language.phrases import phrase
from bot.language.spoken import capitalised, say_moment, say_near_day

_FORMS = ("est", "ouvert", "ferme", "il", "rouvre", "ferme_verbe")
"""The places that agree with the service, in the order of the phrases `accord_…`."""

APOSTROPHE = "'"
"""As the `holidays` package writes it; the sentences around use the typographic one."""


@dataclass(frozen=True)
class Voice:
    """Sentences about one service at one moment.

    Attributes:
        service: what they are about.
        calendar: where its hours are.
        now: the present moment in the clinic's zone.
        asks_whether: whether the patient expects « oui » or « non ».
    """

    service: Service
    calendar: OpeningCalendar
    now: datetime
    asks_whether: bool

    @property
    def today(self) -> date:
        """The present day in the clinic's zone."""
        return self.now.date()

    def hours(self, day: date) -> DayHours:
        """The service's hours on a day."""
        return self.calendar.ranges(self.service.id, day)

    def is_usual(self, day: date) -> bool:
        """Whether the service keeps the hours of its week on a day."""
        return self.calendar.is_usual(self.service.id, day)

    def at(self, day: date, hour: time, *, fold: int = 0) -> datetime:
        """The moment at which the clock in the clinic reads this hour of this day."""
        moment = instant(datetime.combine(day, hour), zone=self.calendar.zone, fold=fold)
        return moment.astimezone(self.calendar.zone)

    def is_open_now(self) -> bool:
        """Whether the service is open at the present moment."""
        return self.calendar.is_open(self.service.id, self.now)

    def without_yes_no(self) -> "Voice":
        """The same voice for a sentence that answers no question."""
        return replace(self, asks_whether=False)

    def say(self, key: str, **places: object) -> str:
        """The phrase `horaires.key` about the service, not yet a whole sentence."""
        forms = phrase(f"horaires.accord_{self.service.accord.value}").split("|")
        plural = self.service.accord.value.endswith("p")
        return phrase(
            f"horaires.{key}",
            service=self.service.spoken_title,
            etait=phrase("horaires.etait_p" if plural else "horaires.etait_s"),
            **dict(zip(_FORMS, forms, strict=True)),
            **places,
        )

    def sentence(self, key: str, **places: object) -> str:
        """The phrase as a sentence of its own."""
        return capitalised(self.say(key, **places))

    def answer(self, said: str, *, yes: bool) -> str:
        """The phrase as a sentence, with « oui » or « non » in front where one is expected."""
        if self.asks_whether:
            said = phrase("horaires.oui" if yes else "horaires.non", suite=said)
        return capitalised(said)

    def near_day(self, day: date) -> str:
        """The day, told as today or tomorrow where it is."""
        return say_near_day(day, today=self.today)

    def with_motive(self, words: str, day: date) -> str:
        """The words, followed by the day's holiday or motive in brackets where it has one."""
        return with_motive(words, self.hours(day).label)

    def usual_hours(self) -> str:
        """The sentence that tells the service's week."""
        week = self.calendar.weekly_sentence(self.service.id)
        return self.sentence("habituels", semaine=week)

    def reopening(self, after: datetime) -> str:
        """The sentence that tells when the service opens after a moment; nothing if it does not."""
        opening = self.calendar.next_opening(self.service.id, after)
        if opening is None:
            return ""
        return self.sentence("rouvre", moment=say_moment(opening, now=self.now))


def with_motive(words: str, motive: str) -> str:
    """The words, followed by a motive in brackets; the words alone where there is none."""
    if not motive:
        return words
    return f"{words} {phrase('horaires.motif', motif=motive.replace(APOSTROPHE, '’'))}"
