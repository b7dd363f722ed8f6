"""What the clinic says: the entries of the FAQ store and the clinic's events."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from bot.faq.dates import as_day, as_moment, names_an_hour

VARIABLE = re.compile(r"\{\s*([^{}\s]+)\s*\}")


@dataclass(frozen=True)
class Link:
    """An address under an answer, with the words that the patient reads."""

    title: str
    url: str


@dataclass(frozen=True)
class FaqEntry:
    """One question and its answer, as `questions/*.yml` hold it.

    Attributes:
        id: topic id, or a slug that the clinic chose.
        title: a few words, also the label of a choice.
        theme: heading under which secretaries find it.
        wordings: ways in which patients ask it (`variantes`).
        answer: text with `{variables}`.
        links: addresses shown below the answer, their `url` with `{variables}`.
        valid_from: first day on which the answer holds; None for always.
        valid_until: last day on which the answer holds; None for always.
        active: false where the secretary switched the entry off.
    """

    id: str
    title: str
    theme: str
    wordings: tuple[str, ...]
    answer: str
    links: tuple[Link, ...]
    valid_from: date | None
    valid_until: date | None
    active: bool

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "FaqEntry":
        """The entry that a schema-checked mapping of `questions/*.yml` describes."""
        return cls(
            id=str(data["id"]),
            title=str(data["titre"]),
            theme=str(data.get("theme") or ""),
            wordings=tuple(str(wording) for wording in data["variantes"]),
            answer=str(data["reponse"]).strip(),
            links=tuple(
                Link(str(link["titre"]), str(link["url"])) for link in data.get("liens") or ()
            ),
            valid_from=_optional_day(data.get("valide_du")),
            valid_until=_optional_day(data.get("valide_au")),
            active=bool(data.get("actif", True)),
        )

    def is_current(self, day: date) -> bool:
        """Whether patients may read this entry on `day`."""
        started = self.valid_from is None or self.valid_from <= day
        ended = self.valid_until is not None and self.valid_until < day
        return self.active and started and not ended

    def variables(self) -> tuple[str, ...]:
        """Names of the variables that the answer and its links need, in their order."""
        texts = [self.answer, *(link.url for link in self.links)]
        return tuple(name for text in texts for name in VARIABLE.findall(text))


def _optional_day(written: date | str | None) -> date | None:
    return as_day(written) if written else None


@dataclass(frozen=True)
class Event:
    """Something that the clinic organises, as `evenements.yml` holds it.

    Attributes:
        id: slug that the clinic chose.
        title: what it is called.
        begins: the aware moment at which it begins, on the clinic's clock.
        over: the aware moment from which it is over.
        timed: whether it begins at an hour that patients are told.
        place: where it is; may be empty.
    """

    id: str
    title: str
    begins: datetime
    over: datetime
    timed: bool
    place: str

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, zone: tzinfo) -> "Event":
        """The event that a schema-checked mapping of `evenements.yml` describes.

        Without an end it lasts until the midnight of its first day.
        """
        begins = as_moment(data["debut"], zone=zone)
        end = data.get("fin") or begins.date().isoformat()
        return cls(
            id=str(data["id"]),
            title=str(data["titre"]),
            begins=begins,
            over=as_moment(end, zone=zone, ends=True),
            timed=names_an_hour(data["debut"]),
            place=str(data.get("lieu") or ""),
        )

    @property
    def first(self) -> date:
        """Its first day."""
        return self.begins.date()

    @property
    def last(self) -> date:
        """Its last day, the first for one of a single day."""
        return max(self.first, (self.over - timedelta(seconds=1)).date())


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each `{variable}` replaced; one without a value stays as it is written."""
    return VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)


def coming(events: Iterable[Event], *, now: datetime) -> list[Event]:
    """Events that are not over at `now`, the soonest first."""
    return sorted((event for event in events if event.over > now), key=lambda e: e.begins)
