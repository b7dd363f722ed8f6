"""Django's settings, derived from `bot.config`; no environment variable is read here."""

from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from bot.config import Settings, load_settings
from bot.log import configure_logging
from bot.web.keys import fernet_key, secret_key


def databases(settings: Settings) -> dict[str, dict[str, Any]]:
    """PostgreSQL where `DATABASE_URL` says so, else SQLite made fit for several processes.

    WAL lets readers and one writer work side by side; IMMEDIATE makes a transaction take the
    write lock when it begins, so that it waits its turn instead of failing half-way.
    """
    address = settings.database_url or f"sqlite:///{settings.var / 'accueil.sqlite3'}"
    database: dict[str, Any] = dict(dj_database_url.parse(address))
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            # What retention erases is overwritten, not only unlinked.
            " PRAGMA secure_delete=ON;",
        }
        # A file in tests too: an in-memory database has other locks.
        database["TEST"] = {"NAME": str(settings.var / "test.sqlite3")}
    else:
        database.setdefault("OPTIONS", {})["connect_timeout"] = 3
        # A connection kept open is tried before it is used again.
        database["CONN_HEALTH_CHECKS"] = True
    return {"default": database}


def email(settings: Settings) -> dict[str, Any]:
    """Django's e-mail settings for `EMAIL_URL`; without one, e-mails are printed."""
    if settings.email_url is None:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    url = urlsplit(settings.email_url)
    tls = url.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": url.port or (465 if tls else 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": tls,
        "EMAIL_TIMEOUT": 10,
    }


def allowed_hosts(settings: Settings) -> list[str]:
    """The names of `ALLOWED_HOSTS`, and this machine's own, by which its health is asked for."""
    return [*settings.allowed_hosts, "127.0.0.1", "localhost", "[::1]"]


ACCUEIL = load_settings()
"""The installation's settings, for code that has Django's."""

configure_logging()

SECRET_KEY = secret_key(ACCUEIL.var)
FERNET_KEY = fernet_key(ACCUEIL.var)
DEBUG = False
ALLOWED_HOSTS = allowed_hosts(ACCUEIL)
ROOT_URLCONF = "bot.web.urls"
ASGI_APPLICATION = "bot.web.asgi.application"
APPEND_SLASH = False

DATABASES = databases(ACCUEIL)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "bot.desk",
    "bot.web",
]
MIDDLEWARE = [
    "bot.web.middleware.SecurityHeaders",
    "bot.web.middleware.StaticFiles",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "/console/connexion/"
LOGIN_REDIRECT_URL = "/console/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hour
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "web/trop_d_essais.html"
AXES_RESET_ON_SUCCESS = True
AXES_IPWARE_PROXY_COUNT = ACCUEIL.trusted_proxies or None
AXES_IPWARE_META_PRECEDENCE_ORDER = (
    ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"] if ACCUEIL.trusted_proxies else ["REMOTE_ADDR"]
)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ACCUEIL.https
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = ACCUEIL.https
CSRF_FAILURE_VIEW = "bot.web.pages.csrf_failure"
CSRF_TRUSTED_ORIGINS = [ACCUEIL.public_url]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if ACCUEIL.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ACCUEIL.trusted_proxies else None
X_FRAME_OPTIONS = "DENY"
# The API has its own, smaller limit; this one is for the console's forms.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 300
WHITENOISE_ALLOW_ALL_ORIGINS = False

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Counters of the rate limits: the default of 300 would forget some under load.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DEFAULT_FROM_EMAIL = ACCUEIL.email_from
globals().update(email(ACCUEIL))

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"keys": {"()": "bot.web.redaction.WithoutKeys"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["keys"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A refused request is the sender's affair.
    "loggers": {"django.request": {"level": "ERROR"}},
}
