"""Addresses of the public process."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from bot.desk.models import KEY_SHAPE
from bot.web import api, health, pages

KEY = f"(?P<key>{KEY_SHAPE})"

urlpatterns = [
    path("", pages.chat, name="chat"),
    path("api/messages", api.messages, name="messages"),
    re_path(rf"^api/conversations/{KEY}$", api.conversation, name="conversation"),
    re_path(rf"^api/conversations/{KEY}/events$", api.events, name="events"),
    re_path(rf"^api/conversations/{KEY}/callback$", api.callback, name="callback"),
    re_path(r"^api/conversations/", api.unknown_conversation),
    re_path(r"^api/", api.unknown),
    path("console", RedirectView.as_view(pattern_name="console:queue")),
    path("console/", include("bot.web.console.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.server_error
