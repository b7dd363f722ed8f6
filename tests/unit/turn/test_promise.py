from datetime import datetime, timedelta

import pytest

from bot.faq.clinic import Clinic
from bot.turn.promise import promise, promised_at
from bot.turn.scene import Scene
from tests.support.lilas import MONDAY_TEN, PARIS, SUNDAY, lilas


@pytest.mark.parametrize(
    ("now", "latest"),
    [
        ("2026-11-23T10:00", "2026-11-23T12:00"),
        ("2026-11-23T17:30", "2026-11-24T09:30"),
        ("2026-11-23T03:00", "2026-11-23T10:00"),
        ("2026-11-20T17:30", "2026-11-23T09:30"),
        ("2026-12-24T17:00", "2026-12-28T09:00"),
    ],
)
def test_two_hours_of_opening_time_are_promised(now: str, latest: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=PARIS)
    promised = promised_at(Scene.at(lilas(), moment))
    assert promised == datetime.fromisoformat(latest).replace(tzinfo=PARIS)


def test_while_open_the_patient_reads_the_latest_hour() -> None:
    assert promise(Scene.at(lilas(), MONDAY_TEN)).endswith("lundi 23 novembre, à 12\u00a0h.")


def test_while_closed_the_patient_reads_that_it_is_closed() -> None:
    text = promise(Scene.at(lilas(), SUNDAY))
    assert "pas là en ce moment" in text
    assert "lundi 23 novembre" in text


def test_without_a_calendar_nothing_is_promised() -> None:
    scene = Scene.at(Clinic(), MONDAY_TEN)
    assert promised_at(scene) is None
    assert "dès que possible" in promise(scene)


def test_no_promise_is_in_the_past_at_any_hour_of_a_year() -> None:
    moment = datetime(2026, 1, 1, tzinfo=PARIS)
    for hours in range(0, 366 * 24, 5):
        now = moment + timedelta(hours=hours)
        promised = promised_at(Scene.at(lilas(), now))
        assert promised
        assert promised >= now + timedelta(hours=1)
