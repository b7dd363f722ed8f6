from datetime import date

import pytest

from bot.language.public_holidays import (
    HolidayZone,
    holiday_in,
    holiday_name,
    next_holiday,
    next_named,
    public_holidays,
)

FRENCH_2026 = {
    date(2026, 1, 1): "Jour de l'an",
    date(2026, 4, 6): "Lundi de Pâques",
    date(2026, 5, 1): "Fête du Travail",
    date(2026, 5, 8): "Fête de la Victoire",
    date(2026, 5, 14): "Ascension",
    date(2026, 5, 25): "Lundi de Pentecôte",
    date(2026, 7, 14): "Fête nationale",
    date(2026, 8, 15): "Assomption",
    date(2026, 11, 1): "Toussaint",
    date(2026, 11, 11): "Armistice",
    date(2026, 12, 25): "Noël",
}


def test_france_has_eleven_public_holidays() -> None:
    assert public_holidays(2026, HolidayZone.METROPOLE) == FRENCH_2026


def test_alsace_and_moselle_have_two_more() -> None:
    more = {date(2026, 4, 3): "Vendredi saint", date(2026, 12, 26): "Saint Étienne"}
    assert public_holidays(2026, HolidayZone.ALSACE_MOSELLE) == FRENCH_2026 | more
    assert holiday_name(date(2026, 12, 26), HolidayZone.METROPOLE) is None


def test_two_holidays_on_one_day_are_both_named_and_both_found() -> None:
    """In 2008 Ascension Day fell on the first of May."""
    assert holiday_name(date(2008, 5, 1), HolidayZone.METROPOLE) == "Ascension, Fête du Travail"
    assert holiday_in(2008, "Ascension") == holiday_in(2008, "Fête du Travail")


def test_the_next_holiday_counts_today_and_reaches_over_new_year() -> None:
    zone = HolidayZone.METROPOLE
    assert next_holiday(date(2026, 12, 25), zone) == (date(2026, 12, 25), "Noël")
    assert next_holiday(date(2026, 12, 26), zone) == (date(2027, 1, 1), "Jour de l'an")
    assert next_named("Armistice", date(2026, 11, 12)) == date(2027, 11, 11)
    assert next_named("Pâques", date(2026, 11, 12)) == date(2027, 3, 28)


def test_an_unknown_holiday_is_no_holiday() -> None:
    with pytest.raises(KeyError):
        holiday_in(2026, "Halloween")
