"""Madame Roux writes, Nadia and Bruno of the secretariat answer, on a Monday morning."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User

from bot.desk import holding
from bot.desk.models import Conversation
from bot.desk.turns import Turn, record
from bot.turn.outcome import EscalationRequest, Kind, Outcome, Priority, Reply
from tests.support.lilas import MONDAY_TEN

KEY = "k" * 32
NOON = MONDAY_TEN + timedelta(hours=2)

PARKING = Outcome(Kind.ANSWER, ("parking",), (Reply("Le parking des Lilas est gratuit."),))
PUZZLED = Outcome(Kind.FALLBACK, ("hors_sujet",), (Reply("Pardon ?"),), misunderstood=True)
WANTS_A_PERSON = Outcome(
    Kind.HANDOVER,
    ("parler_humain",),
    (Reply("Je transmets."),),
    escalation=EscalationRequest("parler_humain", Priority.PERSON),
)
CHEST_PAIN = Outcome(
    Kind.EMERGENCY,
    ("urgence_vitale",),
    (Reply("Appelez le 15 ou le 112."),),
    escalation=EscalationRequest("urgence_vitale", Priority.EMERGENCY),
)


def write(text: str, outcome: Outcome | None, *, now: datetime = MONDAY_TEN) -> Outcome | None:
    """What becomes of Madame Roux's message when the assistant has decided `outcome`."""
    return record(Turn(KEY, text, outcome, promised_at=NOON), now=now)


def conversation() -> Conversation:
    """Madame Roux's conversation as the database has it now."""
    return Conversation.objects.get(key=KEY)


@pytest.fixture
def nadia() -> User:
    return User.objects.create_user("nadia", email="nadia@lilas.example")


@pytest.fixture
def bruno() -> User:
    return User.objects.create_user("bruno")


@pytest.fixture
def waiting() -> Conversation:
    write("Je veux parler à quelqu'un", WANTS_A_PERSON)
    return conversation()


@pytest.fixture
def held(waiting: Conversation, nadia: User) -> Conversation:
    return holding.take(waiting, nadia, now=MONDAY_TEN)
