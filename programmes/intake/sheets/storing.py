"""The steps of a spreadsheet: received, checked in batches that are rolled back, stored."""

import hashlib
import re
from contextlib import closing
from itertools import islice, zip_longest

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.formats.xlsx import CHOICES
from programmes.intake.sheets import progress
from programmes.intake.sheets.cells import term
from programmes.intake.sheets.kinds import LAYOUTS, batch_of
from programmes.intake.sheets.no_record import why_no_record
from programmes.intake.sheets.problems import MEANWHILE
from programmes.intake.sheets.reading import rows_of
from programmes.intake.sheets.reading.aside import Aside
from programmes.intake.sheets.reading.marked import Counted, Dated, Formula, Struck
from programmes.models import SheetImport, SheetRow
from programmes.models.text import one_line
from programmes.workflow.again import again_after_deadlock
from programmes.workflow.context import history_context, leave_search_index, make_triggers_fast

Outcome = SheetRow.Outcome
BATCH = 500
# What a spreadsheet program shows when a formula has no value, or not yet, or a column is too
# narrow for it; in Dutch and English: "#N/A", "#WAARDE!", "Err:502", "###", "Loading...".
ERROR = re.compile(
    r"#(N/[ABD]|GETTING_DATA|GEGEVENS_OPHALEN|[A-Z/_0-9]+[!?]|#+)|(Err|Fout):\d+"
    r"|(Loading|Laden|Bezig met laden)(\.{3}|…)"
)
# What is left of a number of many digits, and of a text that was read in another encoding.
SHORTENED = re.compile(r"-?\d[.,]\d+E\+\d{2,3}")
GARBLED = re.compile("\ufffd|\u00c3[\u0080-\u00bf\u0152-\u2122]|\u00e2\u20ac|\u00e2\u201a\u00ac")


@transaction.atomic
def receive(file, name, kind, user):
    """Save a spreadsheet and its rows.

    Args:
        file: the uploaded file.
        name: what it was called.
        kind: a `SheetImport.Kind`.
        user: who brought it in.

    Raises:
        ValidationError: when it cannot be read, with the reason; nothing is saved then.
    """
    aside = Aside([], [], [])
    with closing(rows_of(file, aside)) as rows:
        _number, header = next(rows)
        refuse_valueless(header)
        columns, for_people = LAYOUTS[kind].names_of(header)
        sheet = SheetImport.objects.create(
            kind=kind,
            name=name[:255],
            sha256=digest(file),
            columns=columns,
            for_people=for_people,
            received_by=user,
        )
        batch = batch_of(sheet)
        kept = (row_of(sheet, batch, header, number, cells) for number, cells in rows)
        while some := list(islice(kept, BATCH)):
            SheetRow.objects.bulk_create(some)
    sheet.unread = [name[:255] for name in aside.unread if name != CHOICES]
    sheet.hidden = aside.hidden
    sheet.hidden_columns = labels_at(LAYOUTS[kind], columns, aside.hidden_columns)
    # Last, so that an error before it leaves no file.
    sheet.file.save(sheet.sha256[:16], file)
    return sheet


def labels_at(layout, columns, numbers):
    """Return the labels of the columns with these numbers that are read."""
    found = [layout.by_name[columns[each - 1]] for each in numbers if each <= len(columns)]
    return [str(column.label) for column in found if not column.derived]


def digest(file):
    file.seek(0)
    found = hashlib.file_digest(file.file, "sha256").hexdigest()
    file.seek(0)
    return found


def row_of(sheet, batch, header, number, cells):
    """Return an unsaved row; one with a cell that has no value of its own is wrong."""
    layout, width = LAYOUTS[sheet.kind].by_name, len(sheet.columns)
    problems = [
        [str(layout[name].label), reason]
        for name, cell in zip(sheet.columns, cells, strict=False)
        if (reason := without_value(cell))
    ]
    if reason := why_no_record(cells, header):
        problems.append(["", reason])
    if any(map(one_line, cells[width:])):
        problems.append(["", _("The row has more cells than there are columns.")])
    cells = texts_of(LAYOUTS[sheet.kind], sheet.columns, cells)
    identity, places = batch.identity_of(dict(zip(sheet.columns, cells, strict=True)))
    return SheetRow(
        sheet=sheet,
        number=number,
        cells=cells,
        identity=identity,
        places=places,
        outcome=Outcome.WRONG if problems else Outcome.WAITING,
        problems=problems,
    )


def texts_of(layout, columns, cells):
    """Return the text of each column."""
    pairs = zip_longest(columns, cells[: len(columns)], fillvalue="")
    return [text_of(layout, name, cell) for name, cell in pairs]


def text_of(layout, name, cell):
    """Return the text of a cell: a number of days as a date, a date that is a term in words."""
    if isinstance(cell, Counted) and name in layout.dates:
        return cell.day
    return term(cell) if isinstance(cell, Dated) and name in layout.terms else str(cell)


