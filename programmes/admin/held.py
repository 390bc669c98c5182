"""Input that was posted but not stored: shown again in its form, as after a validation error.

A form names its user in a signed field. What that user posts without a session, with a stale
token against forgery, or to storage that fails, is kept in the cache until somebody signs in as the
same user.
"""

import logging
import re
from copy import copy
from functools import wraps

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.cache import cache
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import csrf

from programmes.models.outage import StoreAwayError, is_full_disk

logger = logging.getLogger(__name__)
# The POST parameter that shows input without storing it, and the GET parameter that shows what was
# kept of it.
RESTORE, KEPT = "_restore", "invoer"
# The POST parameter with the names of chosen files, which neither browser nor server keeps.
FILE_NAMES = "_file"
SALT = "programmes.typed_by"
# Seconds that a form may be open, and that its input is kept.
DAY = 24 * 60 * 60
# The most characters of POST data that are kept.
LARGEST = 2_000_000
SESSION_ENDED = gettext_lazy("Your session had ended. After you sign in, what you typed is back.")
DISK_IS_FULL = gettext_lazy(
    "The file could not be stored: the disk of the server is full. Nothing was stored. Ask an "
    "administrator to make room, and try again."
)
STORE_IS_AWAY = gettext_lazy(
    "The file was not stored: the storage of documents does not answer. Try again in a moment."
)
IS_BACK = gettext_lazy("What you typed is back, and not stored yet. Look at it and save.")


class DraftMixin:
    """Names the draft that was stored in the tags of a message, for drafts.js to remove it."""

    def message_user(self, request, message, level=messages.INFO, extra_tags="", **more):
        draft = request.POST.get("draft", "")
        if level == messages.SUCCESS and re.fullmatch("[a-z0-9]{1,40}", draft):
            extra_tags = f"{extra_tags} stored-{draft}".strip()
        super().message_user(request, message, level, extra_tags, **more)


class HeldForm(forms.Form):
    """A form that is not valid while it only shows kept input."""

    def clean(self):
        if RESTORE in self.data:
            raise forms.ValidationError(
                _("What you typed is back. Nothing happened yet: look at it, and choose again.")
            )
        return super().clean()


def shows_kept_input(view):
    """Decorate a view of a `ModelAdmin` whose form is a `HeldForm`, so that kept input is back."""

    @wraps(view)
    def shown(self, request, *args, **kwargs):
        response = view(self, with_kept_input(request), *args, **kwargs)
        forget(request, response)
        return response

    return shown


class HeldMixin(DraftMixin):
    """Shows kept input, and input with `RESTORE`, without storing it."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        shown = with_kept_input(request)
        if RESTORE in shown.POST:
            shown.refusal = IS_BACK
        response = super().changeform_view(shown, object_id, form_url, extra_context)
        forget(request, response)
        return response

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["typed_by"] = typed_by(request)
        context.setdefault("files_again", names_of_files(request))
        may_change = context.get("proposing") or self.has_change_permission(request, obj)
        context["keeps"] = may_change and not context["is_popup"] and "proposal" not in context
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def names_of_files(request):
    """Return the names of the files that have to be chosen again in a form that is shown again."""
    return request.POST.getlist(FILE_NAMES) + [file.name for file in request.FILES.values()]


def typed_by(request):
    """Return the signed user for a form, so that its input can be kept."""
    return signing.dumps(request.user.pk, salt=SALT)


def with_kept_input(request):
    """Return a GET request for kept input as a POST request with it and `RESTORE`."""
    if request.method != "GET" or KEPT not in request.GET:
        return request
    text = held_for(request)
    if text is None:
        return request
    # Django would read POST and FILES from the body at the first use of either.
    shown = copy(request)
    shown.method, shown.POST = "POST", QueryDict(f"{text}&{RESTORE}=1")
    shown._files = MultiValueDict()
    return shown


def forget(request, response):
    """Remove the kept input of a form that was stored."""
    if KEPT in request.GET and response.status_code == 302 and held_for(request) is not None:
        cache.delete(key_of(request.user.pk))


def held_for(request):
    """Return the kept input of the user for the form at this path, or None."""
    path, text = cache.get(key_of(request.user.pk), (None, None))
    return text if path == request.path else None


def key_of(user):
    """Return the key in the cache: one for each user, so that no input fills it."""
    return f"held-{user}"


def keep_input(get_response):
    """Return middleware that keeps what is posted without a session, or to storage that fails."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, arguments, named):
        if request.method == "POST" and not request.user.is_authenticated:
            return kept_input(request)
        return None

    def process_exception(request, error):
        why = why_not_stored(error)
        if request.method != "POST" or not why:
            return None
        logger.error("A file was not stored", exc_info=error)
        if response := kept_input(request, message=why):
            return response
        messages.error(request, why)
        return redirect(request.path)

    middleware.process_view = process_view
    middleware.process_exception = process_exception
    return middleware


def why_not_stored(error):
    """Return what a user reads after an error of storing a file, or None after another error."""
    if isinstance(error, StoreAwayError):
        return STORE_IS_AWAY
    return DISK_IS_FULL if is_full_disk(error) else None


def csrf_failure(request, reason=""):
    """Keep the input of a form with a stale token, else show the usual page with status 403."""
    return kept_input(request) or csrf.csrf_failure(request, reason)


def kept_input(request, dropped=(), message=SESSION_ENDED):
    """Keep the input of a form; return the redirect to that form with it, or None without a user.

    Without a session the form asks to sign in first. One input is kept of each user, the last.

    Args:
        dropped: the names of files that were dropped while the request was read.
        message: what the user reads above the form.
    """
    try:
        user = signing.loads(request.POST.get("typed_by", ""), salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return None
    data = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "typed_by", RESTORE):
        data.pop(name, None)
    data.setlist(FILE_NAMES, [*names_of_files(request), *dropped])
    text = data.urlencode()
    if len(text) > LARGEST:
        return None
    cache.set(key_of(user), (request.path, text), DAY)
    messages.warning(request, message)
    query = request.GET.copy()
    query[KEPT] = "1"
    return redirect(f"{request.path}?{query.urlencode()}")
