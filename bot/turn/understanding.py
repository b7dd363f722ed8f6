"""What was understood of a message: ranked topics, for the whole and for each of its questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.turn.topics import NLU_FALLBACK


@dataclass(frozen=True)
class Candidate:
    """A topic and the probability, 0 to 1, that the patient means it."""

    topic: str
    confidence: float


@dataclass(frozen=True)
class Question:
    """One question within a message, and what it may be about, the likeliest first."""

    text: str
    ranking: tuple[Candidate, ...]


@dataclass(frozen=True)
class Understanding:
    """What a message may be about.

    Attributes:
        ranking: candidates for the message as a whole, the likeliest first.
        questions: its parts where it may hold several questions; else empty.
    """

    ranking: tuple[Candidate, ...]
    questions: tuple[Question, ...] = ()

    @classmethod
    def from_parse(cls, parse: Mapping[str, Any]) -> "Understanding":
        """The understanding in a Rasa parse, with the `questions` that our classifier adds."""
        return cls(
            ranking=_ranking(parse.get("intent_ranking") or ()),
            questions=tuple(
                Question(str(part["text"]), _ranking(part["intent_ranking"]))
                for part in parse.get("questions") or ()
            ),
        )

    def confidence_in(self, topics: Iterable[str]) -> float:
        """The probability that the message as a whole is about one of the topics."""
        wanted = set(topics)
        return sum(found.confidence for found in self.ranking if found.topic in wanted)


def _ranking(intents: Iterable[Mapping[str, Any]]) -> tuple[Candidate, ...]:
    found = [
        Candidate(str(intent["name"]), float(intent["confidence"]))
        for intent in intents
        if intent["name"] != NLU_FALLBACK
    ]
    return tuple(sorted(found, key=lambda candidate: -candidate.confidence))
