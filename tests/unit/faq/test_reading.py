from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.faq.reading import clinic_from, read_files
from bot.faq.store import FaqStore


def problems(folder: Path, file: str, old: str, new: str) -> list[tuple[int, str]]:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(StoreError) as raised:
        clinic_from(read_files(folder))
    assert all(problem.file == file for problem in raised.value.problems)
    return [
        (problem.line, problem.sentence.replace("\N{NO-BREAK SPACE}", " "))
        for problem in raised.value.problems
    ]


def test_a_missing_answer_is_named_at_its_entry(folder: Path) -> None:
    assert problems(folder, "questions/venir.yml", "  reponse: Prenez le tram.\n", "") == [
        (6, "il manque la rubrique « reponse »."),
    ]


def test_a_misspelt_name_is_told_with_the_right_one(folder: Path) -> None:
    found = problems(folder, "questions/venir.yml", "variantes: [adresse]", "variante: [adresse]")
    assert (6, "il manque la rubrique « variantes ».") in found
    assert any("vouliez-vous écrire « variantes »" in sentence for _, sentence in found)


def test_an_unknown_variable_is_told_with_the_nearest_one(folder: Path) -> None:
    [(line, sentence)] = problems(
        folder, "questions/venir.yml", "{telephone_standard}", "{telefone_standard}"
    )
    assert line == 5
    assert "vouliez-vous écrire « telephone_standard »" in sentence


def test_an_id_used_twice_is_refused(folder: Path) -> None:
    [(line, sentence)] = problems(folder, "questions/venir.yml", "id: acces", "id: parking")
    assert (line, "déjà pris" in sentence) == (6, True)


def test_impossible_hours_are_told_with_an_example(folder: Path) -> None:
    [(line, sentence)] = problems(folder, "horaires.yml", "08:00-18:00", "8h-18h")
    assert line == 5
    assert '"08:00-12:30"' in sentence


def test_yaml_that_cannot_be_read_is_told_with_its_line(folder: Path) -> None:
    [(line, sentence)] = problems(folder, "questions/venir.yml", "titre: Nous", 'titre: "Nous')
    assert line >= 7
    assert "guillemets" in sentence


def test_a_file_in_another_encoding_is_told_with_its_line(folder: Path) -> None:
    path = folder / "questions" / "venir.yml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(StoreError, match=r"venir\.yml, ligne 1 : .*UTF-8"):
        clinic_from(read_files(folder))


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        ("{id: a, texte: T, debut: 2026-11-23T08:00, sujets: [piscine]}", "piscine"),
        (
            "{id: a, texte: T, debut: 2026-11-23T08:00, fin: 2026-11-22T08:00, sujets: [acces]}",
            "avant le début",
        ),
        ("{id: a, texte: T, debut: lundi, sujets: [acces]}", "2026-12-24T08:00"),
    ],
)
def test_a_notice_that_cannot_be_is_refused(folder: Path, notice: str, words: str) -> None:
    (folder / "avis.yml").write_text(f"- {notice}\n", encoding="utf-8")
    with pytest.raises(StoreError, match=words):
        clinic_from(read_files(folder))


@pytest.mark.parametrize(
    ("exception", "words"),
    [
        ("{services: [piscine], du: 2026-12-24, plages: []}", "piscine"),
        ("{services: tous, du: 2026-12-24, au: 2026-12-20, plages: []}", "avant le début"),
        ("{services: tous, du: demain, plages: []}", "2026-12-24"),
    ],
)
def test_an_exception_that_cannot_be_is_refused(folder: Path, exception: str, words: str) -> None:
    path = folder / "horaires.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}exceptions:\n  - {exception}\n", encoding="utf-8")
    with pytest.raises(StoreError, match=words):
        clinic_from(read_files(folder))


@pytest.mark.parametrize(
    "content", ["", "- 1\n", "texte\n", "a: b\n", "- {id: [x]}\n", "- id: x\n  titre: 3\n"]
)
def test_any_shape_is_a_problem_and_never_a_traceback(folder: Path, content: str) -> None:
    (folder / "questions" / "venir.yml").write_text(content, encoding="utf-8")
    store = FaqStore(folder, state=folder.with_name("var"))
    store.current()
    assert bool(store.problems) == (content != "")
    assert all(problem.sentence for problem in store.problems)


def test_dates_may_be_written_with_or_without_quotes(folder: Path) -> None:
    path = folder / "questions" / "venir.yml"
    text = path.read_text(encoding="utf-8")
    for written in ("2026-12-24", '"2026-12-24"'):
        path.write_text(text + f"  valide_au: {written}\n", encoding="utf-8")
        entry = clinic_from(read_files(folder)).entries["acces"]
        assert entry.valid_until
        assert entry.valid_until.isoformat() == "2026-12-24"
