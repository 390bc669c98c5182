"""The forms for a passkey: the audit list hears of a refusal, and nonsense is a refusal too."""

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inspectie.accounts.listening import record
from inspectie.accounts.models import AuditEntry

# What the library raises for JSON that is no answer of a passkey at all.
NONSENSE = (AttributeError, LookupError, TypeError, ValueError)


class ToldMixin:
    def clean_credential(self):
        try:
            return super().clean_credential()
        except (ValidationError, *NONSENSE) as error:
            name = self.user.username if self.user else ""
            record(context.request, AuditEntry.Kind.FACTOR_REFUSED, name, _("passkey"))
            if isinstance(error, ValidationError):
                raise
            raise get_adapter().validation_error("incorrect_code") from error


class AuthenticateForm(ToldMixin, forms.AuthenticateWebAuthnForm):
    pass


class LoginForm(ToldMixin, forms.LoginWebAuthnForm):
    pass


class ReauthenticateForm(ToldMixin, forms.ReauthenticateWebAuthnForm):
    pass


class AddForm(forms.AddWebAuthnForm):
    def clean(self):
        try:
            return super().clean()
        except NONSENSE as error:
            raise get_adapter().validation_error("incorrect_code") from error
