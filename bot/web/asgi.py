"""The public process: `uvicorn bot.web.asgi:application`."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from django.core.asgi import get_asgi_application

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_BODY = 2_000_000
"""Bytes of the largest request that any address reads; what is larger is never taken in."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bot.web.settings")
log = structlog.get_logger(__name__)


def with_start_and_end(app: App) -> App:
    """Django with what it leaves to others: warming up, closing down, and a limit on bodies."""

    async def entry(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http" and _declared_size(scope) > LARGEST_BODY:
            await _refuse(send)
        elif scope["type"] == "http":
            await _serve(app, scope, receive, send)

    return entry


async def _lifespan(receive: Receive, send: Send) -> None:
    from bot.web import bootstrap  # noqa: PLC0415  # needs Django's settings

    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            # The encoder and the crisis rule load for a second or two: before the first patient.
            await asyncio.to_thread(bootstrap.services)
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await bootstrap.services().close()
            await send({"type": "lifespan.shutdown.complete"})
            return


def _declared_size(scope: Scope) -> int:
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    return int(declared) if declared.isdigit() else 0


async def _serve(app: App, scope: Scope, receive: Receive, send: Send) -> None:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        # Django drops a request whose sender has gone, and what is left of it is never read.
        return {"type": "http.disconnect"} if taken > LARGEST_BODY else message

    await app(scope, limited, send)
    if taken > LARGEST_BODY:
        await _refuse(send)


async def _refuse(send: Send) -> None:
    from bot.web.api import error  # noqa: PLC0415  # needs Django's settings
    from bot.web.refusals import Refusal  # noqa: PLC0415  # likewise

    response = error(Refusal.BODY_TOO_LARGE)
    headers = [(name.lower().encode(), value.encode()) for name, value in response.items()]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": response.content})


application = with_start_and_end(get_asgi_application())
