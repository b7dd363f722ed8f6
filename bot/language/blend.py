"""The blend of two linear models that ranks topics: one reads meaning, the other spelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tarfile import open as open_archive
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

from bot.language.text import fold

Table = npt.NDArray[np.float64]

FILE = "blend.npz"
"""Name under which a trained model holds a blend."""

MANY = 1000
"""Examples from which a gram that occurs once is left out; fewer cannot spare it."""


@dataclass(frozen=True)
class Blend:
    """A trained pair of models over the same topics.

    Attributes:
        topics: labels, in the order of the columns of `probabilities`.
        meaning: model on unit-length sentence vectors.
        grams: character and word n-grams of the folded text.
        spelling: model on those n-grams.
        spelling_weight: share of the spelling model in the average, 0 to 1.
    """

    topics: list[str]
    meaning: LogisticRegression
    grams: FeatureUnion
    spelling: LogisticRegression
    spelling_weight: float

    @classmethod
    def trained(  # noqa: PLR0913  # the three measures that `config.yml` sets
        cls,
        texts: Sequence[str],
        vectors: npt.NDArray[np.float32],
        labels: Sequence[str],
        *,
        meaning_c: float,
        spelling_c: float,
        spelling_weight: float,
    ) -> "Blend":
        """A blend fitted on texts, their vectors `(len(texts), dimensions)` and their labels."""
        meaning = _meaning(meaning_c).fit(vectors, labels)
        least = 2 if len(texts) >= MANY else 1
        grams = FeatureUnion([("characters", _characters(least)), ("words", _words(least))])
        counted = grams.fit_transform([fold(text) for text in texts])
        spelling = _spelling(spelling_c).fit(counted, labels)
        return cls(list(meaning.classes_), meaning, grams, spelling, spelling_weight)

    def probabilities(self, texts: Sequence[str], vectors: npt.NDArray[np.float32]) -> Table:
        """Probability of each topic, shape `(len(texts), len(topics))`, rows summing to 1."""
        counted = self.grams.transform([fold(text) for text in texts])
        by_meaning: Table = self.meaning.predict_proba(vectors)
        by_spelling: Table = self.spelling.predict_proba(counted)
        return (1 - self.spelling_weight) * by_meaning + self.spelling_weight * by_spelling

    def save(self, folder: Path) -> None:
        """Writes the blend into a folder as plain arrays, which load fast and run no code."""
        arrays: dict[str, Any] = {
            "topics": np.array(self.topics),
            "spelling_weight": self.spelling_weight,
        }
        for name, model in (("meaning", self.meaning), ("spelling", self.spelling)):
            arrays[f"{name}_coefficients"] = model.coef_.astype(np.float32)
            arrays[f"{name}_intercepts"] = model.intercept_.astype(np.float32)
        for name, counter in self.grams.transformer_list:
            arrays[f"{name}_vocabulary"] = counter.get_feature_names_out().astype(str)
            arrays[f"{name}_idf"] = counter.idf_
        np.savez(folder / FILE, **arrays)

    @classmethod
    def read(cls, folder: Path) -> "Blend":
        """The blend that `save` wrote.

        Raises:
            FileNotFoundError: nothing was written there.
        """
        return cls._loaded((folder / FILE).read_bytes())

    @classmethod
    def in_model(cls, archive: Path) -> "Blend":
        """The blend within a trained Rasa model.

        Raises:
            OSError, tarfile.TarError: the model cannot be read.
            KeyError: it holds no blend.
        """
        with open_archive(archive) as model:
            for member in model:
                content = model.extractfile(member)
                if content and Path(member.name).name == FILE:
                    return cls._loaded(content.read())
        raise KeyError(FILE)

    @classmethod
    def _loaded(cls, data: bytes) -> "Blend":
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            counters = [("characters", _characters(1)), ("words", _words(1))]
            for name, counter in counters:
                grams = arrays[f"{name}_vocabulary"].tolist()
                counter.vocabulary_ = {gram: index for index, gram in enumerate(grams)}
                counter.idf_ = arrays[f"{name}_idf"]
            topics = arrays["topics"]
            return cls(
                topics=topics.tolist(),
                meaning=_restored(_meaning(1.0), arrays, "meaning", topics),
                grams=FeatureUnion(counters),
                spelling=_restored(_spelling(1.0), arrays, "spelling", topics),
                spelling_weight=float(arrays["spelling_weight"]),
            )


def _restored(
    model: LogisticRegression, arrays: Any, name: str, topics: npt.NDArray[np.str_]
) -> LogisticRegression:
    model.classes_ = topics
    model.coef_ = arrays[f"{name}_coefficients"]
    model.intercept_ = arrays[f"{name}_intercepts"]
    model.n_features_in_ = model.coef_.shape[1]
    return model


def _meaning(c: float) -> LogisticRegression:
    return LogisticRegression(C=c, max_iter=300)


def _spelling(c: float) -> LogisticRegression:
    # One against the rest: 1.5 s for 3,800 examples of 43 topics, where the joint model takes
    # 20 s and is no better (79.3 and 78.9 % of the development set).
    return LogisticRegression(C=c, solver="liblinear", multi_class="ovr", tol=1e-2, random_state=0)


def _characters(least: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), min_df=least, sublinear_tf=True, lowercase=False
    )


def _words(least: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        ngram_range=(1, 2),
        min_df=least,
        sublinear_tf=True,
        lowercase=False,
        token_pattern=r"\w+",  # noqa: S106  # not a password
    )
