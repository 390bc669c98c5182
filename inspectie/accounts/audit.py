"""Signal receivers that write sign-ins, refusals and second factors to the audit list.

Django and django-allauth report these events by signals only; docs/decisions.md says why signals
are used here and nowhere else. Changes in the tables of accounts are recorded by triggers, see
`models.py`.
"""

import time
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_reset, authenticator_used
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy

from inspectie.accounts import sessions
from inspectie.accounts.models import AuditEntry

Kind = AuditEntry.Kind
# Labels of allauth's methods of authentication.
METHODS = {
    "password": gettext_lazy("password"),
    "socialaccount": gettext_lazy("single sign-on"),
    **dict(Authenticator.Type.choices),
}

# Why sign-in was refused.
WRONG_PASSWORD = gettext_lazy("wrong password")
UNKNOWN = gettext_lazy("unknown user name")
BLOCKED = gettext_lazy("the account is blocked")
# How long an address counts as one of the account's own.
RECENT = timedelta(days=30)


def record(request, kind, account="", details=""):
    """Add an entry to the audit list.

    Args:
        request: the request, for the client's IP address, or None.
        kind: an `AuditEntry.Kind`.
        account: the user name of the account concerned.
        details: the method or the reason. Never user input, which may be a password.
    """
    AuditEntry.objects.create(
        kind=kind, account=account, address=address_of(request), details=details
    )


def address_of(request):
    """Return the client's IP address as text, or None."""
    if request is None or not request.META.get("REMOTE_ADDR"):
        return None
    return get_adapter(request).get_client_ip(request)


def known_name(name):
    """Return the user name of an existing account, ignoring case, or "".

    An unknown name is never stored: it may be a password typed in the wrong field.
    """
    known = get_user_model().objects.filter(username__iexact=name or "")
    return known.values_list("username", flat=True).first() or ""


def signed_in_before(name, address):
    """Return whether an account signed in at an IP address during the last 30 days."""
    recent = AuditEntry.objects.filter(kind=Kind.SIGNED_IN, at__gte=timezone.now() - RECENT)
    return recent.filter(account=name, address=address).exists()


@receiver(user_logged_in)
def signed_in(sender, request, user, **more):
    sessions.begin(request.session, time.time())
    steps = get_authentication_records(request, user)
    used = [step.get("type", step["method"]) for step in steps if not step.get("reauthenticated")]
    labels = [str(METHODS.get(method, method)) for method in dict.fromkeys(used)]
    record(request, Kind.SIGNED_IN, user.username, ", ".join(labels))


@receiver(user_login_failed)
def refused(sender, credentials, request=None, **more):
    name = known_name(credentials.get("username"))
    record(request, Kind.REFUSED, name, reason_of_refusal(name))


def reason_of_refusal(name):
    if not name:
        return UNKNOWN
    active = get_user_model().objects.filter(username=name, is_active=True).exists()
    return WRONG_PASSWORD if active else BLOCKED


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
