"""The project's content as tests read it: topics, training examples, development messages."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.config import ROOT
from bot.language.text import fold

MESSAGES = ROOT / "tests" / "data" / "messages.tsv"


def examples() -> Iterator[tuple[str, str]]:
    """Topic and text of every training example."""
    for path in sorted((ROOT / "data" / "nlu").glob("*/*.yml")):
        for intent in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in intent["examples"].splitlines():
                yield intent["intent"], line.removeprefix("- ")


def development() -> list[tuple[str, str]]:
    """Label and text of every development message."""
    lines = MESSAGES.read_text(encoding="utf-8").splitlines()
    return [(label, text) for label, _, text in (line.partition("\t") for line in lines)]


def bare(text: str) -> str:
    """The text as far as its letters and digits go."""
    return re.sub(r"\W+", " ", fold(text)).strip()


def store_texts() -> Iterator[tuple[Path, str]]:
    """Path and content of every file of the sample clinic."""
    for path in sorted((ROOT / "data" / "faq").rglob("*.yml")):
        yield path, path.read_text(encoding="utf-8")
