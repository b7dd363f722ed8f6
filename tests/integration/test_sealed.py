"""What must not be reachable from outside, and what must not be told outside."""

import os
import subprocess
import sys

import httpx
import psutil
import pytest

from bot.config import ROOT
from tests.support.system import System

LOOPBACK = {"127.0.0.1", "::1"}


@pytest.mark.running
def test_rasa_and_the_action_server_listen_on_loopback_only(system: System) -> None:
    inner = system.processes("bot.nlu.server run") + system.processes("rasa_sdk --actions")
    sockets = [
        connection
        for process in inner
        for connection in process.net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert len(sockets) == 2
    assert {connection.laddr.ip for connection in sockets} <= LOOPBACK


@pytest.mark.running
def test_nothing_connects_outside_while_a_patient_is_answered(system: System) -> None:
    system.write("Bonjour, où est le parking ?")
    everything = psutil.Process(system.process.pid).children(recursive=True)
    remote = {
        connection.raddr.ip
        for process in everything
        for connection in process.net_connections(kind="inet")
        if connection.raddr
    }
    assert remote <= LOOPBACK


def test_telemetry_is_off_in_whatever_starts_in_this_environment() -> None:
    question = "import rasa.telemetry as t; print(t.is_telemetry_enabled())"
    bare = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    told = subprocess.run(
        [sys.executable, "-c", question],
        cwd=ROOT,
        env=bare,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip().endswith("False")


@pytest.mark.running
def test_telemetry_is_off_in_the_running_rasa(system: System) -> None:
    [rasa] = system.processes("bot.nlu.server run")
    assert rasa.environ()["RASA_TELEMETRY_ENABLED"] == "false"


@pytest.mark.running
def test_no_log_holds_a_patients_words_nor_the_key_of_a_conversation(system: System) -> None:
    words = "xyzzymarque"
    key = system.write(f"où se garer, dit {words} ?")["conversation_id"]
    with system.frozen("rasa_sdk --actions"):
        system.write(f"quels papiers, dit {words} ?", key)
    with system.frozen("bot.nlu.server run"):
        system.write(f"au secours, dit {words}, il ne respire plus", key)
    httpx.post(f"{system.address}/api/messages", content=f'{{"text": "{words}"'.encode())
    httpx.get(f"{system.address}/api/conversations/{key}/nothing")
    logs = "".join(path.read_text("utf-8") for path in (system.var / "log").glob("*.log"))
    assert logs
    assert words not in logs
    assert key not in logs


@pytest.mark.running
def test_the_web_process_never_loads_tensorflow(system: System) -> None:
    for words in ("bot.web.asgi", "django work", "rasa_sdk --actions"):
        [process] = system.processes(words)
        assert not [one.path for one in process.memory_maps() if "tensorflow" in one.path]
