"""Whatever is sent, the answer is either the contract's or an error in French; never a 500."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.config import ROOT
from bot.faq.index import LiveIndex
from bot.faq.store import FaqStore
from bot.language.crisis import CrisisRule
from bot.language.encoder import encoder
from bot.turn.front_desk import FrontDesk
from bot.web.bootstrap import rules, using
from tests.integration.web.conftest import World

pytestmark = pytest.mark.django_db(transaction=True)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.dictionaries(
    st.sampled_from(["conversation_id", "text", "payload", "phone", "autre"]),
    JSON | st.text(st.characters(), max_size=40),
)
CONTENT_TYPES = st.sampled_from(["application/json"] * 4 + ["text/plain", "", "application/json;"])

PIECES = (
    "je",
    "ne",
    "respire",
    "plus",
    "veux",
    "mourir",
    "M.",
    "Roux",
    "Dr",
    "né le",
    "12/03/1958",
    "06",
    "39",
    "98",
    "12",
    "34",
    "@",
    "FR76",
    "1 58 03",
    "mon",
    "bébé",
    "\u200d",
    "’",
    "\n",
    "15",
)
BUTTONS = st.sampled_from(["something_else", "topic:horaires", "topic:parler_humain", "topic:"])

relentless = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check(response: Any) -> None:
    body = response.json()
    if response.status_code == 200:
        assert set(body) in ({"conversation_id", "replies", "outcome"}, {"conversation_id", "text"})
        return
    assert 400 <= response.status_code < 500
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}


@pytest.fixture
def real(world: World) -> Iterator[World]:
    """The world with the rules of this installation, over the clinic's own files."""
    rule = CrisisRule.load()
    front = FrontDesk(
        FaqStore(ROOT / "data" / "faq", state=world.services.settings.var).current,
        index=LiveIndex(encoder()),
        rule=rule,
        clock=world.services.clock,
    )
    reception = replace(world.services.reception, rules=rules(front, rule))
    with using(replace(world.services, reception=reception)):
        yield world


@pytest.fixture(params=["/api/messages", "/api/conversations/{}/callback"])
def path(request: pytest.FixtureRequest, world: World) -> str:
    return str(request.param).format(world.write("Bonjour")["conversation_id"])


@relentless
@given(body=st.binary(max_size=200), content_type=CONTENT_TYPES)
def test_any_bytes(world: World, path: str, body: bytes, content_type: str) -> None:
    check(world.client.post(path, body, content_type=content_type))


@relentless
@given(data=JSON | FIELDS)
def test_any_json(world: World, path: str, data: Any) -> None:
    check(world.client.post(path, json.dumps(data), content_type="application/json"))


@relentless
@given(text=st.text(st.characters(), max_size=2100))
def test_any_text(world: World, text: str) -> None:
    check(world.post(json.dumps({"conversation_id": None, "text": text})))


@settings(relentless, max_examples=60)
@given(text=st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_any_text_before_the_real_rules(real: World, text: str) -> None:
    check(real.post(json.dumps({"conversation_id": None, "text": text})))


@settings(relentless, max_examples=60)
@given(payload=st.text(max_size=40) | st.text(max_size=20).map("topic:".__add__) | BUTTONS)
def test_any_button_before_the_real_rules(real: World, payload: str) -> None:
    check(real.post(json.dumps({"conversation_id": None, "payload": payload})))


@relentless
@given(key=st.text(max_size=40), payload=st.text(max_size=40))
def test_any_button_of_any_conversation(world: World, key: str, payload: str) -> None:
    check(world.post(json.dumps({"conversation_id": key, "payload": payload})))


@relentless
@given(after=st.text(st.characters(codec="latin-1"), max_size=40) | st.from_regex(r"[0-9]{1,6000}"))
@example(after="9" * 6000)
def test_any_place_to_resume_from(world: World, after: str) -> None:
    key = world.write("Bonjour")["conversation_id"]
    address = f"/api/conversations/{key}/events"
    for answer in (
        world.client.get(address, headers={"Last-Event-ID": after}),
        world.client.get(address, {"after": after}),
    ):
        assert answer.status_code == 200
        answer.close()


@relentless
@given(tail=st.text(st.characters(codec="utf-8", exclude_characters="?#"), max_size=60))
def test_any_address_below_the_api(world: World, tail: str) -> None:
    response = world.client.get(f"/api/{tail}")
    assert response.status_code in {404, 405}
    assert set(response.json()) == {"error"}
