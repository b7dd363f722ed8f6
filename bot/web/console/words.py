"""Moments, waits and urgency, as short as a list of requests needs them."""

from datetime import datetime, timedelta

from django.utils import dateformat, timezone, translation

from bot.language.phrases import phrase
from bot.language.spoken import say_time
from bot.turn.outcome import Priority


def say_briefly(moment: datetime, *, now: datetime) -> str:
    """`moment` in the clinic's zone, with its day only if that is not today's."""
    local, today = timezone.localtime(moment), timezone.localdate(now)
    hour = say_time(local.time())
    if local.date() == today:
        return hour
    if local.date() == today - timedelta(days=1):
        return phrase("console.moment_hier", hour=hour)
    if local.date() == today + timedelta(days=1):
        return phrase("console.moment_demain", hour=hour)
    with translation.override("fr"):
        day = dateformat.format(local, "D. j\N{NO-BREAK SPACE}N")
    return phrase("console.moment_jour", day=day, hour=hour)


def say_wait(since: datetime, *, now: datetime) -> str:
    """How long somebody has waited, in the units that matter."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    hours, days = minutes // 60, minutes // (24 * 60)
    if minutes == 0:
        return phrase("console.attente_courte")
    if hours == 0:
        return phrase("console.attente_minutes", minutes=minutes)
    if days == 0:
        return phrase("console.attente_heures", hours=hours, minutes=f"{minutes % 60:02}")
    return phrase("console.attente_jours" if days > 1 else "console.attente_jour", days=days)


def say_urgency(priority: Priority) -> str:
    """An emergency by its name, everything else by its rank."""
    if priority is Priority.EMERGENCY:
        return phrase("console.urgence")
    return phrase("console.priorite", rank=priority.value)
