import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bot.desk import holding
from bot.desk.models import Conversation
from bot.turn.outcome import Priority
from bot.web.console.queue import PER_PAGE
from tests.integration.console.conftest import (
    CHEST_PAIN,
    COMPLAINT,
    HELD,
    PARKING,
    Office,
    page,
    thread,
    wants,
)

pytestmark = pytest.mark.django_db


def reasons(seen: str) -> list[str]:
    return re.findall(r'class="request-link"[^>]*>([^<]+)<', seen)


def row(seen: str, conversation: Conversation) -> str:
    """The words of a conversation's row, white space collapsed."""
    rows = [each for each in seen.split("<tr ") if f'"{thread(conversation)}"' in each]
    return " ".join(re.sub(r"<[^>]+>", " ", "<tr " + rows[-1]).split())


def poll(client: Client, seen: str) -> tuple[str, str]:
    """What the list gets that asks for itself, and how it is to be put in place."""
    asked = re.search(r'id="file"[^>]*hx-get="([^"]+)"', seen)
    assert asked
    response = client.get(asked[1].replace("&amp;", "&"), headers={"HX-Request": "true"})
    return response.content.decode(), response.get("HX-Reswap", "outerHTML")


def test_the_urgent_come_first_then_the_oldest(office: Office, nadia: Client) -> None:
    office.hears("roux", "Je veux parler à quelqu'un")
    office.pass_minutes(1)
    office.hears("petit", "Je ne suis pas content", COMPLAINT)
    office.pass_minutes(1)
    office.hears("blanc", "Passez-moi quelqu'un")
    office.hears("noir", "J'ai mal à la poitrine", CHEST_PAIN)
    assert reasons(page(nadia, "/console/")) == [
        "Urgence vitale possible",
        "Réclamation",
        "Demande à parler à une personne",
        "Demande à parler à une personne",
    ]
    seen = page(nadia, "/console/")
    assert seen.index("Je veux parler à quelqu") < seen.index("Passez-moi")


def test_a_row_tells_all_that_a_secretary_needs(office: Office, nadia: Client) -> None:
    conversation = office.hears("roux", "Je m'appelle [nom], je veux parler à quelqu'un")
    office.pass_minutes(12)
    told = row(page(nadia, "/console/"), conversation)
    assert "Priorité 3" in told
    assert "« Je m&#x27;appelle [nom], je veux parler à quelqu&#x27;un »" in told
    assert "Ouverte 10 h" in told
    assert "Attente 12 min" in told
    assert "Promis 12 h" in told
    assert told.endswith("Attend")


def test_an_emergency_says_so_in_words_and_by_its_shape(office: Office, nadia: Client) -> None:
    conversation = office.hears("noir", "J'ai mal à la poitrine", CHEST_PAIN)
    seen = page(nadia, "/console/")
    assert "Urgence" in row(seen, conversation)
    assert "icons.svg#emergency" in seen
    assert "Urgence à prendre" in seen


def test_each_priority_has_a_shape_of_its_own(office: Office, nadia: Client) -> None:
    for priority in Priority:
        office.hears(f"p{priority.value}", "Bonjour", wants("parler_humain", priority))
    seen = page(nadia, "/console/")
    for priority in Priority:
        assert f"icons.svg#{priority.name.lower()}" in seen


def test_a_broken_promise_is_marked_until_somebody_takes_it(
    office: Office, nadia: Client, nadia_s_account: User
) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    office.pass_minutes(120)
    assert "En retard" not in page(nadia, "/console/")
    office.pass_minutes(1)
    assert "En retard" in row(page(nadia, "/console/"), conversation)
    holding.take(conversation, nadia_s_account, now=office.now)
    assert "En retard" not in page(nadia, "/console/")


def test_what_is_taken_stays_in_the_list_with_the_name(
    office: Office, bruno: Client, nadia_s_account: User
) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    holding.take(conversation, nadia_s_account, now=office.now)
    seen = page(bruno, "/console/")
    assert "Prise par Nadia Roche" in row(seen, conversation)
    assert "<title>Demandes" in seen


def test_the_title_counts_those_who_wait(office: Office, nadia: Client) -> None:
    office.hears("roux", "Je veux parler à quelqu'un")
    office.hears("petit", "Je ne suis pas content", COMPLAINT)
    assert "<title>(2) Demandes" in page(nadia, "/console/")


def test_the_words_shown_are_those_that_asked_for_a_person(office: Office, nadia: Client) -> None:
    office.hears("roux", "Où se garer ?", PARKING)
    office.pass_minutes(1)
    conversation = office.hears("roux", "Je veux me plaindre", COMPLAINT)
    office.pass_minutes(1)
    office.hears("roux", "Et les horaires ?", PARKING)
    assert "Je veux me plaindre" in row(page(nadia, "/console/"), conversation)


