"""Open data: descriptions, catalogue, sitemaps for harvesters, and the snapshot."""

import json
from dataclasses import replace

from django.db.models import Count, Value
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, conditional_page, require_safe

from programmes.api import ROOT
from programmes.caching import etags
from programmes.changes import since
from programmes.formats import csvw, streaming
from programmes.formats.following import downloads
from programmes.formats.format import FORMATS
from programmes.lists.nouns import ALL, PAGED
from programmes.lists.paging import suffix
from programmes.metadata.publisher import LICENCE
from programmes.metadata.sitemaps import RecordSitemap
from programmes.models.prepared import prepared
from programmes.opendata import questions, snapshot, woo_index
from programmes.opendata.catalogue import WHOLE, Catalogue
from programmes.opendata.datapackage import package
from programmes.opendata.examples import EXAMPLES
from programmes.opendata.questions import QUESTIONS
from programmes.opendata.ranges import file_response
from programmes.opendata.readme import citation
from programmes.opendata.xml import document
from programmes.views.lists import refusal

XML = "application/xml; charset=utf-8"
CATALOGUE_TYPES = {"turtle": "text/turtle; charset=utf-8", "json-ld": "application/ld+json"}
FILE_TYPES = {snapshot.ZIP: "application/zip", snapshot.SQLITE: "application/vnd.sqlite3"}


def json_response(content, media_type="application/json"):
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return HttpResponse(text + "\n", content_type=media_type)


@require_safe
def csv_metadata(request, noun):
    """Answer the CSVW metadata of the CSV file with the same parameters."""
    filterset = noun.filterset(request.GET, noun.published(), request=request)
    if problems := filterset.form.problems:
        return refusal(problems)
    url = request.build_absolute_uri(reverse(f"{noun.key}-csv") + suffix(request.GET))
    if filterset.form.since:
        noun = replace(noun, columns=(*noun.columns, *since.columns_since({})))
    return json_response(csvw.document(noun, url), csvw.MEDIA_TYPE)


@require_safe
def datapackage(request):
    """Answer the data package (Frictionless) of all current CSV files."""
    return json_response(package(streaming.site(request), ALL, csv_address(request)))


@require_safe
def csvw_group(request):
    """Answer the CSVW metadata of all current CSV files, with their foreign keys."""
    return json_response(csvw.group(ALL, csv_address(request)), csvw.MEDIA_TYPE)


def csv_address(request):
    """Return the function from a noun to the URL of its CSV file."""
    return lambda noun: request.build_absolute_uri(reverse(f"{noun.key}-csv"))


@require_safe
def diwoo_index(request):
    """Answer the sitemap index for the Woo-index."""
    return HttpResponse(document(woo_index.index(request.build_absolute_uri)), content_type=XML)


@require_safe
def diwoo_sitemap(request, kind, page):
    """Answer a sitemap with the DiWoo metadata of the documents of a kind."""
    root = woo_index.sitemap(kind, int(page), request.build_absolute_uri)
    if root is None:
        raise Http404
    return HttpResponse(document(root), content_type=XML)


@require_safe
def snapshot_file(request, name):
    """Answer with a snapshot file; 404 without a snapshot, 503 when it may not be served."""
    current = snapshot.current()
    if current is None:
        raise Http404
    if current.holds_withdrawn:
        text = _("A record was withdrawn since this file was made. It is made anew soon.")
        headers = {"Retry-After": "3600", "Content-Type": "text/plain; charset=utf-8"}
        return HttpResponse(f"{text}\n", status=503, headers=headers)
    return download(request, current, name)


def tag(request, current, name):
    return f'"{current.files[name].sha256}"'


def made_at(request, current, name):
    return current.generated_at


@condition(etag_func=tag, last_modified_func=made_at)
def download(request, current, name):
    """Answer with a file of the current snapshot as a download, named after its day."""
    day = timezone.localdate(current.generated_at).isoformat()
    stem, _dot, extension = name.partition(".")
    return file_response(
        request,
        current.files[name],
        tag(request, current, name),
        as_attachment=True,
        filename=f"{stem}-{day}.{extension}",
        content_type=FILE_TYPES[name],
        # Its ETag depends on the file, not on the version of the register.
        headers={"Cache-Control": etags.for_all()},
    )


@require_safe
@conditional_page
def open_data(request):
    """Show the page about the open data: formats, age and use."""
    current, site, rows = snapshot.current(), streaming.site(request), counts()
    context = {
        "api": f"{site}{ROOT}",
        "snapshot": current,
        "is_withheld": current and current.holds_withdrawn,
        "zip": current and current.files[snapshot.ZIP],
        "sqlite": current and current.files[snapshot.SQLITE],
        "lists": [
            {
                "noun": noun,
                "rows": rows.get(noun.path, 0),
                "formats": downloads(noun, QueryDict()),
            }
            for noun in PAGED
        ],
        "formats": FORMATS,
        "examples": [
            {"key": each.key, "title": each.title, "does": each.does, "code": each.at(site)}
            for each in EXAMPLES
        ],
        "questions": QUESTIONS,
        "start": questions.START.replace("{site}", site),
        "start_pandas": questions.START_PANDAS,
        "start_duckdb": questions.START_DUCKDB,
        "citation": citation(site, timezone.now()),
        "licence": LICENCE,
    }
    response = render(request, "pages/open-data.html", context)
    return of_the_snapshot(response)


def counts():
    """Return the number of rows by the path of each noun that has any, in one query."""
    return dict(numbers())


@prepared(with_facts=True)
def numbers():
    first, *others = (
        noun.published().order_by().values_list(Value(noun.path)).annotate(Count("pk"))
        for noun in PAGED
    )
    return first.union(*others, all=True)


@require_safe
@conditional_page
def dcat(request, form):
    """Answer the DCAT catalogue, for data portals.

    Args:
        form: a key of `CATALOGUE_TYPES`.
    """
    current = snapshot.current()
    changed = {noun.path: RecordSitemap(noun).get_latest_lastmod() for noun in ALL if noun.has_feed}
    changed[WHOLE] = current and current.generated_at
    graph = Catalogue(streaming.site(request), changed).build()
    media_type = CATALOGUE_TYPES[form]
    response = HttpResponse(graph.serialize(format=form), content_type=media_type)
    return of_the_snapshot(response)


def of_the_snapshot(response):
    """Set the ETag of a response whose content depends on the snapshot too: a digest of it.

    `conditional_page` sets it for GET only.
    """
    set_response_etag(response)
    response["Cache-Control"] = etags.for_all()
    return response
