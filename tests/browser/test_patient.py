import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.pages import ChatPage, Console, overflow, violations
from tests.support.system import System

pytestmark = [pytest.mark.browser, pytest.mark.running]


def test_first_contact_says_that_it_is_an_automatic_assistant(chat: ChatPage) -> None:
    chat.expect_said("assistant automatique")
    chat.expect_said("N’écrivez pas d’informations de santé")


def test_a_question_gets_the_clinics_answer_with_working_links(chat: ChatPage) -> None:
    chat.write("bonjour, ou est ce que je peux garer ma voiture svp ?")
    chat.expect_said("Le parking se trouve")
    plan = "https://www.clinique-des-tilleuls.example/plan"
    expect(chat.link("Voir le plan")).to_have_attribute("href", plan)
    chat.write("c'est quoi votre numéro de téléphone ?")
    expect(chat.link("02 61 91 12 00")).to_have_attribute("href", "tel:+33261911200")


def test_an_hours_question_gets_its_date(chat: ChatPage) -> None:
    chat.write("le laboratoire est ouvert demain matin ?")
    chat.expect_said("mardi 24 novembre")


def test_two_questions_get_two_answers(chat: ChatPage) -> None:
    chat.write("Où est-ce que je peux me garer ? Et quels papiers dois-je apporter ?")
    chat.expect_said("Le parking se trouve")
    chat.expect_said("carte Vitale")


def test_doubt_is_settled_by_a_button(chat: ChatPage) -> None:
    chat.write("pour ma fille")
    offered = chat.log.get_by_role("button")
    title = offered.first.inner_text()
    chat.choose(title)
    expect(chat.log.locator("article.patient").last).to_contain_text(title)
    expect(chat.log.locator("article.bot").last).not_to_contain_text("de quoi il s’agit")


def test_an_emergency_gets_its_numbers_first_as_links(chat: ChatPage) -> None:
    chat.write("mon père a une douleur dans la poitrine et il est tout blanc")
    chat.expect_said("Urgence")
    expect(chat.link("15").first).to_have_attribute("href", "tel:15")
    expect(chat.log.locator("article").last).not_to_contain_text("?")


def test_a_person_answers_from_the_console_and_the_patient_reads_it(
    chat: ChatPage, console: Console
) -> None:
    chat.write("je voudrais parler à quelqu'un, c'est pour le dossier Mirabelle")
    chat.expect_said("Une personne de l’équipe")
    console.open("Mirabelle")
    console.press("Prendre")
    console.answer("Bonjour, ici Jeanne. Je regarde tout de suite.")
    chat.expect_said("Bonjour, ici Jeanne.")
    chat.write("merci beaucoup, et les horaires ?")
    expect(chat.page.get_by_role("status").first).to_contain_text("Une personne")
    expect(console.page.locator("body")).to_contain_text("et les horaires")
    expect(chat.log.locator("article").last).to_contain_text("et les horaires")


def test_a_conversation_given_back_is_answered_by_the_assistant_again(
    chat: ChatPage, console: Console
) -> None:
    chat.write("passez-moi une vraie personne, dossier Framboise")
    chat.expect_said("Une personne de l’équipe")
    console.open("Framboise")
    console.press("Prendre")
    console.answer("Voilà, c'est réglé.")
    chat.expect_said("c'est réglé")
    console.press("Rendre")
    expect(chat.page.get_by_role("status").first).to_contain_text("assistant automatique")
    chat.write("où se garer ?")
    chat.expect_said("Le parking se trouve")


def test_rasa_stopped_in_the_middle_leaves_no_silence(chat: ChatPage, system: System) -> None:
    chat.write("où se garer ?")
    chat.expect_said("Le parking se trouve")
    with system.frozen("bot.nlu.server run"):
        chat.write("quels papiers apporter ?")
        chat.expect_said("carte Vitale")
        chat.write("au secours mon bébé ne respire plus")
        chat.expect_said("Urgence")
    system.wait_until_ready()


def test_a_reload_finds_the_thread_again(chat: ChatPage) -> None:
    chat.write("où se garer ?")
    chat.expect_said("Le parking se trouve")
    chat.page.reload()
    chat.expect_said("Le parking se trouve")


def test_the_keyboard_alone_is_enough(chat: ChatPage) -> None:
    chat.page.keyboard.press("Tab")
    expect(chat.page.locator(":focus")).to_have_text("Aller au champ du message")
    chat.page.keyboard.press("Enter")
    chat.page.keyboard.type("où se garer ?")
    chat.page.keyboard.press("Enter")
    chat.expect_said("Le parking se trouve")


def test_a_message_that_cannot_leave_is_kept_and_can_be_sent_again(chat: ChatPage) -> None:
    chat.page.context.set_offline(True)
    chat.write("où se garer ?")
    expect(chat.page.get_by_role("alert").first).to_contain_text("Votre message n’est pas parti")
    chat.page.context.set_offline(False)
    chat.page.get_by_role("button", name="Réessayer").click()
    chat.expect_said("Le parking se trouve")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_accessibility_violation_at_any_width(
    browser: Browser, system: System, width: dict[str, int], scheme: str
) -> None:
    context = browser.new_context(viewport=width, color_scheme=scheme)  # type: ignore[arg-type]
    page: Page = context.new_page()
    chat = ChatPage.opened(page, system.address)
    chat.write("pour ma fille")
    expect(chat.log.locator("article.bot")).to_have_count(2)
    chat.write("mon mari est tombé, il ne se réveille pas")
    chat.expect_said("Urgence")
    assert violations(page) == []
    assert overflow(page) <= 0
    context.close()
