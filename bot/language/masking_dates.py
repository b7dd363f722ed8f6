"""Dates of birth, told from the dates of appointments by the words around them."""

import re

_BIRTH_DATE = "[date de naissance]"

_MONTH = (
    r"(?:janv(?:ier)?|f[ée]v(?:rier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t"
    r"|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:(?:{_DAY}(?:er)?|premier) ?{_MONTH}(?: ?(?:{_YEAR}|\d\d)(?!\d|[ :]?h))?(?!\w)"
    rf"|{_DAY}(?P<sep>[ ./\-])+{_MONTH_NUMBER}(?P=sep)+(?:{_YEAR}|\d\d)(?!\d)"
    rf"|{_DAY}[./\-]{_MONTH_NUMBER}(?![\d./\-])"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}(?!\d)"
    rf"|{_YEAR}[./\-]{_MONTH_NUMBER}[./\-]{_DAY}(?!\d)"
    rf"|{_MONTH} {_YEAR}(?!\d))"
)
_BIRTH = r"(?:n[ée](?:\(e\)|[·.]e|e)?s?|naissances?|naiss\.?|ddn|d\.d\.n\.?)"
_WHOSE = (
    r"(?: (?:du|de|de la|de mon|de ma|mon|ma|patiente?|fils|fille|mari|femme|m[èe]re|p[èe]re|enfant"
    r"|b[ée]b[ée])){0,4}"
)
_LINK = (
    r"(?:[ :=,\-]{0,3}(?:est|c['’ ]?est|[ée]tait|soit|bien|le|la|un|en|au|jour"
    r"|(?:same|lun|mar|mercre|jeu|vendre)di|dimanche)(?= )){0,4}[ :=,\-]{0,3}"
)
_AFTER_CUE = re.compile(
    rf"(?<!\w)(?P<cue>{_BIRTH}{_WHOSE}{_LINK})(?<![^\W\d_]){_DATE}", re.IGNORECASE
)
_BEFORE_CUE = re.compile(
    rf"(?<![\d./\-]){_DATE}(?P<cue> (?:c['’ ]?est|est|comme|=) (?:bien )?(?:ma|sa|la|notre) "
    r"(?:date de naissance|ddn)(?!\w)| \((?:date de naissance|ddn)\))",
    re.IGNORECASE,
)
_LAST_CENTURY = re.compile(
    rf"(?<![\d./\-])(?:{_DAY}(?P<sep>[ ./\-]){_MONTH_NUMBER}(?P=sep)|{_DAY}(?:er)? ?{_MONTH} )"
    rf"19\d\d(?![\d/\-])|(?<![\d./\-])19\d\d-{_MONTH_NUMBER}-{_DAY}(?!\d)",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:op[ée]r|hospitalis|d[ée]c[ée]|sorti|entr[ée]|accouch|pass|consult|exam|interv|s[ée]jour|dat)"
    r"[^\W\d_]{0,12}(?: (?:du|le|en|ici|chez|vous|au)){0,4} $",
    re.IGNORECASE,
)


def mask_birth_dates(text: str) -> str:
    """The text without dates of birth: those said to be so, and full dates of the last century.

    A date of the last century that follows an event ("opéré le 12/03/1998") is kept.
    """
    text = _AFTER_CUE.sub(rf"\g<cue>{_BIRTH_DATE}", text)
    text = _BEFORE_CUE.sub(rf"{_BIRTH_DATE}\g<cue>", text)
    return _LAST_CENTURY.sub(_masked_unless_event, text)


def _masked_unless_event(match: re.Match[str]) -> str:
    words_before = match.string[max(0, match.start() - 40) : match.start()]
    return match.group() if _EVENT.search(words_before) else _BIRTH_DATE
