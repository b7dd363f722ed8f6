import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.config import ROOT
from bot.faq.entries import VARIABLE
from bot.faq.reading import clinic_from, read_files
from tests.support.content import store_texts

TOPICS = yaml.safe_load(Path(__file__).with_name("topics.yml").read_text(encoding="utf-8"))
CLINIC = clinic_from(read_files(ROOT / "data" / "faq"))
DAY = date(2026, 11, 23)
ANSWERED = [*TOPICS["faq"], *TOPICS["small_talk"], *TOPICS["handover"]]
FICTION = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98")
PHONE = re.compile(r"\b0\d(?: \d\d){4}\b")


def said(topic: str) -> str:
    entry = CLINIC.entry(topic, day=DAY)
    assert entry, topic
    return CLINIC.text_of(entry, day=DAY)


@pytest.mark.parametrize("topic", ANSWERED)
def test_every_topic_has_a_whole_answer(topic: str) -> None:
    assert not VARIABLE.search(said(topic))


@pytest.mark.parametrize("topic", TOPICS["faq"])
def test_an_answer_is_under_sixty_words(topic: str) -> None:
    assert len(said(topic).split()) < 60


@pytest.mark.parametrize("topic", ANSWERED)
def test_a_title_fits_on_a_button(topic: str) -> None:
    assert len(CLINIC.entries[topic].title) <= 20


@pytest.mark.parametrize("topic", ANSWERED)
def test_an_answer_is_set_as_french_is_set(topic: str) -> None:
    text = re.sub(r"https?://\S+|In English: .*", "", said(topic))
    assert re.findall(r"(?<![\u00a0\u202f:])[:;?!»](?!\d)", text) == []
    assert "'" not in text


def test_only_numbers_reserved_for_fiction_stand_in_the_sample_clinic() -> None:
    numbers = [number for _, text in store_texts() for number in PHONE.findall(text)]
    assert numbers
    assert [number for number in numbers if not number.startswith(FICTION)] == []


def test_the_sample_clinics_addresses_lead_nowhere_real() -> None:
    hosts = {
        host
        for _, text in store_texts()
        for host in re.findall(r"(?:https?://|@)([\w.-]+\w)", text)
    }
    assert hosts
    assert [host for host in hosts if not host.endswith(".example")] == []


def test_numbers_are_facts_and_stand_in_one_place() -> None:
    for path, text in store_texts():
        if path.name not in {"etablissement.yml", "avis.yml"}:
            assert PHONE.findall(text) == [], path
