"""The change log as files: CSV, JSON and JSON lines."""

import csv
import io
import json

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.caching import etags
from programmes.changes.in_pages import as_row, in_sentences, in_utc
from programmes.formats import jsonfile
from programmes.formats.streaming import file_name, site
from programmes.lists.paging import suffix
from programmes.metadata.publisher import LICENCE

# A longer file goes on at the address in `Link`.
MOST_ROWS = 10_000
NAME, CURSOR = "wijzigingen", "cursor"
COLUMNS = ("moment", "lijst", "id", "wijziging", "toelichting", "naam", "adres", "velden")


def as_csv(entries, base, *_others):
    """Return the changes as CSV (RFC 4180); the fields of a change are sentences."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for each in entries:
        writer.writerow(as_row(each, base) | {"velden": in_sentences(each.change)})
    return text.getvalue()


def as_lines(entries, base, *_others):
    """Return the changes as one JSON object a line."""
    return "".join(f"{written(as_row(each, base))}\n" for each in entries)


def as_document(entries, base, page, cursor):
    """Return the changes as one JSON document."""
    head = {
        "titel": _("Changes"),
        "licentie": LICENCE,
        "volledig_tot": in_utc(page.complete_until),
        "cursor": cursor,
        "rijen": [as_row(each, base) for each in entries],
    }
    return f"{written(head)}\n"


def written(value):
    return json.dumps(value, ensure_ascii=False)


# By extension: the media type, a function that writes it, its name and for whom it is.
FILES = {
    "csv": (
        "text/csv; charset=utf-8; header=present",
        as_csv,
        "CSV",
        gettext_lazy("for other programs: comma, UTF-8"),
    ),
    "json": (jsonfile.JSON, as_document, "JSON", gettext_lazy("for programmers: one document")),
    "ndjson": (
        jsonfile.LINES,
        as_lines,
        gettext_lazy("JSON lines"),
        gettext_lazy("for large reads: each row on a line of its own"),
    ),
}


def addresses(query):
    """Return ({"label": …, "hint": …}, address) pairs of the files, for a QueryDict."""
    return [
        ({"label": label, "hint": hint}, reverse(f"changes-{extension}") + suffix(query))
        for extension, (_type, _write, label, hint) in FILES.items()
    ]


def response(request, extension, page, cursor):
    """Return a `Page` of changes as a file.

    Args:
        extension: a key of `FILES`.
        cursor: the one after the page.
    """
    media_type, write, *_texts = FILES[extension]
    found = HttpResponse(write(page.entries, site(request), page, cursor), content_type=media_type)
    name = file_name(request, NAME, extension)
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    query = request.GET.copy()
    query[CURSOR] = cursor
    following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    # The next file now, or the address to ask for what comes later.
    relation = "monitor" if page.is_last else "next"
    found["Link"] = f'<{following}>; rel="{relation}", <{LICENCE}>; rel="license"'
    # Without an ETag: it depends on the transactions in progress too.
    found["Cache-Control"] = etags.for_all()
    return found
