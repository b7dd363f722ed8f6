"""spaCy's French tokenizer for Rasa, without the rest of a spaCy pipeline."""

from typing import Any, Dict, List, Text

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class FrenchTokenizer(Tokenizer):
    """Splits at elisions and hyphens as French wants it: `j'ai`, `est-ce`, `rendez-vous`.

    Rasa's own `SpacyNLP` lowercases, always runs the NER and doubles the time of a parse.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The keys that every Rasa tokenizer knows."""
        return {
            # Whether intent names are split, for response selectors only.
            "intent_tokenization_flag": False,
            # What intent names are split at.
            "intent_split_symbol": "_",
            # A regular expression that splits tokens further.
            "token_pattern": None,
        }

    def __init__(self, config: Dict[Text, Any]) -> None:
        super().__init__(config)
        self._french = spacy.blank("fr")

    def tokenize(self, message: Message, attribute: Text) -> List[Token]:
        """The tokens of the message's attribute, with their offsets in characters."""
        words = self._french.make_doc(message.get(attribute))
        tokens = [Token(word.text, word.idx) for word in words if not word.is_space]
        split: List[Token] = self._apply_token_pattern(tokens)
        return split
