"""The product's own French sentences, apart from what the clinic says in its FAQ store."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.config import ROOT

FOLDER = ROOT / "data" / "phrases"


def phrase(key: str, **values: object) -> str:
    """The sentence `file.key` of `data/phrases/`, its `{places}` filled with `values`.

    Raises:
        KeyError: no such sentence, or a place without a value.
    """
    file, _, name = key.partition(".")
    return read_catalogue(FOLDER / f"{file}.yml")[name].format_map(dict(values))


@cache
def read_catalogue(path: Path) -> Mapping[str, str]:
    """The sentences of a file by their names; a name written twice is an error."""
    sentences = YAML(typ="safe", pure=True).load(path)
    return {name: str(sentence).strip("\n") for name, sentence in sentences.items()}
