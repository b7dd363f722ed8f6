"""The clinic's services: their usual hours, their grammar, their names in a message."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import Enum
from typing import Any

from rapidfuzz.distance import OSA

from bot.language.lexicon import french_words
from bot.language.phrases import phrase
from bot.language.text import fold

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MENDED_LENGTH = 5
"""Letters from which a word of a service's name may hold one typing error."""

_TOKEN = re.compile(r"[a-z0-9]+|[/&+]")
_ENUMERATING = {"et", "ou", "puis", "ni", "/", "&", "+"}
_ARTICLE = re.compile(r"^(le |la |les |l')")
_FEMININE = re.compile(
    r"(?:ions?|ies?|[ae]nces?|ures?|ites?|yses?|ades?|ettes?|elles?|eres?|sses?)$"
)


@dataclass(frozen=True)
class OpenRange:
    """Hours without a pause; `closes` at or before `opens` lies on the following day."""

    opens: time
    closes: time

    @classmethod
    def parse(cls, written: str) -> "OpenRange":
        """The range that a file writes as `08:00-12:30`, `20:00-02:00` or `00:00-24:00`."""
        opens, closes = str(written).split("-")
        return cls(_clock_time(opens), _clock_time(closes))

    @property
    def is_whole_day(self) -> bool:
        """Whether it lasts from midnight to midnight."""
        return self.opens == self.closes == time(0)


def _clock_time(written: str) -> time:
    hour, minute = written.strip().split(":")
    return time(int(hour) % 24, int(minute))


Ranges = tuple[OpenRange, ...]


def parse_ranges(written: Iterable[str]) -> Ranges:
    """The ranges of a day, the earliest first."""
    return tuple(sorted(map(OpenRange.parse, written), key=lambda hours: hours.opens))


class Agreement(Enum):
    """Gender and number of a service's title."""

    MASCULINE = "ms"
    FEMININE = "fs"
    MASCULINE_PLURAL = "mp"
    FEMININE_PLURAL = "fp"


@dataclass(frozen=True)
class Service:
    """A service of the clinic that has hours of its own.

    Attributes:
        id: its name in files and variables.
        titre: its title, with the article, as in « le laboratoire ».
        synonymes: what patients call it.
        accord: gender and number of the title.
        semaine: its ranges of each weekday, Monday first.
        jours_feries: its ranges on public holidays; None where they are those of the weekday.
    """

    id: str
    titre: str
    synonymes: tuple[str, ...]
    accord: Agreement
    semaine: tuple[Ranges, ...]
    jours_feries: Ranges | None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Service":
        """The service that a schema-checked mapping of `horaires.yml` describes."""
        title = str(data["titre"])
        week = data["semaine"]
        accord = data.get("accord")
        return cls(
            id=str(data["id"]),
            titre=title,
            synonymes=tuple(map(str, data.get("synonymes") or ())),
            accord=Agreement(str(accord)) if accord else agreement_of(title),
            semaine=tuple(parse_ranges(week.get(day) or ()) for day in WEEKDAYS),
            jours_feries=special_ranges(data.get("jours_feries")),
        )

    @property
    def spoken_title(self) -> str:
        """The title with its article; one without is put in « le service … »."""
        if _ARTICLE.match(fold(self.titre)):
            return self.titre[:1].lower() + self.titre[1:]
        return phrase("horaires.service_sans_article", titre=self.titre)

    def names(self) -> Iterator[tuple[str, ...]]:
        """Each name of the service, as folded words without the article."""
        for name in (_ARTICLE.sub("", fold(self.titre)), *self.synonymes):
            yield tuple(_TOKEN.findall(fold(name)))


def special_ranges(written: Any) -> Ranges | None:
    """What a file sets for special days: None for `ouvert`, else ranges; nothing means `ferme`."""
    if written == "ouvert":
        return None
    return () if written in (None, "ferme") else parse_ranges(written)


def agreement_of(title: str) -> Agreement:
    """Gender and number of a title, told by its article, else by the ending of its first noun."""
    found = _ARTICLE.match(fold(title))
    article = found[0].strip() if found else ""
    if article in {"le", ""}:
        return Agreement.MASCULINE
    if article == "la":
        return Agreement.FEMININE
    noun = re.split(r"[\s-]", fold(title)[len(found[0]) :])[0] if found else ""
    feminine = bool(_FEMININE.search(noun))
    if article == "les":
        return Agreement.FEMININE_PLURAL if feminine else Agreement.MASCULINE_PLURAL
    return Agreement.FEMININE if feminine else Agreement.MASCULINE


@dataclass(frozen=True)
class _Mention:
    """A service named by `words[start:end]` of a message; `weight` grows with the name's length."""

    service: Service
    start: int
    end: int
    weight: int


def named_services(text: str, services: Iterable[Service]) -> list[Service]:
    """The services that a message asks about, in its order.

    The longest name wins; a second service counts where the two are enumerated, as in « le labo
    et la radio », and not in « le labo de la clinique ».
    """
    words = _TOKEN.findall(fold(text))
    mentions = _longest_apart(_mentions(words, services))
    if not mentions:
        return []
    best = mentions[0]
    mentions.sort(key=lambda mention: mention.start)
    kept, pivot = [best], mentions.index(best)
    for left, right in zip(mentions[pivot:], mentions[pivot + 1 :], strict=False):
        if not _ENUMERATING & set(words[left.end : right.start]):
            break
        kept.append(right)
    for left, right in zip(mentions[:pivot][::-1], mentions[: pivot + 1][::-1], strict=False):
        if not _ENUMERATING & set(words[left.end : right.start]):
            break
        kept.insert(0, left)
    return list({mention.service.id: mention.service for mention in kept}.values())


def _mentions(words: Sequence[str], services: Iterable[Service]) -> Iterator[_Mention]:
    for service in services:
        for name in service.names():
            for start in range(len(words) - len(name) + 1):
                weight = _weight(words[start : start + len(name)], name) if name else 0
                if weight:
                    yield _Mention(service, start, start + len(name), weight)


def _weight(words: Sequence[str], name: Sequence[str]) -> int:
    """Letters of the name, twice, less one for each mended word; 0 where the words differ."""
    if not all(map(_is_word, words, name)):
        return 0
    mended = sum(word != wanted for word, wanted in zip(words, name, strict=True))
    return 2 * sum(map(len, name)) - mended


def _is_word(word: str, wanted: str) -> bool:
    if word == wanted or word.rstrip("sx") == wanted.rstrip("sx") != "":
        return True
    near = len(wanted) >= MENDED_LENGTH and OSA.distance(word, wanted, score_cutoff=1) <= 1
    return near and word not in french_words()


def _longest_apart(mentions: Iterable[_Mention]) -> list[_Mention]:
    """Mentions that do not overlap, the longest name first."""
    kept: list[_Mention] = []
    for mention in sorted(mentions, key=lambda found: (-found.weight, found.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return kept
