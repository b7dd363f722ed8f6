"""What one turn results in: the contract between actions, web process and evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Kind(str, Enum):
    """How the assistant dealt with a message."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    SMALL_TALK = "small_talk"
    HANDOVER = "handover"
    EMERGENCY = "emergency"
    FALLBACK = "fallback"
    HELD = "held"


class Priority(int, Enum):
    """How soon a person must look, the smallest first."""

    EMERGENCY = 0
    COMPLAINT = 1
    DISTRESS = 2
    PERSON = 3
    UNANSWERED = 4


@dataclass(frozen=True)
class Button:
    """One choice under a reply: `title` is what the patient reads, `payload` what comes back."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One message to the patient: plain text, in which numbers and addresses become links."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class EscalationRequest:
    """That a person must look at this conversation.

    Attributes:
        reason: a topic id of the handover or emergency family, or `incompris`.
        priority: how soon.
    """

    reason: str
    priority: Priority


@dataclass(frozen=True)
class Outcome:
    """What to say to one message, and what it was understood to be about.

    Attributes:
        kind: how the message was dealt with.
        topics: ids answered, in the order of the replies; for `fallback` `("hors_sujet",)`, for
            `clarify` the best candidate alone.
        replies: what the patient reads; may be empty for `held` only.
        offered: ids offered as choices by `clarify`.
        confidence: probability of the deciding topic, 0 to 1.
        escalation: whom to alert, if anybody.
        misunderstood: whether this turn counts as a misunderstanding.
    """

    kind: Kind
    topics: tuple[str, ...]
    replies: tuple[Reply, ...] = ()
    offered: tuple[str, ...] = ()
    confidence: float = 0.0
    escalation: EscalationRequest | None = field(default=None)
    misunderstood: bool = False

    @property
    def topic(self) -> str:
        """The first of the topics."""
        return self.topics[0] if self.topics else ""

    def to_dict(self) -> dict[str, Any]:
        """This outcome as JSON-ready data, the payload of an action."""
        return {
            "kind": self.kind.value,
            "topics": list(self.topics),
            "replies": [
                {
                    "text": reply.text,
                    "buttons": [
                        {"title": button.title, "payload": button.payload}
                        for button in reply.buttons
                    ],
                }
                for reply in self.replies
            ],
            "offered": list(self.offered),
            "confidence": self.confidence,
            "escalation": self.escalation
            and {
                "reason": self.escalation.reason,
                "priority": self.escalation.priority.value,
            },
            "misunderstood": self.misunderstood,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Outcome":
        """The outcome that `to_dict` wrote.

        Raises:
            KeyError, TypeError, ValueError: the data is not such a dict.
        """
        escalation = data["escalation"]
        return cls(
            kind=Kind(data["kind"]),
            topics=tuple(data["topics"]),
            replies=tuple(
                Reply(
                    reply["text"],
                    tuple(
                        Button(button["title"], button["payload"]) for button in reply["buttons"]
                    ),
                )
                for reply in data["replies"]
            ),
            offered=tuple(data["offered"]),
            confidence=float(data["confidence"]),
            escalation=escalation
            and EscalationRequest(escalation["reason"], Priority(escalation["priority"])),
            misunderstood=bool(data["misunderstood"]),
        )
