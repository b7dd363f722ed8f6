from bot.config import load_settings
from bot.web.settings import allowed_hosts, databases, email


def test_without_an_address_the_database_is_a_file_below_var() -> None:
    settings = load_settings({"ACCUEIL_VAR": "/srv/accueil"})
    database = databases(settings)["default"]
    assert database["NAME"] == "/srv/accueil/accueil.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_a_database_address_leads_to_postgresql() -> None:
    settings = load_settings({"DATABASE_URL": "postgres://lilas@127.0.0.1:5432/accueil"})
    database = databases(settings)["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("127.0.0.1", 5432, "accueil")


def test_without_a_mail_server_e_mails_are_printed() -> None:
    assert email(load_settings({}))["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_a_mail_server_is_reached_as_its_address_says() -> None:
    told = email(load_settings({"EMAIL_URL": "smtps://accueil:p%40ss@mail.lilas.example"}))
    assert told["EMAIL_HOST"] == "mail.lilas.example"
    assert (told["EMAIL_PORT"], told["EMAIL_USE_SSL"]) == (465, True)
    assert (told["EMAIL_HOST_USER"], told["EMAIL_HOST_PASSWORD"]) == ("accueil", "p@ss")
    assert email(load_settings({"EMAIL_URL": "smtp://localhost"}))["EMAIL_PORT"] == 25


def test_health_can_be_asked_for_on_this_machine_whatever_the_public_name() -> None:
    hosts = allowed_hosts(load_settings({"ALLOWED_HOSTS": "accueil.lilas.example"}))
    assert {"accueil.lilas.example", "127.0.0.1", "localhost", "[::1]"} <= set(hosts)
