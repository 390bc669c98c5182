"""The log of public changes in the order in which they were first seen."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Now

from programmes.changes.in_register import TOLD, sources
from programmes.models.notice import LoggedChange
from programmes.models.parts import other_owners, shown_parts
from programmes.models.publication import owner_of

# A part became public with another record, such as an event with its adjustment.
APPEARED = "verschenen"
# How much longer than this no transaction lasts: one that began before the last entry of the log
# may commit after it.
LONGEST_TRANSACTION = timedelta(hours=1)
# The key of an advisory lock of PostgreSQL: one process at a time adds rows.
LOCK = 0x6E6F7469


@transaction.atomic
def collect():
    """Add the public changes that are not in the log yet, in the database.

    A record that is stored with an earlier moment of publication than of `LONGEST_TRANSACTION` ago,
    as from a backup, is no news: the pages have it at that moment too.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = LoggedChange.objects.aggregate(last=Max("at"))["last"]
        since = (last or Now()) - LONGEST_TRANSACTION
        first, *others = changes_since(since)
        sql, parameters = first.union(*others, all=True).query.sql_with_params()
        cursor.execute(
            "INSERT INTO programmes_loggedchange (noun, record_id, kind, at)"  # noqa: S608
            f" SELECT noun, record_id, kind, at FROM ({sql}) AS found"
            " (noun, record_id, kind, at) ORDER BY at ON CONFLICT DO NOTHING",
            parameters,
        )


def changes_since(moment):
    """Return queries of (noun, key, kind, moment) of the changes after a moment."""
    return [
        queryset.filter(**{f"{at}__gt": moment, f"{at}__lte": Now()})
        .order_by()
        .annotate(
            change_noun=Value(noun.key),
            change_record=F(key),
            change_kind=Value(kind),
            change_at=F(at),
        )
        .values_list("change_noun", "change_record", "change_kind", "change_at")
        for noun in TOLD
        for kind, queryset, key, at in rows_of(noun)
    ]


def rows_of(noun):
    """Yield (kind, queryset, field with the key of the record, field with the moment)."""
    for source in sources([noun]):
        yield source.kind, source.queryset, source.key, source.at
    for part, key in shown_parts(noun.model):
        for path in other_owners(part, key):
            if any(f.name == "publish_at" for f in owner_fields(part, path)):
                rows = part.objects.published().exclude(**{key: None})
                yield APPEARED, rows, key, f"{path}publish_at"


def owner_fields(part, path):
    return owner_of(part, path)._meta.fields
