"""Taking back an import: what it added is deleted, what it changed or deleted is restored.

The context of the history says which rows an import wrote. An activity goes back whole, with its
parts, or stays as it is for a reason.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.changes.for_staff import people, who
from programmes.intake.sheets import progress, storing
from programmes.intake.sheets.problems import MEANWHILE
from programmes.models import PARTS, Activity, Event, Expectation, SheetImport
from programmes.models.public_change import MOMENTS
from programmes.workflow.context import history_context

# What an import writes to, in the order in which rows can be inserted.
TABLES = [Activity, *(part for part, _key in PARTS[Activity])]
# What a row cannot be deleted without.
DEPENDENT = {Activity: PARTS[Activity], Event: [(Expectation, "event_id")]}


@dataclass
class Step:
    """What an import did with one row.

    Attributes:
        model, key: of the row.
        before, after: its history rows before the import and by the import; `before` is None for
            a row that was added.
        later: the first history row after the import by somebody else, or None.
    """

    model: type
    key: int
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

    @property
    def activity(self):
        """The key of the activity that the row belongs to."""
        return self.key if self.model is Activity else self.after.activity_id

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
    """What goes back of one activity.

    Attributes:
        steps: a `Step` for each row.
        name: the title of the activity.
        is_public: whether readers will see it.
        reasons: why it cannot go back, as sentences.
    """

    steps: list = field(default_factory=list)
    name: str = ""
    is_public: bool = False
    reasons: list = field(default_factory=list)

    @property
    def is_new(self):
        """Whether the import added the activity, so that it is deleted."""
        return any(step.model is Activity and step.is_new for step in self.steps)


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
    """Return a `Reversal` of each activity of a stored import, and lock these activities."""
    found = defaultdict(Reversal)
    for model in TABLES:
        for step in steps_of(model, sheet):
            found[step.activity].steps.append(step)
    activities = Activity.objects.select_for_update().in_bulk(found)
    for key, reversal in found.items():
        check(reversal, activities.get(key), may_change)
    explain_changes(found)
    return sorted(found.values(), key=lambda each: each.name.lower())


def steps_of(model, sheet):
    """Return a `Step` for each row of a table that an import wrote to and that it left changed."""
    table = model.history.rel.related_model.objects
    own = table.filter(pgh_context__sheet_import=sheet.pk)
    steps = {}
    for row in table.filter(pgh_obj_id__in=own.values("pgh_obj_id")).order_by("pgh_id"):
        step = steps.setdefault(row.pgh_obj_id, Step(model, row.pgh_obj_id))
        context = row.pgh_context or {}
        if context.get("sheet_import") == sheet.pk:
            step.after = row
        elif step.after is None:
            step.before = row
        elif step.later is None and "verb" not in context:
            step.later = row
    return [step for step in steps.values() if not (step.is_new and step.is_gone)]


def check(reversal, activity, may_change):
    """Set the name of a reversal, and add the reasons that follow from the state of its activity.

    Args:
        activity: None when it was deleted since.
    """
    reversal.name = str(activity or reversal.steps[0].after)
    if activity is None:
        reversal.reasons.append(_("It was deleted since."))
        return
    reversal.is_public = activity.has_been_public
    if reversal.is_new and activity.publish_at:
        day = date_format(timezone.localtime(activity.publish_at))
        reversal.reasons.append(_("It is public since %(day)s, or will be.") % {"day": day})
    elif not may_change(activity):
        reversal.reasons.append(_("Only a publicist changes what is public or scheduled."))


def explain_changes(found):
    """Add to the reversals (by activity) who changed one of their rows since the import."""
    steps = [step for each in found.values() for step in each.steps]
    later = [(step.activity, step.later) for step in steps if step.later]
    for model, parts in DEPENDENT.items():
        new = {step.key: step.activity for step in steps if step.model is model and step.is_new}
        for part, column in parts:
            own = {step.key for step in steps if step.model is part}
            later += [(new[key], row) for key, row in others(part, column, new, own)]
    names = people(row for _activity, row in later)
    for activity, row in later:
        day = date_format(timezone.localtime(row.pgh_created_at))
        told = {"who": who(row, names), "day": day}
        sentence = _("Changed since, by %(who)s on %(day)s.") % told
        if sentence not in found[activity].reasons:
            found[activity].reasons.append(sentence)


def others(part, column, keys, own):
    """Return (key, history row) of the stored parts of new rows that the import did not write."""
    rows = part.objects.filter(**{f"{column}__in": keys}).exclude(pk__in=own)
    history = part.history.rel.related_model.objects.filter(pgh_obj_id__in=rows.values("pk"))
    last = history.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return [(getattr(row, column), row) for row in last]


def undo(sheet, user, may_change, note="", begun=lambda: None):
    """Take back a stored import in one transaction, as far as nobody changed it since.

    Args:
        note: why, for readers, where it changes what is public.
        begun: called when `progress.of` returns the progress.

    Returns:
        The `Reversal`s, or None when the import was taken back already.
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
    storing.make_triggers_fast()
    try:
        with transaction.atomic():
            write([step for each in found for step in each.steps])
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


def write(steps):
    """Delete what was added, insert what was deleted, and restore what was changed."""
    by_model = defaultdict(list)
    for step in steps:
        by_model[step.model].append(step)
    for model in reversed(TABLES):
        added = [step.key for step in by_model[model] if step.is_new]
        model.objects.filter(pk__in=added).delete()
    for model in TABLES:
        there = [step for step in by_model[model] if not step.is_new]
        model.objects.bulk_create([step.inserted() for step in there if step.is_gone])
        restore(model, [step for step in there if not step.is_gone])


def restore(model, steps):
    stored = model.objects.in_bulk([step.key for step in steps])
    changed = [step.restored(stored[step.key]) for step in steps]
    names = [
        each.name
        for each in model._meta.concrete_fields
        if not (each.primary_key or each.generated or each.name in MOMENTS)
    ]
    model.objects.bulk_update(changed, names)
