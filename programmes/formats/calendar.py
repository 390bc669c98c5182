"""Calendars (RFC 5545, names of RFC 7986): of a list with its filters, and of one record."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Greatest
from django.http import HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Journal, vDuration

from programmes.lists.described import described, tag_uri
from programmes.lists.last_changed import with_changed
from programmes.lists.nouns import BY_MODEL
from programmes.lists.paging import suffix
from programmes.lists.titles import list_title
from programmes.models import Activity, PublicChange

MEDIA_TYPE = "text/calendar"
# A longer calendar takes seconds to make, and calendar programs refuse it.
MOST_ROWS = 5_000
REFRESH = timedelta(hours=12)
# SEQUENCE counts seconds from here, as it has to fit in 32 bits.
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def list_response(request, rows, noun):
    """Return the calendar of a list with the same rows, or 400 when there are too many.

    Args:
        request: its query string holds the filters for the title.
        rows: the queryset of public records, filtered.
        noun: the `Noun` of the list.
    """
    found = dated(rows, noun)[: MOST_ROWS + 1]
    if len(found) > MOST_ROWS:
        text = _("This list has more than %(most)s rows. Choose filters first.")
        reason = f"{text % {'most': MOST_ROWS}}\n"
        return HttpResponseBadRequest(reason, content_type="text/plain; charset=utf-8")
    form = noun.filterset(request.GET, rows, request=request).form
    page = reverse(noun.list_name) + suffix(request.GET)
    calendar = begin(request, list_title(noun, form), page)
    add_all(calendar, request, noun, found)
    return response(calendar)


def record_response(request, record, noun, parts):
    """Return the calendar of a public record.

    Args:
        noun: its `Noun`.
        parts: (`Noun`, queryset of public rows) pairs: what is in the calendar.
    """
    title = f"{capfirst(noun.model._meta.verbose_name)}: {record}"
    calendar = begin(request, title, record.get_absolute_url())
    for other, rows in parts:
        add_all(calendar, request, other, dated(rows, other)[:MOST_ROWS])
    return response(calendar)


def dated(rows, noun):
    """Return rows annotated with `first` and `last`, `changed`, and `page`, their path.

    A row that is shown with an activity changes with each public change of that: where a term
    takes the place of another one, the moment never goes back.
    """
    rows = with_changed(noun.dated.rows(rows)).annotate(page=noun.link)
    if issubclass(noun.model, Activity) or not hasattr(noun.model, "activity"):
        return rows.select_related()
    changes = PublicChange.objects.filter(noun=Activity._meta.model_name)
    own = changes.filter(record_id=OuterRef("activity_id")).order_by("-at").values("at")
    return rows.annotate(latest=Greatest(F("changed"), Subquery(own[:1]))).select_related()


def begin(request, title, page):
    """Return an empty calendar of the page at the path `page`."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.ORGANISATION.name}//Register//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, title)
    calendar.add("url", request.build_absolute_uri(page))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH).to_ical().decode())
    return calendar


def add_all(calendar, request, noun, rows):
    """Add the rows of a noun, as `dated` returns them."""
    facts = described(noun, [row.pk for row in rows])
    for row in rows:
        calendar.add_component(component(request, noun, row, facts.get(row.pk, [])))


def component(request, noun, row, facts):
    """Return a row as an event of whole days; without a day, as a journal entry.

    Its SEQUENCE follows from the moment of its last public change, and so grows with each one.
    """
    entry = Event() if row.last else Journal()
    told, last = noun.dated, getattr(row, "latest", row.changed)
    identity = told.identity(row) if told.identity else (BY_MODEL[noun.model].path, row.pk)
    entry.add("uid", tag_uri(request, *identity))
    entry.add("dtstamp", last)
    entry.add("last-modified", last)
    entry.add("sequence", int((last - EPOCH).total_seconds()))
    entry.add("summary", summary(told, row))
    entry.add("url", request.build_absolute_uri(row.page))
    entry.add("description", "\n".join(f"{label}: {text}" for label, text in facts))
    if row.last:
        entry.add("dtstart", min(row.first, row.last))
        # The day after the last one (RFC 5545, 3.6.1).
        entry.add("dtend", row.last + timedelta(days=1))
        entry.add("status", told.status(row))
        entry.add("transp", "TRANSPARENT")
    return entry


def summary(told, row):
    """Return the title of a row, with its interval in words unless that is one day."""
    title = capfirst(told.title(row))
    if row.last is None:
        return _("%(what)s (date not known)") % {"what": title}
    return title if row.first == row.last else f"{title} ({told.words(row)})"


def response(calendar):
    # Inline, so that a browser offers to open it in a calendar program.
    return HttpResponse(calendar.to_ical(), content_type=f"{MEDIA_TYPE}; charset=utf-8")
