from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.config import ROOT
from tests.support.content import bare, development, examples

TOPICS = yaml.safe_load(Path(__file__).with_name("topics.yml").read_text(encoding="utf-8"))
IDS = [topic for family in TOPICS.values() for topic in family]
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RULES = yaml.safe_load((ROOT / "data" / "nlu" / "rules.yml").read_text(encoding="utf-8"))["rules"]
EXAMPLES = list(examples())
LEAST = 75


def test_the_domain_knows_the_topics_and_nothing_else() -> None:
    assert DOMAIN["intents"] == IDS


@pytest.mark.parametrize("topic", IDS)
def test_every_topic_has_many_examples(topic: str) -> None:
    least = 50 if topic in TOPICS["small_talk"] else LEAST
    assert sum(label == topic for label, _ in EXAMPLES) >= least


def test_no_example_is_written_twice() -> None:
    counted = Counter(bare(text) for _, text in EXAMPLES)
    assert [text for text, times in counted.items() if times > 1] == []


def test_every_topic_has_its_rule() -> None:
    ruled = {rule["steps"][0]["intent"] for rule in RULES}
    assert ruled == {*IDS, "nlu_fallback"}
    assert {rule["steps"][1]["action"] for rule in RULES} <= set(DOMAIN["actions"])


def test_no_development_message_is_a_training_example() -> None:
    trained = {bare(text) for _, text in EXAMPLES}
    assert [text for _, text in development() if bare(text) in trained] == []


def test_the_development_set_is_large_and_its_labels_are_topics() -> None:
    messages = development()
    assert len(messages) >= 500
    labels = {part for label, _ in messages for part in label.removeprefix("sosie:").split("+")}
    assert labels == set(IDS)
    assert len({bare(text) for _, text in messages}) == len(messages)


def test_no_example_holds_what_rasa_would_take_for_an_entity_or_a_command() -> None:
    assert [text for _, text in EXAMPLES if "](" in text or "]{" in text or text[0] == "/"] == []
