from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.faq.calendar import DayHours, OpeningCalendar, Reason
from bot.faq.services import OpenRange
from bot.language.public_holidays import HolidayZone, public_holidays
from tests.support.mimosas import PARIS, mimosas_calendar

CALENDAR = mimosas_calendar()
NBSP = "\u00a0"


def at(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold)


def hours(*written: str) -> tuple[OpenRange, ...]:
    return tuple(map(OpenRange.parse, written))


def test_an_ordinary_day_has_the_hours_of_the_week() -> None:
    monday = date(2026, 11, 23)
    assert CALENDAR.ranges("secretariat", monday) == DayHours(
        hours("08:00-12:30", "13:30-19:00"), Reason.WEEK
    )
    assert CALENDAR.ranges("secretariat", date(2026, 11, 22)) == DayHours((), Reason.WEEK)


def test_an_unknown_service_is_an_error() -> None:
    with pytest.raises(KeyError):
        CALENDAR.ranges("piscine", date(2026, 11, 23))


@pytest.mark.parametrize(("day", "name"), public_holidays(2026, HolidayZone.METROPOLE).items())
def test_each_public_holiday_follows_what_the_service_does_on_holidays(
    day: date, name: str
) -> None:
    assert CALENDAR.ranges("secretariat", day) == DayHours((), Reason.HOLIDAY, name)
    assert CALENDAR.ranges("laboratoire", day) == DayHours(
        hours("08:00-10:00"), Reason.HOLIDAY, name
    )
    whole = CALENDAR.ranges("urgences", day)
    assert whole.ranges == hours("00:00-24:00")
    assert whole.label == name


def test_alsace_moselle_keeps_good_friday_and_saint_stephens_day() -> None:
    alsace = mimosas_calendar(jours_feries={"zone": "alsace-moselle"})
    for day in (date(2026, 4, 3), date(2026, 12, 26)):
        assert not alsace.ranges("secretariat", day).ranges
        assert CALENDAR.ranges("secretariat", day).ranges


def test_a_clinic_that_says_nothing_of_holidays_is_closed_on_them() -> None:
    services = [{"id": "accueil", "titre": "l'accueil", "semaine": {"mercredi": ["08:00-18:00"]}}]
    calendar = OpeningCalendar.from_data({"services": services}, zone=PARIS)
    assert not calendar.ranges("accueil", date(2026, 11, 11)).ranges
    assert calendar.ranges("accueil", date(2026, 11, 18)).ranges


def test_a_rule_of_a_date_returns_every_year_for_its_services() -> None:
    for eve in (date(2026, 12, 24), date(2027, 12, 24)):
        assert CALENDAR.ranges("secretariat", eve).ranges == hours("09:00-16:00")
    assert CALENDAR.ranges("laboratoire", date(2026, 12, 24)).reason is Reason.WEEK


def test_a_rule_goes_before_the_holiday_and_may_hold_for_one_year_only() -> None:
    victory = DayHours(hours("10:00-12:00"), Reason.RULE, "Fête de la Victoire")
    assert CALENDAR.ranges("secretariat", date(2027, 5, 8)) == victory
    assert not CALENDAR.ranges("secretariat", date(2026, 5, 8)).ranges


def test_a_rule_opens_no_weekday_on_which_the_service_is_always_closed() -> None:
    """24 December 2028 is a Sunday: the secretary's half day must not open it."""
    assert not CALENDAR.ranges("secretariat", date(2028, 12, 24)).ranges


def test_a_rule_may_be_written_as_ranges_alone() -> None:
    calendar = mimosas_calendar(
        jours_feries={"regles": {"12-24": "ferme", "12-31": ["08:00-09:00"]}}
    )
    assert not calendar.ranges("laboratoire", date(2026, 12, 24)).ranges
    assert calendar.ranges("laboratoire", date(2026, 12, 31)).ranges == hours("08:00-09:00")


