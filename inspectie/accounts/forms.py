"""Forms of allauth: to sign in, and for second factors, of which a code works once."""

import json

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.webauthn import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inspectie.accounts.audit import record
from inspectie.accounts.models import AuditEntry

# What allauth raises for JSON that is not a WebAuthn response.
MALFORMED = (AttributeError, LookupError, TypeError, ValueError)
# allauth's error code for a passkey that is not accepted.
REFUSED = "incorrect_code"

# Seconds during which allauth accepts a code of an app.
VALID = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)


def refusal():
    return ValidationError(_("This passkey was not accepted."), code=REFUSED)


class SignInForm(LoginForm):
    """Keeps telephones from changing the name that is typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {
            "autocapitalize": "none",
            "autocorrect": "off",
            "spellcheck": "false",
        }


class LimitedDecoder(json.JSONDecoder):
    """Raise JSONDecodeError for JSON that is nested too deeply, or with too long a number."""

    def decode(self, text):
        try:
            return super().decode(text)
        except json.JSONDecodeError:
            raise
        except (RecursionError, ValueError) as error:
            raise json.JSONDecodeError("Too deep or too long", text, 0) from error


class RecordedMixin:
    """Record a refused passkey in the audit list."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].decoder = LimitedDecoder

    def clean_credential(self):
        try:
            return super().clean_credential()
        except (ValidationError, *MALFORMED) as error:
            name = self.user.username if self.user else ""
            record(context.request, AuditEntry.Kind.FACTOR_REFUSED, name, _("passkey"))
            # Another error code, such as too many attempts, keeps its own message.
            if getattr(error, "code", REFUSED) != REFUSED:
                raise
            raise refusal() from error


class OnceMixin:
    """Refuse a code that was used before; allauth does so for one period of the app only."""

    def clean_code(self):
        code = super().clean_code()
        key = f"code-used:{self.user.pk}:{normalize_user_code(code)}"
        if not cache.add(key, True, VALID):
            self._emit_authentication_failed(self.authenticator)
            raise get_adapter().validation_error(REFUSED)
        return code


class CodeForm(OnceMixin, base_forms.AuthenticateForm):
    pass


class ReauthenticateCodeForm(OnceMixin, base_forms.ReauthenticateForm):
    pass


class AuthenticateForm(RecordedMixin, forms.AuthenticateWebAuthnForm):
    pass


class LoginForm(RecordedMixin, forms.LoginWebAuthnForm):
    pass


class ReauthenticateForm(RecordedMixin, forms.ReauthenticateWebAuthnForm):
    pass


class AddForm(forms.AddWebAuthnForm):
    def clean(self):
        try:
            return super().clean()
        except MALFORMED as error:
            raise refusal() from error
