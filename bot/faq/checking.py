"""What contradicts itself in files that each keep to the schema."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rapidfuzz import process

from bot.errors import Problem
from bot.faq.calendar import OpeningCalendar
from bot.faq.clinic import computed_variables
from bot.faq.dates import is_yearly_day
from bot.faq.entries import Event, FaqEntry
from bot.faq.notices import Notice
from bot.faq.topics import CONTRACT
from bot.faq.written import line_of
from bot.language.phrases import phrase

UTC = ZoneInfo("UTC")
MIDNIGHT = 24 * 60


def questions(parsed: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """Every entry of `questions/`, as written, with the file in which it stands."""
    for name, data in parsed.items():
        if name.startswith("questions/"):
            yield from ((name, entry) for entry in data)


def contradictions(parsed: Mapping[str, Any]) -> list[Problem]:
    """Everything in files that keep to the schema that cannot be meant so."""
    problems = [*_hours_problems(parsed), *_facts_problems(parsed)]
    if not problems:
        problems += _entry_problems(parsed)
    return [*problems, *_notice_problems(parsed), *_event_problems(parsed)]


def _facts_problems(parsed: Mapping[str, Any]) -> list[Problem]:
    file, facts = "etablissement.yml", parsed.get("etablissement.yml", {})
    problems = []
    try:
        ZoneInfo(str(facts.get("fuseau", "Europe/Paris")))
    except (ValueError, OSError, ZoneInfoNotFoundError):
        problems.append(Problem(file, line_of(facts, ["fuseau"]), phrase("magasin.fuseau_inconnu")))
    relay = facts.get("service_relais")
    if relay and "horaires.yml" in parsed and relay not in _services(parsed):
        sentence = phrase("magasin.relais_inconnu", id=relay)
        problems.append(Problem(file, line_of(facts, ["service_relais"]), sentence))
    return problems


def _entry_problems(parsed: Mapping[str, Any]) -> list[Problem]:
    hours = parsed.get("horaires.yml")
    calendar = OpeningCalendar.from_data(hours, zone=UTC) if hours else None
    known = [*parsed.get("etablissement.yml", {}), *computed_variables(calendar)]
    seen: dict[str, str] = {}
    problems = []
    for file, data in questions(parsed):
        entry, line = FaqEntry.from_data(data), data.line
        if entry.id in seen:
            sentence = phrase("magasin.identifiant_double", id=entry.id, autre=seen[entry.id])
            problems.append(Problem(file, line, sentence))
        seen.setdefault(entry.id, file)
        if entry.valid_from and entry.valid_until and entry.valid_until < entry.valid_from:
            place = line_of(data, ["valide_au"])
            problems.append(Problem(file, place, phrase("magasin.fin_avant_debut")))
        place = line_of(data, ["reponse"])
        problems += [
            Problem(file, place, _unknown_variable(name, known))
            for name in entry.variables()
            if name not in known
        ]
    return problems


def _unknown_variable(name: str, known: list[str]) -> str:
    close = process.extractOne(name, known, score_cutoff=75)
    if close:
        return phrase("magasin.variable_inconnue_proche", nom=name, proche=close[0])
    return phrase("magasin.variable_inconnue", nom=name)


def _notice_problems(parsed: Mapping[str, Any]) -> Iterator[Problem]:
    file, notices = "avis.yml", parsed.get("avis.yml", [])
    topics = CONTRACT | {str(data["id"]) for _, data in questions(parsed)}
    yield from _ids_written_twice(file, notices)
    for index, data in enumerate(notices):
        place = line_of(notices, [index, "sujets"])
        for topic in data["sujets"]:
            if topic not in topics:
                yield Problem(file, place, phrase("magasin.sujet_inconnu", id=topic))
        notice = Notice.from_data(data, zone=UTC)
        if notice.fin and notice.fin <= notice.debut:
            place = line_of(notices, [index, "fin"])
            yield Problem(file, place, phrase("magasin.fin_avant_debut"))


def _event_problems(parsed: Mapping[str, Any]) -> Iterator[Problem]:
    file, events = "evenements.yml", parsed.get("evenements.yml", [])
    yield from _ids_written_twice(file, events)
    for index, data in enumerate(events):
        event = Event.from_data(data, zone=UTC)
        if event.over < event.begins:
            place = line_of(events, [index, "fin"])
            yield Problem(file, place, phrase("magasin.fin_avant_debut"))


def _ids_written_twice(file: str, items: Iterable[Any]) -> Iterator[Problem]:
    seen: set[str] = set()
    for data in items:
        if data["id"] in seen:
            sentence = phrase("magasin.identifiant_double", id=data["id"], autre=file)
            yield Problem(file, data.line, sentence)
        seen.add(data["id"])


def _services(parsed: Mapping[str, Any]) -> set[str]:
    return {str(service["id"]) for service in parsed["horaires.yml"]["services"]}


def _hours_problems(parsed: Mapping[str, Any]) -> Iterator[Problem]:
    hours, file = parsed.get("horaires.yml"), "horaires.yml"
    if not hours:
        return
    known = _services(parsed)
    yield from _ids_written_twice(file, hours["services"])
    for day, data, line in _rules(hours):
        if not is_yearly_day(day):
            yield Problem(file, line, phrase("magasin.jour_inconnu", jour=day))
        yield from _unknown_services(data, line, known)
    exceptions = hours.get("exceptions", [])
    for index, data in enumerate(exceptions):
        line = line_of(exceptions, [index])
        yield from _unknown_services(data, line, known)
        if data.get("au", data["du"]) < data["du"]:
            yield Problem(file, line, phrase("magasin.fin_avant_debut"))
    for ranges, line in _written_ranges(hours):
        yield from _range_problems(ranges, line)


def _rules(hours: Any) -> Iterator[tuple[str, Any, int]]:
    rules = hours.get("jours_feries", {}).get("regles", {})
    return ((day, data, line_of(rules, [day])) for day, data in rules.items())


def _unknown_services(data: Any, line: int, known: set[str]) -> Iterator[Problem]:
    named = data.get("services", "tous") if isinstance(data, dict) else "tous"
    for service in [] if named == "tous" else named:
        if service not in known:
            yield Problem("horaires.yml", line, phrase("magasin.service_inconnu", id=service))


def _written_ranges(hours: Any) -> Iterator[tuple[Any, int]]:
    """Each day's hours in the file, with their line."""
    for service in hours["services"]:
        week = service["semaine"]
        yield from ((ranges, line_of(week, [day])) for day, ranges in week.items())
        yield service.get("jours_feries"), line_of(service, ["jours_feries"])
    for _, data, line in _rules(hours):
        yield data["plages"] if isinstance(data, dict) else data, line
    for data in hours.get("exceptions", []):
        yield data.get("plages"), line_of(data, ["plages"])


def _range_problems(written: Any, line: int) -> Iterator[Problem]:
    if not isinstance(written, list):
        return
    spans = sorted(map(_span, written))
    for opens, closes in spans:
        if opens == closes:
            yield Problem("horaires.yml", line, phrase("magasin.plage_vide"))
    if any(after[0] < before[1] for before, after in pairwise(spans)):
        yield Problem("horaires.yml", line, phrase("magasin.plages_melees"))


def _span(written: str) -> tuple[int, int]:
    """Minutes of the day at which a range begins and ends, the end beyond 24 h after midnight."""
    opens, closes = (int(hour[:2]) * 60 + int(hour[3:]) for hour in written.split("-"))
    return opens, closes + MIDNIGHT if closes < opens else closes
