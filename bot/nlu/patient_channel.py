"""The door through which the web process hands Rasa a patient's message."""

import traceback
from typing import Any, Awaitable, Callable, Text

import structlog
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

log = structlog.get_logger(__name__)


class PatientChannel(InputChannel):
    """Takes one message and its metadata, answers with what the action uttered.

    Rasa's own REST channel drops the metadata, answers 200 when the turn has failed, and writes
    the patient's words to the log when it has.
    """

    @classmethod
    def name(cls) -> Text:
        """The part of the address: `/webhooks/accueil/`."""
        return "accueil"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """`GET /` tells whether the model is loaded; `POST /webhook` answers a message."""
        door = Blueprint("accueil_door")

        @door.get("/")
        async def health(request: Request) -> HTTPResponse:
            # Rasa starts all the same when it could not load its model.
            agent = request.app.ctx.agent
            ready = agent is not None and agent.is_ready()
            return response.json({"ready": ready}, status=200 if ready else 503)

        @door.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            body = request.json
            collected = CollectingOutputChannel()
            message = UserMessage(
                body["message"],
                collected,
                body["sender"],
                input_channel=self.name(),
                metadata=body.get("metadata"),
            )
            try:
                await on_new_message(message)
            except Exception:  # noqa: BLE001  # the web process must learn of it at once
                # Not `log.exception`: Rasa's set-up writes local variables, the words among them.
                log.error("message.failed", traceback=traceback.format_exc())  # noqa: TRY400
                return response.json([], status=500)
            return response.json(collected.messages)

        return door
