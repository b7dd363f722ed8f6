"""Middleware of the public process."""

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any

from asgiref.sync import markcoroutinefunction, sync_to_async
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware
from whitenoise.middleware import WhiteNoiseMiddleware

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Everything from here, nothing inline: text that a patient writes can never run."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


@sync_and_async_middleware
def SecurityHeaders(  # noqa: N802  # named like the classes beside which it stands in the settings
    get_response: Callable[[HttpRequest], Any],
) -> Callable[[HttpRequest], Any]:
    """Adds to every answer the headers that Django does not know."""
    if iscoroutinefunction(get_response):

        async def answer(request: HttpRequest) -> HttpResponseBase:
            return _with_headers(await get_response(request))

        return answer

    def answer_now(request: HttpRequest) -> HttpResponseBase:
        return _with_headers(get_response(request))

    return answer_now


def _with_headers(response: HttpResponseBase) -> HttpResponseBase:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # untyped library
    """WhiteNoise, which knows no asyncio, kept out of the way of every other request.

    As it stands it would send each request through a thread and back.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        """WhiteNoise in front of a synchronous or asynchronous `get_response`."""
        super().__init__(get_response)
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """A static file, or the answer of what stands behind."""
        if not iscoroutinefunction(self.get_response):
            response: HttpResponseBase = super().__call__(request)
            return response
        return self._answer(request)

    async def _answer(self, request: HttpRequest) -> HttpResponseBase:
        file = self.files.get(request.path_info)
        if file is None:
            response: HttpResponseBase = await self.get_response(request)
            return response
        return await sync_to_async(_read)(self.serve(file, request))


def _read(served: Any) -> HttpResponse:
    """The file's answer with its content in memory: Django cannot stream a file under ASGI."""
    content = b"".join(served.streaming_content)
    served.close()
    return HttpResponse(content, status=served.status_code, headers=dict(served.items()))
