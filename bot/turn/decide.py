"""The decision: one outcome for one message, from what was understood and what the clinic says."""

from bot.language.crisis import CrisisRule
from bot.language.dates import mentions_a_date
from bot.language.text import is_mostly_latin
from bot.turn import answers, thresholds
from bot.turn.outcome import Outcome
from bot.turn.scene import Scene
from bot.turn.topics import EMERGENCY, HANDOVER, HOURS, INTERPRETER, OUT_OF_SCOPE, Family, family_of
from bot.turn.understanding import Candidate, Question, Understanding

PERSONAL = frozenset({Family.HANDOVER, Family.EMERGENCY})
"""Families that are never answered from the store."""


def decide(text: str, understanding: Understanding, scene: Scene, *, rule: CrisisRule) -> Outcome:
    """What to say to a message in which the crisis rule saw no alarm.

    Args:
        text: the message, masked.
        understanding: what it may be about; an empty ranking ends in a fallback.
        scene: the clinic, the moment, and how the conversation has gone.
        rule: the words for an emergency that only the classifier saw.
    """
    if not is_mostly_latin(text):
        return answers.answer([(INTERPRETER, text)], scene)
    if not understanding.ranking:
        return answers.fallback(scene)
    return _for_a_person(understanding, scene, rule) or _by_itself(text, understanding, scene)


def _for_a_person(understanding: Understanding, scene: Scene, rule: CrisisRule) -> Outcome | None:
    danger = understanding.confidence_in(EMERGENCY)
    if danger >= _enough_for_alarm(understanding):
        worst = _best(understanding, EMERGENCY)
        return answers.emergency_from_topic(worst.topic, rule, confidence=danger)
    called = _best(understanding, HANDOVER)
    if called.confidence >= thresholds.HANDOVER:
        return answers.handover(called.topic, scene, confidence=called.confidence)
    return None


def _by_itself(text: str, understanding: Understanding, scene: Scene) -> Outcome:
    asked = _questions_asked(text, understanding)
    if len(asked) > 1:
        return answers.answer(asked, scene, confidence=_confidence(understanding, asked[0][0]))
    best = understanding.ranking[0]
    if best.confidence >= thresholds.ANSWER and family_of(best.topic) not in PERSONAL:
        return _confident(best, text, scene)
    return _uncertain(understanding, scene)


def _enough_for_alarm(understanding: Understanding) -> float:
    first = understanding.ranking[0].topic in EMERGENCY
    return thresholds.EMERGENCY_FIRST if first else thresholds.EMERGENCY


def _confident(best: Candidate, text: str, scene: Scene) -> Outcome:
    family = family_of(best.topic)
    if family is Family.FAQ:
        return answers.answer([(best.topic, text)], scene, confidence=best.confidence)
    if family is Family.SMALL_TALK:
        return answers.small_talk(best.topic, scene, confidence=best.confidence)
    return answers.fallback(scene, sentence="tour.hors_sujet", confidence=best.confidence)


def _uncertain(understanding: Understanding, scene: Scene) -> Outcome:
    best = understanding.ranking[0]
    danger = understanding.confidence_in(EMERGENCY) >= thresholds.EMERGENCY_HINT
    offered = [
        candidate.topic
        for candidate in understanding.ranking
        if candidate.confidence >= thresholds.OFFER
        and answers.can_be_offered(candidate.topic, scene)
    ][: thresholds.OFFERED]
    if not offered or best.topic == OUT_OF_SCOPE:
        return answers.fallback(scene, confidence=best.confidence)
    return answers.clarify(offered, scene, best=best, danger=danger)


def _questions_asked(text: str, understanding: Understanding) -> list[tuple[str, str]]:
    """Topic and text of each part that is surely a question of the FAQ, the surest first."""
    asked = [
        (part.ranking[0].topic, _with_its_date(part, text))
        for part in understanding.questions
        if _is_sure(part) and _is_in_whole(part.ranking[0].topic, understanding)
    ]
    first_of_topic = dict(reversed(asked))
    surest = sorted(first_of_topic, key=lambda topic: -_confidence(understanding, topic))
    return [(topic, first_of_topic[topic]) for topic in surest[: thresholds.PARTS]]


def _with_its_date(part: Question, text: str) -> str:
    """The question, or the whole message where only that may say which day is meant."""
    needs_date = part.ranking[0].topic == HOURS and not mentions_a_date(part.text)
    return text if needs_date else part.text


def _is_sure(part: Question) -> bool:
    best = part.ranking[0]
    return family_of(best.topic) is Family.FAQ and best.confidence >= thresholds.PART


def _is_in_whole(topic: str, understanding: Understanding) -> bool:
    return _confidence(understanding, topic) >= thresholds.PART_IN_WHOLE


def _best(understanding: Understanding, family: frozenset[str]) -> Candidate:
    of_family = (found for found in understanding.ranking if found.topic in family)
    return next(of_family, Candidate(min(family), 0.0))


def _confidence(understanding: Understanding, topic: str) -> float:
    return understanding.confidence_in({topic})
