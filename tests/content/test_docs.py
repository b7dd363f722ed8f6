"""What the documentation names exists, and what exists is documented."""

import re
from pathlib import Path

import pytest
import yaml

from bot.config import ROOT, load_settings

DOCS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
DOCS += sorted((ROOT / "docs").glob("*.md"))


def settings_read() -> set[str]:
    read: set[str] = set()

    class Environment(dict[str, str]):
        def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
            read.add(key)
            return default

    load_settings(Environment())
    return read


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## Settings")[1].split("##")[0]
    first_cells = "".join(line.split("|")[1] for line in table.splitlines() if "|" in line)
    assert set(re.findall(r"`([A-Z_]+)`", first_cells)) == settings_read()


def test_the_dialogue_of_the_readme_is_a_tested_conversation() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    path = ROOT / "tests" / "conversations" / "le_dialogue_du_readme.yml"
    turns = yaml.safe_load(path.read_text(encoding="utf-8"))
    for turn in turns:
        for words in [turn["patient"], *turn["dit"]]:
            assert words in readme.replace("\N{NBSP}", " ")


def test_the_readme_shows_figures_that_the_evaluation_wrote() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("<!-- figures -->")[1].split("<!-- end of figures -->")[0]
    assert "le bon sujet décide de la réponse" in section


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_a_link_leads_somewhere(doc: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", doc.read_text(encoding="utf-8"))
    assert [link for link in links if not (doc.parent / link).exists()] == []


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_a_path_that_is_named_exists(doc: Path) -> None:
    named = re.findall(r"`((?:bot|data|tests|actions|docs)/[\w./-]+)`", doc.read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_a_make_command_that_is_named_exists(doc: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = re.findall(r"(?:`|^)make ([a-z-]+)", doc.read_text("utf-8"), re.MULTILINE)
    assert set(named) <= targets


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    public = {"run", "test", "check", "evaluate", "train", "format", "lock"}
    assert public <= set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
