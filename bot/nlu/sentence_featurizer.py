"""The sentence encoder as a dense featurizer of Rasa."""

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.encoder import UNIVERSAL, encoder
from bot.language.questions import split_questions

ENCODER = "encoder"
QUESTIONS = "question_texts"
QUESTION_VECTORS = "question_vectors"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Gives each message its sentence vector, and the vector of each question within it.

    A message and its questions are encoded in one batch, which costs a third of one by one.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The encoder by its dotted path, see `bot.language.encoder.SentenceEncoder`."""
        return {
            **DenseFeaturizer.get_default_config(),
            # Dotted path of a class with `encode(texts)`: a large machine may afford a stronger.
            ENCODER: UNIVERSAL,
        }

    def __init__(self, config: Dict[Text, Any], name: Text) -> None:
        super().__init__(name, config)
        self._encoder = encoder(config[ENCODER])

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceFeaturizer":
        """A featurizer with this configuration; it has nothing to train."""
        return cls(config, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "SentenceFeaturizer":
        """A featurizer whose encoder is in memory, so that no patient waits for it."""
        featurizer = cls.create(config, model_storage, resource, execution_context)
        encoder(config[ENCODER]).encode(["bonjour"])
        return featurizer

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Fails early where the encoder cannot be imported."""
        encoder(config[ENCODER])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Gives every training example its sentence vector."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        vectors = self._encoder.encode([example.get(TEXT) for example in examples])
        for example, vector in zip(examples, vectors, strict=True):
            self._set(example, vector)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Gives each message, and each question within it, its sentence vector."""
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            questions = split_questions(text)
            vectors = self._encoder.encode([text, *questions])
            self._set(message, vectors[0])
            message.set(QUESTIONS, questions)
            message.set(QUESTION_VECTORS, vectors[1:])
        return messages

    def _set(self, message: Message, vector: Any) -> None:
        features = Features(
            vector.reshape(1, -1),
            FEATURE_TYPE_SENTENCE,
            TEXT,
            self._config[FEATURIZER_CLASS_ALIAS] or self._identifier,
        )
        message.add_features(features)
