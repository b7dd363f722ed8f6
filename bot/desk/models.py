"""What is kept of a conversation, and the invariants that the database itself holds.

A conversation waits for a person or is held by one exactly as long as it has an open escalation;
`bot.desk.holding` and `bot.desk.escalations` keep it so. Texts are masked before they come here.
"""

import secrets
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bot.desk.labels import label, reason_label
from bot.desk.numbers import seal, unseal
from bot.turn.outcome import Priority

KEY_SHAPE = r"[A-Za-z0-9_-]{32}"
"""What every conversation key looks like."""


def new_key() -> str:
    """A conversation key that nobody can guess: 192 bits, 32 characters fit for an address."""
    return secrets.token_urlsafe(24)


class Channel(models.TextChoices):
    """Where the patient writes."""

    WEB = "web", label("relais.canal_web")
    MESSENGER = "messenger", label("relais.canal_messenger")


class State(models.TextChoices):
    """Who answers the patient now."""

    BOT = "bot", label("relais.etat_bot")
    WAITING = "waiting", label("relais.etat_waiting")
    HUMAN = "human", label("relais.etat_human")
    CLOSED = "closed", label("relais.etat_closed")


class Author(models.TextChoices):
    """Who wrote a message."""

    PATIENT = "patient", label("relais.auteur_patient")
    BOT = "bot", label("relais.auteur_bot")
    HUMAN = "human", label("relais.auteur_human")
    SYSTEM = "system", label("relais.auteur_system")


# Choices are given to the fields as functions, so that a reworded label needs no migration.
def channels() -> list[tuple[str, str]]:
    """The channels with their labels."""
    return Channel.choices


def states() -> list[tuple[str, str]]:
    """The states with their labels."""
    return State.choices


def authors() -> list[tuple[str, str]]:
    """The authors with their labels."""
    return Author.choices


def priorities() -> list[tuple[int, str]]:
    """The priorities with their labels, the most urgent first."""
    return [(each.value, label(f"relais.priorite_{each.name.lower()}")) for each in Priority]


class Conversation(models.Model):
    """One thread with one patient; `key` is the patient's only credential.

    Attributes:
        misunderstandings: turns in a row, up to now, that the assistant did not understand.
    """

    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    channel = models.CharField(max_length=16, choices=channels, default=Channel.WEB)
    state = models.CharField(max_length=16, choices=states, default=State.BOT)
    # PROTECT: whoever holds a conversation gives it back before the account goes.
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="held"
    )
    misunderstandings = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()
    last_message_at = models.DateTimeField(db_index=True)

    class Meta:
        permissions: ClassVar = [("answer_conversation", "Can take and answer conversations")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=State.HUMAN, holder__isnull=False)
                | (~Q(state=State.HUMAN) & Q(holder__isnull=True)),
                name="held_by_a_person_exactly_when_human",
            ),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"

    @property
    def open_escalation(self) -> "Escalation | None":
        """The escalation that waits for staff or is being dealt with, if any."""
        return self.escalations.filter(closed_at=None).first()


class Message(models.Model):
    """One message as stored: the patient's are masked.

    Attributes:
        staff: who wrote it, for `Author.HUMAN`.
        buttons: the choices shown below it: `[{"title", "payload"}]`.
        outcome: on a patient's message, what it was understood to be: `Outcome.to_dict()` without
            its replies, which are the messages that follow.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    author = models.CharField(max_length=16, choices=authors)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    buttons: Any = models.JSONField(default=list, blank=True)
    outcome: Any = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index("conversation", "id", name="thread")]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Escalation(models.Model):
    """That a person must look at a conversation: why, how soon, and what became of it.

    Attributes:
        reason: id of the topic that asked for a person, or `incompris`.
        promised_at: when the patient was told that a person answers at the latest; None where the
            clinic has no calendar that tells.
        alerts_sent: how many alerts have gone out to staff.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="escalations")
    reason = models.CharField(max_length=64)
    priority = models.PositiveSmallIntegerField(choices=priorities)
    opened_at = models.DateTimeField()
    promised_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    alerts_sent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["priority", "opened_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(closed_at__isnull=True),
                name="one_open_escalation_a_conversation",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "priority",
                "opened_at",
                condition=Q(closed_at__isnull=True),
                name="open_most_urgent_first",
            ),
        ]

    def __str__(self) -> str:
        return f"escalation {self.pk}"

    @property
    def reason_label(self) -> str:
        """The reason in the words that staff read."""
        return reason_label(self.reason)

    def is_late(self, now: datetime) -> bool:
        """Whether the promised moment has passed and nobody has taken it."""
        waits = self.closed_at is None and self.acknowledged_at is None
        return waits and self.promised_at is not None and now > self.promised_at


class CallbackRequest(models.Model):
    """The number on which a patient wants to be called, sealed, until the conversation closes."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="callback")
    sealed_number = models.BinaryField()
    created_at = models.DateTimeField()
    promised_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"call-back of conversation {self.conversation_id}"

    @property
    def number(self) -> str:
        """The number in clear, in E.164; for staff only."""
        return unseal(bytes(self.sealed_number))

    @number.setter
    def number(self, number: str) -> None:
        self.sealed_number = seal(number)
