"""A second factor for those who can make things public, asked where it can be set up."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

# Where somebody without a second factor may go: to set one up, or away.
OPEN = ("account_", "mfa_", "openid_connect_", "socialaccount_")
PUBLISH = "programmes.publish_register"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def lead_to_second_factor(get_response):
    """Return middleware that leads who lacks a required second factor to where to set one up.

    They are signed in, so that nobody is locked out, and can do nothing else in the administration.
    """

    def middleware(request):
        return get_response(request)

    def process_view(request, view, arguments, named):
        if not request.path.startswith(reverse("admin:index")) or leaves_open(request):
            return None
        return redirect("mfa_index") if lacks_second_factor(request) else None

    middleware.process_view = process_view
    return middleware


def leaves_open(request):
    """Return whether the address is one that needs no second factor."""
    name = request.resolver_match.view_name
    return name in ("admin:logout", "admin:login") or name.startswith(OPEN)


def lacks_second_factor(request):
    """Return whether somebody has to set up a second factor before going on."""
    user = request.user
    if not settings.SECOND_FACTOR_REQUIRED or not user.is_authenticated:
        return False
    if not user.is_superuser and not user.has_perm(PUBLISH):
        return False
    return not is_mfa_enabled(user, FACTORS) and not vouched_for(request)


def vouched_for(request):
    """Return whether a provider that asks a second factor itself signed this person in."""
    if not settings.OIDC_SECOND_FACTOR:
        return False
    steps = get_authentication_records(request, request.user)
    return any(step["method"] == "socialaccount" for step in steps)
