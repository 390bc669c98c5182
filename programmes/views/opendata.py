"""What harvesters, catalogues and programs ask for."""

import json
from functools import wraps

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from programmes import conditional
from programmes.forms import suffix
from programmes.opendata import csvw, sitemaps, snapshot
from programmes.opendata.datapackage import package
from programmes.opendata.xml import document
from programmes.views.lists import reasons, refusal

XML = "application/xml; charset=utf-8"
FILE_TYPES = {snapshot.ZIP: "application/zip", snapshot.SQLITE: "application/vnd.sqlite3"}


def json_response(content, media_type="application/json"):
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return HttpResponse(text + "\n", content_type=media_type)


@require_safe
def csv_metadata(request, noun):
    """Answer what stands in the CSV file of a noun that has the same parameters."""
    filterset = noun.filterset(request.GET, noun.published(), request=request)
    if problems := reasons(filterset):
        return refusal(problems)
    url = request.build_absolute_uri(reverse(f"{noun.key}-csv") + suffix(request.GET))
    return json_response(csvw.table(noun, url), csvw.MEDIA_TYPE)


@require_safe
def datapackage(request):
    """Answer what stands in all CSV files together, as they are now."""

    def place(noun):
        return request.build_absolute_uri(reverse(f"{noun.key}-csv"))

    site = request.build_absolute_uri("/")[:-1]
    return json_response(package(site, place))


@require_safe
def diwoo_index(request):
    """Answer the index of the sitemaps for the Woo-index."""
    return HttpResponse(document(sitemaps.index(request.build_absolute_uri)), content_type=XML)


@require_safe
def diwoo_sitemap(request, kind, page):
    """Answer a sitemap with the metadata of the documents of a kind."""
    root = sitemaps.sitemap(kind, page, request.build_absolute_uri)
    if root is None:
        raise Http404
    return HttpResponse(document(root), content_type=XML)


def offered(view):
    """Let a view of (request, snapshot, name) answer as long as the snapshot may be handed out."""

    @require_safe
    @wraps(view)
    def answer(request, name):
        current = snapshot.current()
        if current is None:
            raise Http404
        if current.holds_withdrawn:
            text = _("A record was withdrawn since this file was made. It is made anew soon.")
            headers = {"Retry-After": "3600", "Content-Type": "text/plain; charset=utf-8"}
            return HttpResponse(f"{text}\n", status=503, headers=headers)
        return view(request, current, name)

    return answer


def tag(request, current, name):
    return f'"{current.files[name].sha256}"'


def made_at(request, current, name):
    return current.generated_at


@offered
@condition(etag_func=tag, last_modified_func=made_at)
def snapshot_file(request, current, name):
    """Hand out a file with the whole register; its name on disk bears the day it tells of."""
    day = timezone.localdate(current.generated_at).isoformat()
    stem, _dot, extension = name.partition(".")
    return FileResponse(
        current.files[name].path.open("rb"),
        as_attachment=True,
        filename=f"{stem}-{day}.{extension}",
        content_type=FILE_TYPES[name],
        # Its ETag is of the file, not of the register as it is now.
        headers={"Cache-Control": conditional.FOR_ALL},
    )
