"""The doors as a Django app: chat page, API, console, channels."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and addresses of the public process."""

    name = "bot.web"
    label = "web"
