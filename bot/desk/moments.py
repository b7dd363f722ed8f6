"""Moments as a French reader says them."""

from datetime import datetime

from django.utils import dateformat, timezone, translation


def say_moment(moment: datetime) -> str:
    """`moment` in the clinic's zone: "lundi 23 novembre à 14 h 30", with non-breaking spaces."""
    local = timezone.localtime(moment)
    with translation.override("fr"):
        month = dateformat.format(local, "F")
        weekday = dateformat.format(local, "l")
    day = "1er" if local.day == 1 else str(local.day)
    minutes = f"\N{NO-BREAK SPACE}{local.minute:02}" if local.minute else ""
    hour = f"{local.hour}\N{NO-BREAK SPACE}h{minutes}"
    return f"{weekday} {day}\N{NO-BREAK SPACE}{month} à\N{NO-BREAK SPACE}{hour}"