def test_an_exception_goes_before_rule_holiday_and_week() -> None:
    assert CALENDAR.ranges("consultations", date(2026, 12, 31)) == DayHours(
        (), Reason.EXCEPTION, "congés"
    )
    new_year = CALENDAR.ranges("consultations", date(2027, 1, 1))
    assert (new_year.reason, new_year.label) == (Reason.EXCEPTION, "congés")
    eve = [{"services": ["secretariat"], "du": "2026-12-24", "plages": ["08:00-09:00"]}]
    calendar = mimosas_calendar(exceptions=eve)
    assert calendar.ranges("secretariat", date(2026, 12, 24)).ranges == hours("08:00-09:00")


def test_an_exception_of_all_services_may_leave_one_as_usual() -> None:
    thursday = date(2026, 12, 3)
    assert CALENDAR.ranges("laboratoire", thursday).label == "coupure d'eau"
    assert CALENDAR.ranges("urgences", thursday).ranges == hours("00:00-24:00")


def test_an_exception_opens_a_day_that_is_closed_in_the_week() -> None:
    sunday = [{"services": ["secretariat"], "du": "2026-11-29", "plages": ["09:00-12:00"]}]
    calendar = mimosas_calendar(exceptions=sunday)
    assert calendar.is_open("secretariat", at("2026-11-29T10:00"))


def test_an_exception_of_all_services_opens_none_that_never_comes_on_that_weekday() -> None:
    saturday = [{"services": "tous", "du": "2026-11-28", "plages": ["10:00-12:00"]}]
    calendar = mimosas_calendar(exceptions=saturday)
    assert calendar.is_open("laboratoire", at("2026-11-28T10:30"))
    assert not calendar.is_open("imagerie", at("2026-11-28T10:30"))


def test_a_day_within_a_longer_exception_may_have_its_own() -> None:
    closure = [
        {"services": "tous", "du": "2026-12-07", "plages": ["10:00-11:00"], "motif": "inventaire"},
        {"services": "tous", "du": "2026-12-01", "au": "2026-12-31", "motif": "travaux"},
    ]
    calendar = mimosas_calendar(exceptions=closure)
    assert calendar.ranges("laboratoire", date(2026, 12, 7)).label == "inventaire"
    assert calendar.ranges("laboratoire", date(2026, 12, 8)) == DayHours(
        (), Reason.EXCEPTION, "travaux"
    )


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23T07:59", False),
        ("2026-11-23T08:00", True),
        ("2026-11-23T12:29", True),
        ("2026-11-23T12:30", False),
        ("2026-11-23T13:30", True),
        ("2026-11-23T18:59", True),
        ("2026-11-23T19:00", False),
    ],
)
def test_a_range_holds_its_first_minute_and_not_its_last(moment: str, *, is_open: bool) -> None:
    assert CALENDAR.is_open("secretariat", at(moment)) is is_open


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    assert CALENDAR.is_open("secretariat", datetime(2026, 11, 23, 7, 0, tzinfo=timezone.utc))
    assert not CALENDAR.is_open("secretariat", datetime(2026, 11, 23, 6, 59, tzinfo=timezone.utc))


def test_the_next_opening_reaches_over_lunch_night_weekend_and_holidays() -> None:
    opening = CALENDAR.next_opening
    assert opening("secretariat", at("2026-11-23T12:45")) == at("2026-11-23T13:30")
    assert opening("secretariat", at("2026-11-23T10:00")) == at("2026-11-23T13:30")
    assert opening("secretariat", at("2026-11-23T08:00")) == at("2026-11-23T08:00")
    assert opening("secretariat", at("2026-11-23T20:00")) == at("2026-11-24T08:00")
    assert opening("secretariat", at("2026-11-28T12:00")) == at("2026-11-30T08:00")
    assert opening("secretariat", at("2026-12-24T17:00")) == at("2026-12-26T09:00")
    assert opening("consultations", at("2026-12-24T18:00")) == at("2027-01-04T09:00")


def test_a_service_that_never_opens_or_never_closes_has_no_next_opening() -> None:
    assert CALENDAR.next_opening("annexe", at("2026-11-23T10:00")) is None
    assert CALENDAR.next_opening("urgences", at("2026-11-23T10:00")) is None
    assert CALENDAR.next_attended("annexe", at("2026-11-23T10:00")) is None


