"""The product's own French: set as French is set, and none of it unused."""

import re
from pathlib import Path

import pytest
import yaml

from bot.config import ROOT
from bot.language.crisis import CrisisRule, Emergency

CATALOGUES = sorted((ROOT / "data" / "phrases").glob("*.yml"))
RULE = CrisisRule.load()
UNSET = re.compile(r"(?<![\u00a0\u202f:\w/])[:;?!»](?!\d)|«(?![\u00a0\u202f])|\w[;?!»]")
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("bot", "actions")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".html"}
)


def sentences(path: Path) -> dict[str, str]:
    return {
        name: str(sentence)
        for name, sentence in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_sentences_are_set_as_french_is_set(path: Path) -> None:
    found = {name: UNSET.findall(re.sub(r"{\w+}", "x", s)) for name, s in sentences(path).items()}
    assert {name: marks for name, marks in found.items() if marks} == {}
    assert [name for name, s in sentences(path).items() if "'" in s] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_sentence_is_left_unused(path: Path) -> None:
    unused = [
        name
        for name in sentences(path)
        if f"{path.stem}.{name}" not in CODE and not _built(path.stem, name)
    ]
    assert unused == []


def _built(stem: str, name: str) -> bool:
    """Whether the code puts the key together from a part that it spells out."""
    beginnings = re.findall(rf'f"{stem}\.([a-z_]*){{', CODE)
    if "" in beginnings:
        beginnings += re.findall(r'"([a-z_]+)"', CODE) + re.findall(r'f"([a-z_]+){', CODE)
    return any(beginning and name.startswith(beginning) for beginning in beginnings)


@pytest.mark.parametrize("emergency", list(Emergency))
@pytest.mark.parametrize("flags", [{}, {"child": True}, {"gesture": True}, {"danger": True}])
def test_an_emergency_gets_its_numbers_in_the_first_sentence_and_no_question(
    emergency: Emergency, flags: dict[str, bool]
) -> None:
    words = RULE.words(emergency, **flags)
    first = re.split(r"(?<=[.!])\s", words)[0]
    needed = {
        Emergency.VITAL: {"15", "112", "114"},
        Emergency.SUICIDE: {"3114"},
        Emergency.VIOLENCE: {"17", "114", "3919"},
    }[emergency]
    needed = needed | (
        {"15", "3114"} if flags.get("gesture") and emergency is not Emergency.VIOLENCE else set()
    )
    needed = needed | ({"119"} if flags.get("child") and emergency is Emergency.VIOLENCE else set())
    assert needed <= set(re.findall(r"\b\d{2,4}\b", words))
    assert set(re.findall(r"\b\d{2,4}\b", first)) & {"15", "17", "3114"}
    assert "?" not in words
    assert "'" not in words
    assert len(words.split()) < 60
    assert UNSET.findall(words) == []
