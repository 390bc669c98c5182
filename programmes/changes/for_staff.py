"""The change log of a record and its parts, with every change, for staff."""

from collections import defaultdict, namedtuple
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes import models
from programmes.models.keys import is_key
from programmes.models.parts import tables_of
from programmes.models.text import normalised

Change = namedtuple(
    "Change", "when who what action fields note sheet undone", defaults=["", None, None]
)
Field = namedtuple("Field", "label before after")
# In the context of the history: who made a change, and who let through what was proposed.
ROLES = ("user", "reviewer")


def entries(record):
    """Return what `as_changes` describes, newest first.

    They are pairs of `history_of`, `Review`s and `HiddenChange`s.
    """
    rows = [
        pair
        for table, column in tables_of(type(record))
        for pair in history_of(table, column, record.pk)
    ]
    rows.sort(key=lambda pair: (pair[0].pgh_created_at, pair[0].pgh_id), reverse=True)
    for model in (models.Review, models.HiddenChange):
        rows += model.objects.about(record).select_related("by")
    return sorted(rows, key=moment_of, reverse=True)


def moment_of(entry):
    return entry[0].pgh_created_at if isinstance(entry, tuple) else entry.at


def as_changes(entries):
    """Return the `Change` of each of these `entries`, in the same order."""
    found = iter(described([each for each in entries if isinstance(each, tuple)]))
    steps = {models.Review: reviewed, models.HiddenChange: hidden}
    return [next(found) if isinstance(each, tuple) else steps[type(each)](each) for each in entries]


def version_of(record):
    """Return a version token of a record and its parts, for optimistic locking.

    It is the last history key of each table of `tables_of`, joined by dots."""
    return ".".join(
        str(table.objects.filter(**{column: record.pk}).aggregate(last=Max("pgh_id"))["last"] or 0)
        for table, column in tables_of(type(record))
    )


def changes_since(record, version, by_verbs=True):
    """Return the `Change`s since a token of `version_of`, newest first.

    An invalid token gives an empty list.

    Args:
        by_verbs: whether changes by verbs, such as scheduling, are included.
    """
    seen = version.split(".")
    tables = tables_of(type(record))
    if len(seen) != len(tables) or not all(map(is_key, seen)):
        return []
    rows = [
        pair
        for (table, column), last in zip(tables, seen, strict=True)
        for pair in history_of(table, column, record.pk)
        if pair[0].pgh_id > int(last) and (by_verbs or not context_of(pair[0]).get("verb"))
    ]
    rows.sort(key=lambda pair: pair[0].pgh_created_at, reverse=True)
    return described(rows)


def context_of(row):
    return row.pgh_context or {}


def reviewed(review):
    """Return a `Review` as a `Change`."""
    text = [Field(_("explanation"), "", review.text)] if review.text else []
    return Change(review.at, str(review.by), _("review"), str(review.get_step_display()), text)


def hidden(decision):
    """Return a `HiddenChange` as a `Change`."""
    reason = [Field(_("reason"), "", decision.reason)]
    return Change(decision.at, str(decision.by), _("public change"), _("hidden"), reason)


def history_of(table, key, value, **annotations):
    """Return (row, previous row of the same record or None) pairs of a history table.

    Args:
        key: a column, or a lookup of it such as "activity_id__in". value: what it has to be. A
            row that had another value of the column before has no previous row.
    """
    last, pairs = {}, []
    for row in table.objects.filter(**{key: value}).annotate(**annotations).order_by("pgh_id"):
        identity = row.pgh_obj_id, getattr(row, key.removesuffix("__in"))
        pairs.append((row, last.get(identity)))
        last[identity] = row
    return pairs


def described(pairs):
    """Return the `Change`s of pairs of `history_of`."""
    fetch_related([row for pair in pairs for row in pair if row])
    names = people(row for row, _before in pairs)
    return [change(row, before, names) for row, before in pairs]


def fetch_related(rows):
    """Fetch what history rows name by foreign key, with one query for each field."""
    by_table = defaultdict(list)
    for row in rows:
        by_table[type(row)].append(row)
    for table, own in by_table.items():
        for field in table._meta.fields:
            if field.many_to_one and not field.name.startswith("pgh_"):
                keys = {getattr(row, field.attname) for row in own} - {None}
                found = field.related_model.objects.in_bulk(keys)
                for row in own:
                    if record := found.get(getattr(row, field.attname)):
                        field.set_cached_value(row, record)


def change(row, before, names):
    context = context_of(row)
    actions = {"insert": _("added"), "update": _("changed"), "delete": _("deleted")}
    return Change(
        row.pgh_created_at,
        who(row, names),
        type(row).pgh_tracked_model._meta.verbose_name,
        actions[row.pgh_label],
        lost(row) if row.pgh_label == "delete" else differences(row, before, {"id"}, value),
        context.get("note") or "",
        context.get("sheet_import"),
        context.get("sheet_undone"),
    )


def lost(row):
    """Return the `Field`s of a row that was deleted."""
    return [Field(each.label, each.after, None) for each in differences(row, None, {"id"}, value)]


def who(row, names):
    """Return who made a change: a user, and who let it through; a command, or raw SQL."""
    context = context_of(row)
    found = [
        names.get(str(context[role]), _("somebody who is not there any more"))
        for role in ROLES
        if context.get(role)
    ]
    if len(found) > 1:
        return _("%(author)s, let through by %(reviewer)s") % dict(
            zip(("author", "reviewer"), found, strict=True)
        )
    if found:
        return found[0]
    return context.get("source") or _("directly in the database")


def people(rows):
    """Return {primary key as text: name} of the users who made the changes."""
    keys = {context_of(row).get(role) for row in rows for role in ROLES} - {None}
    return {str(user.pk): str(user) for user in get_user_model().objects.filter(pk__in=keys)}


def differences(row, before, hidden, text, labels=None):
    """Return the `Field`s that differ between two rows of a history table.

    Args:
        row, before: as of `history_of`.
        hidden: the names of the fields to leave out.
        text: a function from (row, field) to the value of the field as text.
        labels: by name, those of fields whose own is not used.
    """
    found = []
    for field in row._meta.fields:
        if field.name.startswith("pgh_") or {field.name, field.attname} & hidden:
            continue
        old, new = before and text(before, field), text(row, field)
        if normalised(old or "") != normalised(new or ""):
            found.append(Field((labels or {}).get(field.name, field.verbose_name), old, new))
    return found


def value(row, field):
    """Return the value of a field formatted for people; for a foreign key, the record it names."""
    try:
        found = getattr(row, field.name)
    except ObjectDoesNotExist:
        return f"#{getattr(row, field.attname)}"
    if found is None:
        return ""
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if isinstance(found, datetime):
        return date_format(timezone.localtime(found), "DATETIME_FORMAT")
    if isinstance(found, date):
        return date_format(found)
    if field.choices:
        return str(dict(field.choices).get(found, found))
    return "\n".join(found) if isinstance(found, list) else str(found)
