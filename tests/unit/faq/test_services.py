from datetime import time

import pytest

from bot.faq.services import Agreement, OpenRange, Service, agreement_of
from tests.support.mimosas import mimosas_calendar

CALENDAR = mimosas_calendar()


def named(text: str) -> list[str]:
    return [service.id for service in CALENDAR.find_services(text)]


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("le laboratoire ouvre à quelle heure ?", "laboratoire"),
        ("LE LABO EST OUVERT", "laboratoire"),
        ("horaires du labos", "laboratoire"),
        ("le laboratoir est ouvert samedi", "laboratoire"),
        ("une prise de sang demain", "laboratoire"),
        ("le secretariat", "secretariat"),
        ("la secrétaire répond quand ?", "secretariat"),
        ("le secretaria", "secretariat"),
        ("horaires des consultations", "consultations"),
        ("l’imagerie", "imagerie"),
        ("le scaner", "imagerie"),
    ],
)
def test_a_service_is_found_by_its_title_its_synonyms_and_with_a_typing_error(
    text: str, service: str
) -> None:
    found = CALENDAR.find_service(text)
    assert found is not None
    assert found.id == service


@pytest.mark.parametrize(
    "text",
    [
        "vous êtes ouverts demain ?",
        "elle est ouverte, la radioactivité ?",
        "un laborantin",
        "la prise de rendez-vous",
        "",
    ],
)
def test_the_whole_clinic_is_meant_where_no_service_is_named(text: str) -> None:
    assert CALENDAR.find_service(text) is None


def test_a_french_word_is_not_taken_for_a_misspelt_service() -> None:
    """« une radio pour une fracture » names no « facture »."""
    invoices = [{"id": "facturation", "titre": "la facture", "semaine": {}}]
    calendar = mimosas_calendar(services=invoices)
    assert calendar.find_service("une fracture du bras") is None
    assert calendar.find_service("une factur") is not None


def test_two_services_that_are_enumerated_are_both_meant_in_their_order() -> None:
    assert named("la radio et le labo sont ouverts ?") == ["imagerie", "laboratoire"]
    assert named("labo ou secrétariat ?") == ["laboratoire", "secretariat"]
    assert named("labo / radio") == ["laboratoire", "imagerie"]


def test_the_longest_name_wins_where_services_are_not_enumerated() -> None:
    assert named("le laboratoire de la clinique") == ["laboratoire"]
    assert named("la clinique : le laboratoire, c'est ouvert ?") == ["laboratoire"]


@pytest.mark.parametrize(
    ("title", "agreement"),
    [
        ("le laboratoire", Agreement.MASCULINE),
        ("la maternité", Agreement.FEMININE),
        ("l'accueil", Agreement.MASCULINE),
        ("l’imagerie", Agreement.FEMININE),
        ("l'hôpital de jour", Agreement.MASCULINE),
        ("les consultations", Agreement.FEMININE_PLURAL),
        ("les urgences", Agreement.FEMININE_PLURAL),
        ("les visites", Agreement.FEMININE_PLURAL),
        ("les kinésithérapeutes", Agreement.MASCULINE_PLURAL),
        ("Standard", Agreement.MASCULINE),
    ],
)
def test_gender_and_number_are_told_by_the_title(title: str, agreement: Agreement) -> None:
    assert agreement_of(title) is agreement


def test_the_file_may_set_the_agreement_that_the_title_does_not_tell() -> None:
    assert CALENDAR.services["annexe"].accord is Agreement.FEMININE


def test_a_title_without_article_is_introduced() -> None:
    service = Service.from_data({"id": "labo", "titre": "Labo Est", "semaine": {}})
    assert service.spoken_title == "le service «\u00a0Labo Est\u00a0»"
    service = Service.from_data({"id": "labo", "titre": "Le labo Est", "semaine": {}})
    assert service.spoken_title == "le labo Est"


def test_a_range_to_midnight_ends_with_the_day() -> None:
    assert OpenRange.parse("20:00-24:00") == OpenRange(time(20), time(0))
    assert OpenRange.parse("00:00-24:00").is_whole_day
    assert not OpenRange.parse("20:00-24:00").is_whole_day
