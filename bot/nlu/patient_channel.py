"""The door through which the web process hands Rasa a patient's message."""

from typing import Any, Dict, Optional, Text

from rasa.core.channels.rest import RestInput
from sanic.request import Request


class PatientChannel(RestInput):
    """Rasa's REST channel, with the message's metadata passed on to the action."""

    @classmethod
    def name(cls) -> Text:
        """The part of the address: `/webhooks/accueil/webhook`."""
        return "accueil"

    def get_metadata(self, request: Request) -> Optional[Dict[Text, Any]]:
        """The `metadata` object of the request's JSON body."""
        return request.json.get("metadata")
