"""The pattern language of data/urgences.yml, as its header explains it."""

import pytest

from bot.language.crisis_patterns import PatternCompiler, PatternError, PatternIndex
from bot.language.text import fold

LISTS = {
    "douleur": ["mal", "douleur*"],
    "corps": ["poitrine", "<douleur> du corps"],
    "rond": ["<rond>"],
}
COMPILER = PatternCompiler(LISTS, ["a", "la", "de", "ma", "du"])


def matches(pattern: str, text: str) -> bool:
    line = COMPILER.line(fold(text).split())
    return any(PatternIndex([("it", COMPILER.compile(pattern))]).find(line))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("mal poitrine", "mal à la poitrine"),
        ("Mal à la Poitrine", "mal a la poitrine"),
        ("respir*", "respirer"),
        ("(mal|gêne forte) poitrine", "gêne forte poitrine"),
        ("mal [très fort] poitrine", "mal poitrine"),
        ("mal [très fort] poitrine", "mal très fort à la poitrine"),
        ("mal … poitrine", "mal dans toute ma belle poitrine"),
        ("mal … … poitrine", "mal un deux trois quatre cinq six sept poitrine"),
        ("poitrine & mal", "mal quelque part poitrine"),
        ("poitrine & mal", "poitrine qui fait mal"),
        ("<douleur> poitrine", "douleurs de poitrine"),
        ("<corps>", "mal du corps"),
        ("avale # cachets", "avale 30 cachets"),
        ("^ mal $", "mal"),
        ("^ mal", "bonjour , mal au dos"),
        ("l'os", "l os"),
        ("0,3*", "0,35"),
    ],
)
def test_a_pattern_reads_what_its_explanation_promises(pattern: str, text: str) -> None:
    assert matches(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("mal poitrine", "mal dos poitrine"),
        ("mal poitrine", "poitrine mal"),
        ("mal", "malade"),
        ("mal … poitrine", "mal pas poitrine"),
        ("mal … poitrine", "mal . poitrine"),
        ("mal … poitrine", "mal un deux trois quatre cinq six poitrine"),
        ("poitrine & mal", "poitrine . mal"),
        ("^ mal", "très mal"),
        ("mal $", "mal partout"),
        ("avale # cachets", "avale deux cachets"),
    ],
)
def test_a_pattern_reads_nothing_else(pattern: str, text: str) -> None:
    assert not matches(pattern, text)


@pytest.mark.parametrize(
    "pattern",
    [
        "(mal",
        "mal)",
        "[mal",
        "(mal|)",
        "",
        "…",
        "[mal]",
        "#",
        "<inconnu>",
        "<rond>",
        "mal ; dos",
        "|",
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        COMPILER.compile(pattern)


def test_a_match_tells_which_words_it_covers() -> None:
    line = COMPILER.line("j ai mal a la poitrine merci".split())
    match = next(PatternIndex([("it", COMPILER.compile("mal poitrine"))]).find(line))
    assert (match.key, match.start, match.end) == ("it", 2, 6)
