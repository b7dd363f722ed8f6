import pytest
from django.contrib.auth.models import User
from django.test import Client
from structlog.testing import capture_logs

from bot.desk.models import CallbackRequest, Conversation
from tests.integration.console.conftest import NUMBER, PARKING, Office, page, thread

pytestmark = pytest.mark.django_db

PRINTED = "06 39 98 01 42"


@pytest.fixture
def asked(office: Office) -> Conversation:
    conversation = office.hears("roux", "Où se garer ?", PARKING)
    office.is_asked_to_call("roux")
    return conversation


def test_the_number_is_shown_on_demand_only(asked: Conversation, nadia: Client) -> None:
    for path in ("/console/", thread(asked), thread(asked, "fil/")):
        assert "39 98 01 42" not in page(nadia, path)
        assert NUMBER not in page(nadia, path)
    assert "Voir le numéro" in page(nadia, thread(asked))
    seen = nadia.post(thread(asked, "numero/")).content.decode()
    assert PRINTED in seen
    assert f'href="tel:{NUMBER}"' in seen


def test_every_look_is_on_record_with_the_name_and_without_the_number(
    asked: Conversation, nadia: Client, nadia_s_account: User
) -> None:
    with capture_logs() as logs:
        page(nadia, thread(asked))
        nadia.post(thread(asked, "numero/"))
    looks = [entry for entry in logs if entry["event"] == "callback.number_shown"]
    [look] = looks
    assert (look["conversation"], look["staff"]) == (asked.pk, nadia_s_account.pk)
    assert "639980142" not in str(logs)


def test_whoever_may_only_read_never_sees_the_number(asked: Conversation, reader: Client) -> None:
    response = reader.post(thread(asked, "numero/"))
    assert response.status_code == 403
    assert PRINTED not in response.content.decode()
    assert "Voir le numéro" not in page(reader, thread(asked))


def test_a_patient_who_was_called_is_marked_once(
    asked: Conversation, office: Office, nadia: Client
) -> None:
    first = office.now
    for _ in range(2):
        nadia.post(thread(asked, "rappele/"))
        office.pass_minutes(5)
    assert CallbackRequest.objects.get(conversation=asked).done_at == first
    seen = page(nadia, thread(asked))
    assert "Patient rappelé." in seen
    assert "Marquer comme rappelé" not in seen


def test_closing_warns_of_a_patient_who_was_not_called(asked: Conversation, nadia: Client) -> None:
    assert "il n’a pas encore été rappelé" in page(nadia, thread(asked))
    nadia.post(thread(asked, "rappele/"))
    assert "il n’a pas encore été rappelé" not in page(nadia, thread(asked))


@pytest.mark.parametrize("action", ["numero", "rappele"])
def test_a_number_that_is_gone_is_said_in_french(
    asked: Conversation, nadia: Client, action: str
) -> None:
    nadia.post(thread(asked, "clore/"))
    seen = nadia.post(thread(asked, f"{action}/"), follow=True).content.decode()
    assert "Le numéro de rappel a été effacé." in seen
