"""Telephone numbers as patients type them."""

import phonenumbers
from phonenumbers import PhoneNumberFormat

from bot.web.refusals import Refusal, Refused

FRANCE, FICTION = 33, "63998"
"""Mobile numbers that the ARCEP reserves for fiction (06 39 98 …); the metadata leaves them out."""


def dialable(typed: str) -> str:
    """The number in E.164; one without a country code is French.

    Raises:
        Refused: nobody can be called on it.
    """
    try:
        number = phonenumbers.parse(typed, "FR")
    except phonenumbers.NumberParseException:
        raise Refused(Refusal.INVALID_NUMBER) from None
    if not _exists(number):
        raise Refused(Refusal.INVALID_NUMBER)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _exists(number: phonenumbers.PhoneNumber) -> bool:
    if phonenumbers.is_valid_number(number):
        return True
    fictional = number.country_code == FRANCE and str(number.national_number).startswith(FICTION)
    return fictional and phonenumbers.is_possible_number(number)
