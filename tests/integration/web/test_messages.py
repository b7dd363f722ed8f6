import re

import pytest

from bot.desk.models import Author, Conversation, Escalation, Message, State
from bot.turn.outcome import Button, Kind, Outcome, Reply
from tests.integration.web.conftest import NOON, WANTS_A_PERSON, World, limited

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_question_gets_its_answer_in_the_shape_of_the_contract(world: World) -> None:
    answer = world.write("Où me garer ?")
    key = answer.pop("conversation_id")
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", key)
    assert answer == {
        "replies": [{"text": "Le parking des Lilas est gratuit.", "buttons": []}],
        "outcome": {"kind": "answer", "topic": "parking", "topics": ["parking"], "offered": []},
    }


def test_choices_are_offered_as_buttons(world: World) -> None:
    choice = Button("Se garer", "topic:parking")
    reply = Reply("De quoi s’agit-il ?", (choice,))
    world.assistant.outcome = Outcome(Kind.CLARIFY, ("parking",), (reply,), ("parking",))
    answer = world.write("Euh")
    assert answer["replies"][0]["buttons"] == [{"title": "Se garer", "payload": "topic:parking"}]
    assert answer["outcome"]["offered"] == ["parking"]


def test_a_button_gets_its_answer_and_its_title_is_kept(world: World) -> None:
    key = world.write("Euh")["conversation_id"]
    pressed = world.post({"conversation_id": key, "payload": "topic:parking"}).json()
    assert pressed["outcome"]["topic"] == "parking"
    texts = world.conversation(key).messages.filter(author=Author.PATIENT)
    assert [message.text for message in texts] == ["Euh", "Se garer"]


def test_the_next_message_belongs_to_the_same_conversation(world: World) -> None:
    key = world.write("Où me garer ?")["conversation_id"]
    assert world.write("Et c'est payant ?", key)["conversation_id"] == key
    assert Conversation.objects.count() == 1
    assert [request.turn for request in world.assistant.asked] == [0, 1]


def test_what_tells_who_the_patient_is_reaches_neither_assistant_nor_database(
    world: World,
) -> None:
    world.write("Bonjour, je suis au 06 39 98 12 34 ou roux@lilas.example, où me garer ?")
    [asked] = world.assistant.asked
    for text in (asked.text, Message.objects.filter(author=Author.PATIENT).get().text):
        assert "39 98" not in text
        assert "roux@" not in text
        assert "où me garer" in text


def test_a_wish_for_a_person_opens_an_escalation_with_its_promise(world: World) -> None:
    world.assistant.outcome = WANTS_A_PERSON
    key = world.write("Je veux parler à quelqu'un")["conversation_id"]
    assert world.conversation(key).state == State.WAITING
    assert Escalation.objects.get().promised_at == NOON


def test_in_the_queue_practical_questions_are_still_answered(world: World) -> None:
    world.assistant.outcome, practical = WANTS_A_PERSON, world.assistant.outcome
    key = world.write("Je veux parler à quelqu'un")["conversation_id"]
    world.assistant.outcome = practical
    assert world.write("Où me garer ?", key)["outcome"]["kind"] == "answer"
    assert world.conversation(key).state == State.WAITING


def test_an_emergency_gets_its_numbers_and_waits_for_nobody(world: World) -> None:
    answer = world.write("Mon mari ne respire plus")
    assert answer["outcome"]["kind"] == "emergency"
    assert "15" in answer["replies"][0]["text"]
    assert world.assistant.asked == []
    assert world.conversation(answer["conversation_id"]).state == State.WAITING


def test_an_emergency_is_answered_however_long_the_message(world: World) -> None:
    answer = world.write("Mon mari ne respire plus. " + "Venez vite. " * 1000)
    assert answer["outcome"]["kind"] == "emergency"
    assert len(Message.objects.filter(author=Author.PATIENT).get().text) == 2000


def test_an_emergency_is_answered_in_a_conversation_that_no_longer_exists(world: World) -> None:
    answer = world.write("Mon mari ne respire plus", "x" * 32)
    assert answer["outcome"]["kind"] == "emergency"
    assert answer["conversation_id"] != "x" * 32
    assert Escalation.objects.count() == 1


@limited
def test_an_emergency_is_answered_however_many_messages_came_before(world: World) -> None:
    key = world.write("Où me garer ?")["conversation_id"]
    refused = [
        world.post({"conversation_id": key, "text": "Allô ?"}).status_code for _ in range(25)
    ]
    assert refused.count(429) == 6
    assert world.write("Mon mari ne respire plus", key)["outcome"]["kind"] == "emergency"


@limited
def test_whoever_writes_too_often_is_told_for_how_long_to_wait(world: World) -> None:
    key = world.write("Où me garer ?")["conversation_id"]
    for _ in range(25):
        response = world.post({"conversation_id": key, "text": "Allô ?"})
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert response.json()["error"]["code"] == "trop_de_messages"


def test_text_that_looks_like_html_or_a_command_is_kept_as_text(world: World) -> None:
    for text in ("<script>alert(1)</script>", "/restart", "{{ 7 * 7 }}"):
        key = world.write(text)["conversation_id"]
        assert world.conversation(key).messages.filter(author=Author.PATIENT).get().text == text


def test_other_alphabets_and_pictures_are_messages_too(world: World) -> None:
    for text in ("مرحبا", "🙂🙂", "Здравствуйте", "你好"):
        assert world.write(text)["replies"]


def test_a_message_of_exactly_2000_characters_is_read(world: World) -> None:
    assert world.write("a" * 2000)["replies"]


def test_no_cookie_is_set_for_a_patient(world: World) -> None:
    world.write("Où me garer ?")
    world.client.get("/")
    assert not world.client.cookies
