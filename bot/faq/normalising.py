"""The spellings that the store accepts, turned into the one that its schema knows."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from bot.faq.dates import is_yearly_day, spelt_moment
from bot.faq.written import WrittenList, WrittenMap
from bot.language.phrases import phrase

_DAY_WORDS = {"ferme": "ferme", "fermé": "ferme", "ouvert": "ouvert"}

_RANGE = re.compile(r"(\d{1,2}):(\d\d)\s*[-\N{EN DASH}]\s*(\d{1,2}):(\d\d)")
_YES_NO = {"oui": True, "true": True, "non": False, "false": False}

Change = Callable[[Any], Any]


def normalise(file: str, data: Any) -> Any:
    """The content of a file of the store in the spelling of the schema; changed in place."""
    if file == "horaires.yml":
        _hours(data)
    elif file == "etablissement.yml":
        _facts(data)
    else:
        tidy = {"avis.yml": _notice, "evenements.yml": _event}.get(file, _entry)
        for item in _maps(data):
            tidy(item)
    return data


def _entry(entry: WrittenMap) -> None:
    _drop_blanks(entry)
    _change(entry, ("variantes",), _texts)
    _change(entry, ("liens",), _links)
    _change(entry, ("actif",), _yes_no)
    _change(entry, ("valide_du", "valide_au", "a_revoir_le"), _stripped)


def _notice(notice: WrittenMap) -> None:
    _drop_blanks(notice)
    _change(notice, ("debut", "fin"), _moment)
    _change(notice, ("sujets",), _texts)


def _event(event: WrittenMap) -> None:
    _drop_blanks(event)
    _change(event, ("debut", "fin"), _moment)


def _hours(hours: Any) -> None:
    if not isinstance(hours, WrittenMap):
        return
    _drop_blanks(hours)
    for service in _maps(hours.get("services")):
        _service(service)
    _holidays(hours.get("jours_feries"))
    for exception in _maps(hours.get("exceptions")):
        _drop_blanks(exception)
        _change(exception, ("services",), _services)
        _change(exception, ("plages",), _special)
        _change(exception, ("du", "au"), _stripped)


def _service(service: WrittenMap) -> None:
    _drop_blanks(service)
    _change(service, ("synonymes",), _texts)
    _change(service, ("jours_feries",), _special)
    week = service.get("semaine")
    if isinstance(week, WrittenMap):
        _drop_blanks(week)
        _change(week, tuple(week), _weekday)


def _holidays(holidays: Any) -> None:
    """Rules by date may stand beside `zone`, or below `regles`, where the calendar reads them."""
    if not isinstance(holidays, WrittenMap):
        return
    _drop_blanks(holidays, but=_looks_like_a_day)
    _change(holidays, ("zone",), _zone)
    beside = [key for key in holidays if _looks_like_a_day(key)]
    rules = holidays.get("regles")
    if beside and rules is None:
        rules = holidays["regles"] = WrittenMap(holidays.line)
    if not isinstance(rules, WrittenMap):
        return
    for key in beside:
        if key not in rules:
            rules[key], rules.lines[key] = holidays.pop(key), holidays.lines[key]
    for key in list(rules):
        rules[key] = _rule(rules[key])
        padded = "-".join(part.zfill(2) for part in key.strip().split("-"))
        if padded != key and padded not in rules and is_yearly_day(padded):
            rules[padded], rules.lines[padded] = rules.pop(key), rules.lines[key]


def _rule(rule: Any) -> Any:
    if not isinstance(rule, WrittenMap):
        return _special(rule)
    _drop_blanks(rule)
    _change(rule, ("services",), _services)
    _change(rule, ("plages",), _special)
    return rule


def _looks_like_a_day(key: str) -> bool:
    return key.strip()[:1].isdigit()


def _maps(data: Any) -> Iterable[WrittenMap]:
    return (item for item in data if isinstance(item, WrittenMap)) if _is_list(data) else ()


def _is_list(data: Any) -> bool:
    return isinstance(data, list)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _drop_blanks(data: WrittenMap, but: Callable[[str], bool] = lambda _: False) -> None:
    for key in [key for key, value in data.items() if _is_blank(value) and not but(key)]:
        del data[key]


def _change(data: WrittenMap, keys: tuple[str, ...], change: Change) -> None:
    for key in keys:
        if key in data:
            data[key] = change(data[key])


def _facts(facts: Any) -> None:
    if isinstance(facts, WrittenMap):
        _drop_blanks(facts)
        _change(facts, tuple(facts), _without_blank_items)


def _without_blank_items(value: Any) -> Any:
    if not isinstance(value, WrittenList):
        return value
    kept = WrittenList(value.line)
    for item, line in zip(value, value.lines, strict=True):
        if not _is_blank(item):
            kept.append(item)
            kept.lines.append(line)
    return kept


def _texts(value: Any) -> Any:
    return [value] if isinstance(value, str) else _without_blank_items(value)


def _links(value: Any) -> Any:
    links = _texts(value)
    for index, link in enumerate(links if _is_list(links) else ()):
        if isinstance(link, str):
            links[index] = {"titre": phrase("magasin.lien"), "url": link.strip()}
    return links


def _yes_no(value: Any) -> Any:
    return _YES_NO.get(value.strip().lower(), value) if isinstance(value, str) else value


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _zone(value: Any) -> Any:
    return value.strip().lower().replace("_", "-") if isinstance(value, str) else value


def _moment(value: Any) -> Any:
    return spelt_moment(value) if isinstance(value, str) else value


def _services(value: Any) -> Any:
    named = _texts(value)
    return "tous" if named == ["tous"] else named


def _special(value: Any) -> Any:
    if isinstance(value, str):
        word = _DAY_WORDS.get(value.strip().lower())
        return word or [_range(value)]
    if isinstance(value, list):
        value[:] = [_range(item) for item in value]
    return value


def _weekday(value: Any) -> Any:
    ranges = _special(value)
    return [] if ranges == "ferme" else ranges


def _range(value: Any) -> Any:
    found = _RANGE.fullmatch(value.strip()) if isinstance(value, str) else None
    return f"{found[1]:0>2}:{found[2]}-{found[3]:0>2}:{found[4]}" if found else value
