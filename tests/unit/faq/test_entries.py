from datetime import date, datetime

import pytest

from bot.faq.clinic import Clinic
from bot.faq.entries import Event, coming, fill
from tests.support.lilas import PARIS, entry


def test_a_variable_without_a_value_stays_visible() -> None:
    assert fill("Appelez le {numero} ou le {autre}.", {"numero": "15"}) == (
        "Appelez le 15 ou le {autre}."
    )


def test_an_entry_is_read_by_patients_within_its_dates_only() -> None:
    base = vars(entry("vaccination", "Le vaccin."))
    dated = type(entry("a", "b"))(
        **{**base, "valid_from": date(2026, 10, 1), "valid_until": date(2026, 12, 31)}
    )
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [dated.is_current(day) for day in days] == [False, True, True, False]


def test_an_entry_switched_off_is_not_read() -> None:
    off = type(entry("a", "b"))(**{**vars(entry("a", "b")), "active": False})
    assert not off.is_current(date(2026, 11, 23))


def event(debut: str, **changes: str) -> Event:
    return Event.from_data({"id": debut, "titre": "Don", "debut": debut, **changes}, zone=PARIS)


def test_events_that_are_over_are_not_announced() -> None:
    events = [event(f"2026-11-{day}T18:00") for day in (30, 22, 25)]
    said = coming(events, now=datetime(2026, 11, 23, tzinfo=PARIS))
    assert [found.first.day for found in said] == [25, 30]


@pytest.mark.parametrize(("hour", "told"), [(19, True), (20, False), (21, False)])
def test_an_event_that_ended_this_evening_is_no_longer_announced(hour: int, *, told: bool) -> None:
    talk = event("2026-11-23T18:30", fin="2026-11-23T20:00")
    now = datetime(2026, 11, 23, hour, tzinfo=PARIS)
    clinic = Clinic(events=(talk,))
    assert ("Don" in clinic.text_of(entry("evenements", "{evenements}"), day=now)) is told


def test_an_event_of_several_days_lasts_until_the_night_of_the_last() -> None:
    days = event("2026-11-23", fin="2026-11-25")
    assert (days.first.day, days.last.day, days.timed) == (23, 25, False)
    assert coming([days], now=datetime(2026, 11, 25, 23, 59, tzinfo=PARIS))


def test_a_moment_in_another_zone_is_told_on_the_clinics_clock() -> None:
    assert event("2026-11-23T17:30+00:00").begins.hour == 18


def test_a_variable_may_have_spaces_inside_its_braces() -> None:
    assert fill("Le { numero }.", {"numero": "15"}) == "Le 15."
    assert entry("contact", "Le { numero }.").variables() == ("numero",)
