import multiprocessing
import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.faq.store import LOOK_EVERY, FaqStore

DAY = date(2026, 11, 23)


def said(store: FaqStore, topic: str = "parking") -> str:
    clinic = store.current()
    entry = clinic.entry(topic, day=DAY)
    return clinic.text_of(entry, day=DAY) if entry else ""


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    time.sleep(LOOK_EVERY * 1.2)


def test_an_answer_is_told_with_the_clinics_facts(folder: Path, tmp_path: Path) -> None:
    store = FaqStore(folder, state=tmp_path / "var")
    assert said(store) == "Le parking est gratuit. Renseignements au 02 61 91 00 00."


def test_a_number_changed_in_one_place_changes_in_every_answer(
    folder: Path, tmp_path: Path
) -> None:
    store = FaqStore(folder, state=tmp_path / "var")
    said(store)
    change(folder / "etablissement.yml", "00 00", "11 22")
    assert "02 61 91 11 22" in said(store)


def test_a_file_broken_by_hand_leaves_the_last_good_answers(folder: Path, tmp_path: Path) -> None:
    store = FaqStore(folder, state=tmp_path / "var")
    said(store)
    change(folder / "questions" / "venir.yml", "titre: Se garer", "titre: [Se garer")
    assert "gratuit" in said(store)
    assert [(p.file, p.line) for p in store.problems] == [("questions/venir.yml", 4)]


def test_a_mended_file_is_served_again_and_the_problem_is_gone(
    folder: Path, tmp_path: Path
) -> None:
    store = FaqStore(folder, state=tmp_path / "var")
    file = folder / "questions" / "venir.yml"
    change(file, "titre: Se garer", "titre: [Se garer")
    assert said(store) == ""
    change(file, "titre: [Se garer", "titre: Se garer")
    assert "gratuit" in said(store)
    assert store.problems == ()


def test_the_last_good_answers_also_serve_a_process_that_starts_later(
    folder: Path, tmp_path: Path
) -> None:
    said(FaqStore(folder, state=tmp_path / "var"))
    (folder / "questions" / "venir.yml").write_bytes(b"\xff\xfe")
    assert "gratuit" in said(FaqStore(folder, state=tmp_path / "var"))


@pytest.mark.parametrize("gone", [True, False])
def test_a_folder_gone_or_empty_leaves_the_last_good_answers(
    folder: Path, tmp_path: Path, *, gone: bool
) -> None:
    said(FaqStore(folder, state=tmp_path / "var"))
    shutil.rmtree(folder)
    if not gone:
        folder.mkdir()
    store = FaqStore(folder, state=tmp_path / "var")
    assert "gratuit" in said(store)
    assert store.problems


def test_a_store_that_was_never_valid_serves_a_bare_clinic(tmp_path: Path) -> None:
    store = FaqStore(tmp_path / "missing", state=tmp_path / "var")
    assert store.current().entries == {}
    with pytest.raises(StoreError, match="dossier"):
        store.check()


def test_a_copy_cut_short_by_a_power_failure_is_never_served(folder: Path, tmp_path: Path) -> None:
    said(FaqStore(folder, state=tmp_path / "var"))
    kept = tmp_path / "var" / "faq" / (tmp_path / "var" / "faq" / "valide").read_text()
    (kept / "questions" / "venir.yml").write_text("- id: parking\n", encoding="utf-8")
    shutil.rmtree(folder)
    assert FaqStore(folder, state=tmp_path / "var").current().entries == {}


def _keep_often(folder: Path, state: Path) -> None:
    for _ in range(20):
        FaqStore(folder, state=state).current()


def test_processes_that_keep_copies_at_the_same_time_leave_a_whole_one(
    folder: Path, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    state = tmp_path / "var"
    workers = [context.Process(target=_keep_often, args=(folder, state)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    folder.rename(folder.with_name("gone"))
    assert "gratuit" in said(FaqStore(folder, state=state))
