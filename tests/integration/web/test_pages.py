import re
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client

from bot.faq.clinic import Clinic
from bot.web import bootstrap
from tests.integration.web.conftest import World
from tests.support.lilas import PHONE_DOWN, lilas

pytestmark = pytest.mark.django_db(transaction=True)

STATIC = ("web/chat.css", "web/chat.js", "web/linkify.js", "web/thread.js", "web/feuille.svg")


def test_first_contact_says_what_answers_and_what_not_to_write(world: World) -> None:
    page = world.client.get("/").content.decode()
    assert "assistant automatique" in page
    assert "pas une personne" in page
    assert "informations de santé" in page
    assert 'href="#confidentialite"' in page
    assert page.index("assistant automatique") < page.index("<textarea")


def test_the_page_offers_topics_that_the_clinic_answers(world: World) -> None:
    page = world.client.get("/").content.decode()
    assert 'data-payload="topic:documents"' in page
    assert 'data-payload="topic:prise_rdv"' not in page


def test_a_running_notice_stands_on_the_page_and_goes_by_itself(world: World) -> None:
    assert "en panne" not in world.client.get("/").content.decode()
    with bootstrap.using(replace(world.services, clinic=lambda: lilas(PHONE_DOWN))):
        assert "Notre standard est en panne." in world.client.get("/").content.decode()


def test_nothing_on_the_page_comes_from_elsewhere_or_runs_inline(world: World) -> None:
    response = world.client.get("/")
    page = response.content.decode()
    assert re.findall(r"<script[^>]*>(.+?)</script>", page) == []
    assert "style=" not in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert response["Content-Security-Policy"].startswith("default-src 'self'; ")
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", STATIC)
def test_the_page_s_files_are_served(path: str, world: World) -> None:
    response = world.client.get(f"/static/{path}")
    assert response.status_code == 200
    assert response["Content-Security-Policy"]


def test_an_unknown_page_is_said_in_french(world: World) -> None:
    response = world.client.get("/nulle-part")
    assert response.status_code == 404
    assert "Cette page n’est pas disponible" in response.content.decode()


def test_a_broken_page_shows_no_traceback(world: World) -> None:
    def explode() -> Clinic:
        raise ZeroDivisionError

    client = Client(raise_request_exception=False)
    with bootstrap.using(replace(world.services, clinic=explode)):
        response = client.get("/")
    assert response.status_code == 500
    said = response.content.decode()
    assert "incident technique" in said
    assert "ZeroDivisionError" not in said


def test_a_foreign_host_name_is_refused_in_french(world: World) -> None:
    response = world.client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Cette page n’est pas disponible" in response.content.decode()


def test_five_wrong_passwords_lock_the_account_out(world: World) -> None:
    User.objects.create_user("nadia", password="tilleul-aubepine-42")
    for _ in range(5):
        response = world.client.post(
            "/console/connexion/", {"username": "nadia", "password": "devine"}
        )
    assert response.status_code == 429
    assert "bloqué pendant une heure" in response.content.decode()
