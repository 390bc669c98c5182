"""A new password by e-mail, with allauth's views, where EMAIL_URL is set."""

import logging
from contextvars import copy_context
from functools import wraps
from threading import Timer

from allauth.account import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404

log = logging.getLogger(__name__)
# Seconds after the request at which the mail is sent.
DELAY = 0.5


def with_mail(view):
    """Return the view, with Http404 where no mail is sent."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not settings.EMAIL_URL:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


class ResetPasswordForm(forms.ResetPasswordForm):
    """Mail a link to the accounts with an e-mail address; the response is the same without any."""

    def clean_email(self):
        """Select the accounts: those that are active and have a password.

        Without a password, an account signs in by single sign-on only.
        """
        email = self.cleaned_data["email"]
        found = get_user_model().objects.filter(email__iexact=email, is_active=True)
        self.users = [user for user in found if user.has_usable_password()]
        return email

    def save(self, request, **more):
        """Send the mail after the response: how long that takes does not depend on the account."""
        Timer(DELAY, copy_context().run, args=(self.send, request)).start()
        return self.cleaned_data["email"]

    def send(self, request):
        try:
            super().save(request)
        except OSError as error:
            # Not its text, which may have the address.
            log.error("The mail for a new password could not be sent: %s", type(error).__name__)
