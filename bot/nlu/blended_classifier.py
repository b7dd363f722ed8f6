"""Two linear classifiers, one on meaning and one on spelling, their probabilities averaged."""

from typing import Any, Dict, List, Optional, Text

import numpy as np
import numpy.typing as npt
import structlog
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.blend import Blend
from bot.nlu.sentence_featurizer import QUESTION_VECTORS, QUESTIONS

log = structlog.get_logger(__name__)

RANKING_LENGTH = "ranking_length"
MEANING_C = "meaning_c"
SPELLING_C = "spelling_c"
SPELLING_WEIGHT = "spelling_weight"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class BlendedClassifier(IntentClassifier, GraphComponent):
    """Ranks the topics of a message, and of each question within it."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Regularisation and weight of the two models; `config.yml` says what measured them."""
        return {
            # Inverse regularisation of the model on sentence vectors.
            MEANING_C: 20.0,
            # Inverse regularisation of the model on character n-grams.
            SPELLING_C: 20.0,
            # Share of the spelling model in the average, 0 to 1.
            SPELLING_WEIGHT: 0.5,
            # How many topics a ranking holds; 0 for all.
            RANKING_LENGTH: 0,
        }

    @classmethod
    def required_components(cls) -> List[type]:
        """A featurizer that gives sentence vectors."""
        return [DenseFeaturizer]

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        blend: Optional[Blend] = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._blend = blend

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "BlendedClassifier":
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits both models on the intent examples and keeps them in the model storage."""
        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        labels = [example.get(INTENT) for example in examples]
        if len(set(labels)) <= 1:
            log.warning("blend.not_trained", topics=len(set(labels)))
            return self._resource
        blend = Blend.trained(
            [example.get(TEXT) for example in examples],
            np.vstack([_vector(example) for example in examples]),
            labels,
            meaning_c=self._config[MEANING_C],
            spelling_c=self._config[SPELLING_C],
            spelling_weight=self._config[SPELLING_WEIGHT],
        )
        with self._storage.write_to(self._resource) as folder:
            blend.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "BlendedClassifier":
        """The classifier that training kept; one that ranks nothing where nothing was trained."""
        try:
            with model_storage.read_from(resource) as folder:
                return cls(config, model_storage, resource, Blend.read(folder))
        except ValueError:
            log.warning("blend.not_found", resource=resource.name)
            return cls(config, model_storage, resource)

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets `intent`, `intent_ranking` and `questions` on each message."""
        for message in messages:
            if self._blend is not None and message.get(TEXT):
                self._rank(message, self._blend)
        return messages

    def _rank(self, message: Message, blend: Blend) -> None:
        questions = message.get(QUESTIONS) or []
        vectors = [_vector(message), *(message.get(QUESTION_VECTORS) if questions else [])]
        table = blend.probabilities([message.get(TEXT), *questions], np.vstack(vectors))
        rankings = [self._ranking(row, blend.topics) for row in table]
        message.set("intent", rankings[0][0], add_to_output=True)
        message.set("intent_ranking", rankings[0], add_to_output=True)
        parts = [
            {"text": text, "intent_ranking": ranking}
            for text, ranking in zip(questions, rankings[1:], strict=True)
        ]
        message.set("questions", parts, add_to_output=True)

    def _ranking(self, row: "npt.NDArray[np.float64]", topics: List[Text]) -> List[Dict[Text, Any]]:
        order = np.argsort(-row)[: self._config[RANKING_LENGTH] or None]
        return [{"name": topics[i], "confidence": float(row[i])} for i in order]


def _vector(message: Message) -> "npt.NDArray[np.float64]":
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        raise ValueError("the pipeline gives no sentence vectors before BlendedClassifier")
    vector: npt.NDArray[np.float64] = sentence.features
    return vector
