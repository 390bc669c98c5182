"""Middleware that requires a second factor of superusers and of accounts that may publish."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

# Prefixes of the URL names that need no second factor: signing in and out, and setting one up.
EXEMPT = ("account_", "mfa_", "openid_connect_", "socialaccount_")
PUBLISH = "programmes.publish_register"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def require_second_factor(get_response):
    """Return middleware that redirects to the set-up page when a required second factor is missing.

    The user is signed in, as setting one up needs an account, but every other page of the admin
    redirects.
    """

    def middleware(request):
        return get_response(request)

    def process_view(request, view, arguments, named):
        if not request.path.startswith(reverse("admin:index")) or is_exempt(request):
            return None
        return redirect("mfa_index") if lacks_second_factor(request) else None

    middleware.process_view = process_view
    return middleware


def is_exempt(request):
    name = request.resolver_match.view_name
    return name in ("admin:logout", "admin:login") or name.startswith(EXEMPT)


def lacks_second_factor(request):
    """Return whether the signed-in user needs a second factor and has none."""
    user = request.user
    if not settings.SECOND_FACTOR_REQUIRED or not user.is_authenticated:
        return False
    if not user.is_superuser and not user.has_perm(PUBLISH):
        return False
    return not is_mfa_enabled(user, FACTORS) and not provider_required_one(request)


def provider_required_one(request):
    """Return whether the user signed in at a provider that requires a second factor itself."""
    if not settings.OIDC_SECOND_FACTOR:
        return False
    steps = get_authentication_records(request, request.user)
    return any(step["method"] == "socialaccount" for step in steps)
