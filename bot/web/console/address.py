"""What an address of the console says beside its path."""

from django.http import HttpRequest

DIGITS = 18
"""Digits of the longest number that a database still takes for one."""


def number_in(request: HttpRequest, name: str) -> int:
    """The whole number under `name` in the address; 0 if there is none that can be one."""
    return whole_number(request.GET.get(name, ""))


def whole_number(text: str) -> int:
    """The whole number that `text` is; 0 for anything else, and for what is too long."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0
