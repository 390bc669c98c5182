"""A spreadsheet into the register, in steps: received, checked without a trace, stored at once."""

import hashlib
from contextlib import closing
from itertools import islice

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from tablib import Dataset

from programmes.importing.layout import LAYOUTS
from programmes.importing.ods import Formula
from programmes.importing.reading import rows_of
from programmes.importing.resources import ActivityResource, EventResource
from programmes.models import SheetImport, SheetRow

Kind, Outcome = SheetImport.Kind, SheetRow.Outcome
RESOURCES = {Kind.ACTIVITIES: ActivityResource, Kind.EVENTS: EventResource}
BATCH = 500


@transaction.atomic
def receive(file, name, kind, user):
    """Keep a spreadsheet and its rows.

    Args:
        file: the uploaded file.
        name: what it was called.
        kind: a `SheetImport.Kind`.
        user: who brought it in.

    Raises:
        ValidationError: when it cannot be read, with the reason; nothing is kept then.
    """
    with closing(rows_of(file)) as rows:
        _number, header = next(rows)
    columns, for_people = LAYOUTS[kind].names_of(header)
    sheet = SheetImport(
        kind=kind,
        name=name[:255],
        sha256=digest(file),
        columns=columns,
        for_people=for_people,
        received_by=user,
    )
    sheet.file.save(sheet.sha256[:16], file)
    with closing(rows_of(file)) as rows:
        next(rows)
        kept = (row_of(sheet, number, cells) for number, cells in rows)
        while batch := list(islice(kept, BATCH)):
            SheetRow.objects.bulk_create(batch)
    return sheet


def digest(file):
    file.seek(0)
    found = hashlib.file_digest(file.file, "sha256").hexdigest()
    file.seek(0)
    return found


def row_of(sheet, number, cells):
    """Return a row to keep; one with a formula, or with more cells than columns, is wrong."""
    layout = LAYOUTS[sheet.kind].by_name
    problems = [
        [str(layout[name].label), _("Here stands a formula. Put its value in the place of it.")]
        for name, cell in zip(sheet.columns, cells, strict=False)
        if isinstance(cell, Formula)
    ]
    if any(cells[len(sheet.columns) :]):
        problems.append(["", _("The row has more cells than there are columns.")])
    width = len(sheet.columns)
    return SheetRow(
        sheet=sheet,
        number=number,
        cells=[str(cell) for cell in cells[:width]] + [""] * (width - len(cells)),
        outcome=Outcome.WRONG if problems else Outcome.WAITING,
        problems=problems,
    )


def check_next(sheet, may_change):
    """Find out what the next rows would change, and leave the register as it is.

    Args:
        may_change: tells whether this person may change a record.
    """
    rows = list(sheet.rows.filter(outcome=Outcome.WAITING)[:BATCH])
    # The database asks why something public changes; a look at it leaves no note behind.
    with pghistory.context(note=_("A look at what would change.")):
        found = run(sheet, rows, may_change, dry_run=True)
    for row, told in zip(rows, found, strict=True):
        for name, value in told.items():
            setattr(row, name, value)
    SheetRow.objects.bulk_update(rows, ["outcome", "record", "changes", "problems", "is_public"])


def store(sheet, may_change, note=""):
    """Carry out all that was checked, in one transaction.

    Args:
        note: why, for readers, where it changes what is public.

    Raises:
        ValidationError: when a row does not do what was shown; nothing is stored then.
    """
    try:
        with transaction.atomic(), pghistory.context(sheet_import=sheet.pk, note=note):
            SheetImport.objects.select_for_update().get(pk=sheet.pk, stored_at=None)
            rows = sheet.rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED])
            for first in range(0, rows.count(), BATCH):
                store_rows(sheet, list(rows[first : first + BATCH]), may_change)
            SheetImport.objects.filter(pk=sheet.pk).update(
                stored_at=timezone.now(), public_note=note
            )
    except ValidationError:
        sheet.rows.exclude(outcome=Outcome.WRONG).update(outcome=Outcome.WAITING)
        raise


def store_rows(sheet, rows, may_change):
    for row, told in zip(rows, run(sheet, rows, may_change, dry_run=False), strict=True):
        if told["changes"] != row.changes or told["outcome"] != row.outcome:
            message = _("Row %(row)s changes something else than was shown. Look at it again.")
            raise ValidationError(message % {"row": row.number})


def run(sheet, rows, may_change, dry_run):
    """Import rows, for real or to see; return for each what to note on it, as a list of dicts."""
    resource = RESOURCES[sheet.kind](sheet, may_change)
    dataset = Dataset(*(row.cells for row in rows), headers=sheet.columns)
    result = resource.import_data(dataset, dry_run=dry_run, use_transactions=True)
    return [
        told | outcome_of(resource, row, told)
        for row, told in zip(result.rows, resource.told, strict=True)
    ]


def outcome_of(resource, row, told):
    """Return the outcome of a row, what record it is about, and what is wrong."""
    problems = [problem for error in row.errors for problem in problems_of(resource, error.error)]
    if row.validation_error:
        problems += problems_of(resource, row.validation_error)
    kinds = {"new": Outcome.NEW, "update": Outcome.CHANGED, "skip": Outcome.SAME}
    return {
        "outcome": Outcome.WRONG if problems else kinds[row.import_type],
        "record": str(row.instance)[:400] if row.instance else "",
        "problems": problems,
    }


def problems_of(resource, error):
    """Return [column, reason] pairs for what went wrong in a row.

    Raises:
        Exception: `error` itself, when it is no fault of the row.
    """
    if isinstance(error, IntegrityError):
        return [["", error.__cause__.diag.message_primary]]
    if not isinstance(error, ValidationError):
        raise error
    if not hasattr(error, "error_dict"):
        return [["", message] for message in error.messages]
    return [
        [resource.column_of(name), message]
        for name, messages in error.message_dict.items()
        for message in messages
    ]
