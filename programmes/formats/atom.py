"""Atom feeds (RFC 4287): of a list with its filters, of one record, and of all changes."""

import re
from datetime import UTC, timedelta
from zlib import crc32

from django.db.models import F
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from programmes.changes.in_feed import change_in_words, moments
from programmes.changes.in_register import entries, last_moment, with_changes, with_facts
from programmes.changes.of_rows import changes_of_rows
from programmes.lists.described import described, tag_uri
from programmes.lists.last_changed import begun, changed_last
from programmes.lists.paging import suffix
from programmes.lists.titles import filtered_title, list_title
from programmes.metadata.publisher import LICENCE, PUBLISHER

ATOM = "application/atom+xml"
MOST_ENTRIES = 30
# Characters that XML 1.0 cannot contain, not even escaped (its section 2.2).
INVALID_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Feed(Atom1Feed):
    """A feed in Dutch with a licence, whose `updated` is that of its newest entry."""

    def __init__(self, **given):
        author = _("Register of the work programmes of the %s") % PUBLISHER.name
        super().__init__(
            **given, description=None, language="nl", author_name=author, feed_copyright=LICENCE
        )

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENCE})

    def latest_post_date(self):
        """Return the `updated` of a feed, which is required: without entries, of the register."""
        return max((item["updateddate"] for item in self.items), default=None) or last_moment()


def list_response(request, rows, noun):
    """Return the feed of a list: the last changed records, newest first.

    Args:
        request: its query string holds the filters for the title.
        rows: the queryset of public records, filtered.
        noun: the `Noun` of the list.
    """
    form = noun.filterset(request.GET, rows, request=request).form
    page = reverse(noun.list_name) + suffix(request.GET)
    feed = begin(request, list_title(noun, form), page)
    add_records(feed, request, list(latest(rows, noun)), noun)
    return response(feed)


def add_records(feed, request, records, noun, start=""):
    """Add an entry for each of some records, as `latest` returns them; `start` begins its title."""
    facts = described(noun, [each.pk for each in records])
    changes = changes_of_rows([each for each in records if each.changed > each.appeared])
    for record in records:
        last = next(iter(changes.get(record.pk, [])), None)
        feed.add_item(
            title=xml_safe(start + capfirst(str(record))),
            link=request.build_absolute_uri(record.page),
            description=content(record, about(record), facts.get(record.pk, []), last),
            unique_id=(identifier := tag_uri(request, noun.path, record.pk)),
            pubdate=record.appeared,
            updateddate=apart(record.changed, identifier),
        )


def record_response(request, record, noun):
    """Return the feed of a public record: its changes, newest first."""
    page = record.get_absolute_url()
    feed = begin(request, f"{capfirst(noun.model._meta.verbose_name)}: {record}", page)
    facts = described(noun, [record.pk]).get(record.pk, [])
    for moment in moments(record, MOST_ENTRIES):
        # What the record is about follows only with its publication: it may have changed since.
        own = facts if not moment.lines else []
        feed.add_item(
            title=xml_safe(moment.title),
            link=request.build_absolute_uri(page),
            description=content(record, "\n".join(moment.lines or [moment.title]), own),
            unique_id=tag_uri(request, noun.path, record.pk, in_utc(moment.at)),
            pubdate=moment.at,
            updateddate=moment.at,
        )
    return response(feed)


def changes_response(request, form):
    """Return the feed of the changes of all nouns, newest first.

    Args:
        request: its query string holds the filters for the title.
        form: the valid `ChangesForm` with these filters.
    """
    title = filtered_title(_("Changes"), form)
    feed = begin(request, title, reverse("changes") + suffix(request.GET))
    for entry in with_facts(with_changes(entries(form.rows()[:MOST_ENTRIES]))):
        record = entry.record
        name = record if record.is_public else entry.what
        identifier = tag_uri(request, entry.noun.path, record.pk, entry.kind, in_utc(entry.at))
        feed.add_item(
            title=xml_safe(f"{capfirst(entry.label)}: {name}"),
            link=request.build_absolute_uri(record.get_absolute_url()),
            description=content(name, entry.why or about(record), entry.facts, entry.change),
            unique_id=identifier,
            pubdate=entry.at,
            updateddate=apart(entry.at, identifier),
        )
    return response(feed)


def content(name, text, facts, change=None):
    """Return the HTML of an entry, valid in XML and never empty.

    Args:
        name: of the record, for when nothing else is known.
        text: what comes first, with line breaks; may be "".
        facts: (label, text) pairs. change: the last `Change`, or None.
    """
    first = text or ("" if facts else capfirst(str(name)))
    parts = [mark_safe(linebreaks(first, autoescape=True))] if first else []  # noqa: S308
    if facts:
        lines = format_html_join("", "<li>{}: {}</li>", facts)
        parts.append(format_html("<ul>{}</ul>", lines))
    if change:
        titles, lines = change_in_words(change)
        what = _("Changed last: %(what)s") % {"what": ", ".join(dict.fromkeys(titles))}
        parts.append(mark_safe(linebreaks("\n".join([what, *lines]), autoescape=True)))  # noqa: S308
    return xml_safe("".join(parts))


def apart(moment, identifier):
    """Return the `updated` of an entry, distinct from that of others of the same transaction.

    RFC 4287 has readers order entries by it, and W3C's validator warns when two are equal. The
    fraction of a second to add follows from the identifier, so that it is the same each time.
    """
    return moment + timedelta(microseconds=crc32(identifier.encode()) % 1_000_000)


def begin(request, title, page):
    """Return an empty feed of the page at the path `page`; its `self` is spelled as asked for."""
    return Feed(
        title=xml_safe(title),
        link=request.build_absolute_uri(page),
        feed_url=request.build_absolute_uri(),
        feed_guid=request.build_absolute_uri(request.path) + suffix(request.GET),
    )


def response(feed):
    # Inline, not an attachment: browsers and feed readers then offer to subscribe.
    return HttpResponse(feed.writeString("utf-8"), content_type=f"{ATOM}; charset=utf-8")


def latest(rows, noun):
    """Return the last changed records of a queryset, with `appeared`, `changed` and `page`."""
    dated = rows.annotate(appeared=F(begun(rows.model)), page=noun.address).select_related()
    return changed_last(dated, MOST_ENTRIES)


def about(record):
    """Return the summary, explanation or office of a record, or ""."""
    texts = (getattr(record, name, "") for name in ("summary", "explanation", "office"))
    return next(filter(None, texts), "")


def in_utc(moment):
    return moment.astimezone(UTC).isoformat()


def xml_safe(text):
    """Return a text without the characters that XML cannot contain."""
    return INVALID_IN_XML.sub("", text)
