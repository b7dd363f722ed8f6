"""What a turn is played in: the clinic at this moment, and how the conversation has gone."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.faq.clinic import Clinic
from bot.language.phrases import phrase


@dataclass(frozen=True)
class Scene:
    """The circumstances of one message.

    Attributes:
        clinic: one reading of the FAQ store.
        now: the present moment, aware, in the clinic's zone.
        misunderstandings: misunderstandings in a row before this message.
    """

    clinic: Clinic
    now: datetime
    misunderstandings: int = 0

    @classmethod
    def at(cls, clinic: Clinic, now: datetime, *, misunderstandings: int = 0) -> "Scene":
        """The scene at an aware moment of any zone."""
        return cls(clinic, now.astimezone(clinic.zone), misunderstandings)

    @property
    def today(self) -> date:
        """The day at the clinic."""
        return self.now.date()

    @property
    def telephone(self) -> str:
        """A sentence that gives the clinic's number, with a space before it; empty without one."""
        number = self.clinic.facts.get("telephone_standard")
        return phrase("tour.telephone", telephone=number) if number else ""
