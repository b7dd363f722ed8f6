from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.faq.notices import Notice, running_notices

PARIS = ZoneInfo("Europe/Paris")


def notice(**changes: Any) -> Notice:
    data = {
        "id": "panne-telephone",
        "texte": "Notre téléphone est en panne.\n",
        "debut": "2026-11-23T08:15",
        "fin": "2026-11-23T17:30",
        "sujets": ["incident", "contact"],
        "autre_moyen": "Écrivez-nous ici.",
    }
    return Notice.from_data(data | changes, zone=PARIS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def test_a_notice_is_read_in_the_clinics_zone() -> None:
    outage = notice()
    assert outage.debut == datetime(2026, 11, 23, 7, 15, tzinfo=timezone.utc)
    assert outage.texte == "Notre téléphone est en panne."
    assert outage.autre_moyen == "Écrivez-nous ici."
    assert outage.sujets == ("incident", "contact")


@pytest.mark.parametrize(
    ("moment", "runs"),
    [
        ("2026-11-23T08:14", False),
        ("2026-11-23T08:15", True),
        ("2026-11-23T17:29", True),
        ("2026-11-23T17:30", False),
    ],
)
def test_a_notice_shows_while_it_runs_and_neither_before_nor_after(
    moment: str, *, runs: bool
) -> None:
    assert notice().is_running(at(moment)) is runs


def test_a_notice_without_end_runs_until_somebody_ends_it() -> None:
    endless = notice(fin=None)
    assert endless.fin is None
    assert endless.is_running(at("2030-01-01T00:00"))


@pytest.mark.parametrize("end", [date(2026, 11, 25), "2026-11-25"])
def test_an_end_that_is_a_day_holds_the_whole_day(end: object) -> None:
    """A secretary who writes « fin: 2026-11-25 » means that evening, not that morning."""
    works = notice(debut=date(2026, 11, 23), fin=end)
    assert works.is_running(at("2026-11-23T00:00"))
    assert works.is_running(at("2026-11-25T23:59"))
    assert not works.is_running(at("2026-11-26T00:00"))


def test_a_moment_may_be_a_timestamp_of_yaml_or_carry_its_offset() -> None:
    plain = datetime(2026, 11, 23, 8, 15)  # noqa: DTZ001  # as YAML gives it
    assert notice(debut=plain).debut == notice().debut
    assert notice(debut="2026-11-23T08:15+01:00").debut == notice().debut


def test_a_notice_over_the_change_of_the_clocks_ends_at_the_hour_on_the_wall() -> None:
    night = notice(debut="2026-10-24T20:00", fin="2026-10-25T08:00")
    assert night.is_running(datetime(2026, 10, 25, 6, 59, tzinfo=timezone.utc))
    assert not night.is_running(datetime(2026, 10, 25, 7, 0, tzinfo=timezone.utc))


def test_running_notices_are_those_of_the_topic_the_latest_first() -> None:
    old = notice(id="travaux", debut="2026-11-01T08:00", fin=None, sujets=["acces"])
    new = notice(sujets=["acces", "contact"])
    over = notice(id="ancien", debut="2026-01-01T08:00", fin="2026-01-02T08:00")
    now = at("2026-11-23T10:00")
    assert running_notices([old, new, over], now=now) == [new, old]
    assert running_notices([old, new, over], now=now, topic="contact") == [new]
    assert running_notices([old, new, over], now=now, topic="parking") == []
    assert running_notices([old, new], now=now + timedelta(days=1), topic="contact") == []
