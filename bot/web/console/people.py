"""Staff as their colleagues call them."""

from typing import Any

from django.contrib.auth.models import User


def name_of(person: Any) -> str:
    """The person's full name, else the login; empty for nobody, or for a deleted account."""
    if not isinstance(person, User):
        return ""
    return person.get_full_name() or person.get_username()
