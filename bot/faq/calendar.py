"""The one opening calendar: when each service is open, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from bot.faq.dates import as_day
from bot.faq.services import (
    Ranges,
    Service,
    named_services,
    special_ranges,
)
from bot.faq.week import say_week
from bot.language.public_holidays import HolidayZone, holiday_name

DAY = timedelta(days=1)
HORIZON = 400
"""Days ahead in which an opening is looked for: every yearly closure ends within them."""

_ALL = "tous"


class Reason(Enum):
    """Why a day has the hours that it has."""

    WEEK = "week"
    HOLIDAY = "holiday"
    RULE = "rule"
    EXCEPTION = "exception"


@dataclass(frozen=True)
class DayHours:
    """A service's hours on one day.

    Attributes:
        ranges: the hours, which belong to the day on which they begin; empty where it is closed.
        reason: what set them.
        label: the exception's motive, else the public holiday's name, else nothing.
    """

    ranges: Ranges
    reason: Reason
    label: str = ""


@dataclass(frozen=True)
class _Special:
    """Hours set for some services on some days; `ranges` None for those of the weekday."""

    services: frozenset[str] | None
    ranges: Ranges | None
    first: date = date.min
    last: date = date.max
    motive: str = ""

    def concerns(self, service_id: str, day: date) -> bool:
        """Whether it sets this service's hours on this day."""
        named = self.services is None or service_id in self.services
        return named and self.first <= day <= self.last


