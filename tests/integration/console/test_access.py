import pytest
from django.test import Client
from django.urls import URLPattern

from bot.web.console.access import ANSWER, READ
from bot.web.console.urls import urlpatterns
from tests.integration.console.conftest import Office, at_desk, page, thread

pytestmark = pytest.mark.django_db

OPEN = {"sign_in", "sign_out", "unknown"}
ACTIONS = ("prendre", "repondre", "rendre", "clore", "numero", "rappele")


def address(pattern: URLPattern) -> str:
    return "/console/" + str(pattern.pattern).replace("<int:pk>", "1")


GUARDED = [address(pattern) for pattern in urlpatterns if pattern.name not in OPEN]


def test_the_walk_covers_the_whole_console() -> None:
    assert len(GUARDED) >= 11
    assert "/console/conversations/1/numero/" in GUARDED


@pytest.mark.parametrize("path", [*GUARDED, "/console/nulle-part/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_the_login(office: Office, path: str, method: str) -> None:
    office.hears("roux", "Je veux parler à quelqu'un")
    response = getattr(Client(), method)(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/console/connexion/?next=/console/")


@pytest.mark.parametrize("path", GUARDED)
def test_an_account_without_rights_sees_nothing(office: Office, path: str) -> None:
    office.hears("roux", "Je veux parler à quelqu'un")
    nobody = at_desk(office.employs("intrus", "Intrus"))
    for response in (nobody.get(path), nobody.post(path)):
        assert response.status_code == 403
        assert "Votre compte n’ouvre pas cette page" in response.content.decode()
        assert "parler" not in response.content.decode()


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_done_by_following_a_link(office: Office, nadia: Client, action: str) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    response = nadia.get(thread(conversation, f"{action}/"))
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Cette adresse n’est pas une page" in response.content.decode()


@pytest.mark.parametrize("action", ACTIONS)
def test_whoever_may_only_read_changes_nothing(office: Office, reader: Client, action: str) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    assert "Je veux parler" in page(reader, thread(conversation))
    assert reader.post(thread(conversation, f"{action}/")).status_code == 403
    conversation.refresh_from_db()
    assert conversation.state == "waiting"


def test_whoever_may_only_read_is_offered_no_button(office: Office, reader: Client) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    seen = page(reader, thread(conversation))
    assert "Prendre la conversation" not in seen
    assert "Clore" not in seen


@pytest.mark.parametrize("action", ACTIONS)
def test_a_forged_form_changes_nothing(office: Office, action: str) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    user = office.employs("nadia", "Nadia Roche", READ, ANSWER)
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert forger.post(thread(conversation, f"{action}/")).status_code == 403
    conversation.refresh_from_db()
    assert conversation.state == "waiting"


def test_an_unknown_page_is_said_in_french(nadia: Client) -> None:
    for path in (
        "/console/nulle-part/",
        "/console/conversations/999/",
        f"/console/conversations/{10**30}/",
    ):
        response = nadia.get(path)
        assert response.status_code == 404
        assert "Cette page n’existe pas" in response.content.decode()


@pytest.mark.usefixtures("office")
def test_a_poll_that_the_session_did_not_outlive_reloads_the_page() -> None:
    response = Client().get("/console/", headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"
    assert "Réservé" not in response.content.decode()


def test_no_cache_keeps_a_transcript(office: Office, nadia: Client) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    for path in ("/console/", thread(conversation)):
        assert "no-store" in nadia.get(path)["Cache-Control"]


def test_the_pages_run_nothing_inline_and_load_nothing_from_elsewhere(
    office: Office, nadia: Client
) -> None:
    conversation = office.hears("roux", "Je veux parler à quelqu'un")
    for path in ("/console/", "/console/mot-de-passe/", thread(conversation)):
        seen = page(nadia, path)
        assert "<script>" not in seen
        assert "style=" not in seen
        assert "hx-on" not in seen
        assert 'src="http' not in seen
        assert '"includeIndicatorStyles": false' in seen
        assert '"allowEval": false' in seen
