"""The change log on the page of a record: what readers may know of each change."""

from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import ForeignKey, OuterRef, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.changes import in_words
from programmes.changes.for_staff import Field, differences, history_of, value
from programmes.changes.in_public import public_changes
from programmes.models import Activity, ActivityField, Goal, PublicChange, SupervisionField
from programmes.models.address import Addressed
from programmes.models.parts import other_owners, tables_of
from programmes.models.prepared import IsOneOf, prepared
from programmes.models.public_change import MOMENTS
from programmes.models.publication import owner_of, withdrawn_since

# What a page shows; /wijzigingen/ has all of them.
SHOWN = 20
LONGEST_VALUE = 300
# Days that follow from the words beside them.
DERIVED = {"planned_from", "planned_until"}
HIDDEN = {"id", "file_sha256", *DERIVED, *MOMENTS, *in_words.OTHERS}
ACTIONS = {
    "insert": gettext_lazy("added"),
    "update": gettext_lazy("changed"),
    "delete": gettext_lazy("removed"),
}


@dataclass
class Change:
    """The rows saved in one transaction, with the note for readers.

    Attributes:
        public: the `PublicChange`.
        lines: a `Line` per row that changed.
    """

    public: PublicChange
    lines: list = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """A changed row.

    Attributes:
        what: its noun on screen. action: what happened with it.
        fields: its `Field`s, before and after.
        row: its model and primary key.
    """

    what: str
    action: str
    fields: list
    row: tuple = ()


def changes_of(record):
    """Return the latest `Change`s of a public record, newest first.

    Rows of records that are not public are left out, and changes without any other row.
    """
    return changes_by_record([record])[record.pk][:SHOWN]


def changes_by_record(records, since=None):
    """Return {primary key: `Change`s, newest first} of public records of one model.

    Args:
        since: an aware datetime, for all changes from then on; None for the `SHOWN` latest of each
            record.
    """
    found = changes_about(records, since)
    if records and isinstance(records[0], Activity):
        for key, changes in changes_of_fields(records, since).items():
            found[key] = sorted(found[key] + changes, key=lambda each: each.public.at, reverse=True)
    return found


def changes_about(records, since=None):
    """Return {primary key: `Change`s of a record and its parts}; arguments as above."""
    by_key = {record.pk: record for record in records}
    changes = noted(by_key, type(records[0]), since) if records else {}
    for table, column in tables_of(type(records[0])) if changes else ():
        wanted = {f"{column}__in": [*changes]}
        pairs = history_of(table, *wanted.popitem(), hidden=before_withdrawal(table, column))
        chosen = [
            (changes[getattr(row, column)][moment_of(row)], row, before)
            for row, before in pairs
            if moment_of(row) in changes[getattr(row, column)] and not row.hidden
        ]
        load_links([(row, before) for _change, row, before in chosen], by_key, column)
        for change, row, before in chosen:
            if line := line_of(row, before, column):
                change.lines.append(line)
    return {key: [each for each in changes.get(key, {}).values() if each.lines] for key in by_key}


def noted(keys, model, since):
    """Return {primary key: {`moment_of`: an empty `Change`}} of the public changes of records."""
    public = changes_with(list(keys), model=model)
    changes = {}
    for each in public if since is None else (each for each in public if each.at >= since):
        own = changes.setdefault(each.record_id, {})
        if since or len(own) < SHOWN:
            own[(each.at, each.note, each.is_typo)] = Change(each)
    return changes


@prepared()
def changes_with(keys, model):
    """Return the `PublicChange`s of records, by their keys, newest first."""
    return public_changes(model).filter(IsOneOf("record_id", keys))


def before_withdrawal(table, column):
    """Return the condition that a history row is from before a withdrawal of another owner."""
    part, moment = table.pgh_tracked_model, OuterRef("pgh_created_at")
    paths = [] if column == "pgh_obj_id" else other_owners(part, column)
    conditions = [
        Q(withdrawn_since(owner_of(part, path), OuterRef(f"{path}pk"), moment)) for path in paths
    ]
    return reduce(or_, conditions, Q(pk__in=[]))