def refuse_valueless(header):
    """Refuse a title of a column that is no value.

    Raises:
        ValidationError: with the title.
    """
    for title in header:
        if reason := without_value(title):
            raise ValidationError(f"{one_line(title)}: {reason}")


def without_value(cell):
    """Return why the text of a cell is not its value, or ""."""
    text = cell.strip()
    if isinstance(cell, Formula):
        return _("Here stands a formula. Put its value in the place of it.")
    if isinstance(cell, Struck):
        return _(
            "Here is text struck through: “%(text)s”. Take out that text, or the line through it."
        ) % {"text": text[:100]}
    if ERROR.fullmatch(text):
        return _("Here stands an error, %(error)s. Put a value in the place of it.") % {
            "error": text
        }
    if SHORTENED.fullmatch(text):
        return _(
            "A spreadsheet program has shortened a long number to %(number)s. Make the cell text, "
            "and write the number out."
        ) % {"number": text}
    if garbled := GARBLED.search(text):
        return _(
            "Characters were lost here: “%(characters)s”. Save the file as xlsx or “CSV UTF-8”."
        ) % {"characters": garbled[0]}
    return ""


@transaction.atomic
def check_next(sheet, may_change):
    """Check the next rows: what they would change, in a transaction that is rolled back.

    Args:
        may_change: returns whether this person may change a record.
    """
    waiting = sheet.rows.filter(outcome=Outcome.WAITING).with_same()
    # A second request at the same time takes the rows after these.
    rows = list(waiting.select_for_update(skip_locked=True)[:BATCH])
    # Triggers require a note for a change of what is public; this one is rolled back.
    with history_context(note=_("A look at what would change.")):
        entries = run(sheet, rows, may_change, dry_run=True)
    for row, entry in zip(rows, entries, strict=True):
        row.outcome, row.record = entry.outcome, entry.name[:400]
        row.changes, row.problems, row.is_public = entry.changes, entry.problems, entry.is_public
        row.consequences = entry.consequences
    SheetRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["outcome", "record", "changes", "problems", "is_public", "consequences"],
    )


def store(sheet, may_change, note="", begun=lambda: None):
    """Store all rows that were checked, in one transaction.

    Args:
        note: why, for readers, where it changes what is public.
        begun: called once the sheet is locked.

    Raises:
        ValidationError: when a row changes something else than was shown, or others were in the
            way; nothing is stored then, and all rows are to be checked again.
    """
    try:
        with history_context(sheet_import=sheet.pk, note=note):
            store_all(sheet, may_change, note, begun)
    except (ValidationError, IntegrityError) as error:
        told = error if isinstance(error, ValidationError) else ValidationError(MEANWHILE)
        with transaction.atomic():
            sheet.rows.exclude(outcome=Outcome.WRONG).update(outcome=Outcome.WAITING)
            SheetImport.objects.filter(pk=sheet.pk).update(refusal=told.messages[0])
        raise told from error


@again_after_deadlock
@transaction.atomic
def store_all(sheet, may_change, note, begun):
    free = SheetImport.objects.select_for_update(skip_locked=True)
    if not free.filter(pk=sheet.pk, stored_at=None).exists():
        # Another request stores it, or has stored it.
        return
    rows = sheet.rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED])
    done, total, last = 0, rows.count(), 0
    progress.tell(sheet, done, total)
    begun()
    while batch := list(rows.filter(number__gt=last)[:BATCH]):
        store_rows(sheet, batch, may_change)
        done, last = done + len(batch), batch[-1].number
        progress.tell(sheet, done, total)
    free.filter(pk=sheet.pk).update(stored_at=timezone.now(), public_note=note, refusal="")


def store_rows(sheet, rows, may_change):
    for row, entry in zip(rows, run(sheet, rows, may_change, dry_run=False), strict=True):
        if entry.changes != row.changes or entry.outcome != row.outcome:
            message = _("Row %(row)s changes something else than was shown. Look at it again.")
            raise ValidationError(message % {"row": row.number})


def run(sheet, rows, may_change, dry_run):
    """Write what rows change, or with `dry_run` roll that back; return the `Entry` of each.

    Args:
        rows: with `dry_run` as of `SheetRowQuerySet.with_same`.

    Raises:
        IntegrityError: when the database refuses a row; with `dry_run` that is a problem of its
            entry.
    """
    make_triggers_fast()
    batch = batch_of(sheet, may_change)
    entries = batch.entries([dict(zip(sheet.columns, row.cells, strict=True)) for row in rows])
    for row, entry in zip(rows, entries, strict=True):
        if dry_run and row.same:
            told = _("Row %(row)s is about the same.") % {"row": row.same}
            entry.problems.append(["", told])
    ready = [entry for entry in entries if entry.changes and not entry.problems]
    if not dry_run:
        batch.write(ready)
        return entries
    with transaction.atomic():
        leave_search_index()
        batch.attempt(ready)
        transaction.set_rollback(True)
    return entries
