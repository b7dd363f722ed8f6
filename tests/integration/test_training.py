"""Our pipeline on Rasa data that is not ours."""

import json
import os
import subprocess
import sys
from pathlib import Path

from bot.config import ROOT

DOMAIN = 'version: "3.1"\nintents: [pizza, avion]\n'
NLU = """
version: "3.1"
nlu:
  - intent: pizza
    examples: |
      - une margherita
      - je veux une pizza
      - livrez-moi une quatre fromages
  - intent: avion
    examples: |
      - un billet pour Lisbonne
      - à quelle heure décolle l'avion
      - je voyage avec un bagage
"""
PARSE = """
import asyncio, json, sys
from rasa.core.agent import Agent
agent = Agent.load(sys.argv[1])
print(json.dumps(asyncio.run(agent.parse_message(sys.argv[2]))))
"""


def test_any_rasa_data_can_be_trained_and_parsed(tmp_path: Path) -> None:
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (tmp_path / "nlu.yml").write_text(NLU, encoding="utf-8")
    rasa = Path(sys.executable).with_name("rasa")
    command = [str(rasa), "train", "nlu", "--config", "config.yml"]
    command += ["--nlu", str(tmp_path / "nlu.yml"), "--domain", str(tmp_path / "domain.yml")]
    command += ["--out", str(tmp_path / "models"), "--fixed-model-name", "other"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=dict(os.environ))
    parsed = subprocess.run(
        [sys.executable, "-c", PARSE, str(tmp_path / "models" / "other.tar.gz"), "une pizza"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(parsed.stdout.splitlines()[-1])
    assert found["intent_ranking"][0]["name"] in {"pizza", "nlu_fallback"}
    assert {one["name"] for one in found["intent_ranking"]} >= {"pizza", "avion"}
