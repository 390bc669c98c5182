"""The forms for a passkey: the audit list hears of a refusal, and nonsense is a refusal too."""

from allauth.core import context
from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inspectie.accounts.listening import record
from inspectie.accounts.models import AuditEntry

# What the library raises for JSON that is no answer of a passkey at all.
NONSENSE = (AttributeError, LookupError, TypeError, ValueError)
# Its code for a passkey that is not accepted.
REFUSED = "incorrect_code"


def refusal():
    return ValidationError(_("This passkey was not accepted."), code=REFUSED)


class ToldMixin:
    def clean_credential(self):
        try:
            return super().clean_credential()
        except (ValidationError, *NONSENSE) as error:
            name = self.user.username if self.user else ""
            record(context.request, AuditEntry.Kind.FACTOR_REFUSED, name, _("passkey"))
            # Too many attempts is another reason than the passkey itself.
            if getattr(error, "code", REFUSED) != REFUSED:
                raise
            raise refusal() from error


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
            raise refusal() from error