def test_a_case_that_became_an_emergency_shows_the_words_of_the_emergency(
    office: Office, nadia: Client
) -> None:
    office.hears("roux", "Je veux me plaindre", COMPLAINT)
    office.pass_minutes(3)
    conversation = office.hears("roux", "J'ai mal à la poitrine", CHEST_PAIN)
    assert "mal à la poitrine" in row(page(nadia, "/console/"), conversation)


def test_a_wish_to_be_called_shows_the_last_words_before_it(office: Office, nadia: Client) -> None:
    conversation = office.hears("roux", "Où se garer ?", PARKING)
    office.pass_minutes(1)
    office.is_asked_to_call("roux")
    told = row(page(nadia, "/console/"), conversation)
    assert "Où se garer" in told
    assert "0142" not in page(nadia, "/console/")


def test_an_empty_list_says_that_nobody_waits(nadia: Client) -> None:
    assert "Personne n’attend." in page(nadia, "/console/")
    assert "Aucune demande fermée." in page(nadia, "/console/?etat=fermees")


def test_closed_cases_are_on_the_second_list_the_latest_first(
    office: Office, nadia: Client, nadia_s_account: User
) -> None:
    for name in ("roux", "petit"):
        conversation = office.hears(name, f"Je suis {name}")
        holding.take(conversation, nadia_s_account, now=office.now)
        office.pass_minutes(5)
        holding.close(conversation, nadia_s_account, now=office.now)
    assert reasons(page(nadia, "/console/")) == []
    seen = page(nadia, "/console/?etat=fermees")
    assert seen.index("Je suis petit") < seen.index("Je suis roux")
    assert "Fermée 10 h 05" in row(seen, Conversation.objects.get(key__startswith="roux"))
    assert "Prise par Nadia Roche" in row(seen, conversation)


def test_a_long_list_comes_in_pages(office: Office, nadia: Client) -> None:
    for number in range(PER_PAGE + 1):
        office.hears(f"p{number}", f"Demande numéro {number}")
        office.pass_minutes(1)
    first, second = page(nadia, "/console/"), page(nadia, "/console/?page=2")
    assert len(reasons(first)) == PER_PAGE
    assert "Page 1 sur 2" in first
    assert "Demande numéro 25" in second
    assert page(nadia, "/console/?page=rien").count("request-link") == PER_PAGE


def test_the_list_costs_the_same_number_of_queries_however_long(
    office: Office, nadia: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(PER_PAGE):
        office.hears(f"p{number}", "Bonjour")
    # Session, account, its rights and its groups', the count, the rows, and the watch.
    with django_assert_max_num_queries(7):
        page(nadia, "/console/")


def test_a_list_that_has_not_changed_gets_its_waits_alone(office: Office, nadia: Client) -> None:
    office.hears("roux", "Je veux parler à quelqu'un")
    seen = page(nadia, "/console/")
    office.pass_minutes(7)
    fragment, swap = poll(nadia, seen)
    assert swap == "none"
    assert re.findall(r">([^<]+)</span>", fragment) == ["7\N{NO-BREAK SPACE}min"]


@pytest.mark.parametrize("change", ["new", "taken", "late", "emergency"])
def test_a_list_that_has_changed_is_replaced(
    office: Office, nadia: Client, nadia_s_account: User, change: str
) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    seen = page(nadia, "/console/")
    if change == "new":
        office.hears("petit", "Moi aussi")
    elif change == "taken":
        holding.take(conversation, nadia_s_account, now=office.now)
    elif change == "late":
        office.pass_minutes(121)
    else:
        office.hears("roux", "J'ai mal à la poitrine", CHEST_PAIN)
    fragment, swap = poll(nadia, seen)
    assert swap == "outerHTML"
    assert fragment.lstrip().startswith('<div id="file"')
    assert "<html" not in fragment


def test_a_message_during_the_wait_changes_nothing_in_the_list(
    office: Office, nadia: Client
) -> None:
    office.hears("roux", "Je veux parler à quelqu'un")
    seen = page(nadia, "/console/")
    office.hears("roux", "Il y a quelqu'un ?", HELD)
    assert poll(nadia, seen)[1] == "none"


def test_what_patients_write_is_text(office: Office, nadia: Client) -> None:
    conversation = office.hears("roux", "<script>alert(1)</script><b>gras</b>")
    for path in ("/console/", thread(conversation)):
        seen = page(nadia, path)
        assert "<script>alert" not in seen
        assert "&lt;b&gt;gras" in seen
