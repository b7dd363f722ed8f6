"""Starting everything on one machine, and stopping it: what `make run` does."""

import configparser
import os
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.config import Settings
from bot.errors import AccueilError
from bot.model import Tell, ensure_model, rasa_environment

START_LIMIT = 180.0
"""Seconds after which a start that is not ready is given up."""


class StartFailed(AccueilError):
    """Something did not start; whoever operates the machine finds why in the log named."""


TELL_EVERY = 5.0
"""Seconds between two lines of progress."""


@dataclass(frozen=True)
class Service:
    """One long-running process: its name in the logs, its command, what its environment adds."""

    name: str
    command: list[str]
    environment: dict[str, str]


def run(settings: Settings, tell: Tell) -> int:
    """Trains if needed, starts every process, and waits until told to stop.

    Returns:
        The exit status of the supervisor; 0 after Ctrl-C.

    Raises:
        StartFailed: the port is taken, or a process did not become ready.
    """
    # Both by name: a shell starts what it puts in the background with SIGINT ignored.
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    _check_port(settings)
    free = _free_ports(2)
    environment = {
        "RASA_PORT": str(settings.rasa_port or free[0]),
        "ACTIONS_PORT": str(settings.actions_port or free[1]),
    }
    model = ensure_model(settings, tell)
    tell("Démarrage des processus…")
    # Before the database is ready: Rasa takes longest, and the others wait for the tables.
    supervisor = _start(settings, _services(settings, environment, model))
    try:
        login = _prepare_database(settings)
        _wait_until_ready(settings, supervisor, tell)
        _tell_addresses(settings, login, tell)
        return supervisor.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        tell("Arrêt…")
        supervisor.terminate()
        supervisor.wait()


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _services(settings: Settings, ports: dict[str, str], model: Path) -> list[Service]:
    python = sys.executable
    rasa = [python, "-m", "bot.nlu.server", "run", "--model", str(model)]
    rasa += ["--interface", "127.0.0.1", "--port", ports["RASA_PORT"]]
    rasa += ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    actions = [python, "-m", "rasa_sdk", "--actions", "actions", "--port", ports["ACTIONS_PORT"]]
    web = [python, "-m", "uvicorn", "bot.web.asgi:application", "--host", settings.host]
    web += ["--port", str(settings.port), "--no-access-log", "--no-server-header"]
    web += ["--ws", "none"]  # there are no web sockets, and Rasa pins a library too old for them
    web += ["--no-proxy-headers"]  # TRUSTED_PROXIES decides whom to believe
    web += ["--timeout-graceful-shutdown", "1"]  # open event streams would hold it up
    worker = [python, "-m", "django", "work"]
    django = {**ports, "DJANGO_SETTINGS_MODULE": "bot.web.settings"}
    return [
        Service("rasa", rasa, {**rasa_environment(), **ports}),
        Service("actions", actions, {**ports, "SANIC_HOST": "127.0.0.1"}),
        Service("web", web, django),
        Service("worker", worker, django),
    ]


def _start(settings: Settings, services: list[Service]) -> "subprocess.Popen[bytes]":
    """Hands the processes to supervisord, which restarts whichever dies."""
    logs = settings.var / "log"
    logs.mkdir(parents=True, exist_ok=True)
    ini = configparser.RawConfigParser()
    ini["supervisord"] = {
        "nodaemon": "true",
        "logfile": str(logs / "supervisord.log"),
        "pidfile": str(settings.var / "supervisord.pid"),
        "silent": "true",
    }
    for service in services:
        ini[f"program:{service.name}"] = _program(settings, service, logs)
    path = settings.var / "supervisord.ini"
    with path.open("w", encoding="utf-8") as file:
        ini.write(file)
    path.chmod(0o600)
    command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(path)]
    return subprocess.Popen(command, cwd=settings.root)


def _program(settings: Settings, service: Service, logs: Path) -> dict[str, str]:
    environment = ",".join(
        f'{name}="{value}"'
        for name, value in {**_own(settings), **service.environment}.items()
        if name not in os.environ or os.environ[name] != value
    )
    return {
        # supervisord expands % in its file.
        "command": shlex.join(service.command).replace("%", "%%"),
        "directory": str(settings.root).replace("%", "%%"),
        "environment": environment.replace("%", "%%"),
        "autorestart": "true",
        "startsecs": "1",
        "startretries": "1000000",
        "stopasgroup": "true",
        "killasgroup": "true",
        "stopwaitsecs": "15",
        "redirect_stderr": "true",
        "stdout_logfile": str(logs / f"{service.name}.log").replace("%", "%%"),
        "stdout_logfile_maxbytes": "10MB",
        "stdout_logfile_backups": "3",
    }


def _own(settings: Settings) -> dict[str, str]:
    """What the processes must see of the settings, whatever this process was started with."""
    return {"ACCUEIL_VAR": str(settings.var), "FAQ_DIR": str(settings.faq_dir)}


def _check_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise StartFailed(
                f"Le port {settings.port} est déjà pris : choisissez-en un autre, "
                f"par exemple « PORT={settings.port + 1} make run »."
            ) from error


def _free_ports(count: int) -> list[int]:
    """Loopback ports that are free now, no two the same."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def _prepare_database(settings: Settings) -> str | None:
    """Brings the tables up to date; returns the first staff login, made on the first start."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bot.web.settings"
    import django  # noqa: PLC0415  # needs the settings above

    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415  # needs django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # likewise

    settings.var.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    users = get_user_model().objects
    if users.filter(is_staff=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    users.create_superuser("accueil", password=password)
    return password


def _wait_until_ready(
    settings: Settings, supervisor: "subprocess.Popen[bytes]", tell: Tell
) -> None:
    address = f"http://127.0.0.1:{settings.port}/readyz"
    started = told = time.monotonic()
    while time.monotonic() - started < START_LIMIT:
        if supervisor.poll() is not None:
            break
        if _answers(address):
            tell(f"Prêt en {time.monotonic() - started:.0f} s.")
            return
        if time.monotonic() - told > TELL_EVERY:
            told = time.monotonic()
            tell(f"  … {told - started:.0f} s")
        time.sleep(0.3)
    raise StartFailed(f"Le démarrage a échoué : lisez les fichiers de {settings.var / 'log'}.")


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5).is_success
    except httpx.HTTPError:
        return False


def _tell_addresses(settings: Settings, password: str | None, tell: Tell) -> None:
    tell("")
    tell(f"  Page des patients : {settings.public_url}/")
    tell(f"  Console de l’équipe : {settings.public_url}/console/")
    if password:
        tell(f"  Première connexion : accueil / {password}")
    tell("  Ctrl-C arrête tout.")
