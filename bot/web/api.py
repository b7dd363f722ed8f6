"""The patient API: JSON in, JSON out, no cookie; one shape for every error."""

import functools
import json
from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from django.http import HttpRequest, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from bot.desk.models import Message
from bot.turn.outcome import Reply
from bot.web import bootstrap
from bot.web.desk import DeskUnavailable
from bot.web.limits import client_address
from bot.web.numbers import whole_number
from bot.web.reception import Received
from bot.web.refusals import BODY, Refusal, Refused

log = structlog.get_logger(__name__)

View = Callable[..., Coroutine[Any, Any, HttpResponseBase]]


def error(refusal: Refusal, *, retry_after: int | None = None) -> JsonResponse:
    """The answer that says in French why a request cannot be served."""
    message = refusal.message(telephone=telephone() if refusal.is_ours else "")
    response = _json({"error": {"code": refusal.code, "message": message}}, status=refusal.status)
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def endpoint(method: str) -> Callable[[View], View]:
    """Makes a view answer `method` alone, and every failure in the one shape for errors."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        async def answer(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
            if request.method != method:
                response = error(Refusal.WRONG_METHOD)
                response["Allow"] = method
                return response
            return await _guarded(view, request, **kwargs)

        answer.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie, so nothing to forge
        return answer

    return decorate


async def _guarded(view: View, request: HttpRequest, **kwargs: str) -> HttpResponseBase:
    try:
        return await view(request, **kwargs)
    except Refused as refused:
        return error(refused.refusal, retry_after=refused.retry_after)
    except DeskUnavailable:
        log.exception("api.desk_unavailable")
        return error(Refusal.UNAVAILABLE)
    except Exception:
        # A patient waits for this answer: whatever broke, a sentence with a number comes back.
        # The log names the view: the address would tell the conversation's key.
        log.exception("api.broken", view=view.__name__)
        return error(Refusal.BROKEN)


@endpoint("POST")
async def messages(request: HttpRequest) -> HttpResponseBase:
    """`POST /api/messages`: the answer to a message or a button."""
    data = _read_object(request)
    key = _optional_text(data, "conversation_id")
    text, payload = _optional_text(data, "text"), _optional_text(data, "payload")
    reception, address = bootstrap.services().reception, _address(request)
    if text is not None and payload is None:
        received = await reception.receive(key, text, address=address)
    elif payload is not None and text is None:
        received = await reception.press(key, payload, address=address)
    else:
        raise Refused(Refusal.TEXT_OR_PAYLOAD)
    return _json(_received(received))


@endpoint("GET")
async def conversation(_request: HttpRequest, key: str) -> HttpResponseBase:
    """`GET /api/conversations/KEY`: the thread, for a patient who comes back."""
    thread = await bootstrap.services().desk.thread(key)
    if thread is None:
        raise Refused(Refusal.UNKNOWN_CONVERSATION)
    return _json(
        {
            "conversation_id": key,
            "state": thread.state.value,
            "messages": [_message(message) for message in thread.messages],
        }
    )


@endpoint("GET")
async def events(request: HttpRequest, key: str) -> HttpResponseBase:
    """`GET /api/conversations/KEY/events`: what people write, as server-sent events.

    Begins after the message whose number stands in `Last-Event-ID`, or in `?after=` on the first
    connection of a page that has loaded the thread; else with the first message.
    """
    services = bootstrap.services()
    standing = await services.desk.thread(key)
    if standing is None:
        raise Refused(Refusal.UNKNOWN_CONVERSATION)
    last = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    return StreamingHttpResponse(
        services.newsroom.stream(standing.pk, after=whole_number(last)),
        content_type="text/event-stream; charset=utf-8",
        # nginx would collect the events instead of passing them on.
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


@endpoint("POST")
async def callback(request: HttpRequest, key: str) -> HttpResponseBase:
    """`POST /api/conversations/KEY/callback`: a number to call, kept apart from the thread."""
    phone = _optional_text(_read_object(request), "phone")
    if phone is None:
        raise Refused(Refusal.INVALID_NUMBER)
    reception = bootstrap.services().reception
    words = await reception.call_back(key, phone, address=_address(request))
    return _json({"conversation_id": key, "text": words})


async def unknown_conversation(_request: HttpRequest) -> HttpResponseBase:
    """Below `/api/conversations/`, what cannot be a conversation's key."""
    return error(Refusal.UNKNOWN_CONVERSATION)


async def unknown(_request: HttpRequest) -> HttpResponseBase:
    """Whatever else stands below `/api/`."""
    return error(Refusal.UNKNOWN_ADDRESS)


unknown_conversation.csrf_exempt = True  # type: ignore[attr-defined]  # as the other endpoints
unknown.csrf_exempt = True  # type: ignore[attr-defined]  # likewise


def _json(data: dict[str, Any], *, status: int = 200) -> JsonResponse:
    # French as it is written, for whoever reads it in a terminal; what is said stays in no cache.
    french = {"ensure_ascii": False}
    headers = {"Cache-Control": "no-store"}
    return JsonResponse(data, status=status, json_dumps_params=french, headers=headers)


def _read_object(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise Refused(Refusal.NOT_JSON)
    if int(request.META.get("CONTENT_LENGTH") or 0) > BODY or len(request.body) > BODY:
        raise Refused(Refusal.BODY_TOO_LARGE)
    try:
        data = json.loads(request.body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refused(Refusal.INVALID_JSON) from None
    if not isinstance(data, dict):
        raise Refused(Refusal.NOT_AN_OBJECT)
    return data


def _optional_text(data: dict[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise Refused(Refusal.WRONG_TYPE)
    return value


def _address(request: HttpRequest) -> str:
    proxies = bootstrap.services().settings.trusted_proxies
    return client_address(request.META, trusted_proxies=proxies)


def telephone() -> str:
    """A sentence with the clinic's number; empty where even that cannot be had."""
    try:
        return bootstrap.services().telephone()
    except Exception:
        # The sentence about the failure must come through whatever else has failed.
        log.exception("api.no_telephone")
        return ""


def _received(received: Received) -> dict[str, Any]:
    outcome = received.outcome
    return {
        "conversation_id": received.conversation_id,
        "replies": [_reply(reply) for reply in outcome.replies],
        "outcome": {
            "kind": outcome.kind.value,
            "topic": outcome.topic,
            "topics": list(outcome.topics),
            "offered": list(outcome.offered),
        },
    }


def _reply(reply: Reply) -> dict[str, Any]:
    buttons = [{"title": each.title, "payload": each.payload} for each in reply.buttons]
    return {"text": reply.text, "buttons": buttons}


def _message(message: Message) -> dict[str, Any]:
    return {
        "id": message.pk,
        "author": message.author,
        "text": message.text,
        "buttons": message.buttons,
        "kind": (message.outcome or {}).get("kind"),
        "at": message.created_at.isoformat(),
    }
