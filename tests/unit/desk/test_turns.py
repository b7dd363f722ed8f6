from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from bot.desk import holding
from bot.desk.models import Author, CallbackRequest, Channel, Conversation, Message, State
from bot.desk.turns import Call, Standing, ask_for_call, standing
from bot.turn.outcome import Button, EscalationRequest, Kind, Outcome, Priority, Reply
from tests.support.lilas import MONDAY_TEN
from tests.unit.desk.conftest import (
    CHEST_PAIN,
    KEY,
    NOON,
    PARKING,
    PUZZLED,
    conversation,
    write,
)

pytestmark = pytest.mark.django_db

LATER = MONDAY_TEN + timedelta(minutes=5)


def test_a_turn_is_stored_with_message_reply_and_outcome() -> None:
    write("Où me garer ?", PARKING)
    asked, answered = conversation().messages.all()
    assert (asked.author, asked.text) == (Author.PATIENT, "Où me garer ?")
    assert asked.outcome["kind"] == "answer"
    assert asked.outcome["topics"] == ["parking"]
    assert "replies" not in asked.outcome
    assert (answered.author, answered.text) == (Author.BOT, "Le parking des Lilas est gratuit.")


def test_the_choices_of_a_reply_are_stored_with_it() -> None:
    choice = Button("Se garer", "topic:parking")
    write("Euh", Outcome(Kind.CLARIFY, ("parking",), (Reply("De quoi s'agit-il ?", (choice,)),)))
    reply = conversation().messages.get(author=Author.BOT)
    assert reply.buttons == [{"title": "Se garer", "payload": "topic:parking"}]


def test_misunderstandings_in_a_row_are_counted() -> None:
    counted = []
    for outcome in (PUZZLED, PUZZLED, PARKING, PUZZLED):
        write("Fraise citron", outcome)
        counted.append(conversation().misunderstandings)
    assert counted == [1, 2, 0, 1]


def test_the_next_message_finds_where_the_conversation_stands() -> None:
    write("Où me garer ?", PARKING)
    write("Fraise citron", PUZZLED)
    assert standing(KEY, Channel.WEB) == Standing(
        KEY, held=False, turn=2, misunderstandings=1, last_text="Fraise citron"
    )


def test_conversations_of_another_channel_are_unknown() -> None:
    write("Où me garer ?", PARKING)
    assert standing(KEY, Channel.MESSENGER) is None


def test_a_reply_to_somebody_whom_a_person_has_taken_over_is_dropped(held: Conversation) -> None:
    said = write("Et pour me garer ?", PARKING)
    assert said
    assert (said.kind, said.replies, said.topics) == (Kind.HELD, (), ())
    last = held.messages.last()
    assert last
    assert (last.author, last.text) == (Author.PATIENT, "Et pour me garer ?")


def test_the_numbers_of_an_emergency_are_never_dropped(held: Conversation) -> None:
    assert write("Il ne respire plus", CHEST_PAIN) == CHEST_PAIN
    last = held.messages.last()
    assert last
    assert last.text == "Appelez le 15 ou le 112."


def test_the_assistant_is_asked_after_all_when_the_person_has_just_left(
    held: Conversation, nadia: User
) -> None:
    assert write("Merci", None) == Outcome(Kind.HELD, ())
    holding.give_back(held, nadia, now=LATER)
    before = Message.objects.count()
    assert write("Et pour me garer ?", None) is None
    assert Message.objects.count() == before


def test_a_closed_conversation_forgets_its_misunderstandings(
    held: Conversation, nadia: User
) -> None:
    Conversation.objects.update(misunderstandings=1)
    holding.close(held, nadia, now=LATER)
    found = standing(KEY, Channel.WEB)
    assert found
    assert found.misunderstandings == 0
    write("Fraise citron", PUZZLED)
    assert conversation().misunderstandings == 1


def wish_to_be_called(number: str) -> Call:
    request = EscalationRequest("parler_humain", Priority.PERSON)
    return Call(KEY, number, request, words="C'est noté.", promised_at=NOON)


def test_a_number_to_call_is_sealed_and_a_person_is_told() -> None:
    write("Où me garer ?", PARKING)
    assert ask_for_call(wish_to_be_called("+33261910001"), now=LATER)
    callback = CallbackRequest.objects.get()
    assert callback.number == "+33261910001"
    assert b"261910001" not in bytes(callback.sealed_number)
    assert conversation().state == State.WAITING
    assert [message.text for message in conversation().messages.all()][-1] == "C'est noté."


def test_a_second_number_replaces_the_first() -> None:
    write("Où me garer ?", PARKING)
    ask_for_call(wish_to_be_called("+33261910001"), now=LATER)
    CallbackRequest.objects.update(done_at=LATER)
    ask_for_call(wish_to_be_called("+33261910002"), now=LATER)
    callback = CallbackRequest.objects.get()
    assert (callback.number, callback.done_at) == ("+33261910002", None)


def test_nobody_is_called_for_an_unknown_conversation() -> None:
    assert not ask_for_call(wish_to_be_called("+33261910001"), now=LATER)
    assert not CallbackRequest.objects.exists()
