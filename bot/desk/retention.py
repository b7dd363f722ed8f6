"""Erasing what need not be kept any longer."""

from datetime import datetime, timedelta

from bot.desk.models import Conversation


def erase_old_conversations(now: datetime, *, days: int) -> int:
    """Erases every conversation whose last message is older than `days`, whatever its state.

    Messages, escalations and call-back numbers go with it.

    Returns:
        How many conversations were erased.
    """
    old = Conversation.objects.filter(last_message_at__lt=now - timedelta(days=days))
    _, erased = old.delete()
    return erased.get("desk.Conversation", 0)
