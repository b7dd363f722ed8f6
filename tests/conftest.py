"""Fixtures that every folder of tests may ask for."""

from collections.abc import Iterator

import pytest

from tests.support.system import System, running


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    with running(tmp_path_factory.mktemp("system")) as started:
        yield started
