"""The « Clinique des Lilas » of the tests: small enough to remember while reading them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.faq.calendar import OpeningCalendar
from bot.faq.clinic import Clinic
from bot.faq.entries import FaqEntry, Link
from bot.faq.notices import Notice

PARIS = ZoneInfo("Europe/Paris")
MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)
SUNDAY = datetime(2026, 11, 22, 15, 0, tzinfo=PARIS)

WEEK = {day: ["08:00-18:00"] for day in ("lundi", "mardi", "mercredi", "jeudi", "vendredi")}
HOURS = {
    "services": [
        {"id": "accueil", "titre": "l’accueil", "semaine": WEEK, "jours_feries": "ferme"},
        {"id": "laboratoire", "titre": "le laboratoire", "synonymes": ["labo"], "semaine": WEEK},
    ]
}


def entry(topic: str, answer: str, *, title: str = "", wordings: tuple[str, ...] = ()) -> FaqEntry:
    return FaqEntry(
        id=topic,
        title=title or topic.capitalize(),
        theme="",
        wordings=wordings or (topic,),
        answer=answer,
        links=(),
        valid_from=None,
        valid_until=None,
        active=True,
    )


ENTRIES = (
    entry("parking", "Le parking des Lilas est gratuit.", title="Se garer"),
    entry("documents", "Apportez votre carte Vitale.", title="Papiers à apporter"),
    entry("horaires", "Nous sommes ouverts {horaires_accueil}.", title="Horaires"),
    entry("contact", "Appelez le {telephone_standard}.", title="Nous joindre"),
    entry("incident", "Aucune panne n’est signalée.", title="Une panne"),
    entry("salutations", "Bonjour et bienvenue aux Lilas."),
    entry("parler_humain", "Je transmets votre message.", title="Une personne"),
    entry("reclamation", "Nous sommes désolés.", title="Une réclamation"),
    entry("empathie", "C’est un moment difficile.", title="Parler de ma peur"),
)

PHONE_DOWN = Notice.from_data(
    {
        "id": "panne",
        "texte": "Notre standard est en panne.",
        "debut": "2026-11-23T08:00",
        "fin": "2026-11-23T12:00",
        "sujets": ["incident", "contact"],
        "autre_moyen": "Écrivez à accueil@lilas.example.",
    },
    zone=PARIS,
)


def lilas(*notices: Notice, entries: tuple[FaqEntry, ...] = ENTRIES) -> Clinic:
    return Clinic(
        facts={"telephone_standard": "02 61 91 00 00", "service_relais": "accueil"},
        entries={one.id: one for one in entries},
        calendar=OpeningCalendar.from_data(HOURS, zone=PARIS),
        notices=notices,
        fingerprint="lilas",
    )


def with_link(base: FaqEntry, title: str, url: str) -> FaqEntry:
    return FaqEntry(**{**vars(base), "links": (Link(title, url),)})
