"""Numbers and addresses that tell who somebody is, found by their shape and their check digits."""

import re

import phonenumbers
from stdnum import iban, luhn
from stdnum.fr import nir

_PHONE = "[téléphone]"
_EMAIL = "[e-mail]"
_NIR = "[numéro de sécurité sociale]"
_CARD = "[carte bancaire]"
_IBAN = "[IBAN]"

_EMAIL_SHAPE = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?: (?:point|tiret) [\w+-]{1,64}){0,3}"
    r"(?: ?@ ?| ?[(\[]at[)\]] ?| arobase )"
    r"(?:[\w-]{1,63}(?:\.| point )){1,4}[a-z]{2,24}(?!\w)",
    re.IGNORECASE,
)

_IBAN_FRENCH = re.compile(
    r"(?<!\w)FR ?\d{2}(?:[ .\-]?\d){10}(?:[ .\-]?[A-Z\d]){0,11}(?:[ .\-]?\d){0,2}(?!\w)",
    re.IGNORECASE,
)
_IBAN_ANY = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z\d]{2,4}){3,8}(?: ?[A-Z\d]{1,3})?(?!\w)")

_SEP = r"[ .\-/]{0,2}"
_NIR_SHAPE = re.compile(
    rf"(?<!\d)[1-478]{_SEP}\d\d{_SEP}\d\d{_SEP}(?:\d\d|2[ab]){_SEP}\d{{3}}{_SEP}\d{{3}}"
    rf"(?:{_SEP}\d{{1,2}})?(?!\d)",
    re.IGNORECASE,
)
_NIR_AFTER_CUE = re.compile(
    r"(?<!\w)(?P<cue>(?:n[°o] ?(?:de )?ss|s[ée]cu(?:rit[ée])?(?: sociale)?|nir|immatriculation)"
    r"(?!\w)[^\d\[\]]{0,30})\d(?:[ .\-/]{0,2}[\dab]){8,17}(?!\w)",
    re.IGNORECASE,
)

_CARD_GROUPS = re.compile(r"(?<!\d)\d{4}([ .\-]?)\d{4}\1\d{4}\1\d{4}(?!\d)")
_CARD_RUN = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){12,18}(?!\d)")

_PHONE_PAIRS = re.compile(
    r"(?<![\d+])(?:(?:\+|00) ?33[ .\-]?(?:\(0\) ?|0)?[1-9]|\(?0[1-9]\)?)"
    r"(?:[ .\-/_]{0,3}\d\d){4}(?!\d)"
)
_PHONE_LOOSE = re.compile(
    r"(?<![\d+./\-])(?:(?:\+|00) ?33[ .\-]?(?:\(0\) ?|0)?|0)[1-9](?:[ .\-]?\d){8}(?!\d)"
)
_STARTS_AS_DATE = re.compile(
    r"(?:0[1-9]|[12]\d|3[01])(?P<sep>[ ./\-])(?:0[1-9]|1[0-2])(?P=sep)"
    r"(?:(?:19|20)\d\d(?!\d)|\d\d(?!\d|(?P=sep)))"
)


def mask_emails(text: str) -> str:
    """The text without e-mail addresses, dictated ones ("arobase", "point") included."""
    return _EMAIL_SHAPE.sub(_EMAIL, text)


def mask_ibans(text: str) -> str:
    """The text without IBANs: French ones by their shape, others by their check digits."""
    return _IBAN_ANY.sub(_valid_iban_masked, _IBAN_FRENCH.sub(_IBAN, text))


def mask_social_security(text: str) -> str:
    """The text without social security numbers, badly typed ones included."""
    return _NIR_AFTER_CUE.sub(rf"\g<cue>{_NIR}", _NIR_SHAPE.sub(_nir_masked, text))


def mask_cards(text: str) -> str:
    """The text without bank card numbers: four groups of four, or digits that pass Luhn's check."""
    return _CARD_RUN.sub(_luhn_masked, _CARD_GROUPS.sub(_CARD, text))


def mask_phones(text: str) -> str:
    """The text without telephone numbers, French in every spelling and international with +."""
    for shape in (_PHONE_PAIRS, _PHONE_LOOSE):
        text = shape.sub(_phone_masked, text)
    for match in reversed(list(phonenumbers.PhoneNumberMatcher(text, "FR"))):
        if not _STARTS_AS_DATE.match(match.raw_string):
            text = text[: match.start] + _PHONE + text[match.end :]
    return text


def _valid_iban_masked(match: re.Match[str]) -> str:
    """Masks the longest run of groups with valid check digits: capitals may follow an IBAN."""
    groups = match.group().split(" ")
    for length in range(len(groups), 0, -1):
        if iban.is_valid("".join(groups[:length])):
            return " ".join([_IBAN, *groups[length:]])
    return match.group()


def _nir_masked(match: re.Match[str]) -> str:
    digits = re.sub(r"\W", "", match.group())
    is_card = luhn.is_valid(digits) and not nir.is_valid(digits)
    return _CARD if is_card else _NIR


def _luhn_masked(match: re.Match[str]) -> str:
    return _CARD if luhn.is_valid(re.sub(r"\D", "", match.group())) else match.group()


def _phone_masked(match: re.Match[str]) -> str:
    return match.group() if _STARTS_AS_DATE.match(match.group()) else _PHONE
