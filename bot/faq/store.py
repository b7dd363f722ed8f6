"""The FAQ store: the clinic's files, reloaded when they change, never a reason to fall silent."""

import contextlib
import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

import structlog

from bot.errors import Problem, StoreError
from bot.faq.clinic import Clinic
from bot.faq.reading import clinic_from, fingerprint_of, read_files, store_files
from bot.language.phrases import phrase

log = structlog.get_logger(__name__)

LOOK_EVERY = 0.25
"""Seconds between two looks at the files: a hand edit must be served within one second."""

DRAFT_AGE = 60.0
"""Seconds after which a folder beside the kept versions is no longer one being written."""

Stamp = tuple[tuple[str, int, int], ...]


class FaqStore:
    """Serves the newest valid reading of a FAQ folder, to any number of threads.

    A file broken by hand changes nothing for patients: the last good version serves on, also in
    a process that starts later, because a copy of it lies on disk.

    Attributes:
        problems: what is wrong in the folder as it stands; empty when all of it is served.
    """

    def __init__(self, folder: Path, *, state: Path) -> None:
        """A store over `folder` that keeps its last good version below `state`."""
        self._folder = folder
        self._kept = _LastGood(state / "faq")
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._looked = float("-inf")
        self._clinic: Clinic | None = None
        self.problems: tuple[Problem, ...] = ()

    def current(self) -> Clinic:
        """The clinic as of now: the folder's content, else the last good one, else a bare one."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_EVERY:
                self._look()
                self._looked = time.monotonic()
            return self._clinic or Clinic()

    def check(self) -> Clinic:
        """The clinic that the folder describes.

        Raises:
            StoreError: with every problem of every file.
        """
        return clinic_from(read_files(self._folder))

    def _look(self) -> None:
        stamp = _stamp_of(self._folder)
        if self._clinic is not None and stamp is not None and stamp == self._stamp:
            return
        try:
            self._serve(read_files(self._folder))
        except StoreError as error:
            self._serve_last_good(error)
        except Exception:  # a fault of the program must not silence the assistant either
            log.exception("store.fault")
            fault = Problem(self._folder.name, 0, phrase("magasin.imprevu"))
            self._serve_last_good(StoreError([fault]))
        self._stamp = stamp

    def _serve(self, contents: dict[str, bytes]) -> None:
        if self._clinic is None or self._clinic.fingerprint != fingerprint_of(contents):
            self._clinic = clinic_from(contents)
            self._kept.keep(contents)
            log.info("store.loaded", fingerprint=self._clinic.fingerprint)
        self.problems = ()

    def _serve_last_good(self, error: StoreError) -> None:
        if self.problems != tuple(error.problems):
            self.problems = tuple(error.problems)
            log.error("store.broken", problems=[str(problem) for problem in self.problems])
        if self._clinic is None:
            self._clinic = self._kept.read()


class _LastGood:
    """A copy of the last valid files, whole at every moment, also through a power cut."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pointer = folder / "valide"

    def keep(self, contents: dict[str, bytes]) -> None:
        name = fingerprint_of(contents)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._current_name() != name:
                self._write(name, contents)
                self._point_to(name)
        except OSError:
            log.exception("store.last_good_not_kept")

    def read(self) -> Clinic | None:
        name = self._current_name()
        if name is None:
            return None
        try:
            return clinic_from(read_files(self._folder / name))
        except StoreError:
            log.exception("store.last_good_unreadable")
        except Exception:  # as above: patients are answered, if only barely
            log.exception("store.fault")
        return None

    def _current_name(self) -> str | None:
        try:
            return self._pointer.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return None

    def _write(self, name: str, contents: dict[str, bytes]) -> None:
        draft = Path(tempfile.mkdtemp(dir=self._folder))
        for file, content in contents.items():
            path = draft / file
            path.parent.mkdir(exist_ok=True)
            _write_durably(path, content)
        try:
            draft.rename(self._folder / name)
        except OSError:  # another process has just kept the same version
            shutil.rmtree(draft)

    def _point_to(self, name: str) -> None:
        former = self._current_name()
        handle, draft = tempfile.mkstemp(dir=self._folder)
        os.close(handle)
        _write_durably(Path(draft), name.encode("ascii"))
        Path(draft).replace(self._pointer)
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder.name not in {name, former} and _age(folder) > DRAFT_AGE:
                shutil.rmtree(folder, ignore_errors=True)


def _age(folder: Path) -> float:
    return time.time() - folder.stat().st_mtime


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _stamp_of(folder: Path) -> Stamp | None:
    with contextlib.suppress(OSError):
        stats = [(path, path.stat()) for path in store_files(folder)]
        return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)
    return None
