from datetime import date

from bot.faq.entries import Event, coming, fill
from tests.support.lilas import entry


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


def test_events_that_are_over_are_not_announced() -> None:
    events = [
        Event.from_data({"id": str(day), "titre": str(day), "debut": f"2026-11-{day}T18:00"})
        for day in (30, 22, 25)
    ]
    assert [e.id for e in coming(events, today=date(2026, 11, 23))] == ["25", "30"]
