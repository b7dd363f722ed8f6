import yaml

from bot.config import ROOT
from bot.desk.labels import reason_label
from bot.desk.models import Author, Channel, State, priorities
from bot.turn.topics import EMERGENCY, HANDOVER


def test_everything_that_staff_can_see_has_french_words() -> None:
    for choices in (Channel.choices, State.choices, Author.choices, priorities()):
        assert all(str(label).strip() for _, label in choices)


def test_every_reason_to_escalate_has_french_words() -> None:
    known = yaml.safe_load((ROOT / "data" / "phrases" / "relais.yml").read_text(encoding="utf-8"))
    for reason in HANDOVER | EMERGENCY | {"incompris"}:
        assert reason_label(reason) == known[f"motif_{reason}"]


def test_a_reason_that_a_clinic_added_is_shown_as_its_id_reads() -> None:
    assert reason_label("don_de_moelle") == "don de moelle"
