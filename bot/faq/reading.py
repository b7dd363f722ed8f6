"""Reading the FAQ folder: files to a `Clinic`, or everything that is wrong in them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import Problem, StoreError
from bot.faq.calendar import OpeningCalendar
from bot.faq.checking import contradictions, questions
from bot.faq.clinic import Clinic
from bot.faq.entries import Event, FaqEntry
from bot.faq.normalising import normalise
from bot.faq.notices import Notice
from bot.faq.schema import problems_of
from bot.faq.written import read_yaml
from bot.language.phrases import phrase

OPTIONAL = ("etablissement.yml", "horaires.yml", "avis.yml", "evenements.yml")


def store_files(folder: Path) -> list[Path]:
    """The files of the store that exist, in the order in which they are read.

    Raises:
        OSError: the folder cannot be listed.
    """
    found = {path.name: path for path in _yaml_files(folder)}
    spelt = [(name, name.replace(".yml", ".yaml")) for name in OPTIONAL]
    fixed = [found.get(name, found.get(other)) for name, other in spelt]
    return [path for path in fixed if path] + sorted(_yaml_files(folder / "questions"))


def _yaml_files(folder: Path) -> list[Path]:
    """The files that people wrote there, without those that editors keep beside them."""
    return [
        path
        for path in folder.iterdir()
        if path.suffix in {".yml", ".yaml"} and path.name[0] != "." and not path.is_dir()
    ]


def _canonical(name: str) -> str:
    """The name under which the program knows a file of the folder."""
    return name if name.startswith("questions/") else name.replace(".yaml", ".yml")


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
    names = {_canonical(name): name for name in contents}
    parsed = _read({_canonical(name): content for name, content in contents.items()}, problems)
    if not problems:
        problems += [p for name, data in parsed.items() for p in problems_of(name, data)]
    if not problems:
        problems += contradictions(parsed)
    if problems:
        raise StoreError([Problem(names[one.file], one.line, one.sentence) for one in problems])
    return _clinic(parsed, fingerprint_of(contents))


def _read(contents: Mapping[str, bytes], problems: list[Problem]) -> dict[str, Any]:
    """The content of the files in the spelling of the schema; what cannot be read to `problems`."""
    parsed = {}
    for name, content in contents.items():
        try:
            data = read_yaml(name, content)
        except StoreError as error:
            problems += error.problems
            continue
        if data is not None:
            parsed[name] = normalise(name, data)
        elif name.startswith("questions/"):
            parsed[name] = []
    return parsed


def _clinic(parsed: Mapping[str, Any], fingerprint: str) -> Clinic:
    raw = parsed.get("etablissement.yml", {})
    facts = {key: ", ".join(raw[key]) if isinstance(raw[key], list) else raw[key] for key in raw}
    zone = ZoneInfo(facts.get("fuseau", "Europe/Paris"))
    hours = parsed.get("horaires.yml")
    entries = [FaqEntry.from_data(data) for _, data in questions(parsed)]
    return Clinic(
        facts=facts,
        doctors=_names(raw.get("medecins", ())),
        entries={entry.id: entry for entry in entries},
        calendar=OpeningCalendar.from_data(hours, zone=zone) if hours else None,
        notices=tuple(Notice.from_data(data, zone=zone) for data in parsed.get("avis.yml", ())),
        events=tuple(Event.from_data(data, zone=zone) for data in parsed.get("evenements.yml", ())),
        fingerprint=fingerprint,
    )


def _names(written: str | list[str]) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written)
