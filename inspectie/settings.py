"""Django settings, read from environment variables; docs/reference/settings.md describes each."""

from pathlib import Path

from csp.constants import NONE, SELF

from inspectie import databases
from inspectie.accounts.settings import *  # noqa: F403, the settings of signing in
from inspectie.environment import BASE_DIR, LOCAL, VAR_DIR, env, kept_secret, required
from inspectie.monitoring.settings import *  # noqa: F403, the settings of metrics and the log
from inspectie.monitoring.settings import MONITORING
from inspectie.organisation import ORGANISATION  # noqa: F401, a setting
from inspectie.stores import stores

DEBUG = env.bool("DEBUG", default=False)

if LOCAL:
    SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(VAR_DIR / "secret_key")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
    SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="mailto:beveiliging@voorbeeld.nl")
    SECOND_FACTOR_KEYS = env.list("SECOND_FACTOR_KEYS", default=[]) or [
        kept_secret(VAR_DIR / "second_factor_key", size=32) + "="
    ]
else:
    SECRET_KEY = required(
        "SECRET_KEY", "Set it to a long random text and keep it: sessions depend on it."
    )
    ALLOWED_HOSTS = required(
        "ALLOWED_HOSTS", "Set it to the host names of the site, with commas between."
    ).split(",")
    SECURITY_CONTACT = required(
        "SECURITY_CONTACT",
        "Set it to the address for security reports, such as mailto:… or https://….",
    )
    SECOND_FACTOR_KEYS = required(
        "SECOND_FACTOR_KEYS",
        "Set it to the output of `openssl rand -base64 32 | tr +/ -_` and keep it, apart from the "
        "backups of the database: second factors are stored encrypted.",
    ).split(",")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The number of proxies in front of the server that set X-Forwarded-For; rate limits depend on it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

# Whether a publicist may publish without a second person's review, giving a reason.
ONE_PERSON_PUBLISHING = env.bool("ONE_PERSON_PUBLISHING", default=False)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "inspectie",
    "inspectie.accounts",
    "programmes",
]

MIDDLEWARE = [
    *MONITORING,
    "inspectie.tracking.without_tracking",
    "inspectie.headers.accepted_codings",
    "programmes.caching.middleware.from_memory",
    "inspectie.methods.AllowedMethods",
    "django.middleware.security.SecurityMiddleware",
    "inspectie.headers.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inspectie.headers.open_files",
    "inspectie.headers.compression",
    "inspectie.headers.ContentSecurityPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "programmes.api.headers.api_headers",
    "programmes.caching.etags.conditional",
    "inspectie.replicas.from_replica",
    "inspectie.staff.Session",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "inspectie.staff.Authentication",
    "inspectie.staff.Messages",
    "inspectie.accounts.uploads.refuse_large_requests",
    "allauth.account.middleware.AccountMiddleware",
    "inspectie.staff.History",
    "inspectie.accounts.sessions.limit_sessions",
    "inspectie.accounts.second_factor.require_second_factor",
    "programmes.admin.held.keep_input",
]

ROOT_URLCONF = "inspectie.urls"
WSGI_APPLICATION = "inspectie.wsgi.application"

# Widgets with a template of this project.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.static",
                "programmes.templatetags.forms",
                "programmes.templatetags.metadata",
                "programmes.templatetags.organisation",
                "programmes.templatetags.register",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Programs of PostgreSQL, such as pg_dump, need a session: they connect to the server itself.
DATABASE_SERVER = databases.server()
DATABASES = {"default": databases.pooler() or DATABASE_SERVER} | databases.replicas()
DATABASE_ROUTERS = ["inspectie.replicas.Router"] if len(DATABASES) > 1 else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits are counted in the cache. It is therefore shared by all server processes, and too
# large to evict the count of one user name by attempts on other names.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# The response cache: the memory that each process uses for answers, and a cache that several
# servers share. Only this software may write to that one: its values are unpickled.
ANSWERS_MEGABYTES = env.int("ANSWERS_MEGABYTES", default=64)
if env.str("CACHE_URL", default=""):
    CACHES["answers"] = env.cache_url("CACHE_URL")
# A process asks the database for the version of the register at most once in this time.
REGISTER_CHECK_SECONDS = 0.5
# How old an answer of a CDN or proxy may be; with 0 each is revalidated.
CDN_SECONDS = env.int("CDN_SECONDS", default=0)

API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=300)
# Contact address on the pages and in the OpenAPI document; if empty, the contact page of the
# organisation.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")

# The mail server, as smtp+tls://user:password@host:587; if empty, no mail is sent.
EMAIL_URL = env.str("EMAIL_URL", default="")
EMAIL_TIMEOUT = 10
if EMAIL_URL:
    vars().update(env.email("EMAIL_URL"))
    DEFAULT_FROM_EMAIL = required("EMAIL_FROM", "Set it to the address that mail comes from.")
# The keys with which the addresses of subscribers are encrypted, the newest first.
ADDRESS_KEYS = env.list("ADDRESS_KEYS", default=[])
# On one machine without a mail server, messages to subscribers are written to this folder.
MAIL_FOLDER = VAR_DIR / "mail"
if LOCAL:
    ADDRESS_KEYS = ADDRESS_KEYS or [kept_secret(VAR_DIR / "address_key", size=32) + "="]
    if not EMAIL_URL:
        EMAIL_BACKEND = "programmes.notices.files.EmailBackend"
        DEFAULT_FROM_EMAIL = "register@localhost"
# Whether readers may follow lists and records by e-mail.
SENDS_MAIL = bool(ADDRESS_KEYS and (EMAIL_URL or LOCAL))
# Whom staff ask for a new password where no mail is sent.
ACCOUNTS_CONTACT = env.str("ACCOUNTS_CONTACT", default="een beheerder van het register")

MESSAGE_STORAGE = "inspectie.messages.OnceStorage"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "inspectie" / "locale"]
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# static/src is not served: it is the source of static/build.
STATICFILES_DIRS = [(name, BASE_DIR / "static" / name) for name in ("build", "fonts", "img", "js")]
# The outcomes and adjustment forms post several fields for each activity of a programme.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
# The full exports (ZIP, SQLite) that /open-data/ serves.
SNAPSHOT_ROOT = Path(env.str("SNAPSHOT_ROOT", default=str(VAR_DIR / "open-data")))
# Backups, and the public keys (age1…) for which they are encrypted.
BACKUP_ROOT = env.path("BACKUP_ROOT", default=str(VAR_DIR / "backups"))
BACKUP_KEYS = env.list("BACKUP_KEYS", default=[])
# Of how many days, weeks and months the last backup stays; /privacy/ says how long that is.
BACKUP_DAYS, BACKUP_WEEKS, BACKUP_MONTHS = 7, 5, 12
STORAGES = {
    **stores(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Security headers as internet.nl requires them (docs/decisions.md).
HTTPS = env.bool("HTTPS", default=not LOCAL)
SECURE_SSL_REDIRECT = HTTPS
# Health checks from inside the network use plain http.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# The list of HSTS preload is in every browser, and hard to leave: only when asked.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_HSTS_PRELOAD = HTTPS and env.bool("HSTS_PRELOAD", default=False)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
)
SESSION_ENGINE = "inspectie.accounts.session_store"
SESSION_COOKIE_SECURE = HTTPS
# Idle timeout and absolute maximum of a session, in seconds.
SESSION_COOKIE_AGE = 60 * env.int("SESSION_MINUTES", default=60)
SESSION_LONGEST = 60 * 60 * 12
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
# Keeps the input of a form whose token is stale.
CSRF_FAILURE_VIEW = "programmes.admin.held.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
