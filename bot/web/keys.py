"""The installation's own secrets, made on the first start and kept below `var`."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet


def secret_key(var: Path) -> str:
    """Django's secret key: signs sessions."""
    return _kept(var / "secret_key", lambda: secrets.token_urlsafe(50))


def fernet_key(var: Path) -> str:
    """The key that seals call-back numbers; lost, they cannot be read again."""
    return _kept(var / "fernet_key", lambda: Fernet.generate_key().decode())


def _kept(path: Path, make: Callable[[], str]) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_once(path, make())
    return path.read_text(encoding="ascii").strip()


def write_once(path: Path, secret: str) -> None:
    """Makes a file with this content, for the owner alone, unless there is one already."""
    # Written apart, then linked into place: of processes that start together one wins, and none
    # ever reads half a key. Temporary files are made with mode 600.
    with NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        file.write(secret)
    try:
        os.link(file.name, path)
    except FileExistsError:
        pass
    finally:
        Path(file.name).unlink()
