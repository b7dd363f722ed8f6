from pathlib import Path

import numpy as np
import pytest

from bot.language.blend import Blend
from bot.language.encoder import encoder

PARKING = ["où se garer", "le parking est-il payant", "place pour la voiture"]
HOURS = ["vous êtes ouverts demain", "à quelle heure fermez-vous", "horaires du samedi"]


@pytest.fixture(scope="module")
def blend() -> Blend:
    texts = PARKING + HOURS
    labels = ["parking"] * 3 + ["horaires"] * 3
    vectors = encoder().encode(texts)
    return Blend.trained(texts, vectors, labels, meaning_c=20, spelling_c=20, spelling_weight=0.5)


def best(blend: Blend, text: str) -> str:
    [row] = blend.probabilities([text], encoder().encode([text]))
    return blend.topics[int(np.argmax(row))]


def test_the_nearest_topic_has_the_highest_probability(blend: Blend) -> None:
    assert best(blend, "je gare ma voiture où ?") == "parking"
    assert best(blend, "ouvert samedi ?") == "horaires"


def test_probabilities_sum_to_one(blend: Blend) -> None:
    texts = ["ouvert samedi ?", "🙂", "parking"]
    rows = blend.probabilities(texts, encoder().encode(texts))
    assert rows.shape == (3, 2)
    assert np.allclose(rows.sum(axis=1), 1)


def test_a_blend_survives_its_way_through_a_file(blend: Blend, tmp_path: Path) -> None:
    blend.save(tmp_path)
    texts = ["où est le parking", "horaires"]
    vectors = encoder().encode(texts)
    again = Blend.read(tmp_path)
    assert again.topics == blend.topics
    assert np.allclose(again.probabilities(texts, vectors), blend.probabilities(texts, vectors))
