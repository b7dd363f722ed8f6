"""What a secretary may write in the files and is understood, and what she is told is wrong."""

from datetime import date, datetime, timezone
from pathlib import Path

import pytest

from bot.errors import Problem, StoreError
from bot.faq.clinic import Clinic
from bot.faq.reading import clinic_from, read_files
from bot.faq.topics import CONTRACT

MONDAY = date(2026, 11, 23)
NOTICE = "- {id: a, texte: T, debut: 2026-11-23T08:00, sujets: [acces]}\n"
EVENT = "- {id: a, titre: T, debut: 2026-11-23T18:00}\n"


def add(folder: Path, file: str, text: str) -> Clinic:
    path = folder / file
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")
    return clinic_from(read_files(folder))


def refused(folder: Path, file: str, text: str) -> Problem:
    with pytest.raises(StoreError) as raised:
        add(folder, file, text)
    [problem] = raised.value.problems
    assert problem.file == file
    return problem


def hours(clinic: Clinic, day: date) -> list[str]:
    assert clinic.calendar
    ranges = clinic.calendar.ranges("accueil", day).ranges
    return [f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in ranges]


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("0261911200", "0261911200"),
        ("01000", "01000"),
        ("1.50", "1.50"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("2026-12-24", "2026-12-24"),
        ("8:30", "8:30"),
        ("true", "oui"),
        ("false", "non"),
        ("oui", "oui"),
        ('"true"', "true"),
        ("[01000, 2]", "01000, 2"),
    ],
)
def test_a_fact_is_served_as_it_is_written(folder: Path, written: str, served: str) -> None:
    assert add(folder, "etablissement.yml", f"fait: {written}\n").facts["fait"] == served


@pytest.mark.parametrize("topic", ["horaires", "incident", "salutations", "acces"])
def test_a_notice_may_touch_any_topic_of_the_contract(folder: Path, topic: str) -> None:
    text = NOTICE.replace("acces", topic)
    assert add(folder, "avis.yml", text).notices[0].sujets == (topic,)


def test_the_contract_has_the_topics_of_the_model() -> None:
    assert len(CONTRACT) == 43


@pytest.mark.parametrize(
    "rules",
    [
        'zone: metropole, "2026-11-23": ["08:00-12:00"]',
        "zone: metropole, 2026-11-23: 8:00-12:00",
        '"11-23": ["08:00-12:00"]',
        'regles: {"11-23": ["08:00-12:00"]}',
        "regles: {11-23: {services: accueil, plages: 08:00-12:00}}",
        "11-23: {services: [tous], plages: [08:00-12:00]}",
    ],
)
def test_the_hours_of_a_date_stand_beside_the_zone_or_below_regles(
    folder: Path, rules: str
) -> None:
    clinic = add(folder, "horaires.yml", f"jours_feries: {{{rules}}}\n")
    assert hours(clinic, MONDAY) == ["08:00-12:00"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ('"2026-13-45": ferme', "2026-13-45"),
        ('"02-30": ferme', "02-30"),
        ('"12-25": {services: [piscine], plages: ferme}', "piscine"),
        ("noel: ferme", "noel"),
        ('"12-25":', "12-25"),
    ],
)
def test_a_rule_that_cannot_be_is_told_with_its_line(folder: Path, rule: str, words: str) -> None:
    problem = refused(folder, "horaires.yml", f"jours_feries:\n  {rule}\n")
    assert words in problem.sentence
    assert problem.line == 7


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("questions/venir.yml", '  theme: ""\n  liens:\n  valide_du: null\n  actif:\n'),
        ("horaires.yml", "      dimanche:\n    synonymes:\n    jours_feries:\nexceptions:\n"),
        ("horaires.yml", "jours_feries:\n"),
        ("horaires.yml", "exceptions: [{du: 2026-12-24, au: , motif: , plages: []}]\n"),
        ("avis.yml", NOTICE.replace("}", ", fin: , autre_moyen: }")),
        ("evenements.yml", EVENT.replace("}", ", fin: , lieu: ''}")),
        ("etablissement.yml", "wifi:\nlangues:\n"),
    ],
)
def test_an_optional_line_left_empty_is_as_good_as_none(folder: Path, file: str, text: str) -> None:
    assert add(folder, file, text).entries["acces"].active


