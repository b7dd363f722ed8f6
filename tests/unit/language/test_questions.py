import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.questions import MOST, split_questions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Bonjour, où puis-je me garer ? Et quels papiers apporter ?",
            ["Bonjour", "où puis-je me garer", "quels papiers apporter"],
        ),
        (
            "cest combien le parking et est ce que je peux venir avec mon chien",
            ["cest combien le parking", "est ce que je peux venir avec mon chien"],
        ),
        ("bornes de recharge, wifi ?", ["bornes de recharge", "wifi"]),
        (
            "vs ouvré a kel heure le mercredi é on peu fair le rappel",
            ["vs ouvré a kel heure le mercredi", "on peu fair le rappel"],
        ),
        (
            "vous êtes ouverts samedi, sinon c'est quoi le mail du secrétariat",
            ["vous êtes ouverts samedi", "c'est quoi le mail du secrétariat"],
        ),
    ],
)
def test_two_questions_are_told_apart(text: str, parts: list[str]) -> None:
    assert split_questions(text) == parts


@pytest.mark.parametrize("text", ["parking ?", "le 12 et le 13", "à 14 h ou à 15 h ?", ""])
def test_one_question_is_left_whole(text: str) -> None:
    assert split_questions(text) == []


@given(st.text(max_size=2000))
def test_any_text_is_split_into_a_few_parts_of_itself(text: str) -> None:
    parts = split_questions(text)
    assert len(parts) <= MOST
    assert all(part in text for part in parts)
