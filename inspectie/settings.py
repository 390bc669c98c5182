"""Django settings, read from environment variables; docs/reference/settings.md describes each."""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from inspectie import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()


def required(name, advice):
    """Return the environment variable `name` as text.

    Raises:
        ImproperlyConfigured: when it is missing or empty, with `advice` in the message.
    """
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"The environment variable {name} is missing. {advice} "
            "For a first look on this machine, run `make run`, or set LOCAL=1."
        )
    return value


def kept_secret(path, size=50):
    """Return the secret in the file `path`; generate it on first use, with mode 0600.

    Args:
        size: in bytes; the secret is base64, without padding.
    """
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(size))
    return path.read_text()


# LOCAL is for one person on one machine: plain http, a generated secret key, local host names.
LOCAL = env.bool("LOCAL", default=False)
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
    "inspectie.tracking.without_tracking",
    "inspectie.headers.accepted_codings",
    "programmes.caching.middleware.from_memory",
    "inspectie.methods.AllowedMethods",
    "django.middleware.security.SecurityMiddleware",
    "inspectie.headers.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inspectie.headers.open_files",
    "inspectie.headers.compression",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "programmes.api.headers.api_headers",
    "programmes.caching.etags.conditional",
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
                "programmes.templatetags.metadata",
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

DATABASES = {"default": embedded.connection() if embedded.in_use() else env.db("DATABASE_URL")}
# One pool per server process. Options in DATABASE_URL, such as sslmode, are kept. There are fewer
# threads than connections, so that a request waits for one only while the database is away.
DATABASES["default"]["OPTIONS"] = {
    "pool": {"min_size": 1, "max_size": 20, "timeout": 2, "reconnect_timeout": 4},
    # Seconds, and milliseconds for the last, after which a server that is gone is noticed.
    "connect_timeout": 2,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 10_000,
} | DATABASES["default"].get("OPTIONS", {})
# Replace connections that broke while idle in the pool.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
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
# Contact address on the pages and in the OpenAPI document; if empty, the Inspectie's contact page.
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
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "inspectie.accounts.adapters.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# login_failed counts wrong passwords by user name and address, and wrong second-factor codes by
# account; login_failed_by_name counts wrong passwords by user name alone.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "login_failed_by_name": "50/h/key",
    "reset_password": "20/m/ip,5/h/key",
}
# A new password by e-mail. The link works for an hour, and once.
ACCOUNT_FORMS = {
    "login": "inspectie.accounts.forms.SignInForm",
    "reset_password": "inspectie.accounts.password_reset.ResetPasswordForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105, a path
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
PASSWORD_RESET_TIMEOUT = 60 * 60
# Seconds after sign-in during which a second factor is changed without the password again.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300

# Second factor; required of superusers and of accounts that may publish.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not LOCAL)
MFA_ADAPTER = "inspectie.accounts.encryption.EncryptingAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Accept the previous and the next TOTP code too: clocks of telephones differ.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Werkprogramma's Inspectie JenV"
# Browsers allow passkeys over plain http for localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_FORMS = {
    "authenticate": "inspectie.accounts.forms.CodeForm",
    "reauthenticate": "inspectie.accounts.forms.ReauthenticateCodeForm",
    "add_webauthn": "inspectie.accounts.forms.AddForm",
    "authenticate_webauthn": "inspectie.accounts.forms.AuthenticateForm",
    "login_webauthn": "inspectie.accounts.forms.LoginForm",
    "reauthenticate_webauthn": "inspectie.accounts.forms.ReauthenticateForm",
}

# Single sign-on with OpenID Connect; off when OIDC_ISSUER is empty.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
# The claim that lists a user's groups, and the mapping of provider groups to groups here.
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="groups")
OIDC_GROUPS = env.dict("OIDC_GROUPS", default={})
# Whether the provider itself requires a second factor.
OIDC_SECOND_FACTOR = env.bool("OIDC_SECOND_FACTOR", default=False)
SOCIALACCOUNT_ADAPTER = "inspectie.accounts.adapters.ProviderAdapter"
# Sign-in starts with a link: the CSP (form-action) forbids a form that redirects to another host.
SOCIALACCOUNT_LOGIN_ON_GET = True
# Email addresses do not identify accounts: two accounts may share one.
ACCOUNT_UNIQUE_EMAIL = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": "sso",
            "name": env.str("OIDC_NAME", default="SSO"),
            "client_id": required("OIDC_CLIENT_ID", "The provider gives it with the secret."),
            "secret": required("OIDC_CLIENT_SECRET", "The provider gives it with the client id."),
            "settings": {"server_url": OIDC_ISSUER},
        }
    )

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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
