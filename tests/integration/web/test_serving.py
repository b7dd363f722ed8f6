"""The public process as it really runs: over HTTP, beside other processes."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import httpx
import pytest

from bot.config import ROOT
from tests.support.system import System

pytestmark = pytest.mark.running

TAKE_AND_ANSWER = """
import django
django.setup()
from django.conf import settings
from django.contrib.auth.models import User
from bot.desk import holding
from bot.desk.models import Conversation
nadia, _ = User.objects.get_or_create(username="nadia")
conversation = Conversation.objects.get(key={key!r})
now = settings.ACCUEIL.clock()
holding.take(conversation, nadia, now=now)
holding.answer(conversation, nadia, "Bonjour, Nadia à l’appareil.", now=now)
"""


def in_another_process(system: System, code: str) -> None:
    own = {"ACCUEIL_VAR": str(system.var), "DJANGO_SETTINGS_MODULE": "bot.web.settings"}
    subprocess.run(  # the code stands above
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **own}, check=True
    )


def test_what_another_process_writes_reaches_the_patient(system: System) -> None:
    key = system.write("Je voudrais parler à une personne, s'il vous plaît")["conversation_id"]
    address = f"{system.address}/api/conversations/{key}/events"
    with httpx.stream("GET", address, timeout=10) as response:
        lines = response.iter_lines()
        assert next(line for line in lines if "state" in line)
        write = threading.Thread(
            target=in_another_process, args=(system, TAKE_AND_ANSWER.format(key=key))
        )
        write.start()
        heard = next(line for line in lines if "Nadia" in line)
        write.join()
    assert '"author": "human"' in heard


def test_a_body_that_never_ends_is_cut_off(system: System) -> None:
    def flood() -> Iterator[bytes]:
        for _ in range(400):
            yield b"x" * 10_000

    headers = {"Content-Type": "application/json"}
    for body in (flood(), b"x" * 4_000_000):
        response = httpx.post(f"{system.address}/api/messages", content=body, headers=headers)
        assert response.status_code == 413
        assert response.json()["error"]["code"] == "requete_trop_grande"


def test_an_empty_body_is_refused_as_json_that_it_is_not(system: System) -> None:
    headers = {"Content-Type": "application/json"}
    response = httpx.post(f"{system.address}/api/messages", content=b"", headers=headers)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "json_invalide"
