"""Madame Roux and others have written; Nadia and Bruno of the secretariat look at the console."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import Settings

from bot.desk.models import Conversation
from bot.desk.turns import Call, Turn, ask_for_call, record
from bot.turn.outcome import EscalationRequest, Kind, Outcome, Priority, Reply
from bot.web import bootstrap
from bot.web.console.access import ANSWER, READ
from bot.web.desk import SqlDesk
from tests.integration.web.conftest import serving
from tests.support.lilas import MONDAY_TEN

PASSWORD = "tilleul-argenté-2026"  # noqa: S105  # of accounts that live as long as a test
NOON = MONDAY_TEN + timedelta(hours=2)
NUMBER = "+33639980142"

PARKING = Outcome(
    Kind.ANSWER, ("parking",), (Reply("Le parking des Lilas est gratuit."),), confidence=0.87
)
HELD = Outcome(Kind.HELD, ())


def wants(reason: str, priority: Priority) -> Outcome:
    """The outcome of a message that asks for a person."""
    kind = Kind.EMERGENCY if priority is Priority.EMERGENCY else Kind.HANDOVER
    return Outcome(
        kind,
        (reason,),
        (Reply("Je préviens une personne."),),
        confidence=0.92,
        escalation=EscalationRequest(reason, priority),
    )


PERSON = wants("parler_humain", Priority.PERSON)
COMPLAINT = wants("reclamation", Priority.COMPLAINT)
CHEST_PAIN = wants("urgence_vitale", Priority.EMERGENCY)


@dataclass
class Office:
    """The clinic's clock, its staff, and what reaches its console."""

    now: datetime = MONDAY_TEN

    def pass_minutes(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)

    def employs(self, login: str, name: str, *permissions: str) -> User:
        """An account with these rights and the password of these tests."""
        first, _, last = name.partition(" ")
        user = User.objects.create_user(login, password=PASSWORD, first_name=first, last_name=last)
        names = [permission.removeprefix("desk.") for permission in permissions]
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        return user

    def hears(self, name: str, text: str, outcome: Outcome = PERSON) -> Conversation:
        """The conversation of the patient `name`, who has just written `text`."""
        key = name.ljust(32, "_")
        record(Turn(key, text, outcome, promised_at=NOON), now=self.now)
        return Conversation.objects.get(key=key)

    def is_asked_to_call(self, name: str) -> None:
        """The patient `name` leaves the number `NUMBER`."""
        request = EscalationRequest("parler_humain", Priority.PERSON)
        key = name.ljust(32, "_")
        call = Call(key, NUMBER, request, words="C’est noté.", promised_at=NOON)
        assert ask_for_call(call, now=self.now)


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    # The real hasher takes a third of a second for each account, on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    office = Office()
    with (
        serving(SqlDesk()) as world,
        bootstrap.using(replace(world.services, clock=lambda: office.now)),
    ):
        yield office


def at_desk(user: User) -> Client:
    """A browser in which `user` is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def nadia_s_account(office: Office) -> User:
    return office.employs("nadia", "Nadia Roche", READ, ANSWER)


@pytest.fixture
def nadia(nadia_s_account: User) -> Client:
    return at_desk(nadia_s_account)


@pytest.fixture
def bruno(office: Office) -> Client:
    return at_desk(office.employs("bruno", "Bruno Faure", READ, ANSWER))


@pytest.fixture
def reader(office: Office) -> Client:
    return at_desk(office.employs("lea", "Léa Simon", READ))


def page(client: Client, address: str, **headers: str) -> str:
    """The text of the page at `address`, whose status must be 200."""
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def thread(conversation: Conversation, action: str = "") -> str:
    """The address of a conversation's page, or of something done to it."""
    return f"/console/conversations/{conversation.pk}/{action}"
