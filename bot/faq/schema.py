"""The schema of the FAQ store's files, and its errors said in French with file and line."""

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema
from rapidfuzz import process

from bot.errors import Problem
from bot.faq.dates import is_day, is_moment
from bot.faq.written import line_of
from bot.language.phrases import phrase

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SLUG = r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$"
RANGE = r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$"

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT}
_SLUG = {"type": "string", "pattern": SLUG}
_DAY = {"type": "date"}
_MOMENT = {"type": "moment"}
_RANGES = {"type": "array", "items": {"type": "string", "pattern": RANGE}}
_SPECIAL = {"anyOf": [{"enum": ["ferme", "ouvert"]}, _RANGES]}
_SERVICES = {"anyOf": [{"enum": ["tous"]}, {"type": "array", "items": _SLUG, "minItems": 1}]}


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


_LINK = _object("titre url", titre=_TEXT, url=_TEXT)
_ENTRY = _object(
    "id titre variantes reponse",
    id=_SLUG,
    titre=_TEXT,
    theme=_TEXT,
    variantes={**_TEXTS, "minItems": 1},
    reponse=_TEXT,
    liens={"type": "array", "items": _LINK},
    valide_du=_DAY,
    valide_au=_DAY,
    actif={"type": "boolean"},
    responsable=_TEXT,
    source=_TEXT,
    a_revoir_le=_DAY,
)
_NOTICE = _object(
    "id texte debut sujets",
    id=_SLUG,
    texte=_TEXT,
    debut=_MOMENT,
    fin=_MOMENT,
    sujets={**_TEXTS, "minItems": 1},
    autre_moyen=_TEXT,
)
_EVENT = _object(
    "id titre debut",
    id=_SLUG,
    titre=_TEXT,
    debut=_MOMENT,
    fin=_MOMENT,
    lieu=_TEXT,
    texte=_TEXT,  # details for whoever keeps the file; the assistant tells what, when and where
)
_SERVICE = _object(
    "id titre semaine",
    id=_SLUG,
    titre=_TEXT,
    accord={"enum": ["ms", "fs", "mp", "fp"]},
    synonymes=_TEXTS,
    semaine=_object("", **dict.fromkeys(DAYS, _RANGES)),
    jours_feries=_SPECIAL,
)
_RULE = _object("plages", services=_SERVICES, plages=_SPECIAL)
_EXCEPTION = _object("du", services=_SERVICES, du=_DAY, au=_DAY, plages=_SPECIAL, motif=_TEXT)
_HOLIDAYS = _object(
    "",
    zone={"enum": ["metropole", "alsace-moselle"]},
    regles={"type": "object", "additionalProperties": {"anyOf": [_SPECIAL, _RULE]}},
)
_FACT = {"anyOf": [_TEXT, _TEXTS]}

SCHEMAS: Mapping[str, dict[str, Any]] = {
    "etablissement.yml": {"type": "object", "additionalProperties": _FACT},
    "horaires.yml": _object(
        "services",
        services={"type": "array", "items": _SERVICE, "minItems": 1},
        jours_feries=_HOLIDAYS,
        exceptions={"type": "array", "items": _EXCEPTION},
    ),
    "avis.yml": {"type": "array", "items": _NOTICE},
    "evenements.yml": {"type": "array", "items": _EVENT},
    "questions": {"type": "array", "items": _ENTRY},
}

_PATTERN_NAMES = {RANGE: "plage", SLUG: "identifiant"}
_TYPE_NAMES = {"string": "texte", "array": "liste", "object": "rubriques"}
_TYPES = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine_many(
    {
        "date": lambda _, value: is_day(value),
        "moment": lambda _, value: is_moment(value),
        "object": lambda _, value: isinstance(value, dict),
        "array": lambda _, value: isinstance(value, list),
    }
)
_VALIDATOR = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator, type_checker=_TYPES
)


def problems_of(file: str, data: Any) -> list[Problem]:
    """Everything in `data`, as `read_yaml` gives it, that breaks the schema.

    Args:
        file: path relative to the FAQ folder; `questions/…` all have one schema.
        data: content of the file, which carries line numbers.
    """
    schema = SCHEMAS["questions" if file.startswith("questions/") else file]
    errors = sorted(
        _VALIDATOR(schema).iter_errors(data), key=lambda error: list(map(str, error.path))
    )
    return [
        Problem(file, line_of(data, [*error.absolute_path, *name]), sentence)
        for error in errors
        for name, sentence in _sentences(error)
    ]


def _sentences(error: Any) -> Iterator[tuple[list[str], str]]:
    place = next((str(key) for key in reversed(error.absolute_path) if isinstance(key, str)), "")
    if error.validator == "required":
        [name] = [key for key in error.validator_value if error.message.startswith(repr(key))]
        yield [], phrase("magasin.il_manque", nom=name)
    elif error.validator == "additionalProperties":
        yield from _unknown_names(error)
    elif error.validator in {"type", "anyOf", "enum", "pattern", "minLength", "minItems"}:
        yield [], phrase("magasin.mal_ecrit", nom=place, attendu=_expected(error))
    else:
        raise AssertionError(f"no sentence for {error.validator}")


def _unknown_names(error: Any) -> Iterator[tuple[list[str], str]]:
    known = list(error.schema.get("properties", {}))
    for name in sorted(set(map(str, error.instance)) - set(known)):
        close = process.extractOne(name, known, score_cutoff=70) if known else None
        yield (
            [name],
            phrase("magasin.inconnu_proche", nom=name, proche=close[0])
            if close
            else phrase("magasin.inconnu", nom=name),
        )


def _expected(error: Any) -> str:
    if error.validator == "enum":
        return phrase("magasin.attendu_parmi", valeurs=", ".join(error.validator_value))
    return phrase(f"magasin.attendu_{_kind_expected(error)}")


def _kind_expected(error: Any) -> str:
    if error.validator == "pattern":
        return _PATTERN_NAMES[error.validator_value]
    if error.validator == "type":
        return _TYPE_NAMES.get(error.validator_value, str(error.validator_value))
    if error.validator == "anyOf":
        return "services" if error.schema is _SERVICES else _choice(error.schema)
    return "non_vide"


def _choice(schema: Any) -> str:
    return "valeur" if schema is _FACT else "plages"
