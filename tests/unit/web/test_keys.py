import stat
from pathlib import Path

from cryptography.fernet import Fernet

from bot.web import keys
from bot.web.keys import fernet_key, secret_key


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "var")
    assert len(first) > 50
    assert secret_key(tmp_path / "var") == first
    assert secret_key(tmp_path / "other") != first


def test_only_the_account_that_runs_accueil_reads_the_keys(tmp_path: Path) -> None:
    secret_key(tmp_path)
    fernet_key(tmp_path)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"secret_key": 0o600, "fernet_key": 0o600}


def test_the_sealing_key_is_one_that_seals(tmp_path: Path) -> None:
    Fernet(fernet_key(tmp_path))


def test_of_processes_that_start_together_the_first_makes_the_key(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    keys.write_once(path, "the first")
    keys.write_once(path, "the second, which had not seen it")
    assert secret_key(tmp_path) == "the first"
    assert list(tmp_path.iterdir()) == [path]
