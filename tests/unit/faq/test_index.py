from collections.abc import Sequence

import numpy as np

from bot.faq.index import LiveIndex
from bot.language.encoder import Vectors, encoder
from tests.support.lilas import entry, lilas


class CountingEncoder:
    """Encodes as the real one does, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return encoder().encode(texts)


POOL = entry("piscine", "Le mardi.", wordings=("la piscine est-elle chauffée",))


def test_the_nearest_wording_of_each_entry_counts() -> None:
    clinic = lilas(entries=(POOL, entry("parking", "Gratuit.", wordings=("où se garer",))))
    [near] = LiveIndex(encoder()).nearest(["est-ce que la piscine est chauffée ?"], clinic)
    assert near["piscine"] > 0.7 > near["parking"]


def test_a_new_question_is_found_as_soon_as_the_store_has_it() -> None:
    index = LiveIndex(encoder())
    before = lilas(entries=(entry("parking", "Gratuit."),))
    assert "piscine" not in index.nearest(["la piscine"], before)[0]
    after = type(before)(**{**vars(lilas(entries=(POOL,))), "fingerprint": "new"})
    assert "piscine" in index.nearest(["la piscine"], after)[0]


def test_only_wordings_that_are_new_are_encoded_again() -> None:
    counting = CountingEncoder()
    index = LiveIndex(counting)
    index.nearest(["x"], lilas(entries=(POOL,)))
    counting.asked.clear()
    parking = entry("parking", "Gratuit.", title="Se garer", wordings=("où se garer",))
    grown = type(lilas())(**{**vars(lilas(entries=(POOL, parking))), "fingerprint": "new"})
    index.nearest(["x"], grown)
    assert counting.asked == ["Se garer", "où se garer", "x"]


def test_a_store_without_entries_knows_no_wording() -> None:
    assert LiveIndex(encoder()).nearest(["bonjour"], lilas(entries=())) == [{}]


def test_vectors_have_unit_length() -> None:
    lengths = np.linalg.norm(encoder().encode(["bonjour", "où se garer ?"]), axis=1)
    assert np.allclose(lengths, 1, atol=1e-3)
