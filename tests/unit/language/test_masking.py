"""Masking: what may be stored of what a patient wrote."""

import random
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.masking import mask
from bot.language.text import clean

LISTED = ("Dr Claire Lefèvre", "Dr Karim Benali")


@pytest.mark.parametrize(
    "number",
    [
        "06 39 98 12 34",
        "0639981234",
        "06.39.98.12.34",
        "06-39-98-12-34",
        "06/39/98/12/34",
        "0639 98 12 34",
        "0639 981 234",
        "+33 6 39 98 12 34",
        "+33639981234",
        "0033 6 39 98 12 34",
        "+33 (0)6 39 98 12 34",
        "(02) 61 91 00 00",
        "+41 79 123 45 67",
        "06 12 20 26 10",
    ],
)
def test_a_telephone_number_is_masked_however_it_is_written(number: str) -> None:
    assert mask(f"rappelez-moi au {number}, merci") == "rappelez-moi au [téléphone], merci"


@pytest.mark.parametrize(
    "address",
    [
        "jean.dupont@gmail.com",
        "jean-dupont+rdv@chu.example.fr",
        "jean point dupont arobase gmail point com",
        "jean.dupont @ gmail.com",
        "jean(at)gmail.com",
    ],
)
def test_an_address_is_masked_typed_or_dictated(address: str) -> None:
    assert mask(f"{address} merci") == "[e-mail] merci"


@pytest.mark.parametrize(
    "number",
    [
        "1 80 03 75 123 456 42",
        "180037512345642",
        "2 55 08 14 168 025",
        "2550814168025",
        "1.80.03.2A.123.456.42",
        "1 80 03 75 123 456 4",
        "1 80 99 75 123 456 42",
    ],
)
def test_a_social_security_number_is_masked_even_when_its_key_is_wrong(number: str) -> None:
    assert mask(f"voici {number} voilà") == "voici [numéro de sécurité sociale] voilà"


def test_what_is_called_a_social_security_number_is_masked_even_with_digits_missing() -> None:
    masked = mask("mon numéro de sécu c'est 1 80 03 75 123 45")
    assert masked == "mon numéro de sécu c'est [numéro de sécurité sociale]"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("née le 12/03/1980", "née le [date de naissance]"),
        ("je suis né le 12 03 80.", "je suis né le [date de naissance]."),
        ("nee le 1er janvier 1956", "nee le [date de naissance]"),
        ("né(e) le : 12-03-1980", "né(e) le : [date de naissance]"),
        (
            "ma date de naissance c'est le 12 mars 1980",
            "ma date de naissance c'est le [date de naissance]",
        ),
        (
            "date de naissance de mon fils : 3 mai 2019",
            "date de naissance de mon fils : [date de naissance]",
        ),
        ("12.03.80 est ma date de naissance", "[date de naissance] est ma date de naissance"),
        ("DDN 12031980", "DDN [date de naissance]"),
        ("Dupont Marie 14/02/1956 résultats", "Dupont Marie [date de naissance] résultats"),
        ("née en mars 1980", "née en [date de naissance]"),
        (
            "née le 12/03/1980, rdv le 15/04/2026 à 10h",
            "née le [date de naissance], rdv le 15/04/2026 à 10h",
        ),
        (
            "rdv le 12/03/2026, date de naissance 14/05/1960",
            "rdv le 12/03/2026, date de naissance [date de naissance]",
        ),
    ],
)
def test_a_date_of_birth_is_masked_and_an_appointment_is_not(written: str, kept: str) -> None:
    assert mask(written) == kept


@pytest.mark.parametrize("card", ["4970 1012 3456 7890", "4111111111111111", "3782 822463 10005"])
def test_a_bank_card_is_masked(card: str) -> None:
    assert mask(f"carte {card} exp 12/26") == "carte [carte bancaire] exp 12/26"


@pytest.mark.parametrize(
    "account",
    [
        "FR76 3000 6000 0112 3456 7890 189",
        "fr7630006000011234567890189",
        "DE89 3704 0044 0532 0130 00",
    ],
)
def test_an_iban_is_masked_and_the_words_after_it_are_kept(account: str) -> None:
    assert mask(f"mon compte {account} MERCI") == "mon compte [IBAN] MERCI"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("je m'appelle jean dupont et je viens", "je m'appelle [nom] et je viens"),
        ("Je m’appelle Marie-Claire de La Tour.", "Je m’appelle [nom]."),
        ("je mapelle sophie je cherche un rdv", "je mapelle [nom] je cherche un rdv"),
        ("mon nom est Nguyen Thi Lan", "mon nom est [nom]"),
        ("mon nom c'est durand paul", "mon nom c'est [nom]"),
        ("je suis Mme Dupont", "je suis Mme [nom]"),
        ("je suis madame dupont", "je suis madame [nom]"),
        ("Bonjour Madame Dupont", "Bonjour Madame [nom]"),
        ("mr martin chambre 12", "mr [nom] chambre 12"),
        ("M. et Mme Martin", "M. et Mme [nom]"),
        ("Monsieur D'Angelo arrive", "Monsieur [nom] arrive"),
        ("Nom : DUPONT Prénom : Jean", "Nom : [nom] Prénom : [nom]"),
        ("nom dupont prénom jean", "nom [nom] prénom [nom]"),
        ("mon fils s'appelle Lucas Martin", "mon fils s'appelle [nom]"),
        ("un rdv au nom de Durand", "un rdv au nom de [nom]"),
        ("Cordialement, Paul Durand", "Cordialement, [nom]"),
        ("RDV POUR MME DUPONT", "RDV POUR MME [nom]"),
    ],
)
def test_a_name_that_is_announced_is_masked(written: str, kept: str) -> None:
    assert mask(written, known_names=LISTED) == kept


