import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from bot.desk import holding
from bot.desk.models import Conversation
from bot.turn.outcome import Button, Kind, Outcome, Reply
from tests.integration.console.conftest import (
    CHEST_PAIN,
    COMPLAINT,
    HELD,
    PARKING,
    Office,
    page,
    thread,
)

pytestmark = pytest.mark.django_db

DOUBT = Outcome(
    Kind.CLARIFY,
    ("documents",),
    (Reply("Parlez-vous de l’un de ces sujets ?", (Button("Papiers", "topic:documents"),)),),
    offered=("documents", "parking"),
    confidence=0.4,
)
LOST = Outcome(Kind.FALLBACK, ("hors_sujet",), (Reply("Pardon ?"),), misunderstood=True)


def words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def listen(client: Client, seen: str) -> str | None:
    """What a page that shows `seen` gets when it asks for what is new, if anything."""
    asked = re.findall(r'id="suite"[^>]*hx-get="([^"]+)"', seen)
    address = asked[-1].replace("&amp;", "&")
    response = client.get(address, headers={"HX-Request": "true"})
    return response.content.decode() if response.status_code == 200 else None


def test_the_transcript_tells_who_said_what_and_when(
    office: Office, nadia: Client, nadia_s_account: User
) -> None:
    office.hears("roux", "Où se garer ?", PARKING)
    office.pass_minutes(2)
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    holding.take(conversation, nadia_s_account, now=office.now)
    office.pass_minutes(1)
    holding.answer(conversation, nadia_s_account, "Bonjour Madame.\nJ'écoute.", now=office.now)
    seen = words(page(nadia, thread(conversation)))
    assert "Patient 10 h Où se garer ?" in seen
    assert "Assistant 10 h Le parking des Lilas est gratuit." in seen
    assert "Information 10 h 02 Une personne de la clinique a rejoint" in seen
    assert "Nadia Roche 10 h 03 Bonjour Madame. J&#x27;écoute." in seen


def test_the_transcript_tells_what_the_assistant_understood(office: Office, nadia: Client) -> None:
    office.hears("roux", "Où se garer ?", PARKING)
    office.hears("roux", "euh le truc", DOUBT)
    office.hears("roux", "azerty", LOST)
    conversation = office.hears("roux", "J'ai mal à la poitrine", CHEST_PAIN)
    seen = words(page(nadia, thread(conversation)))
    assert "Compris : Se garer (87 %)" in seen
    assert "Hésite entre : Papiers à apporter, Se garer" in seen
    assert "Choix proposés : Papiers" in seen
    assert "Non compris" in seen
    assert "Urgence repérée : Urgence vitale possible" in seen


def test_the_page_says_why_somebody_must_look_and_by_when(office: Office, nadia: Client) -> None:
    conversation = office.hears("roux", "Je veux me plaindre", COMPLAINT)
    office.pass_minutes(121)
    seen = words(page(nadia, thread(conversation)))
    assert "Réclamation" in seen
    assert "attend depuis 2 h 01" in seen
    assert "12 h au plus tard En retard" in seen


def test_an_emergency_reminds_of_what_nobody_may_say(office: Office, nadia: Client) -> None:
    conversation = office.hears("noir", "J'ai mal à la poitrine", CHEST_PAIN)
    seen = page(nadia, thread(conversation))
    assert "Aucun avis médical" in seen
    assert "Ne confirmez jamais" in seen
    assert seen.index("Aucun avis médical") < seen.index("J&#x27;ai mal à la poitrine")


def test_whoever_answers_is_always_reminded(office: Office, nadia: Client) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    nadia.post(thread(conversation, "prendre/"))
    assert "Ni avis médical, ni résultat, ni confirmation" in page(nadia, thread(conversation))


def test_a_conversation_that_never_asked_for_a_person_is_nobody_s_to_read(
    office: Office, nadia: Client
) -> None:
    conversation = office.hears("roux", "Où se garer ?", PARKING)
    assert nadia.get(thread(conversation)).status_code == 404
    assert nadia.get(thread(conversation, "fil/")).status_code == 404
    assert nadia.post(thread(conversation, "clore/")).status_code == 404


def test_earlier_cases_of_the_same_conversation_are_listed(
    office: Office, nadia: Client, nadia_s_account: User
) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    holding.take(conversation, nadia_s_account, now=office.now)
    holding.give_back(conversation, nadia_s_account, now=office.now)
    office.hears("roux", "Je veux me plaindre", COMPLAINT)
    seen = words(page(nadia, thread(conversation)))
    assert "Demandes précédentes Demande à parler à une personne" in seen


def test_an_open_page_is_told_nothing_as_long_as_nothing_happens(
    office: Office, nadia: Client
) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    assert listen(nadia, page(nadia, thread(conversation))) is None


def test_an_open_page_gets_new_messages_once(office: Office, nadia: Client) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    nadia.post(thread(conversation, "prendre/"))
    seen = page(nadia, thread(conversation))
    office.hears("roux", "Vous êtes là ?", HELD)
    news = listen(nadia, seen) or ""
    assert "Vous êtes là" in news
    assert "Je veux parler" not in news
    assert 'id="reponse"' not in news, "the reply being typed is left alone"
    assert listen(nadia, news) is None


def test_an_open_page_sees_that_somebody_else_has_taken_it(
    office: Office, nadia: Client, bruno: Client
) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    seen = page(nadia, thread(conversation))
    bruno.post(thread(conversation, "prendre/"))
    news = listen(nadia, seen) or ""
    assert "Bruno Faure tient cette conversation" in news
    assert "Prendre la conversation" not in news


def test_an_emergency_in_a_held_conversation_changes_the_page_but_not_the_reply(
    office: Office, nadia: Client
) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    nadia.post(thread(conversation, "prendre/"))
    seen = page(nadia, thread(conversation))
    office.hears("roux", "J'ai mal à la poitrine", CHEST_PAIN)
    news = listen(nadia, seen) or ""
    assert "Ne confirmez jamais" in news
    assert 'id="reponse"' not in news


def test_an_invented_cursor_shows_the_whole_thread(office: Office, nadia: Client) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    for cursor in ("", "-1", "²", "9" * 40, "x"):
        response = nadia.get(thread(conversation, "fil/"), {"apres": cursor})
        assert "Je veux parler" in response.content.decode()


def test_a_colleague_whose_account_is_gone_is_the_clinic(
    office: Office, nadia_s_account: User, bruno: Client
) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    holding.take(conversation, nadia_s_account, now=office.now)
    holding.answer(conversation, nadia_s_account, "Bonjour", now=office.now)
    holding.give_back(conversation, nadia_s_account, now=office.now)
    nadia_s_account.delete()
    assert "Clinique 10 h Bonjour" in words(page(bruno, thread(conversation)))
    assert Conversation.objects.get(pk=conversation.pk).messages.filter(text="Bonjour").exists()
