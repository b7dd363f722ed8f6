import logging

from bot.web.redaction import WithoutKeys


def test_the_key_of_a_conversation_is_in_no_log_of_django() -> None:
    path = f"/api/conversations/{'k' * 32}/events"
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "%s: %s", ("Service Unavailable", path), None
    )
    assert WithoutKeys().filter(record)
    assert record.getMessage() == "Service Unavailable: /api/conversations/…/events"