@pytest.mark.parametrize(
    "text",
    [
        "le docteur Lefèvre est là ? et Mme Lefèvre ?",
        "rdv avec Monsieur Karim Benali et mme lefevre",
    ],
)
def test_the_doctors_that_the_clinic_lists_are_never_masked(text: str) -> None:
    assert mask(text, known_names=LISTED) == text


@pytest.mark.parametrize(
    "text",
    [
        "Madame, Monsieur, je vous écris pour un rendez-vous",
        "Bonjour madame je voudrais un rdv",
        "BONJOUR MADAME JE VOUDRAIS UN RDV",
        "Madame la directrice, M. le directeur, Mme le Dr",
        "je m'appelle pas comme ça",
        "à 200 m. du parking",
        "appelez le 15, le 112, le 17, le 18, le 114, le 3114, le 3919, le 119 ou le 116 117",
        "rdv le 01/02/2026 10:30 ou le 01.02.2026 10 30 ou le 12 mars à 9h",
        "67000 Strasbourg, 49,90 €, 25 euros, chambre 312, 12 rue du Moulin",
        "ouvert de 08 12 à 12 30 le 24 et le 31 décembre 2026",
        "opéré le 12/03/1998 chez vous",
        "opération prévue le 3 mai 2027",
    ],
)
def test_what_a_practical_question_needs_is_kept(text: str) -> None:
    assert mask(text) == text


PIECES = st.sampled_from(
    (
        "je m'appelle|Mme |M. |nom : |né le |naissance |date de naissance|[nom]|sécu |06 |39|"
        "[date de naissance]|[numéro de sécurité sociale]|12/03/1980|12 mars 80|98 12 34|0|"
        "1 80 03 75 |123 456|4111 1111 |FR76 |a@b.fr|arobase|point|Dupont |dupont |de |la |'|-|"
        ".|/| |(|)|é|😀"
    ).split("|")
)
HOSTILE = st.lists(PIECES, max_size=60).map("".join)


@given(st.one_of(HOSTILE, st.text(max_size=300)).map(clean))
@settings(deadline=None, max_examples=300)
@example("je m'appelle Jean Paul De La Tour Du Pin Dupont")
def test_masking_twice_changes_nothing_more(text: str) -> None:
    masked = mask(text, known_names=LISTED)
    assert mask(masked, known_names=LISTED) == masked


@given(st.text(max_size=200).map(clean))
def test_a_number_is_masked_whatever_stands_around_it(text: str) -> None:
    assert "39 98 12 34" not in mask(f"{text} : 06 39 98 12 34 . {text}")


@pytest.mark.parametrize(
    "piece",
    [
        "0", "06 ", "1 ", "1.", "12/", "a.", "a@", "a-", "FR76 ", "AB12 ", "né le ", "mars ",
        "Mme ", "Mme A", "je m'appelle ", "je m'appelle a", "naissance : ", "sécu ", "d'", "nom ",
        "point ", "+33", "(0)", "de la ", "A" , "1 80 03 75 123 456 42 ", "06 39 98 12 34", "[nom]",
    ],
)  # fmt: skip
def test_five_thousand_hostile_characters_are_masked_in_linear_time(piece: str) -> None:
    mask("bonjour")
    short, long = (clean(piece * (size // len(piece))) for size in (1250, 5000))
    assert _seconds(long) < 0.02 + 10 * _seconds(short)
    assert _seconds(long) < 0.5


def test_random_digits_and_separators_are_masked_quickly() -> None:
    dice = random.Random(15)  # noqa: S311 - repeatable digits, no secret
    for _ in range(20):
        assert _seconds(clean("".join(dice.choices("0123456789 ./-+", k=5000)))) < 0.5


def test_no_digit_of_a_masked_message_is_left_behind() -> None:
    text = "tel 06 39 98 12 34, nir 1 80 03 75 123 456 42, carte 4970 1012 3456 7890"
    assert not re.search(r"\d", mask(text))


def _seconds(text: str) -> float:
    begun = time.perf_counter()
    mask(text)
    return time.perf_counter() - begun