def test_somebody_is_there_now_or_at_the_next_opening() -> None:
    noon = at("2026-11-23T12:00")
    assert CALENDAR.next_attended("secretariat", noon) == noon
    assert CALENDAR.next_attended("secretariat", at("2026-11-22T12:00")) == at("2026-11-23T08:00")
    assert CALENDAR.next_attended("urgences", noon) == noon


def test_it_is_open_until_the_end_of_the_range_and_over_touching_ranges() -> None:
    assert CALENDAR.open_until("secretariat", at("2026-11-23T10:00")) == at("2026-11-23T12:30")
    assert CALENDAR.open_until("secretariat", at("2026-11-23T12:45")) is None
    assert CALENDAR.open_until("urgences", at("2026-11-23T12:45")) is None
    touching = [
        {
            "id": "accueil",
            "titre": "l'accueil",
            "semaine": {"lundi": ["20:00-24:00"], "mardi": ["00:00-06:00"]},
        }
    ]
    calendar = mimosas_calendar(services=touching)
    assert calendar.open_until("accueil", at("2026-11-23T21:00")) == at("2026-11-24T06:00")


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    assert CALENDAR.is_open("garde", at("2026-11-24T02:29"))
    assert not CALENDAR.is_open("garde", at("2026-11-24T02:30"))
    assert CALENDAR.open_until("garde", at("2026-11-23T23:00")) == at("2026-11-24T02:30")


class TestWhenTheClocksGoForward:
    """29 March 2026 and 28 March 2027: two o'clock is three o'clock."""

    @pytest.mark.parametrize("day", ["2026-03-29", "2027-03-28"])
    def test_a_night_that_would_end_in_the_missing_hour_ends_with_the_change(
        self, day: str
    ) -> None:
        assert CALENDAR.is_open("garde", at(f"{day}T01:59"))
        assert not CALENDAR.is_open("garde", at(f"{day}T03:00"))
        assert CALENDAR.open_until("garde", at(f"{day}T01:00")) == at(f"{day}T03:00")

    def test_hours_that_lie_in_the_missing_hour_do_not_happen(self) -> None:
        early = [{"id": "a", "titre": "l'a", "semaine": {"dimanche": ["02:10-02:40"]}}]
        calendar = mimosas_calendar(services=early)
        assert calendar.next_opening("a", at("2026-03-29T00:00")) == at("2026-04-05T02:10")

    def test_a_range_that_would_begin_in_the_missing_hour_begins_with_the_change(self) -> None:
        early = [{"id": "a", "titre": "l'a", "semaine": {"dimanche": ["02:30-06:00"]}}]
        calendar = mimosas_calendar(services=early)
        assert calendar.next_opening("a", at("2026-03-29T00:00")) == at("2026-03-29T03:00")

    def test_the_night_is_one_hour_shorter(self) -> None:
        night = [{"id": "a", "titre": "l'a", "semaine": {"samedi": ["22:00-06:00"]}}]
        calendar = mimosas_calendar(services=night)
        ((opens, closes),) = [
            span for span in calendar.open_spans("a", since=date(2026, 3, 28)) if span[0].day == 28
        ][:1]
        assert closes - opens == timedelta(hours=7)


class TestWhenTheClocksGoBack:
    """25 October 2026: from two to three o'clock comes twice."""

    def test_both_comings_of_the_hour_are_open_when_the_sign_on_the_door_says_so(self) -> None:
        assert CALENDAR.is_open("garde", at("2026-10-25T02:15"))
        assert CALENDAR.is_open("garde", at("2026-10-25T02:15", fold=1))
        assert not CALENDAR.is_open("garde", at("2026-10-25T02:45", fold=1))

    def test_it_closes_at_the_second_coming(self) -> None:
        closing = CALENDAR.open_until("garde", at("2026-10-25T01:00"))
        assert closing is not None
        assert closing.astimezone(timezone.utc) == datetime(
            2026, 10, 25, 1, 30, tzinfo=timezone.utc
        )

    def test_it_opens_at_the_first_coming(self) -> None:
        early = [{"id": "a", "titre": "l'a", "semaine": {"dimanche": ["02:30-06:00"]}}]
        calendar = mimosas_calendar(services=early)
        opening = calendar.next_opening("a", at("2026-10-25T00:00"))
        assert opening is not None
        assert opening.astimezone(timezone.utc) == datetime(
            2026, 10, 25, 0, 30, tzinfo=timezone.utc
        )

    def test_the_night_is_one_hour_longer(self) -> None:
        night = [{"id": "a", "titre": "l'a", "semaine": {"samedi": ["22:00-06:00"]}}]
        calendar = mimosas_calendar(services=night)
        opens, closes = next(calendar.open_spans("a", since=date(2026, 10, 24)))
        assert closes - opens == timedelta(hours=9)

    def test_the_morning_after_opens_at_the_hour_of_the_clock_on_the_wall(self) -> None:
        opening = CALENDAR.next_opening("secretariat", at("2026-10-24T13:00"))
        assert opening == at("2026-10-26T08:00")
        assert opening.utcoffset() == timedelta(hours=1)


