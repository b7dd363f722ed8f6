"""The trained model: which one fits the data as they stand, and training it when there is none."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bot.config import Settings
from bot.errors import AccueilError

SOURCES = (
    "config.yml",
    "domain.yml",
    "data/nlu/**/*.yml",
    "bot/nlu/*.py",
    "bot/language/blend.py",
    "bot/language/encoder.py",
    "bot/language/text.py",
    "requirements.lock",
)
"""Whatever a change of must lead to a new training."""

TELL_EVERY = 10.0
"""Seconds between two lines of progress."""

Tell = Callable[[str], None]


class TrainingFailed(AccueilError):
    """Rasa could not train; whoever changed data or pipeline must read its output above."""


def model_path(settings: Settings) -> Path:
    """Where the model of the present data and pipeline is, or will be once it is trained."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(settings.root.glob(pattern)):
            digest.update(f"{path.relative_to(settings.root)}\0".encode())
            digest.update(path.read_bytes())
    return settings.models / f"accueil-{digest.hexdigest()[:16]}.tar.gz"


def ensure_model(settings: Settings, tell: Tell) -> Path:
    """The model of the present data, trained now if it is missing.

    Args:
        settings: where everything is.
        tell: receives a line of progress, every few seconds while training.

    Raises:
        TrainingFailed: Rasa's training ended with an error.
    """
    path = model_path(settings)
    if path.exists():
        tell("Modèle à jour, pas d’entraînement.")
        return path
    tell("Entraînement du modèle (environ une minute)…")
    started = time.monotonic()
    _train(settings, path, tell)
    tell(f"Modèle entraîné en {time.monotonic() - started:.0f} s.")
    return path


def rasa_environment() -> dict[str, str]:
    """The environment of every Rasa process: no telemetry, no GPU, no chatter."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


def _train(settings: Settings, path: Path, tell: Tell) -> None:
    draft = path.with_name(f"draft-{os.getpid()}-{path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    log = path.with_name("training.log")
    command = [sys.executable, "-m", "bot.nlu.server", "train", "--config", "config.yml"]
    command += ["--domain", "domain.yml", "--data", "data/nlu"]
    command += ["--out", str(draft.parent), "--fixed-model-name", draft.name]
    command += ["--force"]  # Rasa's cache does not see that our code has changed; our digest does
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=settings.root, env=rasa_environment(), stdout=output, stderr=output
        )
        _wait(process, tell)
    if process.returncode or not draft.exists():
        raise TrainingFailed(f"{log.read_text(errors='replace')[-4000:]}\nSee {log}")
    draft.replace(path)
    for former in path.parent.glob("accueil-*.tar.gz"):
        if former != path:
            former.unlink(missing_ok=True)


def _wait(process: "subprocess.Popen[bytes]", tell: Tell) -> None:
    started = told = time.monotonic()
    while process.poll() is None:
        time.sleep(0.2)
        if time.monotonic() - told > TELL_EVERY:
            told = time.monotonic()
            tell(f"  … {told - started:.0f} s")
