"""The product's own French sentences, apart from what the clinic says in its FAQ store."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from bot.config import ROOT

FOLDER = ROOT / "data" / "phrases"


def phrase(key: str, **values: object) -> str:
    """The sentence `file.key` of `data/phrases/`, its `{places}` filled with `values`.

    Raises:
        KeyError: no such sentence, or a place without a value.
    """
    file, _, name = key.partition(".")
    return _catalogue(FOLDER / f"{file}.yml")[name].format_map(dict(values))


@cache
def _catalogue(path: Path) -> Mapping[str, str]:
    sentences = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: str(sentence).strip("\n") for name, sentence in sentences.items()}
