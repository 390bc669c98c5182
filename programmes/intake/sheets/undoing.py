"""Taking back an import: what it added is deleted, what it changed or deleted is restored.

The context of the history says which rows an import wrote. A record, such as an activity, goes back
whole, with its parts, or stays as it is for a reason.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.changes.for_staff import people, who
from programmes.intake.sheets import progress, storing
from programmes.intake.sheets.kinds import LAYOUTS
from programmes.intake.sheets.problems import MEANWHILE
from programmes.models import (
    PARTS,
    ActivityField,
    ActivityGoal,
    Event,
    Expectation,
    FieldGroup,
    Goal,
    GoalContinuation,
    SheetImport,
    SupervisionField,
)
from programmes.models.origin import Origin
from programmes.models.public_change import MOMENTS
from programmes.workflow.again import again_after_deadlock
from programmes.workflow.context import history_context, make_triggers_fast

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


@transaction.atomic
def preview(sheet, may_change):
    """Return the `Reversal`s of a stored import, after a try that is rolled back.

    A long import is not tried: what the database refuses is then known afterwards only.

    Args:
        may_change: returns whether this person may change a record.
    """
    # Triggers require a note for a change of what is public; this one is rolled back.
    with history_context(note=_("A look at what would change.")):
        found = reversals(sheet, may_change)
        if not is_long(found):
            attempt([each for each in found if not each.reasons], dry_run=True)
    return found


def is_long(found):
    """Return whether taking back these reversals takes longer than a request should."""
    return len(found) > storing.BATCH


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


@again_after_deadlock
def undo(sheet, user, may_change, note="", begun=lambda: None):
    """Take back a stored import in one transaction, as far as nobody changed it since.

    Args:
        note: why, for readers, where it changes what is public.
        begun: called when `progress.of` returns the progress.

    Returns:
        The `Reversal`s, or None when the import was taken back already.

    Raises:
        ValidationError: when others were in the way; nothing is taken back then.
    """
    free = SheetImport.objects.select_for_update().filter(
        pk=sheet.pk, stored_at__isnull=False, undone_at=None
    )
    with transaction.atomic(), history_context(sheet_undone=sheet.pk, note=note):
        if not free.exists():
            return None
        found = reversals(sheet, may_change)
        back = [each for each in found if not each.reasons]
        for first in range(0, len(back), storing.BATCH):
            progress.tell(sheet, first, len(back))
            begun()
            attempt(back[first : first + storing.BATCH])
        kept = [[each.name, reason] for each in found for reason in each.reasons]
        free.update(undone_at=timezone.now(), undone_by=user, undo_note=note, kept=kept, refusal="")
    return found


def attempt(found, dry_run=False):
    """Take back reversals, halving what the database refuses until each has its reason."""
    if not found:
        return
    make_triggers_fast()
    try:
        with transaction.atomic():
            write(found[0].root, [step for each in found for step in each.steps])
            connection.check_constraints()
            transaction.set_rollback(dry_run)
    except IntegrityError as error:
        if len(found) == 1:
            found[0].reasons.append(reason_of(error))
            return
        middle = len(found) // 2
        attempt(found[:middle], dry_run)
        attempt(found[middle:], dry_run)


def reason_of(error):
    """Return the message of our own triggers, which have no constraint; else a general one."""
    refused = getattr(error.__cause__, "diag", None)
    return str(MEANWHILE) if refused is None or refused.constraint_name else refused.message_primary


def write(root, steps):
    """Delete what was added, insert what was deleted, and restore what was changed."""
    by_model = defaultdict(list)
    for step in steps:
        by_model[step.model].append(step)
    for model in reversed(tables(root)):
        added = [step.key for step in by_model[model] if step.is_new]
        model.objects.filter(pk__in=added).delete()
    for model in tables(root):
        there = [step for step in by_model[model] if not step.is_new]
        model.objects.bulk_create([step.inserted() for step in there if step.is_gone])
        restore(model, [step for step in there if not step.is_gone], model is root)


def restore(model, steps, is_root):
    stored = model.objects.in_bulk([step.key for step in steps])
    changed = [step.restored(stored[step.key]) for step in steps]
    if is_root and issubclass(model, Origin):
        # What follows from its dates and years is computed when it is saved.
        for record in changed:
            record.save()
        return
    names = [
        each.name
        for each in model._meta.concrete_fields
        if not (each.primary_key or each.generated or each.name in MOMENTS)
    ]
    model.objects.bulk_update(changed, names)
