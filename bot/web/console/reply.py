"""The form in which staff answer a patient."""

from typing import Any

from django import forms

from bot.language.phrases import phrase
from bot.language.text import clean
from bot.web.refusals import LONGEST


class Words(forms.CharField):
    """What a person writes, its lines kept, without what hides words from a reader."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text with plain line ends, as long as the browser counted it."""
        typed = super().to_python(value) or ""
        return "\n".join(clean(line) for line in typed.splitlines()).strip()


class ReplyForm(forms.Form):
    """One answer.

    `apres` is the number of the newest message that the page showed when the form was made: the
    same words from the same person after it are the same answer, sent twice.
    """

    apres = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    texte = Words(max_length=LONGEST)

    def problem(self) -> str:
        """In French, why the form cannot be sent; empty if it can."""
        if "apres" in self.errors:
            return phrase("console.formulaire_incomplet")
        if "texte" not in self.errors:
            return ""
        long = any(error.code == "max_length" for error in self.errors["texte"].as_data())
        return phrase("console.reponse_longue" if long else "console.reponse_vide", longest=LONGEST)
