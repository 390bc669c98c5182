"""Adapters of django-allauth: no sign-up, rate limits per account, groups from single sign-on."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from inspectie.accounts import sessions
from inspectie.accounts.audit import BLOCKED, known_name, record, signed_in_before
from inspectie.accounts.models import AuditEntry
from programmes.workflow.context import history_context

SOURCE = "OpenID Connect"


class ClosedAdapter(DefaultAccountAdapter):
    """Sign-in with a password; signing up is closed."""

    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        """Authenticate, with the user name in any case unless accounts differ in that alone."""
        name = credentials["username"]
        return super().authenticate(request, **credentials | {"username": as_stored(name)})

    def pre_authenticate(self, request, **credentials):
        """Apply the rate limits, and record a refusal in the audit list."""
        name = credentials["username"]
        try:
            super().pre_authenticate(request, **credentials)
            self._limit_by_name(request, name)
        except ValidationError:
            record(request, AuditEntry.Kind.REFUSED, known_name(name), _("too many attempts"))
            raise

    def _limit_by_name(self, request, name):
        """Count an attempt on a user name, from all addresses together.

        The limit does not hold at an address where the account signed in recently: attempts
        elsewhere would otherwise lock its owner out.

        Raises:
            ValidationError: for too many attempts.
        """
        counted = ratelimit.consume(
            request, app="allauth.account", action="login_failed_by_name", key=name.lower()
        )
        if counted:
            # allauth takes these back when the password is right.
            self._login_failed_rl_usage.usage += counted.usage
        elif not signed_in_before(known_name(name), self.get_client_ip(request)):
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Without the Host of allauth's own key, which the client can vary.
        return f"{credentials['username'].lower()} {ratelimit.get_ip(request)}"

    def is_reauthentication_required(self, *, app, **more):
        """Return whether to ask for the password or second factor again: not after sign-in."""
        if sessions.just_began(self.request.session, time.time()):
            return False
        return super().is_reauthentication_required(app=app, **more)

    def send_password_reset_mail(self, user, email, context):
        # To the address of the account: a database may hold another spelling for the same.
        super().send_password_reset_mail(user, user.email, context)

    def respond_user_inactive(self, request, user):
        record(request, AuditEntry.Kind.REFUSED, user.username, BLOCKED)
        return super().respond_user_inactive(request, user)


def as_stored(name):
    """Return the user name of the one account that has it in any case, else the name itself."""
    users = get_user_model().objects.filter(username__iexact=name)
    names = list(users.values_list("username", flat=True))
    return names[0] if len(names) == 1 else name


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Single sign-on: accounts come from the provider, and their groups from its claims.

    A provider never creates a superuser, and is never connected to an existing account.
    """

    def pre_social_login(self, request, sociallogin):
        """Update the groups of an existing account, and refuse access without any group.

        Raises:
            ImmediateHttpResponse: status 403, when no claim maps to a group.
            PermissionDenied: for any process other than login, such as connecting accounts.
        """
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise PermissionDenied
        sociallogin.groups = groups_of(sociallogin.account.extra_data)
        if sociallogin.is_existing:
            set_groups(sociallogin.user, sociallogin.groups)
        if not sociallogin.groups:
            name = sociallogin.user.username if sociallogin.is_existing else ""
            record(request, AuditEntry.Kind.REFUSED, name, _("no group gives access"))
            page = render(request, "socialaccount/without_group.html", status=403)
            raise ImmediateHttpResponse(page)

    def is_open_for_signup(self, request, sociallogin):
        # The first sign-in creates the account; pre_social_login has checked the groups.
        return True

    def save_user(self, request, sociallogin, form=None):
        with history_context(source=SOURCE):
            user = super().save_user(request, sociallogin, form)
        set_groups(user, sociallogin.groups)
        return user

    def on_authentication_error(self, request, provider, error=None, **more):
        record(request, AuditEntry.Kind.REFUSED, "", f"{provider.name}: {error or _('unknown')}")


def groups_of(claims):
    """Return the list of `Group`s that OIDC_GROUPS maps the provider's groups to.

    Args:
        claims: a dict with the claims under "userinfo" or "id_token".
    """
    found = claims.get("userinfo") or claims.get("id_token") or {}
    named = found.get(settings.OIDC_GROUPS_CLAIM) or []
    named = named if isinstance(named, list) else [named]
    names = {ours for theirs, ours in settings.OIDC_GROUPS.items() if theirs in named}
    return list(Group.objects.filter(name__in=names))


def set_groups(user, groups):
    """Give `user` exactly these `groups` of those in OIDC_GROUPS, and the matching is_staff.

    Groups outside OIDC_GROUPS are assigned by an administrator here, and are kept.
    """
    with history_context(source=SOURCE, user=None):
        mapped = user.groups.filter(name__in=settings.OIDC_GROUPS.values())
        user.groups.remove(*mapped.exclude(pk__in=[group.pk for group in groups]))
        user.groups.add(*groups)
        is_staff = user.is_superuser or user.groups.exists()
        if user.is_staff != is_staff:
            user.is_staff = is_staff
            user.save(update_fields=["is_staff"])


def not_found(request):
    """Raise Http404: for URLs that allauth reverses by name and this site does not offer."""
    raise Http404
