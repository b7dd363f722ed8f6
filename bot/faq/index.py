"""The live index: wordings of the store as vectors, so that a new question needs no training."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.faq.clinic import Clinic
from bot.language.encoder import SentenceEncoder, Vectors


@dataclass(frozen=True)
class _Rows:
    """The wordings of one version of the store: row `i` of `vectors` says `topics[i]`."""

    fingerprint: str
    topics: tuple[str, ...]
    vectors: Vectors


class LiveIndex:
    """Tells how near a message is to each entry's own wordings, for any number of threads.

    Rebuilt when the store has changed; only wordings that are new are encoded again.
    """

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self._known: dict[str, Vectors] = {}
        self._rows: _Rows | None = None

    def nearest(self, texts: Sequence[str], clinic: Clinic) -> list[Mapping[str, float]]:
        """For each text, the cosine (-1 to 1) of each entry's nearest wording, by topic id."""
        rows = self._current(clinic)
        if not rows.topics or not texts:
            return [{} for _ in texts]
        cosines = self._encoder.encode(texts) @ rows.vectors.T
        return [_best_by_topic(rows.topics, row) for row in cosines]

    def _current(self, clinic: Clinic) -> _Rows:
        with self._lock:
            if self._rows is None or self._rows.fingerprint != clinic.fingerprint:
                self._rows = self._built(clinic)
            return self._rows

    def _built(self, clinic: Clinic) -> _Rows:
        said = [
            (entry.id, wording)
            for entry in clinic.entries.values()
            if entry.active
            for wording in (entry.title, *entry.wordings)
        ]
        new = [wording for _, wording in said if wording not in self._known]
        self._known |= dict(zip(new, self._encoder.encode(new), strict=True))
        self._known = {wording: self._known[wording] for _, wording in said}
        vectors = [self._known[wording] for _, wording in said]
        table = np.vstack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)
        return _Rows(clinic.fingerprint, tuple(topic for topic, _ in said), table)


def _best_by_topic(topics: Sequence[str], cosines: Vectors) -> dict[str, float]:
    best: dict[str, float] = {}
    for topic, cosine in zip(topics, cosines, strict=True):
        best[topic] = max(best.get(topic, -1.0), float(cosine))
    return best
