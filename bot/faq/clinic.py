"""One consistent reading of the FAQ store: all that the clinic says at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.faq.calendar import OpeningCalendar
from bot.faq.entries import Event, FaqEntry, coming, fill
from bot.faq.notices import Notice, running_notices
from bot.language.phrases import phrase
from bot.language.spoken import say_day, say_days, say_time

EVENTS_TOLD = 3
"""Events named in one answer; more would not be read on a phone."""


@dataclass(frozen=True)
class Clinic:
    """The clinic's facts, answers, hours, notices and events; immutable.

    Attributes:
        facts: values of the variables of `etablissement.yml`.
        doctors: names that masking must leave readable.
        entries: entries by id, in the order of the files.
        calendar: the opening hours.
        notices: every notice, past and future too.
        events: every event, past too.
        fingerprint: changes whenever a file of the store changes.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    doctors: tuple[str, ...] = ()
    entries: Mapping[str, FaqEntry] = field(default_factory=dict)
    calendar: OpeningCalendar | None = None
    notices: tuple[Notice, ...] = ()
    events: tuple[Event, ...] = ()
    fingerprint: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """Time zone in which the clinic lives."""
        return ZoneInfo(self.facts.get("fuseau", "Europe/Paris"))

    @property
    def relay_service(self) -> str | None:
        """Id of the service whose hours tell when a person answers; None without a calendar."""
        if self.calendar is None or not self.calendar.services:
            return None
        chosen = self.facts.get("service_relais")
        return chosen if chosen in self.calendar.services else next(iter(self.calendar.services))

    def entry(self, topic: str, *, day: date) -> FaqEntry | None:
        """The entry on this topic, if patients may read it on `day`."""
        found = self.entries.get(topic)
        return found if found and found.is_current(day) else None

    def running_notices(self, now: datetime, topic: str | None = None) -> list[Notice]:
        """Notices that run at `now`, only those that touch `topic` where one is given."""
        return running_notices(self.notices, now=now, topic=topic)

    def text_of(self, entry: FaqEntry, *, day: date) -> str:
        """The entry's answer with its links, as the patient reads it on `day`.

        A `day` that is a moment leaves out the events that ended earlier on its day.
        """
        zone = self.zone
        if isinstance(day, datetime):
            now = day.astimezone(zone)
        else:
            now = datetime.combine(day, time(0), tzinfo=zone)
        values = _Variables(self, now)
        lines = [fill(entry.answer, values)]
        lines += [
            phrase("tour.lien", titre=link.title, url=fill(link.url, values))
            for link in entry.links
        ]
        return "\n".join(lines)


def computed_variables(calendar: OpeningCalendar | None) -> tuple[str, ...]:
    """Names of the variables that no file holds because the program computes them."""
    services = calendar.services if calendar else ()
    return ("evenements", *(f"horaires_{service}" for service in services))


class _Variables(dict[str, str]):
    """The facts, and the variables computed from calendar and events when they are asked for."""

    def __init__(self, clinic: Clinic, now: datetime) -> None:
        super().__init__(clinic.facts)
        self._clinic = clinic
        self._now = now

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]  # str only
        if name in self:
            return self[name]
        if name == "evenements":
            return _told_events(self._clinic.events, now=self._now)
        calendar = self._clinic.calendar
        service = name.removeprefix("horaires_")
        if calendar and name != service and service in calendar.services:
            return calendar.weekly_sentence(service)
        return default


def _told_events(events: tuple[Event, ...], *, now: datetime) -> str:
    soon = coming(events, now=now)[:EVENTS_TOLD]
    if not soon:
        return phrase("tour.aucun_evenement")
    return "\n".join(_told(event, today=now.date()) for event in soon)


def _told(event: Event, *, today: date) -> str:
    if event.first == event.last:
        when = say_day(event.first, today=today)
    else:
        when = say_days(event.first, event.last, today=today)
    if event.timed and event.first == event.last:
        when = phrase("horaires.jour_a_heure", jour=when, heure=say_time(event.begins.time()))
    parts = [event.title, when, event.place]
    return phrase("tour.evenement", texte=", ".join(part for part in parts if part))
