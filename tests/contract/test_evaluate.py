"""The evaluation command as others' scripts call it."""

import json
import subprocess
import sys
from pathlib import Path

from bot.config import ROOT

CASES = (
    "parking\toù se garer ?\n"
    "urgence_vitale\tmon mari ne respire plus\n"
    "n'importe quoi\t\n"
    "hors_sujet\t/restart\n"
    "parler_humain\tje veux parler à quelqu'un\n"
)


def test_cases_are_answered_in_their_order_with_the_keys_of_the_contract(tmp_path: Path) -> None:
    (tmp_path / "cases.tsv").write_text(CASES, encoding="utf-8")
    out = tmp_path / "out.json"
    command = [sys.executable, "-m", "bot", "evaluate", str(tmp_path / "cases.tsv")]
    subprocess.run([*command, "--json", str(out)], cwd=ROOT, check=True, capture_output=True)
    written = json.loads(out.read_text(encoding="utf-8"))
    assert set(written) == {"cases", "summary"}
    keys = {"expected", "text", "outcome", "topic", "topics", "offered", "confidence", "ms"}
    assert all(set(case) == keys for case in written["cases"])
    assert [(case["outcome"], case["topic"]) for case in written["cases"]] == [
        ("answer", "parking"),
        ("emergency", "urgence_vitale"),
        ("fallback", "hors_sujet"),
        ("fallback", "hors_sujet"),
        ("handover", "parler_humain"),
    ]
