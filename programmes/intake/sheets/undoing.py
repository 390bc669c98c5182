"""Taking back an import: what it added is deleted, what it changed or deleted is restored."""

from collections import defaultdict

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.intake.sheets import progress, storing
from programmes.intake.sheets.problems import MEANWHILE
from programmes.intake.sheets.reversals import reversals, tables
from programmes.models import SheetImport
from programmes.models.origin import Origin
from programmes.models.public_change import MOMENTS
from programmes.workflow.again import again_after_deadlock
from programmes.workflow.context import history_context, make_triggers_fast


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
