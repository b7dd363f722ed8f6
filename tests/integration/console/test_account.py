import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.integration.console.conftest import PASSWORD, page

pytestmark = pytest.mark.django_db

SIGN_IN = "/console/connexion/"


def sign_in(client: Client, password: str = PASSWORD, **fields: str) -> str:
    data = {"username": "nadia", "password": password, **fields}
    response = client.post(SIGN_IN, data)
    return response.get("Location", response.content.decode())


@pytest.mark.usefixtures("nadia_s_account")
def test_the_login_leads_to_the_queue() -> None:
    assert sign_in(Client()) == "/console/"


@pytest.mark.usefixtures("nadia_s_account")
def test_the_login_leads_back_to_the_page_of_the_e_mail() -> None:
    assert sign_in(Client(), next="/console/conversations/7/") == "/console/conversations/7/"


@pytest.mark.usefixtures("nadia_s_account")
def test_the_login_leads_to_no_other_site() -> None:
    assert sign_in(Client(), next="https://ailleurs.example/") == "/console/"


@pytest.mark.usefixtures("nadia_s_account")
def test_a_wrong_password_is_said_in_french_and_says_no_more() -> None:
    seen = sign_in(Client(), "faux")
    assert "Identifiant ou mot de passe incorrect" in seen
    assert 'value="nadia"' in seen
    assert 'value="faux"' not in seen


@pytest.mark.usefixtures("nadia_s_account")
def test_five_wrong_passwords_lock_the_account_from_there() -> None:
    client = Client()
    for _ in range(5):
        seen = sign_in(client, "faux")
    assert "Connexion suspendue" in seen
    response = client.post(SIGN_IN, {"username": "nadia", "password": PASSWORD})
    assert response.status_code == 429
    assert "Connexion suspendue" in response.content.decode()


def test_somebody_signed_in_needs_no_login(nadia: Client) -> None:
    assert nadia.get(SIGN_IN)["Location"] == "/console/"


def test_signing_out_takes_a_button_and_ends_the_session(nadia: Client) -> None:
    assert nadia.get("/console/deconnexion/").status_code == 405
    assert nadia.post("/console/deconnexion/")["Location"] == SIGN_IN
    assert nadia.get("/console/").status_code == 302


def test_a_password_is_changed_from_the_console(nadia: Client, nadia_s_account: User) -> None:
    new = "bouleau-blanc-1998"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert nadia.post("/console/mot-de-passe/", data)["Location"] == "/console/"
    assert "Votre mot de passe est changé" in page(nadia, "/console/")
    nadia_s_account.refresh_from_db()
    assert nadia_s_account.check_password(new)


@pytest.mark.parametrize("weak", ["court", "12345678901", "password"])
def test_a_weak_password_is_refused_in_french(nadia: Client, weak: str) -> None:
    data = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    seen = nadia.post("/console/mot-de-passe/", data).content.decode()
    assert "Votre mot de passe n’a pas changé" in seen
    assert "mot de passe est trop" in seen or "entièrement numérique" in seen
