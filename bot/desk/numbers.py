"""Call-back numbers, sealed: a copy of the database alone tells nobody's number."""

from cryptography.fernet import Fernet
from django.conf import settings


def seal(number: str) -> bytes:
    """`number` encrypted with the installation's key."""
    return Fernet(settings.FERNET_KEY).encrypt(number.encode())


def unseal(sealed: bytes) -> str:
    """The number that `seal` encrypted.

    Raises:
        cryptography.fernet.InvalidToken: sealed with another key, or damaged.
    """
    return Fernet(settings.FERNET_KEY).decrypt(sealed).decode()
