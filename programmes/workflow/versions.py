"""Who changed records last, and which version of their contents they have now, by the history.

A change by a verb (publish, schedule, withdraw) is no change of the contents.
"""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from programmes.models.dependency import key_of
from programmes.models.parts import tables_of
from programmes.models.prepared import IsOneOf


def by_model(records):
    """Return {model: primary keys} of records, the models in the order of their names."""
    found = defaultdict(list)
    for record in sorted(records, key=key_of):
        found[type(record)].append(record.pk)
    return found


def content_rows(table, column, keys):
    """Return the rows of a history table about the contents of the records with these keys."""
    rows = table.objects.filter(IsOneOf(column, keys))
    return rows.exclude(pgh_context__has_key="verb")


def content_versions(records, until=None):
    """Return {record: token of the version of its contents}; the trigger has the same rule.

    A token is the last history key of each table of `tables_of`, joined by dots, as that of
    `changes.for_staff.version_of`.

    Args:
        until: an aware datetime, for the version of that moment; by default the present one.
    """
    tokens = {}
    for model, keys in by_model(records).items():
        for table, column in tables_of(model):
            rows = content_rows(table, column, keys)
            rows = rows.filter(pgh_created_at__lte=until) if until else rows
            last = dict(rows.order_by().values_list(column).annotate(last=Max("pgh_id")))
            for key in keys:
                tokens.setdefault((model, key), []).append(str(last.get(key, 0)))
    return {each: ".".join(tokens[type(each), each.pk]) for each in records}


def changed_after(records, moment):
    """Return the records whose contents changed after an aware datetime."""
    changed = set()
    for model, keys in by_model(records).items():
        for table, column in tables_of(model):
            rows = content_rows(table, column, keys).filter(pgh_created_at__gt=moment)
            changed |= {(model, key) for key in rows.order_by().values_list(column, flat=True)}
    return [each for each in records if (type(each), each.pk) in changed]


def last_changes(records):
    """Return {record: (moment, primary key of the user)} of the last change of each by a user.

    Changes of parts count; those by commands, without a user, do not.
    """
    last = {}
    for model, keys in by_model(records).items():
        for table, column in tables_of(model):
            rows = content_rows(table, column, keys).filter(pgh_context__user__isnull=False)
            newest = (column, "-pgh_created_at", "-pgh_id")
            rows = rows.exclude(pgh_context__user=None).order_by(*newest).distinct(column)
            for key, at, user in rows.values_list(column, "pgh_created_at", "pgh_context__user"):
                if (model, key) not in last or last[model, key][0] <= at:
                    last[model, key] = (at, user)
    return {each: last[type(each), each.pk] for each in records if (type(each), each.pk) in last}


def last_changers(records):
    """Return {record: primary key of the user who last changed it or a part of it}."""
    return {record: user for record, (_at, user) in last_changes(records).items()}


def name_of(record):
    """Return the name of a record in a form, such as "letter-12"."""
    return "-".join(map(str, key_of(record)))


def key_named(name):
    """Return the (model name, primary key) of a name of `name_of`."""
    noun, _dash, key = name.rpartition("-")
    return noun, int(key)


def confirm(records, seen):
    """Lock records, and refuse when one has another version than somebody saw.

    A change of a part waits for the lock: the trigger `change_of_scheduled_is_a_draft` locks too.

    Args:
        records: the records that are about to be published.
        seen: {name of a record: token of its version}.

    Raises:
        ValidationError: with a sentence for each record that changed.
    """
    for model, keys in by_model(records).items():
        list(model.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    versions = content_versions(records)
    changed = [each for each in records if seen.get(name_of(each)) != versions[each]]
    if changed:
        raise ValidationError([unseen(each, name_of(each) in seen) for each in changed])


def unseen(record, in_part):
    """Return why a record is not published: its version was not seen, or no version was."""
    message = _("You have not looked at %(record)s yet. Check it first, and confirm then.")
    if in_part:
        message = _("%(record)s changed while you looked. What is different is shown below.")
    return message % {"record": record}
