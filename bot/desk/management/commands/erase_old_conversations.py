"""`erase_old_conversations`: applies the retention period once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from bot.desk.retention import erase_old_conversations


class Command(BaseCommand):
    """Erases the conversations that are older than `RETENTION_DAYS`."""

    help = "Erases the conversations whose last message is older than RETENTION_DAYS."

    def handle(self, **_options: Any) -> None:
        """Erases them and says how many there were."""
        days = settings.ACCUEIL.retention_days
        erased = erase_old_conversations(settings.ACCUEIL.clock(), days=days)
        self.stdout.write(f"{erased} conversation(s) older than {days} days erased.")
