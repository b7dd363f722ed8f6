"""The desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Conversations, messages and escalations: all that is kept in SQL about patients."""

    name = "bot.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
