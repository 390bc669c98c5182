"""Passkey forms of allauth that record refusals in the audit list and refuse malformed JSON."""

import json

from allauth.core import context
from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inspectie.accounts.audit import record
from inspectie.accounts.models import AuditEntry

# What allauth raises for JSON that is not a WebAuthn response.
MALFORMED = (AttributeError, LookupError, TypeError, ValueError)
# allauth's error code for a passkey that is not accepted.
REFUSED = "incorrect_code"


def refusal():
    return ValidationError(_("This passkey was not accepted."), code=REFUSED)


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
