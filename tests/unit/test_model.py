import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.config import ROOT, load_settings
from bot.model import SOURCES, ensure_model, model_path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for pattern in SOURCES:
        for path in ROOT.glob(pattern):
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    return tmp_path


def path_in(checkout: Path) -> Path:
    settings = load_settings({"MODELS_DIR": str(checkout / "models")})
    return model_path(type(settings)(**{**vars(settings), "root": checkout}))


@pytest.mark.parametrize(
    "file", ["config.yml", "domain.yml", "data/nlu/faq/parking.yml", "bot/language/blend.py"]
)
def test_a_change_of_data_or_pipeline_asks_for_another_model(checkout: Path, file: str) -> None:
    before = path_in(checkout)
    with (checkout / file).open("a", encoding="utf-8") as changed:
        changed.write("\n# changed\n")
    assert path_in(checkout) != before


def test_a_new_training_file_asks_for_another_model(checkout: Path) -> None:
    before = path_in(checkout)
    (checkout / "data" / "nlu" / "faq" / "piscine.yml").write_text("nlu: []\n", encoding="utf-8")
    assert path_in(checkout) != before


def test_an_answer_of_the_clinic_asks_for_no_training(checkout: Path) -> None:
    before = path_in(checkout)
    (checkout / "data" / "faq").mkdir(parents=True)
    (checkout / "data" / "faq" / "avis.yml").write_text("[]\n", encoding="utf-8")
    assert path_in(checkout) == before


def test_a_model_that_is_there_is_not_trained_again(tmp_path: Path) -> None:
    settings = load_settings({"MODELS_DIR": str(tmp_path)})
    model_path(settings).write_bytes(b"a model")
    told: list[str] = []
    assert ensure_model(settings, told.append).read_bytes() == b"a model"
    assert told == ["Modèle à jour, pas d’entraînement."]


def test_a_python_3_10_is_found_that_runs(tmp_path: Path) -> None:
    """pyenv puts a `python3.10` on the path that only prints an error."""
    shim = tmp_path / "python3.10"
    shim.write_text("#!/bin/sh\necho not here >&2\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    version = tmp_path / "pyenv" / "versions" / "3.10.13" / "bin"
    version.mkdir(parents=True)
    (version / "python").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (version / "python").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.defpath}", "PYENV_ROOT": str(tmp_path / "pyenv")}
    found = subprocess.run(
        [ROOT / "bin" / "find-python"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == str(version / "python")
