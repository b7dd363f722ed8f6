"""Masking what tells who a patient is, before a message is stored or sent to Rasa."""

from collections.abc import Callable, Collection

from bot.language import masking_dates, masking_names, masking_numbers

_STEPS: tuple[Callable[[str], str], ...] = (
    masking_numbers.mask_emails,
    masking_numbers.mask_ibans,
    masking_numbers.mask_social_security,
    masking_numbers.mask_cards,
    masking_dates.mask_birth_dates,
    masking_numbers.mask_phones,
)
"""From the most to the least telling shape: the digits of a card could hold those of a phone."""


def mask(text: str, *, known_names: Collection[str] = ()) -> str:
    """The message with each identifying piece replaced by a French word in brackets.

    Masks telephone numbers, e-mail addresses, social security numbers, dates of birth, bank
    cards, IBANs, and the names that a pattern is sure of. Keeps appointments, hours, prices,
    postal codes and emergency numbers. Masking twice changes nothing more; each pass only ever
    shortens what stands outside brackets, so the passes end.

    Args:
        text: a message that went through `clean`.
        known_names: the practitioners that the clinic lists, as it writes them; never masked.
    """
    before = None
    while before != text:
        before = text
        for step in _STEPS:
            text = step(text)
        text = masking_names.mask_names(text, known_names=known_names)
    return text
