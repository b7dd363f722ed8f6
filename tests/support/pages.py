"""The pages as their users see them: labels, buttons and words, not the markup beneath."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect


class ChatPage:
    """The patient's page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.log = page.get_by_role("log")

    @classmethod
    def opened(cls, page: Page, address: str) -> "ChatPage":
        page.goto(address)
        return cls(page)

    def write(self, text: str) -> None:
        self.page.get_by_label("Votre message", exact=True).fill(text)
        self.page.keyboard.press("Enter")

    def expect_said(self, words: str) -> None:
        expect(self.log).to_contain_text(words)

    def choose(self, title: str) -> None:
        self.log.get_by_role("button", name=title).last.click()

    def link(self, name: str) -> Locator:
        return self.log.get_by_role("link", name=name).last


class Console:
    """The staff's pages."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = f"{address}/console/"

    @classmethod
    def signed_in(cls, page: Page, address: str, password: str) -> "Console":
        console = cls(page, address)
        page.goto(console.address)
        page.get_by_label("Identifiant").fill("accueil")
        page.get_by_label("Mot de passe").fill(password)
        page.get_by_role("button", name="Se connecter").click()
        expect(page).to_have_url(console.address)
        return console

    def rows(self) -> Locator:
        return self.page.locator("#file tbody").get_by_role("row")

    def open(self, words: str) -> None:
        self.page.goto(self.address)
        self.rows().filter(has_text=words).get_by_role("link").first.click()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def answer(self, text: str) -> None:
        self.page.get_by_label("Votre réponse au patient").fill(text)
        self.press("Envoyer")


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and good practice, a line each."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    return [
        f"{violation['id']}: {node['target']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
