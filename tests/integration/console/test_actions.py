import re
import threading
import time

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from bot.desk import holding
from bot.desk.models import Author, Conversation, State
from tests.integration.console.conftest import CHEST_PAIN, PARKING, Office, at_desk, page, thread

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def waiting(office: Office) -> Conversation:
    return office.hears("roux", "Je veux parler à quelqu'un")


@pytest.fixture
def held(waiting: Conversation, nadia: Client) -> Conversation:
    nadia.post(thread(waiting, "prendre/"))
    return waiting


def state(conversation: Conversation) -> State:
    conversation.refresh_from_db()
    return State(conversation.state)


def written(conversation: Conversation) -> list[str]:
    """What people of the clinic have written."""
    answers = conversation.messages.filter(author=Author.HUMAN)
    return list(answers.values_list("text", flat=True))


def form(seen: str, text: str) -> dict[str, str]:
    """The reply form of a page, filled in."""
    newest = re.search(r'name="apres" value="(\d+)"', seen)
    assert newest
    return {"apres": newest[1], "texte": text}


def send(client: Client, conversation: Conversation, text: str) -> None:
    client.post(thread(conversation, "repondre/"), form(page(client, thread(conversation)), text))


def test_taking_a_conversation_opens_the_reply(waiting: Conversation, nadia: Client) -> None:
    response = nadia.post(thread(waiting, "prendre/"), follow=True)
    seen = response.content.decode()
    assert response.redirect_chain == [(thread(waiting), 302)]
    assert "Vous avez pris la conversation" in seen
    assert "Votre réponse au patient" in seen
    assert state(waiting) is State.HUMAN


def test_the_second_to_take_it_is_told_who_was_faster(
    waiting: Conversation, nadia: Client, bruno: Client
) -> None:
    nadia.post(thread(waiting, "prendre/"))
    seen = bruno.post(thread(waiting, "prendre/"), follow=True).content.decode()
    assert "Nadia Roche s’occupe déjà de cette conversation." in seen
    assert "Votre réponse au patient" not in seen


def test_taking_it_twice_does_no_harm(held: Conversation, nadia: Client) -> None:
    seen = nadia.post(thread(held, "prendre/"), follow=True).content.decode()
    assert "Vous tenez déjà cette conversation." in seen
    assert held.messages.filter(author=Author.SYSTEM).count() == 1


def test_the_holder_answers_the_patient(held: Conversation, nadia: Client) -> None:
    send(nadia, held, "Bonjour Madame.\r\n\r\nJe regarde.")
    assert written(held) == ["Bonjour Madame.\n\nJe regarde."]
    assert "Votre réponse est partie." in page(nadia, thread(held))


def test_with_htmx_the_form_comes_back_empty_and_ready(held: Conversation, nadia: Client) -> None:
    filled = form(page(nadia, thread(held)), "Bonjour")
    response = nadia.post(thread(held, "repondre/"), filled, headers=HTMX)
    seen = response.content.decode()
    assert response.status_code == 200
    assert re.search(r'<textarea id="id_texte"[^>]* autofocus></textarea>', seen)
    assert form(seen, "")["apres"] == str(held.messages.latest("id").pk)


def test_a_form_sent_twice_is_one_answer(held: Conversation, nadia: Client) -> None:
    filled = form(page(nadia, thread(held)), "Bonjour")
    for _ in range(2):
        assert nadia.post(thread(held, "repondre/"), filled).status_code == 302
    assert written(held) == ["Bonjour"]


def test_the_same_words_may_be_said_again_later(held: Conversation, nadia: Client) -> None:
    send(nadia, held, "Oui.")
    send(nadia, held, "Oui.")
    assert written(held) == ["Oui.", "Oui."]


def test_a_colleague_s_answer_is_not_sent_and_not_lost(held: Conversation, bruno: Client) -> None:
    filled = {"apres": "0", "texte": "Bonjour, c'est <Bruno>"}
    response = bruno.post(thread(held, "repondre/"), filled, headers=HTMX)
    seen = response.content.decode()
    assert response.status_code == 409
    assert "Votre réponse n’est pas partie. Nadia Roche s’occupe déjà" in seen
    assert "Bonjour, c&#x27;est &lt;Bruno&gt;" in seen
    assert written(held) == []


