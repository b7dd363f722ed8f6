"""The crisis rule: whoever is in danger gets the numbers, whoever is not gets none."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.crisis import FILE, Alarm, CrisisRule, Emergency
from bot.language.crisis_patterns import PatternError
from bot.language.crisis_signs import CrisisBook, read_book
from bot.language.crisis_words import Words

BOOK: CrisisBook = read_book(FILE)
ALARMING = [(sign.emergency, text) for sign in BOOK.signs for text in sign.examples_yes]
HARMLESS = [*(text for sign in BOOK.signs for text in sign.examples_no), *BOOK.harmless]


@pytest.mark.parametrize(("emergency", "text"), ALARMING, ids=[text for _, text in ALARMING])
def test_a_message_of_the_file_that_must_alarm_does(
    rule: CrisisRule, emergency: Emergency, text: str
) -> None:
    alarm = rule.read(text)
    assert alarm is not None
    assert alarm.emergency is emergency


@pytest.mark.parametrize("text", HARMLESS, ids=HARMLESS)
def test_a_message_of_the_file_that_must_not_alarm_does_not(rule: CrisisRule, text: str) -> None:
    assert rule.read(text) is None


@pytest.mark.parametrize("sign", BOOK.signs, ids=[sign.id for sign in BOOK.signs])
def test_each_sign_fires_by_itself_and_can_be_reviewed(rule: CrisisRule, sign: object) -> None:
    found = next(one for one in BOOK.signs if one is sign)
    alarms = [rule.read(text) for text in found.examples_yes]
    assert sum(found.id in alarm.signs for alarm in alarms if alarm) >= 4
    assert len(found.examples_yes) >= 5
    assert len(found.examples_no) >= 4
    assert found.name
    assert found.source


def test_no_message_stands_twice_in_the_file() -> None:
    texts = [text for _, text in ALARMING] + HARMLESS
    assert len(texts) == len(set(texts))


PRACTICAL = (
    "Bonjour, à quelle heure ouvre le laboratoire demain ?",
    "je voudrais annuler mon rendez-vous de jeudi",
    "combien coûte le parking",
)


@pytest.mark.parametrize("practical", PRACTICAL)
@pytest.mark.parametrize(
    "danger", ["j'ai mal à la poitrine", "je veux mourir", "mon mari me frappe"]
)
def test_a_danger_in_the_middle_of_a_practical_question_wins(
    rule: CrisisRule, practical: str, danger: str
) -> None:
    for text in (f"{practical}, {danger}", f"{danger}. {practical}", f"{practical} {danger} merci"):
        assert rule.read(text) is not None


@pytest.mark.parametrize(
    ("happening", "over"),
    [
        (
            "ma mère a mal à la poitrine depuis ce matin",
            "ma mère avait mal à la poitrine il y a deux ans, puis-je avoir les images ?",
        ),
        ("il vient de faire un AVC", "il a fait un AVC en 2019"),
        ("j'ai perdu connaissance tout à l'heure", "j'ai perdu connaissance il y a six mois"),
        (
            "j'ai fait un AVC il y a deux ans et ça recommence",
            "j'ai fait un AVC il y a deux ans et je vais bien",
        ),
        ("je viens de me couper les veines", "je me suis coupé les veines quand j'avais 15 ans"),
        ("mon mari m'a frappée le mois dernier", "il y a vingt ans mon mari me frappait"),
        ("j'ai tenté de me suicider la semaine dernière", "j'ai tenté de me suicider en 2010"),
    ],
)
def test_what_is_over_is_silent_and_what_goes_on_is_not(
    rule: CrisisRule, happening: str, over: str
) -> None:
    assert rule.read(happening) is not None
    assert rule.read(over) is None


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        ("ça ne va pas, j'ai mal à la poitrine", "je n'ai pas mal à la poitrine"),
        ("je ne sais pas quoi faire mon mari me frappe", "mon mari ne me frappe pas"),
        ("ça va pas douleur thoracique", "pas de douleur thoracique, c'est un contrôle"),
        ("est-ce que c'est pas un AVC ?", "ce n'est pas un AVC, le médecin l'a dit"),
        ("je n'ai pas de fièvre mais j'arrive plus à respirer", "sans fièvre ni convulsions"),
        ("pourquoi ne pas mourir", "je n'ai pas envie de mourir"),
        ("il ne respire pas", "elle n'a jamais fait de convulsions"),
    ],
)
def test_a_denial_bears_on_what_it_denies_only(rule: CrisisRule, told: str, denied: str) -> None:
    assert rule.read(told) is not None
    assert rule.read(denied) is None


@pytest.mark.parametrize(
    "text",
    [
        "je meurs de faim, la cafétéria est ouverte ?",
        "on est morts de rire",
        "c'est à se tirer une balle",
        "ce parking va me tuer",
        "votre musique me tape sur les nerfs",
    ],
)
def test_a_figure_of_speech_is_no_danger(rule: CrisisRule, text: str) -> None:
    assert rule.read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "une conférence sur le suicide est prévue ?",
        "que faire en cas de malaise ?",
        "je fais un mémoire sur les violences conjugales",
        "si je fais un malaise pendant l'examen, il y a quelqu'un ?",
        "certificat pour coups et blessures le mois dernier",
    ],
)
def test_a_general_question_is_no_danger(rule: CrisisRule, text: str) -> None:
    assert rule.read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "jveu mourir",
        "jai envi de me fouttre en l air",
        "jen peu plus de vivre",
        "g mal a la poitine",
        "jarrive pluuuus à respirer",
        "JE VEUX MOURIR",
        "je veux\u200b mou\u200brir",
        "𝐣𝐞 𝐯𝐞𝐮𝐱 𝐦𝐨𝐮𝐫𝐢𝐫",
        "il ma frapé",
        "A.V.C. en cours aidez moi",
        "mon mari fait une crise cardiak",
        "s'etouf",
    ],
)
def test_hurried_spelling_hides_no_danger(rule: CrisisRule, text: str) -> None:
    assert rule.read(text) is not None


@pytest.mark.parametrize(
    ("text", "emergency", "flags"),
    [
        ("il a avalé des comprimés", Emergency.VITAL, {"gesture"}),
        ("je viens de me couper les veines", Emergency.SUICIDE, {"gesture"}),
        ("je veux mourir", Emergency.SUICIDE, set()),
        ("je veux mourir et j'ai mal à la poitrine", Emergency.VITAL, {"gesture"}),
        ("mon mari me frappe", Emergency.VIOLENCE, set()),
        ("mon mari me frappe devant les enfants", Emergency.VIOLENCE, {"child"}),
        ("il me menace avec un couteau", Emergency.VIOLENCE, {"danger"}),
        ("mon père me frappe j'ai 13 ans", Emergency.VIOLENCE, {"child"}),
        ("mon mari m'a frappée et je n'arrive plus à respirer", Emergency.VITAL, {"danger"}),
        ("mon mari me frappe et je veux mourir", Emergency.SUICIDE, {"danger"}),
        ("mon bébé convulse", Emergency.VITAL, set()),
    ],
)
def test_the_alarm_says_which_numbers_are_needed(
    rule: CrisisRule, text: str, emergency: Emergency, flags: set[str]
) -> None:
    alarm = rule.read(text)
    assert alarm is not None
    assert alarm.emergency is emergency
    assert {name for name in ("child", "gesture", "danger") if getattr(alarm, name)} == flags


EVERY_CASE = [
    (emergency, child, gesture, danger)
    for emergency in Emergency
    for child in (False, True)
    for gesture in (False, True)
    for danger in (False, True)
]


@pytest.mark.parametrize(("emergency", "child", "gesture", "danger"), EVERY_CASE)
def test_every_reply_gives_its_numbers_first_and_asks_nothing(
    rule: CrisisRule, *, emergency: Emergency, child: bool, gesture: bool, danger: bool
) -> None:
    reply = rule.words(emergency, child=child, gesture=gesture, danger=danger)
    first, _, rest = reply.partition(". ")
    known = {number.number for number in BOOK.numbers}
    assert {word.strip("();,") for word in first.split()} & known
    assert not {word.strip("();,.") for word in rest.split()} & known
    assert "114 par SMS" in first
    assert "?" not in reply
    assert len(reply.split()) < 60
    assert " ;" not in reply
    assert " :" not in reply


@pytest.mark.parametrize(
    ("case", "numbers"),
    [
        ((Emergency.VITAL, {}), {"15", "112", "114"}),
        ((Emergency.VITAL, {"gesture": True}), {"15", "112", "114", "3114"}),
        ((Emergency.SUICIDE, {}), {"3114", "15", "114"}),
        ((Emergency.SUICIDE, {"gesture": True}), {"15", "3114", "114"}),
        ((Emergency.SUICIDE, {"danger": True}), {"3114", "17", "114"}),
        ((Emergency.VIOLENCE, {}), {"17", "112", "114", "3919"}),
        ((Emergency.VIOLENCE, {"danger": True}), {"17", "114", "3919"}),
        ((Emergency.VIOLENCE, {"child": True}), {"119", "17", "114", "3919"}),
        ((Emergency.VIOLENCE, {"child": True, "danger": True}), {"119", "17", "114", "3919"}),
        ((Emergency.VITAL, {"danger": True, "child": True}), {"15", "17", "119", "114"}),
    ],
)
def test_a_reply_gives_every_number_that_its_case_needs(
    rule: CrisisRule, case: tuple[Emergency, dict[str, bool]], numbers: set[str]
) -> None:
    emergency, flags = case
    reply = rule.words(emergency, **flags)
    assert numbers <= {word.strip("();,.") for word in reply.partition(". ")[0].split()}


def test_every_number_says_when_it_was_checked() -> None:
    assert {number.number for number in BOOK.numbers} == {
        "15", "112", "114", "17", "3114", "3919", "119",
    }  # fmt: skip
    assert all(number.note and number.checked_on.year >= 2026 for number in BOOK.numbers)


def test_without_its_grammar_the_rule_keeps_its_alarms() -> None:
    rule = CrisisRule(BOOK, _no_grammar)
    assert rule.read("j'ai mal à la poitrine") is not None
    assert rule.read("mon père a fait un AVC il y a deux ans") is not None
    assert rule.read("je n'ai pas mal à la poitrine") is None
    assert rule.read("je meurs de faim") is None


def _no_grammar(_words: Words) -> None:
    return None


def test_many_threads_read_alike(rule: CrisisRule) -> None:
    texts = [text for _, text in ALARMING[:40]] + HARMLESS[:40]
    alone = [rule.read(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(rule.read, texts)) == alone


def test_a_file_that_is_broken_by_hand_says_in_which_sign(tmp_path: Path) -> None:
    broken = tmp_path / "urgences.yml"
    text = FILE.read_text(encoding="utf-8")
    broken.write_text(text.replace("      - au secours\n", "      - (au secours\n"), "utf-8")
    with pytest.raises(PatternError, match=r"cri-au-secours.*refermé"):
        CrisisRule.load(broken)


@pytest.mark.parametrize("content", ["", "signes: []", "[", "signes: 3"])
def test_a_file_without_its_headings_is_refused(tmp_path: Path, content: str) -> None:
    broken = tmp_path / "urgences.yml"
    broken.write_text(content, "utf-8")
    with pytest.raises(PatternError):
        read_book(broken)


WORDS = st.sampled_from(sorted(word.rstrip("*") for word in BOOK.words()))
SENTENCES = st.lists(
    st.one_of(WORDS, st.sampled_from(["pas", "ne", "si", "?", ".", ",", "…", "il y a 2 ans"])),
    max_size=80,
).map(" ".join)


@given(st.one_of(st.text(max_size=5000), SENTENCES))
@settings(deadline=None, max_examples=300)
@example("ﷺ mal à la poitrine")
@example("\ud800 je veux mourir")
@example("½ İ ŉ 😀 mal")
def test_no_text_stops_the_rule(rule: CrisisRule, text: str) -> None:
    alarm = rule.read(text)
    assert alarm is None or isinstance(alarm, Alarm)


@pytest.mark.parametrize(
    "piece",
    ["a ", "mal ", "pas mal a la poitrine ", "je veux mourir ", "la le ", "xqzwv ", "?", "é", "1 "],
)
def test_five_thousand_hostile_characters_are_read_in_a_moment(
    rule: CrisisRule, piece: str
) -> None:
    text = (piece * 5000)[:5000]
    assert _seconds(rule, text) < 1


def test_every_word_of_the_file_at_once_is_read_in_a_moment(rule: CrisisRule) -> None:
    words = " ".join(word.rstrip("*") for word in sorted(BOOK.words()))
    for start in range(0, len(words), 5000):
        assert _seconds(rule, words[start : start + 5000]) < 1


def test_an_ordinary_message_costs_less_than_a_millisecond(rule: CrisisRule) -> None:
    assert statistics.median(_seconds(rule, text) for text in HARMLESS) < 0.001


def test_an_alarm_costs_less_than_fifteen_milliseconds(rule: CrisisRule) -> None:
    rule.read("mon père a fait un AVC il y a deux ans")
    assert statistics.median(_seconds(rule, text) for _, text in ALARMING) < 0.015


def _seconds(rule: CrisisRule, text: str) -> float:
    begun = time.perf_counter()
    rule.read(text)
    return time.perf_counter() - begun