def test_the_week_is_said_with_equal_days_together() -> None:
    said = CALENDAR.weekly_sentence("secretariat").replace(NBSP, " ")
    assert said == (
        "du lundi au vendredi de 8 h à 12 h 30 et de 13 h 30 à 19 h, le samedi de 9 h à 12 h"
    )
    assert CALENDAR.weekly_sentence("consultations").replace(NBSP, " ") == (
        "le lundi et le jeudi de 9 h à 18 h"
    )
    assert CALENDAR.weekly_sentence("urgences") == "tous les jours, jour et nuit"
    assert CALENDAR.weekly_sentence("garde").replace(NBSP, " ") == (
        "tous les jours de 20 h à 2 h 30"
    )
    assert CALENDAR.weekly_sentence("annexe") == "sans horaires réguliers"
    assert f"12{NBSP}h{NBSP}30" in CALENDAR.weekly_sentence("secretariat")


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(PARIS))  # noqa: DTZ001
SERVICES = st.sampled_from(sorted(CALENDAR.services))


@settings(max_examples=150, deadline=None)
@given(service=SERVICES, moment=MOMENTS)
def test_open_closed_and_next_opening_agree_at_every_moment(service: str, moment: datetime) -> None:
    opening = CALENDAR.next_opening(service, moment)
    closing = CALENDAR.open_until(service, moment)
    attended = CALENDAR.next_attended(service, moment)
    if CALENDAR.is_open(service, moment):
        assert attended == moment
        assert service == "urgences" or closing is not None
    else:
        assert attended == opening
        assert closing is None
    for change, is_open in ((opening, True), (closing, False)):
        if change is not None:
            instant = change.astimezone(timezone.utc)
            assert instant >= moment
            assert CALENDAR.is_open(service, instant) is is_open
            assert CALENDAR.is_open(service, instant - timedelta(minutes=1)) is not is_open


@settings(max_examples=60, deadline=None)
@given(service=SERVICES, moment=MOMENTS, step=st.integers(1, 59))
def test_nothing_opens_before_the_next_opening(service: str, moment: datetime, step: int) -> None:
    opening = CALENDAR.next_opening(service, moment)
    if opening is None or CALENDAR.is_open(service, moment):
        return
    tested = moment.astimezone(timezone.utc)
    while tested < opening.astimezone(timezone.utc):
        assert not CALENDAR.is_open(service, tested)
        tested += timedelta(minutes=37 + step)


@settings(max_examples=150, deadline=None)
@given(service=SERVICES, moment=MOMENTS)
def test_by_day_the_sign_on_the_door_is_true(service: str, moment: datetime) -> None:
    """Away from the nights in which clocks change, the wall clock alone tells open from closed."""
    if moment.date() in {date(2026, 3, 29), date(2027, 3, 28), date(2026, 10, 25)} | {
        date(2027, 10, 31)
    }:
        return
    wall = moment.time()
    today = CALENDAR.ranges(service, moment.date()).ranges
    yesterday = CALENDAR.ranges(service, moment.date() - timedelta(days=1)).ranges
    midnight = time(0)
    begun = any(
        one.opens <= wall and (wall < one.closes or one.closes <= one.opens) for one in today
    )
    left = any(one.closes <= one.opens and midnight <= wall < one.closes for one in yesterday)
    assert CALENDAR.is_open(service, moment) is (begun or left)
