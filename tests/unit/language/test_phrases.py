from pathlib import Path

import pytest
from ruamel.yaml.constructor import DuplicateKeyError

from bot.language.phrases import FOLDER, read_catalogue


def test_a_sentence_written_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "horaires.yml"
    path.write_text("groupe: un\ngroupe: deux\n", encoding="utf-8")
    with pytest.raises(DuplicateKeyError):
        read_catalogue(path)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_every_catalogue_can_be_read(path: Path) -> None:
    assert all(read_catalogue(path).values())
