"""What goes back of an import, and why something cannot: `Reversal`s from the history.

The context of the history says which rows an import wrote. A record, such as an activity, goes back
whole, with its parts, or stays as it is for a reason.
"""

from dataclasses import dataclass, field

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.changes.for_staff import people, who
from programmes.intake.sheets.kinds import LAYOUTS
from programmes.models import (
    PARTS,
    ActivityField,
    ActivityGoal,
    Event,
    Expectation,
    FieldGroup,
    Goal,
    GoalContinuation,
    SupervisionField,
)
from programmes.models.public_change import MOMENTS

# What a row cannot be deleted without beside its parts: (model, attname of the foreign key).
DEPENDENT = {
    Event: [(Expectation, "event_id")],
    Goal: [(ActivityGoal, "goal_id"), (GoalContinuation, "to_goal_id")],
    FieldGroup: [(SupervisionField, "group_id")],
    SupervisionField: [(ActivityField, "supervisionfield_id")],
}


def tables(root):
    """Return {model: attname of the key of the record} of what an import writes to, in order."""
    return {root: "pk"} | dict(PARTS.get(root, []))


@dataclass
class Step:
    """What an import did with one row.

    Attributes:
        model, key: of the row.
        owner: the primary key of the record that the row belongs to.
        before, after: its history rows before the import and by the import; `before` is None for
            a row that was added.
        later: the first history row after the import by somebody else, or None.
    """

    model: type
    key: int
    owner: int | None = None
    before: models.Model | None = None
    after: models.Model | None = None
    later: models.Model | None = None

    @property
    def is_new(self):
        return self.before is None

    @property
    def is_gone(self):
        """Whether the import deleted the row."""
        return self.after.pgh_label == "delete"

    def restored(self, record):
        """Set the fields of a stored record that the import changed to what they were."""
        for each in record._meta.concrete_fields:
            was = getattr(self.before, each.attname)
            if each.name not in MOMENTS and was != getattr(self.after, each.attname):
                setattr(record, each.attname, was)
        return record

    def inserted(self):
        """Return the row that the import deleted, unsaved and with its primary key."""
        names = [each.attname for each in self.model._meta.concrete_fields if not each.generated]
        return self.model(**{name: getattr(self.before, name) for name in names})


@dataclass
class Reversal:
    """What goes back of one record.

    Attributes:
        root, key: its model and primary key.
        steps: a `Step` for each row.
        name: what people call it.
        is_public: whether readers will see it.
        reasons: why it cannot go back, as sentences.
    """

    root: type
    key: int
    steps: list = field(default_factory=list)
    name: str = ""
    is_public: bool = False
    reasons: list = field(default_factory=list)

    @property
    def is_new(self):
        """Whether the import added the record, so that it is deleted."""
        return any(step.model is self.root and step.is_new for step in self.steps)


def reversals(sheet, may_change):
    """Return a `Reversal` of each record of a stored import, and lock these records."""
    root, found = LAYOUTS[sheet.kind].root, {}
    for model, column in tables(root).items():
        for step in steps_of(model, column, sheet):
            found.setdefault(step.owner, Reversal(root, step.owner)).steps.append(step)
    records = root.objects.select_for_update().in_bulk(found)
    for key, reversal in found.items():
        check(reversal, records.get(key), may_change)
    explain_changes(root, found)
    return sorted(found.values(), key=lambda each: each.name.lower())


def steps_of(model, column, sheet):
    """Return a `Step` for each row of a table that an import wrote to and that it left changed.

    Args:
        column: the attname of the key of the record that a row belongs to.
    """
    table = model.history.rel.related_model.objects
    own = table.filter(pgh_context__sheet_import=sheet.pk)
    steps = {}
    for row in table.filter(pgh_obj_id__in=own.values("pgh_obj_id")).order_by("pgh_id"):
        step = steps.setdefault(row.pgh_obj_id, Step(model, row.pgh_obj_id))
        step.owner = row.pgh_obj_id if column == "pk" else getattr(row, column)
        context = row.pgh_context or {}
        if context.get("sheet_import") == sheet.pk:
            step.after = row
        elif step.after is None:
            step.before = row
        elif step.later is None and "verb" not in context:
            step.later = row
    return [step for step in steps.values() if not (step.is_new and step.is_gone)]


def check(reversal, record, may_change):
    """Set the name of a reversal, and add the reasons that follow from the state of its record.

    Args:
        record: None when it was deleted since.
    """
    reversal.name = str(record or reversal.steps[0].after)
    if record is None:
        reversal.reasons.append(_("It was deleted since."))
        return
    reversal.is_public = record.has_been_public
    publish_at = getattr(record, "publish_at", None)
    if reversal.is_new and publish_at:
        day = date_format(timezone.localtime(publish_at))
        reversal.reasons.append(_("It is public since %(day)s, or will be.") % {"day": day})
    elif not may_change(record):
        reversal.reasons.append(_("Only a publicist changes what is public or scheduled."))


def explain_changes(root, found):
    """Add to the reversals (by key of their record) who changed one of their rows since."""
    steps = [step for each in found.values() for step in each.steps]
    later = [(step.owner, step.later) for step in steps if step.later]
    for model in tables(root):
        new = {step.key: step.owner for step in steps if step.model is model and step.is_new}
        for part, column in [*PARTS.get(model, []), *DEPENDENT.get(model, [])] if new else []:
            own = {step.key for step in steps if step.model is part}
            later += [(new[key], row) for key, row in others(part, column, new, own)]
    names = people(row for _key, row in later)
    for key, row in later:
        day = date_format(timezone.localtime(row.pgh_created_at))
        told = {"who": who(row, names), "day": day}
        sentence = _("Changed since, by %(who)s on %(day)s.") % told
        if sentence not in found[key].reasons:
            found[key].reasons.append(sentence)


def others(part, column, keys, own):
    """Return (key, history row) of the stored parts of new rows that the import did not write."""
    rows = part.objects.filter(**{f"{column}__in": keys}).exclude(pk__in=own)
    history = part.history.rel.related_model.objects.filter(pgh_obj_id__in=rows.values("pk"))
    last = history.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return [(getattr(row, column), row) for row in last]
