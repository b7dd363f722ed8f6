"""What to say when a patient presses one of the choices under a reply."""

from bot.turn import answers
from bot.turn.outcome import Outcome
from bot.turn.scene import Scene
from bot.turn.topics import Family, family_of


def choose(payload: str, *, text: str, scene: Scene) -> Outcome | None:
    """The outcome of a button; None where no such button exists.

    Args:
        payload: what the button carries.
        text: the patient's last written message, for the date or service that it names.
        scene: the circumstances.
    """
    if payload == answers.SOMETHING_ELSE:
        return answers.fallback(scene, sentence="tour.autrement")
    topic = payload.removeprefix(answers.TOPIC)
    if topic == payload:
        return None
    if family_of(topic) is Family.HANDOVER:
        return answers.handover(topic, scene)
    if answers.can_be_offered(topic, scene):
        return answers.answer([(topic, text)], scene)
    return None
