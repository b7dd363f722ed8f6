from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from bot.desk.models import CallbackRequest, Conversation, Escalation, Message
from bot.desk.retention import erase_old_conversations
from tests.support.lilas import MONDAY_TEN
from tests.unit.desk.conftest import PARKING, write

pytestmark = pytest.mark.django_db


def test_a_conversation_goes_with_all_that_hangs_on_it(waiting: Conversation) -> None:
    callback = CallbackRequest(conversation=waiting, created_at=MONDAY_TEN)
    callback.number = "+33261910000"
    callback.save()
    assert erase_old_conversations(MONDAY_TEN + timedelta(days=90, seconds=1), days=90) == 1
    for model in (Conversation, Message, Escalation, CallbackRequest):
        assert not model.objects.exists()


def test_the_last_message_counts_not_the_first() -> None:
    write("Où me garer ?", PARKING)
    write("Merci", PARKING, now=MONDAY_TEN + timedelta(days=60))
    assert erase_old_conversations(MONDAY_TEN + timedelta(days=91), days=90) == 0


def test_the_command_says_how_many_it_erased() -> None:
    write("Où me garer ?", PARKING, now=MONDAY_TEN - timedelta(days=365))
    said = StringIO()
    call_command("erase_old_conversations", stdout=said)
    assert said.getvalue().startswith("1 conversation(s)")
