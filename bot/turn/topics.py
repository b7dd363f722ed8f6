"""The families of topics that the turn treats apart; every other id is a question of the FAQ."""

from enum import Enum

from bot.faq.topics import EMERGENCY, HANDOVER, OUT_OF_SCOPE, SMALL_TALK

__all__ = ["EMERGENCY", "HANDOVER", "OUT_OF_SCOPE", "SMALL_TALK"]

HOURS = "horaires"
INCIDENT = "incident"
CONTACT = "contact"
INTERPRETER = "interprete"
NLU_FALLBACK = "nlu_fallback"
PERSON = "parler_humain"


class Family(Enum):
    """What the turn does with a topic."""

    FAQ = "faq"
    SMALL_TALK = "small_talk"
    HANDOVER = "handover"
    EMERGENCY = "emergency"
    OUT_OF_SCOPE = "out_of_scope"


def family_of(topic: str) -> Family:
    """The family of a topic id; ids that a clinic added are of the FAQ."""
    if topic in SMALL_TALK:
        return Family.SMALL_TALK
    if topic in HANDOVER:
        return Family.HANDOVER
    if topic in EMERGENCY:
        return Family.EMERGENCY
    if topic in {OUT_OF_SCOPE, NLU_FALLBACK}:
        return Family.OUT_OF_SCOPE
    return Family.FAQ