def changes_of_fields(activities, since=None):
    """Return {key of an activity: `Change`s of its supervision fields, since they are linked}."""
    links = changed_links([activity.pk for activity in activities])
    fields = [*{link.supervisionfield_id: link.supervisionfield for link in links}.values()]
    changes, begun, found = changes_about(fields, since), linked_since(links), {}
    for link in links:
        start = begun[link.activity_id, link.supervisionfield_id]
        own = [each for each in changes[link.supervisionfield_id] if each.public.at >= start]
        found.setdefault(link.activity_id, []).extend(own)
    return found


@prepared()
def changed_links(activities):
    """Return the links of activities, by their keys, with supervision fields that changed."""
    changed = PublicChange.objects.filter(noun=SupervisionField._meta.model_name)
    links = ActivityField.objects.filter(
        IsOneOf("activity", activities), supervisionfield_id__in=changed.values("record_id")
    )
    return links.select_related("activity", "supervisionfield")


def linked_since(links):
    """Return {(activity, field): moment from which the page of an activity shows its field}."""
    if not links:
        return {}
    history = ActivityField.history.rel.related_model.objects
    made = history.filter(activity_id__in={link.activity_id for link in links}, pgh_label="insert")
    moments = made.order_by("pgh_id").values_list(
        "activity_id", "supervisionfield_id", "pgh_created_at"
    )
    begun = {link.activity_id: link.activity.publish_at or timezone.now() for link in links}
    return {(activity, field): max(at, begun[activity]) for activity, field, at in moments}


def moment_of(row):
    """Return (moment, note, is_typo): the key shared by a history row and its `PublicChange`."""
    context = row.pgh_context or {}
    return row.pgh_created_at, context.get("note"), bool(context.get("typo"))


def load_links(pairs, records, column):
    """Prefetch the records that history rows refer to.

    Args:
        pairs: rows of one table, from `history_of`.
        records: those that `column` refers to, by primary key; they need no query.
    """
    rows = [row for pair in pairs for row in pair if row]
    if not rows:
        return
    for link in links(rows[0]):
        if link.attname == column:
            for row in rows:
                setattr(row, link.name, records.get(getattr(row, column)))
        else:
            frame = "__perspective" if link.related_model is Goal else ""
            prefetch_related_objects(rows, f"{link.name}{frame}")


def links(row):
    return [
        each
        for each in row._meta.fields
        if isinstance(each, ForeignKey) and not each.name.startswith("pgh_")
    ]


def line_of(row, before, column):
    """Return the `Line` of a history row, or None when the public may see nothing of it."""
    model = type(row).pgh_tracked_model
    name, identity = model._meta.verbose_name, (model, row.pgh_obj_id)
    is_part = column != "pgh_obj_id"
    if is_part and not part_is_public(row, model):
        return None
    if row.pgh_label == "insert" and not is_part:
        # The first row of a record is its publication; a goal can be added after that.
        return Line(name, ACTIONS["insert"], [], identity) if model is Goal else None
    fields = fields_of(row, before, column)
    return Line(name, ACTIONS[row.pgh_label], fields, identity) if fields else None


def part_is_public(row, model):
    """Return whether every record in `public_with` and `public_links` of a part is public."""
    came_with = [f"{name}__" for name in model.public_links if getattr(row, f"{name}_id")]
    return all(is_public(row, path) for path in (*model.public_with, *came_with))


def is_public(row, path):
    """Return whether the record at a lookup path such as "goal__perspective__" is public."""
    found = row
    for name in path.split("__")[:-1]:
        found = getattr(found, name, None)
    return found is not None and found.is_public


def fields_of(row, before, column):
    """Return the changed `Field`s of a row; for a deleted row, all of them.

    The place of a row in a list says something only when it changes.
    """
    hidden = {*HIDDEN, column} if row.pgh_label == "update" else {*HIDDEN, column, "position"}
    if row.pgh_label == "delete":
        filled = differences(row, None, hidden, shown, in_words.LABELS)
        return [Field(each.label, each.after, "") for each in filled]
    return differences(row, before, hidden, shown, in_words.LABELS)


def shown(row, each):
    """Return a value for readers: truncated, and without names of records that are not public."""
    if isinstance(each, ForeignKey):
        linked = getattr(row, each.name, None)
        if isinstance(linked, Addressed) and not linked.is_public:
            return _("not public")
    text = in_words.of(row, each.name) if each.name in in_words.WORDED else value(row, each)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