@pytest.mark.parametrize("file", ["horaires.yml", "avis.yml", "evenements.yml"])
def test_an_empty_file_is_as_good_as_none(folder: Path, file: str) -> None:
    (folder / file).write_text("# rien\n", encoding="utf-8")
    assert clinic_from(read_files(folder)).entries


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("ferme", []),
        ("fermé", []),
        ("08:00-12:30", ["08:00-12:30"]),
        ('["8:00-12:30", "13:30 - 19:00"]', ["08:00-12:30", "13:30-19:00"]),
        ("[20:00-02:00]", ["20:00-02:00"]),
        ("[00:00-24:00]", ["00:00-00:00"]),
    ],
)
def test_plain_ways_to_write_hours_are_understood(
    folder: Path, written: str, understood: list[str]
) -> None:
    clinic = add(folder, "horaires.yml", f"      mardi: {written}\n")
    assert hours(clinic, date(2026, 11, 24)) == understood


def test_services_and_zone_may_be_spelt_more_loosely(folder: Path) -> None:
    text = (
        "jours_feries: {zone: alsace_moselle}\n"
        "exceptions:\n"
        "  - {services: accueil, du: 2026-11-23, plages: 9:00-10:00}\n"
        "  - {services: [tous], du: 2026-11-30, plages: ferme}\n"
    )
    clinic = add(folder, "horaires.yml", text)
    assert hours(clinic, MONDAY) == ["09:00-10:00"]
    assert hours(clinic, date(2026, 11, 30)) == []


@pytest.mark.parametrize(("written", "active"), [("oui", True), ("non", False), ("false", False)])
def test_an_entry_is_switched_with_oui_or_non(folder: Path, written: str, *, active: bool) -> None:
    clinic = add(folder, "questions/venir.yml", f"  actif: {written}\n")
    assert clinic.entries["acces"].active is active


@pytest.mark.parametrize("links", ["https://a.example", "[https://a.example]"])
def test_a_link_may_be_a_plain_address(folder: Path, links: str) -> None:
    [link] = add(folder, "questions/venir.yml", f"  liens: {links}\n").entries["acces"].links
    assert (link.title, link.url) == ("Lien", "https://a.example")


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-23 8:00",
        '"2026-11-23T08:00"',
        "2026-11-23T08:00:00",
        "2026-11-23T07:00Z",
        "2026-11-23T08:00:00+01:00",
        "2026-11-23 02:00:00 -0500",
    ],
)
def test_a_moment_may_be_written_in_many_ways(folder: Path, written: str) -> None:
    notice = add(folder, "avis.yml", NOTICE.replace("2026-11-23T08:00", written)).notices[0]
    assert notice.debut == datetime(2026, 11, 23, 7, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("horaires.yml", "      mardi: [08:00-08:00]\n", "même heure"),
        ("horaires.yml", "      mardi: [08:00-12:00, 11:00-14:00]\n", "chevauchent"),
        ("horaires.yml", "      mardi: [20:00-02:00, 21:00-22:00]\n", "chevauchent"),
        ("horaires.yml", "      lundi: ferme\n", "deux fois"),
        ("horaires.yml", "  - {id: accueil, titre: x, semaine: {}}\n", "déjà pris"),
        ("avis.yml", NOTICE + NOTICE, "déjà pris"),
        ("evenements.yml", EVENT + EVENT, "déjà pris"),
        ("evenements.yml", EVENT.replace("}", ", fin: 2026-11-23T17:00}"), "avant le début"),
        ("evenements.yml", EVENT.replace("}", ", fin: 2026-11-22}"), "avant le début"),
        ("etablissement.yml", "fuseau: Europe/Pariss\n", "fuseau horaire"),
        ("etablissement.yml", "nom: Deux\n", "deux fois"),
    ],
)
def test_nonsense_is_one_problem_in_french(folder: Path, file: str, text: str, words: str) -> None:
    problem = refused(folder, file, text)
    assert words in problem.sentence
    assert problem.line


@pytest.mark.parametrize("name", [".#venir.yml", ".venir.yml.swp", "venir.yml~", "#venir.yml#"])
def test_what_an_editor_leaves_beside_a_file_is_not_read(folder: Path, name: str) -> None:
    (folder / "questions" / name).symlink_to("nowhere")
    assert clinic_from(read_files(folder)).entries


def test_the_long_ending_yaml_is_read_too(folder: Path) -> None:
    for name in ("etablissement.yml", "questions/venir.yml"):
        (folder / name).rename((folder / name).with_suffix(".yaml"))
    assert clinic_from(read_files(folder)).facts["nom"] == "Clinique des Lilas"
    assert refused(folder, "etablissement.yaml", "fuseau: Mars\n").line == 3
