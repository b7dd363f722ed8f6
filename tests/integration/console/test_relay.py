"""The whole way: a patient writes, the secretariat answers, the patient reads."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client

from bot.web.desk import SqlDesk
from tests.integration.console.conftest import PASSWORD, page
from tests.integration.web.conftest import WANTS_A_PERSON, World, serving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> Iterator[World]:
    with serving(SqlDesk()) as started:
        started.assistant.outcome = WANTS_A_PERSON
        yield started


def test_a_patient_who_asks_for_a_person_gets_one(world: World) -> None:
    User.objects.create_superuser("accueil", password=PASSWORD)
    desk = Client(enforce_csrf_checks=True)

    key = world.write("Je suis Madame Roux, passez-moi quelqu'un")["conversation_id"]

    def fill(path: str, **fields: str) -> str:
        """Sends the first form of the page that leads to `path`, as a browser without scripts."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', seen)
        assert token
        data = {"csrfmiddlewaretoken": token[1], **fields}
        return desk.post(path, data, follow=True).content.decode()

    seen = desk.get("/console/", follow=True).content.decode()
    seen = fill("/console/connexion/?next=/console/", username="accueil", password=PASSWORD)
    assert "<title>(1) Demandes" in seen
    assert "passez-moi quelqu" in seen
    assert "Roux" not in seen, "names are masked before they are stored"
    link = re.search(r'href="(/console/conversations/\d+/)"', seen)
    assert link
    seen = page(desk, link[1])
    seen = fill(f"{link[1]}prendre/")
    newest = re.search(r'name="apres" value="(\d+)"', seen)
    assert newest
    seen = fill(f"{link[1]}repondre/", apres=newest[1], texte="Bonjour Madame, je regarde.")
    assert "Votre réponse est partie." in seen

    assert world.write("Merci, j'attends", key)["replies"] == []
    thread = world.client.get(f"/api/conversations/{key}").json()
    assert [(each["author"], each["text"]) for each in thread["messages"]][-2:] == [
        ("human", "Bonjour Madame, je regarde."),
        ("patient", "Merci, j'attends"),
    ]
    assert "j&#x27;attends" in page(desk, link[1])

    fill(f"{link[1]}rendre/")
    assert world.write("Finalement, rappelez quelqu'un", key)["replies"] != []
