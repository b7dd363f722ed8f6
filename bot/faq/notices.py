"""Notices: what the clinic must tell for a while, such as an outage or a closure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.faq.dates import as_moment


@dataclass(frozen=True)
class Notice:
    """A notice of `avis.yml`.

    Attributes:
        id: its name.
        texte: what patients read.
        debut: the first moment at which it runs, aware.
        fin: the first moment at which it runs no more, aware; None until somebody ends it.
        sujets: ids of the topics whose answers it precedes.
        autre_moyen: the other way to reach the clinic, told with it.
    """

    id: str
    texte: str
    debut: datetime
    fin: datetime | None
    sujets: tuple[str, ...]
    autre_moyen: str | None

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, zone: ZoneInfo) -> "Notice":
        """The notice that a schema-checked mapping of `avis.yml` describes.

        Times without an offset are the clinic's; an end that is a day lasts until its midnight.
        """
        end, other_way = data.get("fin"), data.get("autre_moyen")
        return cls(
            id=str(data["id"]),
            texte=str(data["texte"]).strip(),
            debut=as_moment(data["debut"], zone=zone),
            fin=as_moment(end, zone=zone, ends=True) if end else None,
            sujets=tuple(map(str, data["sujets"])),
            autre_moyen=str(other_way).strip() if other_way else None,
        )

    def is_running(self, now: datetime) -> bool:
        """Whether patients must read it at this aware moment."""
        return self.debut <= now and (self.fin is None or now < self.fin)


def running_notices(
    notices: Iterable[Notice], *, now: datetime, topic: str | None = None
) -> list[Notice]:
    """The notices that run at `now`, the latest first; of one topic where one is given."""
    running = [
        notice
        for notice in notices
        if notice.is_running(now) and (topic is None or topic in notice.sujets)
    ]
    return sorted(running, key=lambda notice: notice.debut, reverse=True)
