"""`create_staff`: an account for somebody who answers patients in the console."""

import secrets
from typing import Any

from django.contrib.auth.models import Permission, User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

PERMISSIONS = ("view_conversation", "answer_conversation")


class Command(BaseCommand):
    """Creates the account and prints its password, once."""

    help = "Creates a console account that may read and answer conversations."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declares the name and the address."""
        parser.add_argument("name", help="Name to sign in with.")
        parser.add_argument("--email", default="", help="Address that alerts go to.")

    def handle(self, *, name: str, email: str = "", **_options: Any) -> None:
        """Creates the account.

        Raises:
            CommandError: the name is taken.
        """
        if User.objects.filter(username=name).exists():
            raise CommandError(f"There is already an account named {name}.")
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            user = User.objects.create_user(name, email=email, password=password)
            user.user_permissions.set(
                Permission.objects.filter(content_type__app_label="desk", codename__in=PERMISSIONS)
            )
        self.stdout.write(f"{name}: {password}")
