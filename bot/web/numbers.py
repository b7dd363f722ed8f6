"""Whole numbers that come from outside."""

DIGITS = 18
"""Digits of the longest number that a database still takes for one."""


def whole_number(text: str) -> int:
    """The whole number that `text` is; 0 for anything else, and for what is too long."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0
