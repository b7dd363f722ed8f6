"""The blend of two linear models that ranks topics: one reads meaning, the other spelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tarfile import open as open_archive

import numpy as np
import numpy.typing as npt
import skops.io
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

from bot.language.text import fold

Table = npt.NDArray[np.float64]

FILE = "blend.skops"
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
        meaning = LogisticRegression(C=meaning_c, max_iter=300).fit(vectors, labels)
        least = 2 if len(texts) >= MANY else 1
        grams = FeatureUnion([("characters", _characters(least)), ("words", _words(least))])
        counted = grams.fit_transform([fold(text) for text in texts])
        # One against the rest: 1.5 s for 3,800 examples of 43 topics, where the joint model takes
        # 20 s and is no better (79.3 and 78.9 % of the development set).
        spelling = LogisticRegression(
            C=spelling_c, solver="liblinear", multi_class="ovr", tol=1e-2, random_state=0
        ).fit(counted, labels)
        return cls(list(meaning.classes_), meaning, grams, spelling, spelling_weight)

    def probabilities(self, texts: Sequence[str], vectors: npt.NDArray[np.float32]) -> Table:
        """Probability of each topic, shape `(len(texts), len(topics))`, rows summing to 1."""
        counted = self.grams.transform([fold(text) for text in texts])
        by_meaning: Table = self.meaning.predict_proba(vectors)
        by_spelling: Table = self.spelling.predict_proba(counted)
        return (1 - self.spelling_weight) * by_meaning + self.spelling_weight * by_spelling

    def save(self, folder: Path) -> None:
        """Writes the blend into a folder, without pickles."""
        skops.io.dump(vars(self), folder / FILE)

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
        return cls(**skops.io.loads(data, trusted=skops.io.get_untrusted_types(data=data)))


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