@dataclass(frozen=True)
class OpeningCalendar:
    """When each service of the clinic is open.

    An exception goes before a rule of a date, that before a service's public holidays, and these
    before its week. Neither a rule nor an exception of all services opens a service on a weekday
    on which it is always closed: « tous, de 10 h à 12 h » on a Saturday is not meant for those who
    never come on Saturdays. An exception that names the service does.

    Attributes:
        services: the services by id, in the order of the file.
        zone: the clinic's time zone.
        holiday_zone: decides which days are public holidays.
    """

    services: Mapping[str, Service]
    zone: ZoneInfo
    holiday_zone: HolidayZone
    _rules: Mapping[str, tuple[_Special, ...]]
    _exceptions: tuple[_Special, ...]

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, zone: ZoneInfo) -> "OpeningCalendar":
        """The calendar that the schema-checked content of `horaires.yml` describes."""
        services = [Service.from_data(service) for service in data["services"]]
        holidays = data.get("jours_feries") or {}
        rules = holidays.get("regles") or {}
        return cls(
            services={service.id: service for service in services},
            zone=zone,
            holiday_zone=HolidayZone(str(holidays.get("zone", "metropole")).replace("_", "-")),
            _rules={str(day): (_read_rule(rule),) for day, rule in rules.items()},
            _exceptions=tuple(map(_read_exception, data.get("exceptions") or ())),
        )

    def ranges(self, service_id: str, day: date) -> DayHours:
        """The service's hours that begin on `day`, and why they are so.

        Raises:
            KeyError: no service has this id.
        """
        service = self.services[service_id]
        holiday = holiday_name(day, self.holiday_zone) or ""
        week = service.semaine[day.weekday()]
        exception = self._exception(service_id, day)
        if exception:
            usual = exception.ranges is None or (exception.services is None and not week)
            ranges = week if usual else exception.ranges or ()
            return DayHours(ranges, Reason.EXCEPTION, exception.motive or holiday)
        rule = self._rule(service_id, day)
        if rule and week:
            return DayHours(week if rule.ranges is None else rule.ranges, Reason.RULE, holiday)
        if holiday:
            ranges = week if service.jours_feries is None else service.jours_feries
            return DayHours(ranges, Reason.HOLIDAY, holiday)
        return DayHours(week, Reason.WEEK)

    def is_usual(self, service_id: str, day: date) -> bool:
        """Whether the service keeps on `day` the hours of its week."""
        week = self.services[service_id].semaine[day.weekday()]
        return self.ranges(service_id, day).ranges == week

    def is_open(self, service_id: str, moment: datetime) -> bool:
        """Whether the service is open at this aware moment."""
        day = self._day(moment)
        spans = (*self._spans_of(service_id, day - DAY), *self._spans_of(service_id, day))
        return any(opens <= moment < closes for opens, closes in spans)

    def open_until(self, service_id: str, moment: datetime) -> datetime | None:
        """When the service that is open at `moment` next closes.

        None where it is closed at `moment`, or does not close within `HORIZON` days.
        """
        for opens, closes in self.open_spans(service_id, since=self._day(moment) - DAY):
            if opens > moment:
                break
            if moment < closes:
                ends = closes - opens < HORIZON * DAY
                return closes.astimezone(self.zone) if ends else None
        return None

    def next_opening(self, service_id: str, moment: datetime) -> datetime | None:
        """The first moment from `moment` on at which the service, closed before, opens.

        None where it does not open within `HORIZON` days, because it stays closed or never closes.
        """
        for opens, _ in self.open_spans(service_id, since=self._day(moment) - DAY):
            if opens >= moment:
                return opens.astimezone(self.zone)
        return None

    def next_attended(self, service_id: str, moment: datetime) -> datetime | None:
        """When somebody of the service is there: `moment` itself, else the next opening."""
        if self.is_open(service_id, moment):
            return moment.astimezone(self.zone)
        return self.next_opening(service_id, moment)

    def find_service(self, text: str) -> Service | None:
        """The service that a message names, by the longest name; None for the whole clinic."""
        return next(iter(self.find_services(text)), None)

    def find_services(self, text: str) -> list[Service]:
        """The services that a message asks about, in its order."""
        return named_services(text, self.services.values())

    def weekly_sentence(self, service_id: str) -> str:
        """The service's week as in « du lundi au vendredi de 8 h à 19 h »."""
        return say_week(self.services[service_id].semaine)

    def open_spans(self, service_id: str, *, since: date) -> Iterator[tuple[datetime, datetime]]:
        """Times of opening from the day `since` on, in UTC, each as long as nothing interrupts it.

        Hours are what the clock on the wall reads: where the clocks go back, an hour that comes
        twice opens at its first coming and closes at its second; where they go forward, an hour
        that is left out is the moment of the change.
        """
        waiting: tuple[datetime, datetime] | None = None
        for offset in range(HORIZON + 2):
            for opens, closes in self._spans_of(service_id, since + offset * DAY):
                if waiting and opens <= waiting[1]:
                    waiting = (waiting[0], max(waiting[1], closes))
                    continue
                if waiting:
                    yield waiting
                waiting = (opens, closes)
        if waiting:
            yield waiting

    def _spans_of(self, service_id: str, day: date) -> Iterator[tuple[datetime, datetime]]:
        for hours in self.ranges(service_id, day).ranges:
            next_day = day + DAY if hours.closes <= hours.opens else day
            opens = instant(datetime.combine(day, hours.opens), zone=self.zone, fold=0)
            closes = instant(datetime.combine(next_day, hours.closes), zone=self.zone, fold=1)
            if opens < closes:
                yield opens, closes

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _rule(self, service_id: str, day: date) -> _Special | None:
        rules = (*self._rules.get(day.isoformat(), ()), *self._rules.get(f"{day:%m-%d}", ()))
        return next((rule for rule in rules if rule.concerns(service_id, day)), None)

    def _exception(self, service_id: str, day: date) -> _Special | None:
        """The exception of this day; of several the shortest, of equals the last one written."""
        found = [special for special in self._exceptions if special.concerns(service_id, day)]
        return min(reversed(found), key=lambda one: one.last - one.first) if found else None


def instant(wall: datetime, *, zone: ZoneInfo, fold: int) -> datetime:
    """The moment, in UTC, at which the clock on the wall reads `wall`.

    Args:
        wall: a naive local time.
        zone: where the clock hangs.
        fold: 0 for the first, 1 for the second coming of an hour that comes twice. An hour that is
            left out is the moment at which the clocks go forward.
    """
    moment = wall.replace(tzinfo=zone, fold=fold).astimezone(timezone.utc)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    moment = wall.replace(tzinfo=zone, fold=1).astimezone(timezone.utc)
    while moment.astimezone(zone).replace(tzinfo=None) < wall:
        moment += timedelta(minutes=1)
    return moment


def _named(services: Any) -> frozenset[str] | None:
    return None if services in (None, _ALL) else frozenset(map(str, services))


def _read_rule(data: Any) -> _Special:
    if isinstance(data, Mapping):
        return _Special(_named(data.get("services")), special_ranges(data["plages"]))
    return _Special(None, special_ranges(data))


def _read_exception(data: Mapping[str, Any]) -> _Special:
    return _Special(
        services=_named(data.get("services")),
        ranges=special_ranges(data.get("plages")),
        first=as_day(data["du"]),
        last=as_day(data.get("au") or data["du"]),
        motive=str(data.get("motif") or ""),
    )
