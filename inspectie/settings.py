"""All settings, from the environment. docs/reference/settings.md describes each variable."""

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
    """Return the text of an environment variable, or say what to do when it is missing."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"The environment variable {name} is missing. {advice} "
            "For a first look on this machine, run `make run`, or set LOCAL=1."
        )
    return value


def kept_secret(path):
    """Return the secret in the file `path`, made on first use, for its owner only to read."""
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


# LOCAL is for one person on one machine: plain http, made-up secrets, this machine's names only.
LOCAL = env.bool("LOCAL", default=False)
DEBUG = env.bool("DEBUG", default=False)

if LOCAL:
    SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(VAR_DIR / "secret_key")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
    SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="mailto:beveiliging@voorbeeld.nl")
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
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The number of proxies in front of the server that set X-Forwarded-For; rate limits depend on it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

# Whether a publicist may publish without somebody else having checked, with a reason.
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
    "django_filters",
    "pgtrigger",
    "pghistory",
    "csp",
    "rest_framework",
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
    "django.middleware.security.SecurityMiddleware",
    "inspectie.headers.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inspectie.headers.compression",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "programmes.api.headers.api_headers",
    "programmes.etags.conditional",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "inspectie.accounts.uploads.files_are_for_staff",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "inspectie.accounts.sessions.end_in_time",
    "inspectie.accounts.second_factor.lead_to_second_factor",
]

ROOT_URLCONF = "inspectie.urls"
WSGI_APPLICATION = "inspectie.wsgi.application"

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
# Each server process has a pool of its own. Options of the address, such as sslmode, stay.
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": 20,
    "timeout": 10,
}
# A connection that broke while it waited in the pool is replaced, not handed out.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits count in the cache, so that it is to be one for all server processes, and so large
# that nobody pushes the attempts on one name out by attempts on others.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=300)
# Where readers and users of the API can write to; empty, they are led to the Inspectie's own page.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
REST_FRAMEWORK = {
    # Addresses of visitors are read as for sign-in.
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": None,
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "inspectie" / "locale"]
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# What is served; static/src is what static/build is made of.
STATICFILES_DIRS = [(name, BASE_DIR / "static" / name) for name in ("build", "fonts", "img", "js")]
# A screen with a row for each activity of a programme sends some fields for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
# The files with the whole register that /open-data/ offers.
SNAPSHOT_ROOT = Path(env.str("SNAPSHOT_ROOT", default=str(VAR_DIR / "open-data")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
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
# login_failed counts wrong passwords and wrong codes of a second factor, each by itself.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}

# A second factor, for those who can make things public.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not LOCAL)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Half a minute early or late: the clocks of telephones differ.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Werkprogramma's Inspectie JenV"
# Browsers allow passkeys over plain http for localhost only, and so does this.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_FORMS = {
    "add_webauthn": "inspectie.accounts.forms.AddForm",
    "authenticate_webauthn": "inspectie.accounts.forms.AuthenticateForm",
    "login_webauthn": "inspectie.accounts.forms.LoginForm",
    "reauthenticate_webauthn": "inspectie.accounts.forms.ReauthenticateForm",
}

# Single sign-on by OpenID Connect, when there is an issuer.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
# The claim with the groups of somebody, and what each of them is called here.
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="groups")
OIDC_GROUPS = env.dict("OIDC_GROUPS", default={})
# Whether the provider asks a second factor itself.
OIDC_SECOND_FACTOR = env.bool("OIDC_SECOND_FACTOR", default=False)
SOCIALACCOUNT_ADAPTER = "inspectie.accounts.adapters.ProviderAdapter"
# A form may not lead to another host (form-action), so that the way to the provider is a link.
SOCIALACCOUNT_LOGIN_ON_GET = True
# An address does not tell who somebody is: two accounts may have the same.
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

# Headers: what internet.nl asks for (docs/decisions.md).
HTTPS = env.bool("HTTPS", default=not LOCAL)
SECURE_SSL_REDIRECT = HTTPS
# Asked over plain http, by what watches the server from inside the network.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
)
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
# A session ends after so many seconds without use, and after the longest in any case.
SESSION_COOKIE_AGE = 60 * env.int("SESSION_MINUTES", default=60)
SESSION_LONGEST = 60 * 60 * 12
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
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
