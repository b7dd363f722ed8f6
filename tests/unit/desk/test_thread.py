import pytest
from django.contrib.auth.models import User

from bot.desk import holding
from bot.desk.models import Author, Channel, Conversation, State
from bot.desk.thread import news, thread
from tests.support.lilas import MONDAY_TEN
from tests.unit.desk.conftest import KEY, PARKING, conversation, write

pytestmark = pytest.mark.django_db


def test_a_patient_who_was_cut_off_finds_the_thread_again() -> None:
    write("Où me garer ?", PARKING)
    found = thread(KEY, Channel.WEB)
    assert found
    assert [message.author for message in found.messages] == [Author.PATIENT, Author.BOT]
    assert thread(KEY, Channel.MESSENGER) is None


def test_news_are_what_people_wrote_after_the_cursor(held: Conversation, nadia: User) -> None:
    [before] = news({held.pk: 0})
    holding.answer(held, nadia, "Bonjour Madame", now=MONDAY_TEN)
    [after] = news({held.pk: before.last})
    assert [message.text for message in after.messages] == ["Bonjour Madame"]
    assert after.state is State.HUMAN
    [quiet] = news({held.pk: after.last})
    assert (quiet.messages, quiet.last) == ((), after.last)


def test_what_the_assistant_says_is_no_news() -> None:
    write("Où me garer ?", PARKING)
    [found] = news({conversation().pk: 0})
    assert found.messages == ()


def test_an_erased_conversation_has_no_news(held: Conversation) -> None:
    pk = held.pk
    held.delete()
    assert news({pk: 0}) == []
