"""The settings of signing in: passwords, second factors and single sign-on."""

from inspectie.environment import LOCAL, env, required
from inspectie.organisation import ORGANISATION

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
MFA_TOTP_ISSUER = f"Werkprogramma's {ORGANISATION.short_name}"
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
