from rasa.shared.nlu.training_data.message import Message

from bot.nlu.french_tokenizer import FrenchTokenizer


def tokens(text: str) -> list[str]:
    tokenizer = FrenchTokenizer(FrenchTokenizer.get_default_config())
    message = Message(data={"text": text})
    found = tokenizer.tokenize(message, "text")
    assert all(text[token.start : token.end] == token.text for token in found)
    return [token.text for token in found]


def test_elisions_and_inversions_are_split_and_compounds_are_not() -> None:
    assert tokens("J'ai rendez-vous, est-ce que l’entrée est là ?") == [
        "J'", "ai", "rendez-vous", ",", "est", "-ce", "que", "l’", "entrée", "est", "là", "?",
    ]  # fmt: skip


def test_white_space_is_no_token() -> None:
    assert tokens("  deux\n\nmots ") == ["deux", "mots"]
