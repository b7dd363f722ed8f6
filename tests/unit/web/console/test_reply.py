import pytest

from bot.web.console.reply import ReplyForm


def form(text: str, after: str = "3") -> ReplyForm:
    return ReplyForm({"texte": text, "apres": after})


def test_lines_are_kept_and_what_hides_words_is_not() -> None:
    sent = form("  Bonjour,\r\n\r\nici l\u202eaccueil\u200b.\x07  ")
    assert sent.is_valid()
    assert sent.cleaned_data["texte"] == "Bonjour,\n\nici laccueil."


def test_a_line_end_counts_as_the_browser_counts_it() -> None:
    assert form("\r\n".join(["x" * 999, "y" * 1000])).problem() == ""


@pytest.mark.parametrize(
    ("text", "after", "said"),
    [
        ("Bonjour", "3", ""),
        (" \n ", "3", "Écrivez"),
        ("x" * 2001, "3", "dépasse 2000"),
        ("Bonjour", "", "incomplet"),
        ("Bonjour", "-1", "incomplet"),
    ],
)
def test_what_cannot_be_sent_is_said(text: str, after: str, said: str) -> None:
    problem = form(text, after).problem()
    assert said in problem if said else problem == ""
