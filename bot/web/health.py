"""Whether this process lives, and whether all that it needs answers."""

import asyncio

import httpx
import structlog
from django.http import HttpRequest, JsonResponse

from bot.web import bootstrap
from bot.web.desk import DeskUnavailable

log = structlog.get_logger(__name__)

PATIENCE = 2.0
"""Seconds to wait for each part."""


async def healthz(_request: HttpRequest) -> JsonResponse:
    """`GET /healthz`: this process answers."""
    return JsonResponse({"status": "ok"})


async def readyz(_request: HttpRequest) -> JsonResponse:
    """`GET /readyz`: 200 if Rasa, actions and database answer, else 503 with what is missing."""
    settings = bootstrap.services().settings
    parts = {
        "rasa": _answers(f"{settings.rasa_url}/webhooks/accueil/"),
        "actions": _answers(f"{settings.actions_url}/health"),
        "database": _database(),
    }
    answers = await asyncio.gather(*parts.values())
    missing = [part for part, ready in zip(parts, answers, strict=True) if not ready]
    status = "unavailable" if missing else "ok"
    return JsonResponse({"status": status, "missing": missing}, status=503 if missing else 200)


async def _answers(address: str) -> bool:
    try:
        response = await bootstrap.services().http.get(address, timeout=PATIENCE)
    except httpx.HTTPError:
        return False
    return response.is_success


async def _database() -> bool:
    try:
        await bootstrap.services().desk.standing("")
    except DeskUnavailable:
        return False
    return True
