"""The whole system, started as `make run` starts it, for tests that talk to it from outside."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from bot.config import ROOT

MONDAY_MORNING = "2026-11-23T10:00:00+01:00"
"""When the system believes to be: the secretariat is open, no notice runs."""

START = 240
"""Seconds that a start may take here, a training included."""


@dataclass
class System:
    """The running processes, and what a test needs to reach or disturb them."""

    address: str
    faq: Path
    var: Path
    process: "subprocess.Popen[str]"
    lines: list[str] = field(default_factory=list)

    @property
    def password(self) -> str:
        """The first staff password, as the terminal shows it."""
        found = re.search(r"accueil / (\S+)", "\n".join(self.lines))
        assert found, self.lines
        return found[1]

    def write(self, text: str, conversation: str | None = None, **fields: Any) -> dict[str, Any]:
        """What a patient's message gets, as the API's JSON."""
        body = {"conversation_id": conversation, "text": text, **fields}
        return self.post({key: value for key, value in body.items() if key != "text" or value})

    def press(self, payload: str, conversation: str) -> dict[str, Any]:
        """What a button gets, as the API's JSON."""
        return self.post({"conversation_id": conversation, "payload": payload})

    def post(self, body: dict[str, Any]) -> dict[str, Any]:
        """The API's JSON for a body, whose status must be 200."""
        response = httpx.post(f"{self.address}/api/messages", json=body, timeout=10)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def processes(self, words: str) -> list[psutil.Process]:
        """The processes below this system whose command line holds these words."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [process for process in below if words in " ".join(process.cmdline())]

    @contextmanager
    def frozen(self, words: str) -> Iterator[None]:
        """Stops the processes whose command line holds these words, as if they hung."""
        stopped = self.processes(words)
        assert stopped, f"no process {words}"
        for process in stopped:
            process.suspend()
        try:
            yield
        finally:
            for process in stopped:
                process.resume()

    def kill(self, words: str) -> None:
        """Kills the processes whose command line holds these words."""
        for process in self.processes(words):
            process.kill()

    def wait_until_ready(self, seconds: float = START) -> None:
        """Waits until every part answers."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            try:
                if httpx.get(f"{self.address}/readyz", timeout=5).is_success:
                    return
            except httpx.HTTPError:
                assert self.process.poll() is None, "\n".join(self.lines)
            time.sleep(0.3)
        raise AssertionError("\n".join(["not ready", *self.lines]))


@contextmanager
def running(folder: Path, **environment: str) -> Iterator[System]:
    """The system over a copy of the sample clinic below `folder`, until the block ends."""
    port = _free_port()
    faq = folder / "faq"
    shutil.copytree(ROOT / "data" / "faq", faq)
    own = {
        "PORT": str(port),
        "ACCUEIL_VAR": str(folder / "var"),
        "MODELS_DIR": str(ROOT / "var" / "models"),
        "FAQ_DIR": str(faq),
        "FROZEN_NOW": MONDAY_MORNING,
        "RATE_LIMITS": "0",
        **environment,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=ROOT,
        env={**os.environ, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    system = System(f"http://127.0.0.1:{port}", faq, folder / "var", process)
    threading.Thread(target=_follow, args=(system,), daemon=True).start()
    try:
        system.wait_until_ready()
        yield system
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _follow(system: System) -> None:
    assert system.process.stdout
    system.lines.extend(line.rstrip() for line in system.process.stdout)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
