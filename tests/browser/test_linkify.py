"""Numbers and addresses in a text become links, in the page's own script in a real Chromium."""

import pytest
from playwright.sync_api import Browser, Page

from bot.config import ROOT

pytestmark = pytest.mark.browser

SCRIPT = ROOT / "bot" / "web" / "static" / "web" / "linkify.js"
LINKS = """text => {
  const box = document.createElement("div");
  box.append(linkify(text));
  const plain = [...box.querySelectorAll("p")].map(each => each.textContent).join("\\n");
  return [plain, [...box.querySelectorAll("a")].map(a => [a.textContent, a.getAttribute("href")])];
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    tab = browser.new_page()
    code = SCRIPT.read_text(encoding="utf-8") + "\nwindow.linkify = linkify;"
    tab.add_script_tag(type="module", content=code)
    tab.wait_for_function("() => Boolean(window.linkify)")
    return tab


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Appelez le 02 61 91 12 00.", {"02 61 91 12 00": "tel:+33261911200"}),
        ("Au 02\N{NO-BREAK SPACE}61.91.12.00 ou +33 2 61 91 12 01", {
            "02\N{NO-BREAK SPACE}61.91.12.00": "tel:+33261911200",
            "+33 2 61 91 12 01": "tel:+33261911201",
        }),
        ("Appelez le 15 (SAMU) ou le 112 ; 114 par SMS.", {
            "15": "tel:15", "112": "tel:112", "114": "sms:114",
        }),
        ("Appelez le 15 ou le 112 (114 par SMS).", {
            "15": "tel:15", "112": "tel:112", "114": "sms:114",
        }),
        ("Appelez le 17 ou écrivez au 114 ; le 3919 écoute, le 119 aussi.", {
            "17": "tel:17", "114": "sms:114", "3919": "tel:3919", "119": "tel:119",
        }),
        ("Le 3114 répond jour et nuit.", {"3114": "tel:3114"}),
        ("Hors horaires, composez le 116\N{NO-BREAK SPACE}117 ou le 32 37.", {
            "116\N{NO-BREAK SPACE}117": "tel:116117", "32 37": "tel:3237",
        }),
        ("Écrivez à accueil@lilas.example.", {
            "accueil@lilas.example": "mailto:accueil@lilas.example",
        }),
        ("Voyez https://lilas.example/plan?a=1.", {
            "https://lilas.example/plan?a=1": "https://lilas.example/plan?a=1",
        }),
        ("Voir le plan\N{NO-BREAK SPACE}: https://lilas.example/plan", {
            "Voir le plan": "https://lilas.example/plan",
        }),
    ],
)  # fmt: skip
def test_what_can_be_dialled_or_opened_is_a_link(
    page: Page, text: str, links: dict[str, str]
) -> None:
    plain, found = page.evaluate(LINKS, text)
    assert dict(found) == links
    if "Voir" not in text:
        assert plain == text


@pytest.mark.parametrize(
    "text",
    [
        "Fermé le 15 novembre, ouvert le 17 de 8 h à 18 h.",
        "En cas d’urgence, comptez 15 minutes ; le 15 novembre aussi.",
        "Le 15/11, le 17 h 30, le 112 rue des Tilleuls, 115 places, 15 €.",
        "Il y a 119 places et 3 114 patients.",
        "Dossier 0261911200123, réponse en 24 à 48 heures.",
        "javascript:alert(1) data:text/html,x",
    ],
)
def test_what_only_counts_something_is_no_link(page: Page, text: str) -> None:
    assert page.evaluate(LINKS, text)[1] == []


def test_text_that_looks_like_html_stays_text(page: Page) -> None:
    text = '<img src=x onerror="alert(1)"> & <b>gras</b>'
    plain, links = page.evaluate(LINKS, text)
    assert (plain, links) == (text, [])
