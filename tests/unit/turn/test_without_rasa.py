from pathlib import Path

import pytest

from bot.config import load_settings
from bot.language.crisis import CrisisRule
from bot.language.encoder import encoder
from bot.turn.front_desk import FrontDesk
from bot.turn.outcome import Kind
from bot.turn.without_rasa import WithoutRasa


@pytest.fixture(scope="module")
def desk() -> FrontDesk:
    return FrontDesk.build(load_settings(), CrisisRule.load())


def test_without_any_model_a_wording_of_the_store_is_still_answered(
    desk: FrontDesk, tmp_path: Path
) -> None:
    alone = WithoutRasa.build(desk, tmp_path / "missing.tar.gz", encoder=encoder())
    assert alone.answer("où se garer").topic == "parking"
    assert alone.answer("zzzz qsdf").kind in {Kind.FALLBACK, Kind.CLARIFY}
