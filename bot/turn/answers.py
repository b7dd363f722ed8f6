"""The outcomes that a turn can have, each built from the clinic's own words."""

from collections.abc import Sequence

from bot.language.crisis import CrisisRule, Emergency
from bot.language.phrases import phrase
from bot.turn.hours import hours_answer
from bot.turn.outcome import Button, EscalationRequest, Kind, Outcome, Priority, Reply
from bot.turn.promise import promise
from bot.turn.scene import Scene
from bot.turn.topics import CONTACT, HOURS, INCIDENT, OUT_OF_SCOPE, PERSON, Family, family_of
from bot.turn.understanding import Candidate

SOMETHING_ELSE = "something_else"
TOPIC = "topic:"

_PRIORITIES = {
    "reclamation": Priority.COMPLAINT,
    "empathie": Priority.DISTRESS,
    "conseil_medical": Priority.PERSON,
    PERSON: Priority.PERSON,
}


def emergency(kind: Emergency, words: str, *, confidence: float = 1.0) -> Outcome:
    """The numbers first, then a person is alerted."""
    return Outcome(
        kind=Kind.EMERGENCY,
        topics=(kind.value,),
        replies=(Reply(words),),
        confidence=confidence,
        escalation=EscalationRequest(kind.value, Priority.EMERGENCY),
    )


def emergency_from_topic(topic: str, rule: CrisisRule, *, confidence: float) -> Outcome:
    """The emergency that the classifier alone saw, in the words that fit it without more."""
    kind = Emergency(topic)
    return emergency(kind, rule.words(kind), confidence=confidence)


def handover(topic: str, scene: Scene, *, confidence: float = 1.0) -> Outcome:
    """The clinic's words for this situation, and when a person will answer."""
    words = _entry_text(topic, scene) or phrase("tour.relais")
    lines = [*_notices(topic, scene), words, promise(scene)]
    return Outcome(
        kind=Kind.HANDOVER,
        topics=(topic,),
        replies=(Reply("\n".join(lines)),),
        confidence=confidence,
        escalation=EscalationRequest(topic, _PRIORITIES[topic]),
    )


def small_talk(topic: str, scene: Scene, *, confidence: float = 1.0) -> Outcome:
    """The clinic's greeting, thanks, goodbye, or what the assistant is."""
    words = _entry_text(topic, scene) or phrase("tour.petite_parole")
    lines = [*_notices(topic, scene), words]
    return Outcome(Kind.SMALL_TALK, (topic,), (Reply("\n".join(lines)),), confidence=confidence)


def answer(asked: Sequence[tuple[str, str]], scene: Scene, *, confidence: float = 1.0) -> Outcome:
    """Answers to one or several questions.

    Args:
        asked: topic and text of each question, no topic twice.
        scene: the circumstances.
        confidence: probability of the first topic, 0 to 1.
    """
    replies = [(topic, _answer_text(topic, text, scene=scene)) for topic, text in asked]
    known = [(topic, reply) for topic, reply in replies if reply]
    if not known:
        return _unanswered(scene, confidence=confidence)
    return Outcome(
        kind=Kind.ANSWER,
        topics=tuple(topic for topic, _ in known),
        replies=tuple(Reply(reply) for _, reply in known),
        confidence=confidence,
    )


def clarify(topics: Sequence[str], scene: Scene, *, best: Candidate, danger: bool) -> Outcome:
    """Up to three choices, and « autre chose »; a person too once that has failed before.

    Args:
        topics: candidates that can be offered, the likeliest first.
        scene: the circumstances.
        best: the likeliest of all, which may be none that can be offered.
        danger: whether to recall the emergency numbers.
    """
    again = scene.misunderstandings > 0
    lines = [phrase("tour.clarifier_encore" if again else "tour.clarifier")]
    if danger:
        lines.append(phrase("tour.urgence_au_cas_ou"))
    buttons = [Button(title_of(topic, scene), TOPIC + topic) for topic in topics]
    buttons.append(Button(phrase("tour.autre_chose"), SOMETHING_ELSE))
    if again and PERSON not in topics:
        buttons.append(_person_button())
    return Outcome(
        kind=Kind.CLARIFY,
        topics=(best.topic,),
        replies=(Reply("\n".join(lines), tuple(buttons)),),
        offered=tuple(topics),
        confidence=best.confidence,
        misunderstood=True,
    )


def fallback(scene: Scene, *, sentence: str = "tour.incompris", confidence: float = 0.0) -> Outcome:
    """An honest « je n'ai pas compris »; from the second in a row on, a person is offered."""
    if scene.misunderstandings > 0:
        words = phrase("tour.incompris_encore", telephone=scene.telephone)
        reply = Reply(words, (_person_button(),))
    else:
        reply = Reply(phrase(sentence))
    return Outcome(
        Kind.FALLBACK, (OUT_OF_SCOPE,), (reply,), confidence=confidence, misunderstood=True
    )


def title_of(topic: str, scene: Scene) -> str:
    """What a choice for this topic says."""
    entry = scene.clinic.entry(topic, day=scene.today)
    return entry.title if entry else phrase("tour.personne")


def can_be_offered(topic: str, scene: Scene) -> bool:
    """Whether a patient can usefully choose this topic from a list."""
    if family_of(topic) in {Family.FAQ, Family.HANDOVER}:
        return scene.clinic.entry(topic, day=scene.today) is not None
    return False


def _person_button() -> Button:
    return Button(phrase("tour.personne"), TOPIC + PERSON)


def _unanswered(scene: Scene, *, confidence: float) -> Outcome:
    key = "tour.sans_reponse" if scene.clinic.entries else "tour.etablissement_absent"
    words = phrase(key, telephone=scene.telephone)
    reply = Reply(words, (_person_button(),))
    return Outcome(Kind.FALLBACK, (OUT_OF_SCOPE,), (reply,), confidence=confidence)


def _answer_text(topic: str, text: str, *, scene: Scene) -> str:
    told = _notices(topic, scene)
    if topic == INCIDENT and told:
        return "\n".join(told)
    own = _own_text(topic, text, scene=scene)
    return "\n".join([*told, own]) if own else ""


def _notices(topic: str, scene: Scene) -> list[str]:
    """What the running notices on a topic say.

    A notice on how to reach the clinic is also one for whoever cannot reach it.
    """
    topics = {INCIDENT, CONTACT} if topic == INCIDENT else {topic}
    return [
        part
        for notice in scene.clinic.running_notices(scene.now)
        if topics.intersection(notice.sujets)
        for part in (notice.texte, notice.autre_moyen)
        if part
    ]


def _own_text(topic: str, text: str, *, scene: Scene) -> str:
    calendar = scene.clinic.calendar
    if topic != HOURS or calendar is None or _is_switched_off(topic, scene):
        return _entry_text(topic, scene)
    service = next(iter(calendar.services))
    return hours_answer(text, calendar=calendar, now=scene.now, default_service=service)


def _is_switched_off(topic: str, scene: Scene) -> bool:
    known = scene.clinic.entries.get(topic)
    return known is not None and not known.is_current(scene.today)


def _entry_text(topic: str, scene: Scene) -> str:
    entry = scene.clinic.entry(topic, day=scene.today)
    return scene.clinic.text_of(entry, day=scene.now) if entry else ""
