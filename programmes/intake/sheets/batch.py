"""Rows of a spreadsheet to records, a batch at a time: looked up, compared, checked, written.

A cell is compared with the cell that a file exported from here would have. So an exported file
changes nothing, and the apostrophe of its Excel flavour is removed only from a cell that differs.
"""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from programmes.formats.csvfile import FLAVOURS, cell
from programmes.intake.sheets import reviewed
from programmes.intake.sheets.cells import converter, slug_of
from programmes.intake.sheets.layout import LAYOUTS
from programmes.intake.sheets.problems import problems_of, refusal_of
from programmes.models import SheetRow
from programmes.models.text import one_line

ESCAPED = re.compile(r"^'(?=[=+\-@\t\r\n])")
Outcome = SheetRow.Outcome


@dataclass
class Entry:
    """A row on its way into the register.

    Attributes:
        name: what people call its record.
        cells: the text of each cell that differs from the register, by the name of its column.
        changes: (label, before, after) of these cells, as lists.
        is_public: whether its record has been public.
        record: the instance with the values of the row.
        is_new: whether that is not in the database yet.
        related: what is written with the record: the `Links` of an activity, the adjustments of
            an event.
        problems: [column, reason] pairs.
        touched: the stored records that change with it: activities, programmes, adjustments.
        consequences: what that does to their review, and what to check, as sentences.
    """

    name: str
    cells: dict = field(default_factory=dict)
    changes: list = field(default_factory=list)
    is_public: bool = False
    record: models.Model | None = None
    is_new: bool = False
    related: object = None
    problems: list = field(default_factory=list)
    touched: list = field(default_factory=list)
    consequences: list = field(default_factory=list)

    @property
    def outcome(self):
        if self.problems:
            return Outcome.WRONG
        if not self.changes:
            return Outcome.SAME
        return Outcome.NEW if self.is_new else Outcome.CHANGED


def by_name(names, cells):
    """Return the texts of cells by the names of their columns; a name may occur more than once."""
    found = {}
    for name, text in zip(names, cells, strict=True):
        found.setdefault(name, []).append("" if text is None else str(text))
    return found


