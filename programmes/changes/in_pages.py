"""The change log of the register, oldest first, in pages that miss nothing (decision 69).

A change has the moment at which its transaction began, and becomes visible when that commits: one
with an earlier moment may come later. So a page ends before the oldest transaction in progress.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.db.models import IntegerField, Q, Value

from programmes.changes import in_register
from programmes.changes.in_feed import told

# A transaction may be a moment older than `pg_stat_activity` shows.
MARGIN = "100 milliseconds"
OLDEST = """
    SELECT least(statement_timestamp(), min(xact_start)) - %s::interval FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Page:
    """Some changes.

    Attributes:
        entries: `Entry`s, oldest first, `with_changes`.
        position: where the next page begins, for `page_after`.
        is_last: whether nothing follows as yet.
        complete_until: the moment before which no change can be added.
    """

    entries: list
    position: tuple
    is_last: bool
    complete_until: datetime


def page_after(position, size, noun=None, year=None, kind=None, since=None):
    """Return the `Page` of at most `size` changes after a position.

    Args:
        position: (moment, number of the source, key of the record); None for the beginning.
        noun, year, kind, since: as in `in_register.rows`.
    """
    until, parts = oldest_transaction(), []
    for number, source in enumerate(in_register.sources()):
        if noun in (None, source.noun) and kind in (None, source.kind):
            chosen = within(source, number, position, year, since)
            chosen = chosen.filter(**{f"{source.at}__lt": until})
            order = Value(number, output_field=IntegerField())
            parts.append(in_register.columns(chosen, source, change_source=order))
    if not parts:
        return Page([], position or (until, -1, 0), True, until)
    rows = parts[0].union(*parts[1:], all=True)
    rows = list(rows.order_by("change_at", "change_source", "change_record")[: size + 1])
    last = (rows[:size][-1][2], rows[:size][-1][5], rows[:size][-1][1]) if rows else None
    entries = in_register.entries([row[:5] for row in rows[:size]])
    end = last or position or (until, -1, 0)
    return Page(in_register.with_changes(entries), end, len(rows) <= size, until)


def within(source, number, position, year, since):
    """Return the rows of a source after a position, of a year and since a moment when given."""
    chosen = Q(**{f"{source.at}__year": year}) if year else Q()
    if since:
        chosen &= Q(**{f"{source.at}__gte": since})
    if position:
        moment, other, record = position
        later = Q(**{f"{source.at}__gt": moment})
        same = Q(**{source.at: moment})
        if number > other:
            later |= same
        elif number == other:
            later |= same & Q(**{f"{source.key}__gt": record})
        chosen &= later
    return source.queryset.filter(chosen)


def oldest_transaction():
    """Return the moment before which no transaction in progress began."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST, [MARGIN])
        return cursor.fetchone()[0]


def as_row(entry, site):
    """Return an `Entry` as a dict for files and API; of what was withdrawn only id and moment."""
    row = {
        "moment": in_utc(entry.at),
        "lijst": entry.noun.path,
        "id": str(entry.record.pk),
        "wijziging": entry.kind,
        "toelichting": None,
        "naam": None,
        "adres": None,
        "velden": [],
    }
    if entry.kind == in_register.WITHDRAWN:
        return row
    return row | {
        "toelichting": entry.why or None,
        "naam": str(entry.record),
        "adres": f"{site}{entry.record.get_absolute_url()}",
        "velden": fields_of(entry.change),
    }


def in_utc(moment):
    """Return a moment as text (RFC 3339), in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def fields_of(change):
    """Return the fields of a `Change` as dicts: what changed, its value before and after."""
    return [
        {
            "onderdeel": str(line.what),
            "actie": str(line.action),
            "veld": str(each.label),
            "was": each.before or None,
            "is": each.after or None,
        }
        for line in (change.lines if change else [])
        for each in line.fields
    ]


def in_sentences(change):
    """Return the fields of a `Change` as a text of sentences, or ""."""
    return " ".join(told(each) for line in (change.lines if change else []) for each in line.fields)
