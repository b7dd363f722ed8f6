"""The hours of the « Clinique des Mimosas »: every kind of day, small enough to remember."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.faq.calendar import OpeningCalendar

PARIS = ZoneInfo("Europe/Paris")

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")
_ALL_DAYS = (*_WEEKDAYS, "samedi", "dimanche")


def mimosas_hours() -> dict[str, Any]:
    """As `horaires.yml` would hold them; a new one at each call, to be changed by a test."""
    return {
        "services": [
            {
                "id": "secretariat",
                "titre": "le secrétariat",
                "synonymes": ["secrétaire", "standard", "clinique"],
                "semaine": {day: ["08:00-12:30", "13:30-19:00"] for day in _WEEKDAYS}
                | {"samedi": ["09:00-12:00"]},
                "jours_feries": "ferme",
            },
            {
                "id": "laboratoire",
                "titre": "le laboratoire",
                "synonymes": ["labo", "prise de sang"],
                "semaine": {day: ["07:00-12:30"] for day in (*_WEEKDAYS, "samedi")},
                "jours_feries": ["08:00-10:00"],
            },
            {
                "id": "consultations",
                "titre": "les consultations",
                "synonymes": ["consultation"],
                "semaine": {"lundi": ["09:00-18:00"], "jeudi": ["09:00-18:00"]},
                "jours_feries": "ferme",
            },
            {
                "id": "imagerie",
                "titre": "l'imagerie",
                "synonymes": ["radio", "scanner"],
                "semaine": {day: ["08:00-18:00"] for day in _WEEKDAYS},
                "jours_feries": "ouvert",
            },
            {
                "id": "urgences",
                "titre": "les urgences",
                "semaine": {day: ["00:00-24:00"] for day in _ALL_DAYS},
                "jours_feries": "ouvert",
            },
            {
                "id": "garde",
                "titre": "la garde de nuit",
                "semaine": {day: ["20:00-02:30"] for day in _ALL_DAYS},
                "jours_feries": "ouvert",
            },
            {
                "id": "annexe",
                "titre": "l'annexe",
                "accord": "fs",
                "semaine": {},
                "jours_feries": "ferme",
            },
        ],
        "jours_feries": {
            "zone": "metropole",
            "regles": {
                "12-24": {"services": ["secretariat"], "plages": ["09:00-16:00"]},
                "2027-05-08": {
                    "services": ["secretariat", "laboratoire"],
                    "plages": ["10:00-12:00"],
                },
            },
        },
        "exceptions": [
            {
                "services": ["consultations"],
                "du": date(2026, 12, 28),
                "au": "2027-01-01",
                "plages": [],
                "motif": "congés",
            },
            {
                "services": "tous",
                "du": "2026-12-03",
                "plages": ["10:00-12:00"],
                "motif": "coupure d'eau",
            },
            {"services": ["urgences"], "du": "2026-12-03", "plages": "ouvert"},
        ],
    }


def mimosas_calendar(**changes: Any) -> OpeningCalendar:
    """The calendar of the Clinique des Mimosas, with some parts of its file replaced."""
    return OpeningCalendar.from_data(mimosas_hours() | changes, zone=PARIS)
