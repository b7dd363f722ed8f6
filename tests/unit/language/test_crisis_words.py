"""Reading hurried French: what the crisis rule understands before it looks for signs."""

import pytest

from bot.language.crisis_words import Speller

SPELLER = Speller(
    {"jveu": "je veux", "g": "j' ai", "rdv": "rendez vous"},
    {"poitrine", "etouff*", "hemorragie", "cardiaque", "mourir", "tuer", "secours"},
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("J'ai mal à la poitrine", "j ai mal a la poitrine"),
        ("mal a la poitine", "mal a la poitrine"),
        ("mal a la poitrinne", "mal a la poitrine"),
        ("emorragie", "hemorragie"),
        ("jveu mouriiiir", "je veux mourir"),
        ("G mal, rdv ?", "j ai mal , rendez vous ?"),
        ("jarrive nai sest mtuer", "j arrive n ai s est m tuer"),
        ("crise cardiak", "crise cardiaque"),
        ("A.V.C. en cours", "avc en cours"),
        ("mal... à la poitrine…", "mal … a la poitrine …"),
        ("quoi ?!!", "quoi ?"),
        ("fin!!", "fin !"),
        ("39.5 de fièvre, 0,40 kg", "39,5 de fievre , 0,40 kg"),
        ("rendez-vous - demain (matin)", "rendez vous , demain , matin ,"),
        ("2h30", "2 h 30"),
    ],
)
def test_a_message_is_read_word_by_word(written: str, read: str) -> None:
    assert " ".join(SPELLER.read(written).norms) == read


def test_a_word_that_was_cut_is_read_to_its_end() -> None:
    assert SPELLER.read("il s'etouf").norms[-1].startswith("etouff")


@pytest.mark.parametrize("word", ["partie", "courir", "nourrir", "violet", "Doctolib", "mutuelle"])
def test_a_word_that_french_knows_or_that_is_near_nothing_is_left_alone(word: str) -> None:
    assert SPELLER.read(word).norms == (word.lower(),)


def test_the_accents_that_were_typed_are_kept_for_the_grammar() -> None:
    assert SPELLER.read("L'été où j'étais blessé").shown == (
        "l'", "été", "où", "j'", "étais", "blessé",
    )  # fmt: skip


def test_a_sign_that_unfolds_into_several_words_stays_one() -> None:
    words = SPELLER.read("ﷺ oui")
    assert len(words.norms) == len(words.shown) == 2
    assert not any(" " in norm for norm in words.norms)
