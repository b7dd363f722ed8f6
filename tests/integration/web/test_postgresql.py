"""The desk's tests once more, on PostgreSQL, where one answers on this machine."""

import os
import socket
import subprocess
import sys

import pytest

from bot.config import ROOT

ADDRESS = ("127.0.0.1", 5432)
TESTS = ("tests/unit/desk", "tests/integration/web/test_races.py")


def answers() -> bool:
    try:
        socket.create_connection(ADDRESS, timeout=1).close()
    except OSError:
        return False
    return True


def test_the_desk_keeps_its_promises_on_postgresql_too() -> None:
    if not answers():
        reason = "no PostgreSQL on 127.0.0.1:5432"
        pytest.fail(reason) if os.environ.get("REQUIRE_SERVICES") else pytest.skip(reason)
    run = subprocess.run(  # the arguments stand above
        [sys.executable, "-m", "pytest", "-q", *TESTS],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "postgres://root@127.0.0.1:5432/test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:]
