"""Writes down what happens at the door, as Django and django-allauth tell it.

Their signals are the only places where they tell it; docs/decisions.md says why they are used here
and nowhere else. What changes in the tables of accounts is written down by triggers.
"""

import time

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_reset, authenticator_used
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspectie.accounts import sessions
from inspectie.accounts.models import AuditEntry

Kind = AuditEntry.Kind
# What the library calls the ways to sign in, and what they are called here.
WAYS = {
    "password": gettext_lazy("password"),
    "socialaccount": gettext_lazy("single sign-on"),
    **dict(Authenticator.Type.choices),
}


def record(request, kind, account="", details=""):
    """Add a line to the audit list.

    Args:
        request: where the address comes from; None when there was no request.
        kind: an `AuditEntry.Kind`.
        account: the user name of the account that it is about.
        details: how or why, in words. Never what somebody typed: that may be a password.
    """
    AuditEntry.objects.create(
        kind=kind, account=account, address=address_of(request), details=details
    )


def address_of(request):
    """Return the address that a request came from, or None."""
    if request is None or not request.META.get("REMOTE_ADDR"):
        return None
    return get_adapter(request).get_client_ip(request)


def known_name(name):
    """Return a user name if there is such an account, else "": it may be a password by mistake."""
    known = get_user_model().objects.filter(username__iexact=name or "")
    return known.values_list("username", flat=True).first() or ""


@receiver(user_logged_in)
def signed_in(sender, request, user, **more):
    sessions.begin(request.session, time.time())
    steps = get_authentication_records(request, user)
    ways = [step.get("type", step["method"]) for step in steps if not step.get("reauthenticated")]
    names = [str(WAYS.get(way, way)) for way in dict.fromkeys(ways)]
    record(request, Kind.SIGNED_IN, user.username, ", ".join(names))


@receiver(user_login_failed)
def refused(sender, credentials, request=None, **more):
    name = known_name(credentials.get("username"))
    record(request, Kind.REFUSED, name, _("wrong password") if name else _("unknown user name"))


@receiver(user_logged_out)
def signed_out(sender, request, user, **more):
    if user is not None:
        record(request, Kind.SIGNED_OUT, user.username)


@receiver(authenticator_used)
def second_factor_used(sender, request, user, authenticator, **more):
    record(request, Kind.FACTOR_USED, user.username, authenticator.get_type_display())


@receiver(authentication_failed)
def second_factor_refused(sender, request, user, authenticator, **more):
    record(request, Kind.FACTOR_REFUSED, user.username, authenticator.get_type_display())


@receiver(authenticator_reset)
def second_factor_renewed(sender, request, user, authenticator, **more):
    record(request, Kind.FACTOR_ADDED, user.username, authenticator.get_type_display())
