import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.pages import ChatPage, Console, overflow, violations
from tests.support.system import System

pytestmark = [pytest.mark.browser, pytest.mark.running]

SECONDS = 1000


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def waiting(console: Console) -> int:
    return int(console.page.locator("#attendent").get_attribute("data-waiting") or 0)


def ask_for_a_person(chat: ChatPage, fruit: str) -> None:
    """A patient asks for a person, with a word by which the console's row is found again."""
    chat.write(f"je voudrais parler à quelqu'un, c'est pour le dossier {fruit}")
    chat.expect_said("Une personne de l’équipe")


def take(console: Console, fruit: str) -> None:
    console.open(fruit)
    console.press("Prendre")
    expect(console.page.get_by_label("Votre réponse au patient")).to_be_visible()


def test_a_new_case_appears_by_itself_and_the_keyboard_keeps_its_place(
    chat: ChatPage, console: Console, browser: Browser, system: System
) -> None:
    ask_for_a_person(chat, "Abricot")
    console.page.reload()
    row = console.rows().filter(has_text="Abricot").get_by_role("link")
    row.focus()
    before = waiting(console)
    other = browser.new_context()
    ask_for_a_person(ChatPage.opened(other.new_page(), system.address), "Banane")
    expect(console.rows().filter(has_text="Banane")).to_be_visible()
    expect(console.page.get_by_role("status")).to_contain_text("Nouvelle demande")
    expect(console.page).to_have_title(f"({before + 1}) Demandes – Clinique des Tilleuls")
    expect(row).to_be_focused()
    other.close()


def test_an_emergency_interrupts_wherever_staff_are(chat: ChatPage, console: Console) -> None:
    console.page.goto(f"{console.address}mot-de-passe/")
    chat.write("mon mari est tombé, il ne respire plus")
    chat.expect_said("Urgence")
    expect(console.page.locator("#alarme")).to_contain_text("Nouvelle urgence")
    banner = console.page.get_by_role("region", name="Urgences")
    banner.get_by_role("link", name="Ouvrir").first.click()
    expect(console.page.get_by_role("heading", level=1)).to_contain_text("Urgence vitale")
    expect(console.page.locator("#consignes")).to_contain_text("Aucun avis médical")


def test_a_reply_being_typed_survives_what_the_patient_writes(
    chat: ChatPage, console: Console
) -> None:
    ask_for_a_person(chat, "Cerise")
    take(console, "Cerise")
    field = console.page.get_by_label("Votre réponse au patient")
    field.press_sequentially("Bonjour, je rega")
    chat.write("vous êtes là ?")
    expect(console.page.get_by_role("log")).to_contain_text("vous êtes là ?")
    expect(field).to_be_focused()
    field.press_sequentially("rde.")
    field.press("Control+Enter")
    chat.expect_said("Bonjour, je regarde.")
    expect(field).to_have_value("")
    expect(field).to_be_focused()


def test_whoever_reads_further_up_stays_there(chat: ChatPage, console: Console) -> None:
    ask_for_a_person(chat, "Datte")
    take(console, "Datte")
    for number in range(8):
        console.answer(f"Ligne {number}\nest une réponse\nde plusieurs lignes.")
        expect(console.page.get_by_role("log")).to_contain_text(f"Ligne {number}")
    log = console.page.get_by_role("log")
    log.evaluate("log => { log.scrollTop = 0 }")
    chat.write("merci, je lis")
    expect(log).to_contain_text("merci, je lis")
    assert log.evaluate("log => log.scrollTop") == 0
    console.press("Nouveau message")
    expect(log.locator("article").last).to_be_in_viewport()


def test_an_answer_that_cannot_leave_stays_in_the_form(chat: ChatPage, console: Console) -> None:
    ask_for_a_person(chat, "Figue")
    take(console, "Figue")
    console.page.context.set_offline(True)
    expect(console.page.locator("#coupure")).to_contain_text("La connexion est coupée")
    console.answer("Je m'en occupe.")
    expect(console.page.locator("#coupure")).to_contain_text("Votre envoi n’est pas parti")
    console.page.context.set_offline(False)
    console.page.wait_for_timeout(3 * SECONDS)
    expect(console.page.locator("#coupure")).to_contain_text("Votre envoi n’est pas parti")
    console.press("Envoyer")
    chat.expect_said("Je m'en occupe.")
    expect(console.page.locator("#coupure")).to_be_empty()


def test_the_console_works_without_scripts(
    chat: ChatPage, browser: Browser, system: System
) -> None:
    ask_for_a_person(chat, "Groseille")
    context = browser.new_context(java_script_enabled=False)
    console = Console.signed_in(context.new_page(), system.address, system.password)
    take(console, "Groseille")
    console.answer("Bonjour, ici Jeanne.")
    chat.expect_said("Bonjour, ici Jeanne.")
    console.page.get_by_text("Clore la conversation", exact=True).click()
    console.press("Oui, clore")
    expect(console.page.get_by_role("heading", level=1)).to_be_visible()
    expect(console.page.locator("body")).to_contain_text("Conversation close.")
    context.close()


def test_the_keyboard_reaches_the_content_first(console: Console) -> None:
    console.page.goto(console.address)
    console.page.keyboard.press("Tab")
    expect(console.page.locator(":focus")).to_have_text("Aller au contenu")
    console.page.keyboard.press("Enter")
    assert focused(console.page) == "contenu"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_an_accessibility_violation_at_any_width(
    *, chat: ChatPage, browser: Browser, system: System, width: dict[str, int], scheme: str
) -> None:
    here = f"chambre {width['width']} {scheme}"
    chat.write(f"mon père a une douleur dans la poitrine et il est tout blanc, {here}")
    chat.expect_said("Urgence")
    context = browser.new_context(viewport=width, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    blocked: list[str] = []
    page.on("console", lambda line: blocked.append(line.text) if line.type == "error" else None)
    page.goto(f"{system.address}/console/")
    assert_fit(page)
    console = Console.signed_in(page, system.address, system.password)
    assert_fit(page)
    console.open(here)
    assert_fit(page)
    console.press("Prendre")
    expect(page.get_by_label("Votre réponse au patient")).to_be_visible()
    assert_fit(page)
    for path in ("?etat=fermees", "mot-de-passe/"):
        page.goto(console.address + path)
        assert_fit(page)
    assert blocked == [], "nothing that the security policy forbids"
    context.close()


def assert_fit(page: Page) -> None:
    assert violations(page) == []
    assert overflow(page) <= 0
