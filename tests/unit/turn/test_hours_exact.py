"""An exact hour beside a part of the day, seen from a Monday at ten."""

import pytest

from bot.turn.hours import hours_answer
from tests.support.lilas import MONDAY_TEN, lilas


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("vendredi soir à 19h30 vous êtes encore ouverts ?", "Non, vendredi 27 novembre à 19 h 30"),
        ("ce soir 20h", "Non, aujourd’hui, lundi 23 novembre, à 20 h"),
        ("ce soir à 8h", "Non, aujourd’hui, lundi 23 novembre, à 20 h"),
        ("demain soir 20h", "Non, demain, mardi 24 novembre, à 20 h"),
        ("demain matin 7h", "Non, demain, mardi 24 novembre, à 7 h"),
        ("demain matin à 9h", "Oui, demain, mardi 24 novembre, à 9 h"),
    ],
)
def test_the_exact_hour_is_answered_and_not_the_part_of_the_day(text: str, begins: str) -> None:
    """« vendredi soir à 19h30 » got « Oui, … jusqu'à 18 h »."""
    calendar = lilas().calendar
    assert calendar
    said = hours_answer(text, calendar=calendar, now=MONDAY_TEN, default_service="accueil")
    assert said.replace("\N{NBSP}", " ").startswith(begins)
