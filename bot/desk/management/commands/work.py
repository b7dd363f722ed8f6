"""`work`: the worker process, which sends alerts and keeps the house once a day."""

import time
from contextlib import suppress
from datetime import date
from io import StringIO
from typing import Any

import structlog
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connection
from django.utils import timezone

from bot.desk.alerts import send_again_what_was_cut_off

log = structlog.get_logger(__name__)

PAUSE = 1.0
"""Seconds between two looks at the queue."""


class Command(BaseCommand):
    """Runs queued tasks as they come, and the daily erasure; there is one worker at a time."""

    # Checks import every page, and with them seconds of language data that this process never uses.
    requires_system_checks = ()
    help = "Sends queued alerts and, once a day, erases what is older than RETENTION_DAYS."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declares `--once`."""
        parser.add_argument("--once", action="store_true", help="Do what is due, then stop.")

    def handle(self, *, once: bool = False, **_options: Any) -> None:
        """Works until stopped; a database that is away for a while only makes it wait."""
        kept: date | None = None
        interrupted = True
        while True:
            try:
                if interrupted:
                    send_again_what_was_cut_off()
                interrupted = False
                kept = self._look(kept)
            except Error:
                log.exception("worker.database_unavailable")
                interrupted = True
                with suppress(Error):  # what is already closed need not close
                    connection.close()
            if once:
                return
            time.sleep(PAUSE)

    def _look(self, kept: date | None) -> date:
        call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
        today = timezone.localdate(settings.ACCUEIL.clock())
        if kept != today:
            call_command("erase_old_conversations", stdout=self.stdout)
            call_command("clearsessions")
            # Addresses from which staff signed in are kept no longer than conversations.
            call_command("axes_reset_logs", age=settings.ACCUEIL.retention_days, stdout=StringIO())
            call_command("prune_db_task_results", min_age_days=1, verbosity=0)
            log.info("worker.kept_house", day=today.isoformat())
        return today
