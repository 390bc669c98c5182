"""Preview of a draft as the public would see it, for staff or by a secret link."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, resolve, reverse, set_script_prefix
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from programmes.models import PreviewLink
from programmes.models.previewed import as_if_public
from programmes.models.publication import Published
from programmes.workflow.along import together

# URL names served inside a preview; all others redirect to the public site.
SHOWN = ("-detail", "-file")


@dataclass(frozen=True)
class Preview:
    """A draft in preview.

    Attributes:
        record: the draft or scheduled record.
        start: URL prefix of all pages inside the preview, with a trailing slash.
        until: when the link expires; None for staff.
        back: URL of the change form, for staff.
    """

    record: Published
    start: str
    until: datetime | None = None
    back: str = ""


@require_safe
def preview_link(request, token, path):
    """Show a draft to whoever has a link that has not expired."""
    link = PreviewLink.objects.signed(token)
    if link is None:
        raise Http404
    record = link.record
    if record is None or not link.holds:
        return hidden(render(request, "preview/ended.html", status=410))
    start = reverse("preview", args=[token, ""])
    return show(request, Preview(record, start, until=link.expires_at), path)


def show(request, preview, path):
    """Return the page at `path` as if the draft of `preview` were public.

    Only the draft and the records published with it are added; links stay inside the preview.
    Redirects to the public page once the record is public.

    Raises:
        Http404: when there is no such page.
    """
    record = preview.record
    if record.has_been_public:
        return hidden(redirect(record))
    if not path:
        return hidden(redirect(preview.start + record.get_absolute_url().removeprefix("/")))
    match = resolve(f"/{path}", "programmes.urls")
    if not match.url_name.endswith(SHOWN):
        return hidden(redirect("?".join(filter(None, [f"/{path}", request.GET.urlencode()]))))
    request.preview, request.resolver_match = preview, match
    outside = get_script_prefix()
    set_script_prefix(preview.start)
    try:
        with as_if_public(together(record)):
            return hidden(match.func(request, *match.args, **match.kwargs))
    finally:
        set_script_prefix(outside)


def hidden(response):
    """Set headers against caching, indexing and leaking the URL as Referer."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
