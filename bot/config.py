"""Settings: the only place that reads environment variables."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from bot.errors import SettingsError

Clock = Callable[[], datetime]
"""Tells the present moment, as an aware `datetime`."""

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What an installation may change, read once at start.

    Attributes:
        root: the checkout; `config.yml`, `domain.yml` and `data/` are below it.
        var: folder of everything that is written: database, models, last good store, keys.
        models: folder of the trained models.
        faq_dir: the FAQ store's folder.
        port: TCP port of the public process.
        host: address on which the public process listens.
        rasa_port: loopback port of Rasa; 0 for a free one, chosen at start.
        actions_port: loopback port of the action server; 0 likewise.
        database_url: PostgreSQL or SQLite address; None for SQLite below `var`.
        public_url: address that e-mails link to, without a final slash.
        allowed_hosts: host names that the public process answers to.
        https: whether patients reach the public process over HTTPS, so cookies may insist on it.
        trusted_proxies: how many reverse proxies stand in front and append to X-Forwarded-For.
        alert_emails: who is told of an escalation; empty: every staff account with an e-mail.
        email_url: `smtp://user:password@host:port` (`smtps` for TLS); None prints e-mails.
        email_from: sender of the e-mails.
        rate_limits: whether the API limits requests; off for load tests.
        answer_timeout: seconds that the web process waits for Rasa before it answers by itself.
        retention_days: days after its last message when a conversation is erased.
        frozen_now: the moment that every clock tells; None outside tests.
    """

    root: Path
    var: Path
    models: Path
    faq_dir: Path
    port: int
    host: str
    rasa_port: int
    actions_port: int
    database_url: str | None
    public_url: str
    allowed_hosts: tuple[str, ...]
    https: bool
    trusted_proxies: int
    alert_emails: tuple[str, ...]
    email_url: str | None
    email_from: str
    rate_limits: bool
    answer_timeout: float
    retention_days: int
    frozen_now: datetime | None

    @property
    def rasa_url(self) -> str:
        """Base address of Rasa, always on loopback."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """Base address of the action server, always on loopback."""
        return f"http://127.0.0.1:{self.actions_port}"

    def clock(self) -> datetime:
        """The present moment, aware; the frozen one where a test set it."""
        return self.frozen_now or datetime.now(timezone.utc)


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment, each with a default that runs on one machine.

    Raises:
        SettingsError: a value cannot be read; the message names the variable.
    """
    env = os.environ if environ is None else environ
    port = _number(env, "PORT", 8000)
    var = Path(env.get("ACCUEIL_VAR", ROOT / "var")).absolute()
    return Settings(
        root=ROOT,
        var=var,
        models=Path(env.get("MODELS_DIR", var / "models")).absolute(),
        faq_dir=Path(env.get("FAQ_DIR", ROOT / "data" / "faq")).absolute(),
        port=port,
        host=env.get("HOST", "127.0.0.1"),
        rasa_port=_number(env, "RASA_PORT", 0),
        actions_port=_number(env, "ACTIONS_PORT", 0),
        database_url=env.get("DATABASE_URL") or None,
        public_url=env.get("PUBLIC_URL", f"http://localhost:{port}").rstrip("/"),
        allowed_hosts=_words(env, "ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"),
        https=_switch(env, "HTTPS", default=False),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0),
        alert_emails=_words(env, "ALERT_EMAILS", ""),
        email_url=env.get("EMAIL_URL") or None,
        email_from=env.get("EMAIL_FROM", "accueil@localhost"),
        rate_limits=_switch(env, "RATE_LIMITS", default=True),
        answer_timeout=_number(env, "ANSWER_TIMEOUT_MS", 1800) / 1000,
        retention_days=_number(env, "RETENTION_DAYS", 90),
        frozen_now=_moment(env, "FROZEN_NOW"),
    )


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    try:
        value = int(env.get(name) or default)
    except ValueError:
        raise SettingsError(f"{name} must be a whole number, not {env[name]!r}") from None
    if value < 0:
        raise SettingsError(f"{name} must not be negative")
    return value


def _switch(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = env.get(name, "").strip().lower()
    if value in {"", "1", "0", "true", "false"}:
        return default if not value else value in {"1", "true"}
    raise SettingsError(f"{name} must be 1 or 0, not {value!r}")


def _words(env: Mapping[str, str], name: str, default: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in env.get(name, default).split(",") if word.strip())


def _moment(env: Mapping[str, str], name: str) -> datetime | None:
    value = env.get(name)
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise SettingsError(f"{name} must be an ISO 8601 moment, not {value!r}") from None
    if moment.tzinfo is None:
        raise SettingsError(f"{name} must carry its offset, as in 2026-11-23T10:00:00+01:00")
    return moment
