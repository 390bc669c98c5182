"""Accounts of staff: made by an administrator, never by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import Http404


class ClosedAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request):
        return False


def no_signup(request):
    """Answer that there is no such page; the library wants an address to point to.

    Raises:
        Http404: always.
    """
    raise Http404
