"""What django-allauth asks this site while somebody signs in."""

import pghistory
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from inspectie.accounts.listening import known_name, record
from inspectie.accounts.models import AuditEntry

SOURCE = "OpenID Connect"


class ClosedAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        """Count an attempt; one too many is refused, and goes in the audit list as well."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            name = known_name(credentials.get("username"))
            record(request, AuditEntry.Kind.REFUSED, name, _("too many attempts"))
            raise

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count by account only: the library counts by Host too, which the sender writes."""
        return credentials["username"].lower()


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Single sign-on: the provider says who somebody is and, by its groups, what they may do.

    A provider never makes a superuser, and never connects to an account that exists here already.
    """

    def pre_social_login(self, request, sociallogin):
        """Bring the groups up to date; without one there is no way in.

        Raises:
            ImmediateHttpResponse: a page that says so, when no group gives access.
            PermissionDenied: for anything but signing in, such as connecting to an account here.
        """
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise PermissionDenied
        sociallogin.groups = groups_of(sociallogin.account.extra_data)
        if sociallogin.is_existing:
            give(sociallogin.user, sociallogin.groups)
        if not sociallogin.groups:
            name = sociallogin.user.username if sociallogin.is_existing else ""
            record(request, AuditEntry.Kind.REFUSED, name, _("no group gives access"))
            page = render(request, "socialaccount/without_group.html", status=403)
            raise ImmediateHttpResponse(page)

    def is_open_for_signup(self, request, sociallogin):
        """Let the first sign-in make the account: who comes this far is in a group."""
        return True

    def save_user(self, request, sociallogin, form=None):
        with pghistory.context(source=SOURCE):
            user = super().save_user(request, sociallogin, form)
        give(user, sociallogin.groups)
        return user

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ):
        record(request, AuditEntry.Kind.REFUSED, "", f"{provider.name}: {error or _('unknown')}")


def groups_of(claims):
    """Return the groups here that the claims of a provider stand for, as a list.

    Args:
        claims: what the provider told, by "userinfo" and "id_token".
    """
    found = claims.get("userinfo") or claims.get("id_token") or {}
    told = found.get(settings.OIDC_GROUPS_CLAIM) or []
    told = told if isinstance(told, list) else [told]
    names = {ours for theirs, ours in settings.OIDC_GROUPS.items() if theirs in told}
    return list(Group.objects.filter(name__in=names))


def give(user, groups):
    """Make `groups` the ones of `user`, of those that the provider decides about.

    A group that no claim stands for is given by an administrator here, and stays.
    """
    with pghistory.context(source=SOURCE, user=None):
        decided = user.groups.filter(name__in=settings.OIDC_GROUPS.values())
        user.groups.remove(*decided.exclude(pk__in=[group.pk for group in groups]))
        user.groups.add(*groups)
        is_staff = user.is_superuser or user.groups.exists()
        if user.is_staff != is_staff:
            user.is_staff = is_staff
            user.save(update_fields=["is_staff"])


def no_page(request):
    """Answer that there is no such page; the library wants an address to point to.

    Raises:
        Http404: always.
    """
    raise Http404
