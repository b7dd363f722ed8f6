"""What the API refuses, each with its HTTP status; the French sentence is in `erreurs.yml`."""

from enum import Enum
from http import HTTPStatus

from bot.errors import AccueilError
from bot.language.phrases import phrase

LONGEST = 2_000
"""Characters of the longest message that a patient may send."""

BODY = 64 * 1024
"""Bytes of the largest request body that the API reads."""


class Refusal(Enum):
    """Why a request is refused: the code of the answer, and its HTTP status."""

    INVALID_JSON = ("json_invalide", 400)
    NOT_AN_OBJECT = ("objet_attendu", 400)
    WRONG_TYPE = ("champ_invalide", 400)
    TEXT_OR_PAYLOAD = ("texte_ou_bouton", 400)
    EMPTY = ("message_vide", 400)
    UNKNOWN_BUTTON = ("bouton_inconnu", 400)
    INVALID_NUMBER = ("numero_invalide", 400)
    BAD_REQUEST = ("requete_invalide", 400)
    FORBIDDEN = ("acces_refuse", 403)
    UNKNOWN_CONVERSATION = ("conversation_inconnue", 404)
    UNKNOWN_ADDRESS = ("adresse_inconnue", 404)
    WRONG_METHOD = ("methode_refusee", 405)
    TOO_LONG = ("message_trop_long", 413)
    BODY_TOO_LARGE = ("requete_trop_grande", 413)
    NOT_JSON = ("type_de_contenu_refuse", 415)
    TOO_MANY = ("trop_de_messages", 429)
    BROKEN = ("erreur_interne", 500)
    UNAVAILABLE = ("indisponible", 503)

    def __init__(self, code: str, status: int) -> None:
        self.code = code
        self.status = status

    @property
    def is_ours(self) -> bool:
        """Whether the failure is on this side, and the same request may succeed later."""
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR

    def message(self, *, telephone: str = "") -> str:
        """The French sentence, `telephone` being a sentence that gives the clinic's number."""
        return phrase(f"erreurs.{self.code}", longest=LONGEST, telephone=telephone)


class Refused(AccueilError):
    """A request cannot be served as it stands; whoever sent it is told why.

    Attributes:
        refusal: why.
        retry_after: seconds to wait before the same request can succeed, where that helps.
    """

    def __init__(self, refusal: Refusal, *, retry_after: int | None = None) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.retry_after = retry_after
