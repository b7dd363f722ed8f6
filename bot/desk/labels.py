"""The words that staff read for the desk's enumerations; the words stand in `relais.yml`."""

from django.utils.functional import lazy

from bot.language.phrases import phrase

label = lazy(phrase, str)
"""A sentence of the catalogue that is looked up when it is shown."""


def reason_label(reason: str) -> str:
    """What staff read for a reason of escalation; the id itself for one without words."""
    try:
        return phrase(f"relais.motif_{reason}")
    except KeyError:
        return reason.replace("_", " ")
