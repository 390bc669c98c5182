"""Who changed a record last, and which version of its contents it has now, by its history.

A change by a verb (publish, schedule, withdraw) is no change of the contents.
"""

from django.db.models import Max

from programmes.models.parts import tables_of


def content_rows(table, column, keys):
    """Return the rows of a history table about the contents of the records with these keys."""
    rows = table.objects.filter(**{f"{column}__in": keys})
    return rows.exclude(pgh_context__has_key="verb")


def content_versions(model, keys):
    """Return {primary key: token of the version of the contents}; the trigger has the same rule.

    A token is the last history key of each table of `tables_of`, joined by dots, as that of
    `changes.for_staff.version_of`.
    """
    tokens = {key: [] for key in keys}
    for table, column in tables_of(model):
        rows = content_rows(table, column, keys).order_by().values_list(column)
        last = dict(rows.annotate(last=Max("pgh_id")))
        for key, token in tokens.items():
            token.append(str(last.get(key, 0)))
    return {key: ".".join(token) for key, token in tokens.items()}


def content_version(record):
    return content_versions(type(record), [record.pk])[record.pk]


def last_changers(model, keys):
    """Return {primary key: primary key of the user who last changed the record or a part of it}.

    Changes by commands, without a user, do not count.
    """
    last = {}
    for table, column in tables_of(model):
        rows = content_rows(table, column, keys).filter(pgh_context__user__isnull=False)
        newest = (column, "-pgh_created_at", "-pgh_id")
        rows = rows.exclude(pgh_context__user=None).order_by(*newest).distinct(column)
        for key, at, user in rows.values_list(column, "pgh_created_at", "pgh_context__user"):
            if key not in last or last[key][0] <= at:
                last[key] = (at, user)
    return {key: user for key, (_at, user) in last.items()}
