import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from bot.desk import holding
from tests.integration.console.conftest import CHEST_PAIN, COMPLAINT, Office, page, thread

pytestmark = pytest.mark.django_db


def look_again(client: Client, seen: str) -> str | None:
    """What a page that shows `seen` is told when it asks again, if anything."""
    asked = re.search(r'id="veille"[^>]*hx-get="([^"]+)"', seen)
    assert asked
    address = asked[1].replace("&amp;", "&")
    response = client.get(address, headers={"HX-Request": "true"})
    return response.content.decode() if response.status_code == 200 else None


def test_a_page_is_told_nothing_as_long_as_nothing_happens(office: Office, nadia: Client) -> None:
    office.hears("roux", "Je veux parler à quelqu'un")
    assert look_again(nadia, page(nadia, "/console/")) is None


def test_every_page_hears_of_a_new_case_once(office: Office, nadia: Client) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    seen = page(nadia, thread(conversation))
    office.hears("petit", "Je ne suis pas content", COMPLAINT)
    told = look_again(nadia, seen) or ""
    assert "Nouvelle demande\N{NO-BREAK SPACE}: Réclamation" in told
    assert 'data-waiting="2"' in told
    assert look_again(nadia, told) is None


def test_several_new_cases_are_told_together(office: Office, nadia: Client) -> None:
    seen = page(nadia, "/console/")
    office.hears("roux", "Je veux parler à quelqu'un")
    office.hears("petit", "Je ne suis pas content", COMPLAINT)
    assert "2 nouvelles demandes" in (look_again(nadia, seen) or "")


def test_a_new_emergency_interrupts(office: Office, nadia: Client) -> None:
    seen = page(nadia, "/console/mot-de-passe/")
    office.hears("noir", "J'ai mal à la poitrine", CHEST_PAIN)
    told = look_again(nadia, seen) or ""
    assert re.search(r'id="alarme"[^>]*>\s*<p>Nouvelle urgence', told)
    assert "Urgence à prendre" in told
    assert "Nouvelle demande" not in told


def test_a_case_that_becomes_an_emergency_interrupts_even_when_it_is_held(
    office: Office, bruno: Client, nadia_s_account: User
) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    holding.take(conversation, nadia_s_account, now=office.now)
    seen = page(bruno, "/console/")
    office.hears("roux", "J'ai mal à la poitrine", CHEST_PAIN)
    assert "Nouvelle urgence" in (look_again(bruno, seen) or "")


def test_the_banner_goes_when_somebody_takes_the_emergency(
    office: Office, bruno: Client, nadia_s_account: User
) -> None:
    conversation = office.hears("noir", "J'ai mal à la poitrine", CHEST_PAIN)
    seen = page(bruno, "/console/")
    holding.take(conversation, nadia_s_account, now=office.now)
    told = look_again(bruno, seen) or ""
    assert "Urgence à prendre" not in told
    assert "Nouvelle" not in told


def test_the_emergency_s_own_page_does_not_send_to_itself(office: Office, nadia: Client) -> None:
    conversation = office.hears("noir", "J'ai mal à la poitrine", CHEST_PAIN)
    seen = page(nadia, thread(conversation))
    assert "Urgence à prendre" not in seen
    office.hears("petit", "Je ne suis pas content", COMPLAINT)
    assert "Urgence à prendre" not in (look_again(nadia, seen) or "")


def test_an_invented_token_is_taken_for_a_page_that_knows_nothing(
    office: Office, nadia: Client
) -> None:
    office.hears("roux", "Je veux parler à quelqu'un")
    for token in ("", "abc", "x:2:3", "²:::", "a:b:c:d"):
        told = nadia.get("/console/veille/", {"vu": token, "ici": "x"})
        assert "Nouvelle demande" in told.content.decode()