class Batch:
    """Some rows of a spreadsheet; what they name is queried once, and so is what they change.

    Args:
        sheet: the `SheetImport`.
        may_change: a function that returns whether this person may change a record.
    """

    def __init__(self, sheet, may_change=None):
        self.layout = LAYOUTS[sheet.kind]
        self.flavour = FLAVOURS["excel" if sheet.for_people else "csv"]
        self.columns = [self.layout.by_name[name] for name in sheet.columns]
        self.compared = [each for each in self.columns if self.layout.is_read(each)]
        self.written = [each for each in self.columns if self.layout.is_written(each)]
        self.converters = {each.name: converter(each.source) for each in self.written}
        self.may_change = may_change

    def entries(self, rows):
        """Return an `Entry` for each row.

        Args:
            rows: the text of each cell by the name of its column.
        """
        self.look_up_records({self.key_of(row) for row in rows})
        self.look_up(rows)
        entries = [self.entry(row) for row in rows]
        reviewed.explain(entries)
        return entries

    def look_up_records(self, keys):
        """Lock the records with some keys until the transaction ends, and keep their cells."""
        path = self.layout.path
        named = self.layout.model.objects.filter(**{f"{path}__in": self.legal(keys)})
        locked = named.order_by("pk").select_for_update(of=["self"])
        self.records = {str(getattr(record, path)): record for record in locked}
        # Columns are as of today.
        today = named.annotate(known_until=models.Value(date.max, models.DateField()))
        complete = self.layout.complete
        others = [complete[each.name] for each in self.compared if each.name in complete]
        columns = [*self.compared, *others]
        texts = today.values_list(path, *map(self.text_of, columns))
        names = [column.name for column in columns]
        self.texts = {str(key): by_name(names, cells) for key, *cells in texts}

    def text_of(self, column):
        return column.expression if column.kind == "address" else cell(column, self.flavour, "")

    def entry(self, row):
        key = self.key_of(row)
        record = self.records.get(key)
        entry = Entry(self.name_of(record) if record else row.get("titel", ""))
        try:
            self.compare(entry, row, self.texts.get(key, {}))
            if key:
                self.check_record(entry, self.layout.key, record)
            self.check(entry, record or self.layout.model())
        except ValidationError as error:
            entry.problems += problems_of(self.layout, error)
        return entry

    def compare(self, entry, row, now):
        for column in self.compared:
            given, (before, *others) = row[column.name], now.get(column.name, [""])
            if not any(self.is_same(column, given, each) for each in (before, *others)):
                entry.cells[column.name] = self.plain(given)
                entry.changes.append([str(column.label), before, given])

    def is_same(self, column, given, now):
        if column.kind == "address":
            return slug_of(given) == slug_of(now)
        read = self.converters.get(column.name, one_line)
        with suppress(ValidationError):
            return read(given) in (read(now), read(self.plain(now)))
        return given == now

    def plain(self, given):
        """Return a cell without the apostrophe that our own file may have put before it."""
        return ESCAPED.sub("", given) if self.flavour.for_people else given

    def check_record(self, entry, name, record):
        """Check that a record which a row names exists, and that this person may change it.

        Raises:
            ValidationError: for the column `name`.
        """
        if record is None:
            raise ValidationError({name: _("There is no such record.")})
        owner = getattr(record, "activity", record)
        entry.is_public |= owner.has_been_public
        if entry.changes:
            entry.touched.append(owner)
        if entry.changes and not self.may_change(owner):
            raise ValidationError(
                {name: _("Only a publicist changes what is public or scheduled.")}
            )

    def check(self, entry, record):
        """Fill and check the record of a row.

        Raises:
            ValidationError: with everything that is wrong, by field or column.
        """
        entry.is_new = record.pk is None
        errors = {}
        try:
            self.fill(entry, record)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if entry.is_new or entry.changes or errors:
            self.check_fields(record, errors)
        entry.record, entry.name = record, self.name_of(record)

    def fill(self, entry, record):
        """Set the fields of a record to what the cells say.

        Raises:
            ValidationError: by field.
        """
        errors = {}
        for column in self.written:
            if column.name in entry.cells:
                try:
                    self.assign(record, column, entry.cells[column.name])
                except ValidationError as error:
                    errors[column.source.name] = error
        if errors:
            raise ValidationError(errors)

    def assign(self, record, column, text):
        setattr(record, column.source.name, self.converters[column.name](text))

    def check_fields(self, record, errors):
        """Check fields without queries: the database checks what depends on other rows.

        Raises:
            ValidationError: with this and the errors so far, by field.
        """
        found = [
            field.name
            for field in record._meta.fields
            if field.is_relation and getattr(record, field.attname)
        ]
        try:
            record.clean_fields(exclude={*errors, *found})
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def attempt(self, entries):
        """Write entries, halving what the database refuses until each wrong row has its problem."""
        try:
            with transaction.atomic():
                self.write(entries)
        except IntegrityError as error:
            if len(entries) == 1:
                entries[0].problems.append(refusal_of(self.layout, error))
                return
            middle = len(entries) // 2
            self.attempt(entries[:middle])
            self.attempt(entries[middle:])

    def write(self, entries):
        """Write entries together.

        Raises:
            IntegrityError: when the database refuses one.
        """
        self.write_records(entries)
        # Deferred foreign keys: a failure at the end of the transaction would name no row.
        connection.check_constraints()

    def write_records(self, entries):
        objects = self.layout.model.objects
        new = [each.record for each in entries if each.is_new]
        for record in new:
            # An attempt that was rolled back left a primary key.
            record.pk = None
        objects.bulk_create(new)
        names = {column.name for column in self.written}
        changed = [e.record for e in entries if not e.is_new and names & e.cells.keys()]
        if fields := self.written_fields():
            objects.bulk_update(changed, fields)

    def written_fields(self):
        return [column.source.name for column in self.written]

    def identity_of(self, row):
        """Return (digest, places): equal for rows about one record.

        The digest is empty when the row does not say what record it is about. Places are where a
        new record belongs; two with the same digest and no place in common differ.
        """
        key = self.key_of(row)
        facts, places = ([self.layout.key, key], []) if key else self.facts_of(row)
        text = "\n".join(facts)
        return hashlib.sha256(text.encode()).hexdigest() if text.strip() else "", places

    def key_of(self, row):
        """Return the key of the record that a row names, or ""."""
        raise NotImplementedError

    def legal(self, keys):
        """Return the keys that a query can be made with."""
        return keys - {""}

    def look_up(self, rows):
        """Query what the rows name beside their own records."""
        raise NotImplementedError

    def name_of(self, record):
        return str(record)

    def facts_of(self, row):
        """Return the facts that identify a new record, and its places."""
        raise NotImplementedError
