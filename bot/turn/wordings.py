"""Merging what the classifier says with the entries' own wordings, and doing without the first."""

from collections.abc import Mapping
from dataclasses import replace

from bot.turn import thresholds
from bot.turn.understanding import Candidate, Understanding


def merged(
    understanding: Understanding,
    whole: Mapping[str, float],
    parts: tuple[Mapping[str, float], ...],
) -> Understanding:
    """The understanding, with a topic raised where the patient used nearly one of its wordings.

    Args:
        understanding: the classifier's.
        whole: cosine of each topic's nearest wording with the whole message.
        parts: the same for each of `understanding.questions`, in their order.
    """
    return Understanding(
        _raised(understanding.ranking, whole),
        tuple(
            replace(question, ranking=_raised(question.ranking, near))
            for question, near in zip(understanding.questions, parts, strict=True)
        ),
    )


def from_wordings_alone(near: Mapping[str, float]) -> Understanding:
    """An understanding for when the classifier cannot be asked."""
    return Understanding(_sorted({topic: _alone(cosine) for topic, cosine in near.items()}))


def questions_of(understanding: Understanding) -> tuple[str, ...]:
    """Texts of the parts of the message, in their order."""
    return tuple(question.text for question in understanding.questions)


def _raised(ranking: tuple[Candidate, ...], near: Mapping[str, float]) -> tuple[Candidate, ...]:
    learnt = {candidate.topic: candidate.confidence for candidate in ranking}
    new = _new_topic(learnt, near)
    left = 1.0 - (new.confidence if new else 0.0)
    raised = {topic: left * confidence for topic, confidence in learnt.items()}
    for topic in learnt.keys() & near.keys():
        raised[topic] = max(raised[topic], _beside_classifier(near[topic]))
    if new:
        raised[new.topic] = new.confidence
    return _sorted(raised)


def _new_topic(learnt: Mapping[str, float], near: Mapping[str, float]) -> Candidate | None:
    """The topic that the classifier has never learnt, if its wordings are the nearest of all."""
    nearest = max(near, key=lambda topic: near[topic], default="")
    if not nearest or nearest in learnt or near[nearest] < thresholds.NEW_TOPIC:
        return None
    span = thresholds.NEW_TOPIC_SURE - thresholds.NEW_TOPIC
    share = (near[nearest] - thresholds.NEW_TOPIC) / span
    return Candidate(nearest, min(1.0, 0.5 + share / 2))


def _sorted(confidences: Mapping[str, float]) -> tuple[Candidate, ...]:
    found = [Candidate(topic, confidence) for topic, confidence in confidences.items()]
    return tuple(sorted(found, key=lambda candidate: -candidate.confidence))


def _beside_classifier(cosine: float) -> float:
    """Zero below `NEAR_WORDING`; from there up to 1 for the wording itself."""
    above = (cosine - thresholds.NEAR_WORDING) / (1 - thresholds.NEAR_WORDING)
    return thresholds.ANSWER + (1 - thresholds.ANSWER) * above if above >= 0 else 0.0


def _alone(cosine: float) -> float:
    """A cosine of `ALONE_SURE` is as good as `ANSWER`; linear around it, from 0 to 1."""
    return min(1.0, max(0.0, thresholds.ANSWER + (cosine - thresholds.ALONE_SURE) * 2))
