"""The registry of the formats of a list, and the links between them.

In every format the query string means the same and is as strict.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programmes.formats import atom, calendar, csvfile, csvw, jsonfile
from programmes.lists.paging import suffix
from programmes.metadata.publisher import LICENCE

HTML = "text/html"


@dataclass(frozen=True)
class Format:
    """A format of a list.

    Attributes:
        key: the end of its url name, as in "programme-csv".
        extension: the end of its address, as in /werkprogrammas.csv.
        media_type: its media type in Accept.
        label: its name on screen.
        hint: for whom it is, on screen.
        respond: a function from (request, filtered rows, noun) to the response.
        has_columns: whether it has the columns of the noun, and takes the rows that are `gone`.
    """

    key: str
    extension: str
    media_type: str
    label: str | Promise
    hint: str | Promise
    respond: Callable
    has_columns: bool = True


def csv_file(flavour):
    def respond(request, rows, noun, gone=()):
        return csvfile.csv_response(request, rows, noun.columns, flavour, noun.path, gone)

    return respond


def json_file(request, rows, noun, gone=None):
    return jsonfile.json_response(request, rows, noun.columns, noun.path, noun.title, gone)


def json_lines(request, rows, noun, gone=()):
    return jsonfile.lines_response(request, rows, noun.columns, noun.path, gone)


FORMATS = [
    Format("csv", "csv", "text/csv", "CSV", _("for other programs: comma, UTF-8"), csv_file("csv")),
    Format(
        "excel",
        "excel.csv",
        "text/csv",
        _("CSV for Excel"),
        _("opens in a Dutch Excel with a double click"),
        csv_file("excel"),
    ),
    Format("json", "json", jsonfile.JSON, "JSON", _("for programmers: one document"), json_file),
    Format(
        "ndjson",
        "ndjson",
        jsonfile.LINES,
        _("JSON lines"),
        _("for large reads: each row on a line of its own"),
        json_lines,
    ),
    Format(
        "atom",
        "atom",
        atom.ATOM,
        "Atom",
        _("to follow this list: what changed last"),
        atom.list_response,
        has_columns=False,
    ),
    Format(
        "ics",
        "ics",
        calendar.MEDIA_TYPE,
        _("Calendar"),
        _("to have the dates in your own calendar"),
        calendar.list_response,
        has_columns=False,
    ),
]


def formats_of(noun):
    """Return the `Format`s of the list of a noun."""
    lacking = {"atom": not noun.has_feed, "ics": noun.dated is None}
    return [each for each in FORMATS if not lacking.get(each.key)]


def addresses(noun, query):
    """Return (`Format`, address) pairs of a list with the query string `query`, a QueryDict."""
    return [(each, reverse(f"{noun.key}-{each.key}") + suffix(query)) for each in formats_of(noun)]


def preferred(request, noun):
    """Return the `Format` that Accept prefers, or None for the page and for other media types."""
    by_type = {each.media_type: each for each in reversed(formats_of(noun))}
    return by_type.get(request.get_preferred_type([HTML, *by_type]))


def links(request, noun, chosen=None):
    """Return the value of Link for a list (RFC 8288): its description, formats and licence."""
    others = [
        f'<{request.build_absolute_uri(address)}>; rel="alternate"; type="{other.media_type}"'
        for other, address in addresses(noun, request.GET)
    ]
    # The description comes first: readers of CSV on the Web follow only the first link.
    described = description(request, noun, chosen)
    return ", ".join([described, *others, f'<{LICENCE}>; rel="license"'])


def description(request, noun, chosen):
    """Return the link to the description of the columns: as CSVW for CSV, else for people."""
    if chosen and chosen.key == "csv":
        address, media_type = reverse(f"{noun.key}-csvw") + suffix(request.GET), csvw.MEDIA_TYPE
    else:
        address, media_type = f"{reverse('open-data')}#kolommen-{noun.path}", HTML
    return f'<{request.build_absolute_uri(address)}>; rel="describedby"; type="{media_type}"'
