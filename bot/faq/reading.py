"""Reading the FAQ folder: files to a `Clinic`, or everything that is wrong in them."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.errors import Problem, StoreError
from bot.faq.calendar import OpeningCalendar
from bot.faq.clinic import Clinic, computed_variables
from bot.faq.entries import Event, FaqEntry
from bot.faq.notices import Notice
from bot.faq.schema import line_of, problems_of
from bot.language.phrases import phrase

LISTS = {"medecins", "langues"}
OPTIONAL = ("etablissement.yml", "horaires.yml", "avis.yml", "evenements.yml")


def store_files(folder: Path) -> list[Path]:
    """The files of the store that exist, in the order in which they are read.

    Raises:
        OSError: the folder cannot be listed.
    """
    names = {path.name for path in folder.iterdir()}
    fixed = [folder / name for name in OPTIONAL if name in names]
    questions = folder / "questions"
    return fixed + sorted(path for path in questions.iterdir() if path.suffix == ".yml")


def read_files(folder: Path) -> dict[str, bytes]:
    """Content of each file of the store by its path relative to `folder`.

    Raises:
        StoreError: the folder or a file cannot be read.
    """
    try:
        paths = store_files(folder)
    except OSError as error:
        raise StoreError([Problem(str(folder), 0, phrase("magasin.dossier"))]) from error
    contents = {}
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            contents[name] = path.read_bytes()
        except OSError as error:
            raise StoreError([Problem(name, 0, phrase("magasin.fichier"))]) from error
    return contents


def fingerprint_of(contents: Mapping[str, bytes]) -> str:
    """A digest that changes whenever a name or a byte of the files changes."""
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def clinic_from(contents: Mapping[str, bytes]) -> Clinic:
    """The clinic that the files describe.

    Raises:
        StoreError: with every problem of every file.
    """
    problems: list[Problem] = []
    parsed = {name: _parse(name, content, problems) for name, content in contents.items()}
    if not problems:
        problems += [p for name, data in parsed.items() for p in problems_of(name, data)]
    if not problems:
        problems += _contradictions(parsed)
    if problems:
        raise StoreError(problems)
    return _clinic(parsed, fingerprint_of(contents))


def _parse(name: str, content: bytes, problems: list[Problem]) -> Any:
    try:
        data = YAML(typ="rt").load(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.append(Problem(name, line, phrase("magasin.encodage")))
        return None
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None) if isinstance(error, MarkedYAMLError) else None
        problems.append(Problem(name, mark.line + 1 if mark else 1, phrase("magasin.yaml")))
        return None
    if data is None:
        return {} if name == "etablissement.yml" else []
    return data


def _clinic(parsed: Mapping[str, Any], fingerprint: str) -> Clinic:
    raw = parsed.get("etablissement.yml", {})
    facts = {key: str(value) for key, value in raw.items() if not isinstance(value, list)}
    facts |= {key: ", ".join(raw[key]) for key in raw if isinstance(raw[key], list)}
    zone = ZoneInfo(facts.get("fuseau", "Europe/Paris"))
    hours = parsed.get("horaires.yml")
    entries = [FaqEntry.from_data(data) for _, data in _questions(parsed)]
    return Clinic(
        facts=facts,
        doctors=tuple(map(str, raw.get("medecins", ()))),
        entries={entry.id: entry for entry in entries},
        calendar=OpeningCalendar.from_data(hours, zone=zone) if hours else None,
        notices=tuple(Notice.from_data(data, zone=zone) for data in parsed.get("avis.yml", ())),
        events=tuple(Event.from_data(data) for data in parsed.get("evenements.yml", ())),
        fingerprint=fingerprint,
    )


def _questions(parsed: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for name, data in parsed.items():
        if name.startswith("questions/"):
            yield from ((name, entry) for entry in data)


def _contradictions(parsed: Mapping[str, Any]) -> list[Problem]:
    problems = _facts_problems(parsed)
    problems += _entry_problems(parsed)
    problems += _notice_problems(parsed)
    problems += _hours_problems(parsed)
    return problems


def _facts_problems(parsed: Mapping[str, Any]) -> list[Problem]:
    file, facts = "etablissement.yml", parsed.get("etablissement.yml", {})
    problems = []
    try:
        ZoneInfo(str(facts.get("fuseau", "Europe/Paris")))
    except (ValueError, OSError):
        problems.append(Problem(file, line_of(facts, ["fuseau"]), phrase("magasin.fuseau_inconnu")))
    relay = facts.get("service_relais")
    if relay and "horaires.yml" in parsed and relay not in _services(parsed):
        sentence = phrase("magasin.relais_inconnu", id=relay)
        problems.append(Problem(file, line_of(facts, ["service_relais"]), sentence))
    return problems


def _entry_problems(parsed: Mapping[str, Any]) -> list[Problem]:
    hours = parsed.get("horaires.yml")
    calendar = OpeningCalendar.from_data(hours, zone=ZoneInfo("UTC")) if hours else None
    known = [*parsed.get("etablissement.yml", {}), *computed_variables(calendar)]
    seen: dict[str, str] = {}
    problems = []
    for file, data in _questions(parsed):
        entry, line = FaqEntry.from_data(data), data.lc.line + 1
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


def _notice_problems(parsed: Mapping[str, Any]) -> list[Problem]:
    file, notices = "avis.yml", parsed.get("avis.yml", [])
    topics = {str(data["id"]) for _, data in _questions(parsed)}
    problems = []
    for index, data in enumerate(notices):
        problems += [
            Problem(
                file, line_of(notices, [index, "sujets"]), phrase("magasin.sujet_inconnu", id=t)
            )
            for t in data["sujets"]
            if t not in topics
        ]
        notice = Notice.from_data(data, zone=ZoneInfo("UTC"))
        if notice.fin and notice.fin <= notice.debut:
            place = line_of(notices, [index, "fin"])
            problems.append(Problem(file, place, phrase("magasin.fin_avant_debut")))
    return problems


def _services(parsed: Mapping[str, Any]) -> set[str]:
    return {str(service["id"]) for service in parsed["horaires.yml"]["services"]}


def _hours_problems(parsed: Mapping[str, Any]) -> list[Problem]:
    hours, file = parsed.get("horaires.yml"), "horaires.yml"
    if not hours:
        return []
    known, problems = _services(parsed), []
    exceptions = hours.get("exceptions") or []
    for index, data in enumerate(exceptions):
        line = line_of(exceptions, [index])
        named = data.get("services", "tous")
        problems += [
            Problem(file, line, phrase("magasin.service_inconnu", id=service))
            for service in ([] if named == "tous" else named)
            if service not in known
        ]
        if str(data.get("au") or data["du"]) < str(data["du"]):
            problems.append(Problem(file, line, phrase("magasin.fin_avant_debut")))
    return problems