def test_an_answer_before_taking_it_says_what_to_do(waiting: Conversation, nadia: Client) -> None:
    filled = {"apres": "9" * 40, "texte": "Bonjour"}
    seen = nadia.post(thread(waiting, "repondre/"), filled).content.decode()
    assert "Personne ne tient cette conversation" in seen
    assert "Prendre la conversation" in seen
    assert written(waiting) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Écrivez votre réponse"),
        (" \n\u200b ", "Écrivez votre réponse"),
        ("x" * 2001, "Votre réponse dépasse 2000 caractères"),
    ],
    ids=["empty", "blank", "long"],
)
def test_what_cannot_be_sent_stays_in_the_form(
    held: Conversation, nadia: Client, text: str, said: str
) -> None:
    filled = form(page(nadia, thread(held)), text)
    response = nadia.post(thread(held, "repondre/"), filled)
    seen = response.content.decode()
    assert response.status_code == 422
    assert said in seen
    assert text.strip() in seen
    assert written(held) == []


def test_a_form_without_its_number_is_refused_in_french(held: Conversation, nadia: Client) -> None:
    response = nadia.post(thread(held, "repondre/"), {"texte": "Bonjour", "apres": "x"})
    assert response.status_code == 422
    assert "Le formulaire est incomplet" in response.content.decode()
    assert "Bonjour</textarea>" in response.content.decode()


def test_giving_back_lets_the_assistant_answer(held: Conversation, nadia: Client) -> None:
    seen = nadia.post(thread(held, "rendre/"), follow=True).content.decode()
    assert "La conversation est rendue à l’assistant." in seen
    assert state(held) is State.BOT
    assert held.open_escalation is None


def test_a_waiting_conversation_can_be_left_to_the_assistant(
    waiting: Conversation, nadia: Client
) -> None:
    nadia.post(thread(waiting, "rendre/"))
    assert state(waiting) is State.BOT


def test_closing_takes_two_steps_and_ends_the_conversation(
    held: Conversation, nadia: Client
) -> None:
    seen = page(nadia, thread(held))
    assert re.search(r"<summary>Clore la conversation</summary>.*Oui, clore", seen, re.DOTALL)
    seen = nadia.post(thread(held, "clore/"), follow=True).content.decode()
    assert "La conversation est close." in seen
    assert state(held) is State.CLOSED


@pytest.mark.parametrize("action", ["rendre", "clore"])
def test_nobody_ends_what_a_colleague_holds(held: Conversation, bruno: Client, action: str) -> None:
    seen = bruno.post(thread(held, f"{action}/"), follow=True).content.decode()
    assert "Nadia Roche s’occupe déjà de cette conversation." in seen
    assert state(held) is State.HUMAN


@pytest.mark.parametrize("action", ["prendre", "rendre", "clore"])
@pytest.mark.parametrize(
    ("ended", "said"),
    [("clore", "Cette conversation est déjà close."), ("rendre", "revenue à l’assistant.")],
)
def test_what_has_ended_meanwhile_is_said(
    held: Conversation, nadia: Client, *, action: str, ended: str, said: str
) -> None:
    nadia.post(thread(held, f"{ended}/"), follow=True)
    seen = nadia.post(thread(held, f"{action}/"), follow=True).content.decode()
    assert said in seen


def test_a_patient_who_comes_back_after_the_end_is_the_assistant_s_again(
    held: Conversation, office: Office, nadia: Client
) -> None:
    nadia.post(thread(held, "clore/"))
    office.hears("roux", "Où se garer ?", PARKING)
    assert state(held) is State.BOT
    assert "L’assistant répond au patient." in page(nadia, thread(held))


def test_an_emergency_is_taken_like_the_rest(office: Office, nadia: Client) -> None:
    conversation = office.hears("noir", "J'ai mal à la poitrine", CHEST_PAIN)
    nadia.post(thread(conversation, "prendre/"))
    send(nadia, conversation, "Les secours sont-ils prévenus ?")
    assert written(conversation) == ["Les secours sont-ils prévenus ?"]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_answer(
    held: Conversation, nadia: Client, nadia_s_account: User
) -> None:
    filled = form(page(nadia, thread(held)), "Bonjour")

    def click(tab: Client) -> None:
        tab.post(thread(held, "repondre/"), filled)
        connection.close()

    tabs = [at_desk(nadia_s_account) for _ in range(2)]
    clicks = [threading.Thread(target=click, args=(tab,)) for tab in tabs]
    # Both arrive while somebody else has the conversation's lock, and go on when it is free.
    with holding.locked(held):
        for each in clicks:
            each.start()
        time.sleep(0.5)
    for each in clicks:
        each.join()
    assert written(held) == ["Bonjour"]
