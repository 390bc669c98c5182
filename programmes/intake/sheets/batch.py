"""Rows of a spreadsheet to records, a batch at a time: looked up, compared, checked.

A cell is compared with the cell that a file exported from here would have. So an exported file
changes nothing, and the apostrophe of its Excel flavour is removed only from a cell that differs.
"""

import re
from contextlib import suppress
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from programmes.formats.csvfile import FLAVOURS, cell
from programmes.intake.sheets import reviewed
from programmes.intake.sheets.cells import converter, slug_of
from programmes.intake.sheets.entry import Entry
from programmes.intake.sheets.identity import Identity
from programmes.intake.sheets.problems import problems_of
from programmes.intake.sheets.writing import Writing
from programmes.models.keys import is_key
from programmes.models.text import one_line

ESCAPED = re.compile(r"^'(?=[=+\-@\t\r\n])")


def by_name(names, cells):
    """Return the texts of cells by the names of their columns; a name may occur more than once."""
    found = {}
    for name, text in zip(names, cells, strict=True):
        found.setdefault(name, []).append("" if text is None else str(text))
    return found


class Batch(Identity, Writing):
    """Some rows of a spreadsheet; what they name is queried once, and so is what they change.

    Attributes:
        prefetched: relations to load with the records that rows name, beside the foreign keys that
            columns are written to.

    Args:
        layout: the `Layout` of the spreadsheet.
        sheet: the `SheetImport`.
        may_change: a function that returns whether this person may change a record.
    """

    prefetched = ()

    def __init__(self, layout, sheet, may_change=None):
        self.layout, self.may_change = layout, may_change
        self.flavour = FLAVOURS["excel" if sheet.for_people else "csv"]
        given = [layout.by_name[name] for name in sheet.columns]
        self.compared = [each for each in given if layout.is_read(each)]
        self.readings = {each.name: self.reading_of(each) for each in self.compared}
        # A translated text is looked up at each use.
        self.labels = {each.name: str(each.label) for each in self.compared}
        # In the order of the layout: what a link means can depend on an earlier column.
        self.written = [
            each
            for each in layout.columns
            if each.name in self.readings and layout.is_written(each)
        ]

    def reading_of(self, column):
        """Return the function from the text of a cell of a column to its value."""
        if column.kind == "address":
            return slug_of
        if link := self.layout.links.get(column.name):
            return link.key_in
        if reader := self.layout.readers.get(column.name):
            return reader.read
        return converter(column.source) if self.layout.is_written(column) else one_line

    def entries(self, rows):
        """Return an `Entry` for each row.

        Args:
            rows: the text of each cell by the name of its column.
        """
        rows = self.with_addresses([self.for_staff(row) for row in rows])
        self.look_up_records({self.layout.key_of(row) for row in rows})
        self.look_up(rows)
        entries = [self.entry(row) for row in rows]
        self.refuse_present(entries)
        reviewed.explain(entries)
        return entries

    def for_staff(self, row):
        """Return a row of a file for readers as one of a file for staff."""
        return row

    def with_addresses(self, rows):
        """Return rows with the address of the record that an `id` names, where they have none.

        An id that is not there becomes an address that is not there.
        """
        if self.layout.path != "slug":
            return rows
        ids = [row.get("id", "").strip() for row in rows]
        keys = {int(key) for key in ids if is_key(key)}
        slugs = dict(self.layout.model.objects.filter(pk__in=keys).values_list("pk", "slug"))
        return [
            row if not key or row.get(self.layout.key, "").strip()
            else row | {self.layout.key: slugs.get(int(key), key) if is_key(key) else key}
            for row, key in zip(rows, ids, strict=True)
        ]  # fmt: skip

    def look_up_records(self, keys):
        """Lock the records with some keys until the transaction ends, and keep their cells."""
        path = self.layout.path
        named = self.layout.model.objects.filter(**{f"{path}__in": self.layout.legal(keys)})
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

    def look_up(self, rows):
        """Query what the rows name beside their own records."""
        links = self.layout.links
        self.linked = {
            name: link.named_in({row.get(name, "") for row in rows}) for name, link in links.items()
        }
        fetched = [link.field for link in links.values()]
        prefetch_related_objects([*self.records.values()], *fetched, *self.prefetched)

    def entry(self, row):
        key = self.layout.key_of(row)
        record = self.records.get(key)
        entry = Entry(self.name_of(record) if record else row.get("titel", ""))
        try:
            self.compare(entry, row, self.texts.get(key, {}))
            if key:
                self.check_record(entry, self.layout.key, record)
            self.check(entry, record or self.layout.model())
            self.check_id(entry, row)
        except ValidationError as error:
            entry.problems += problems_of(self.layout, error)
        return entry

    def compare(self, entry, row, now):
        for column in self.compared:
            given, (before, *others) = row[column.name], now.get(column.name, [""])
            if not any(self.is_same(column, given, each) for each in (before, *others)):
                entry.cells[column.name] = self.plain(given)
                entry.changes.append([self.labels[column.name], before, given])

    def is_same(self, column, given, now):
        if given == now:
            return True
        read = self.readings[column.name]
        with suppress(ValidationError):
            value = read(given)
            return any(value == read(each) for each in {now, self.plain(now)})
        return False

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
        owner = self.layout.owner_of(record) if name == self.layout.key else record
        entry.is_public |= owner.has_been_public
        if entry.changes:
            entry.touched.append(owner)
        if entry.changes and not self.may_change(owner):
            raise ValidationError(
                {name: _("Only a publicist changes what is public or scheduled.")}
            )

    def check_id(self, entry, row):
        """Check that the id of a row is that of its record.

        Raises:
            ValidationError: for the column `id`.
        """
        given = row.get("id", "").strip()
        if self.layout.path == "slug" and given not in ("", str(entry.record.pk)):
            raise ValidationError({"id": _("It is not that of this address.")})

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
                    errors[self.layout.fields_of(column)[0]] = error
        if errors:
            raise ValidationError(errors)
        if self.layout.owner in entry.cells and (owner := self.layout.owner_of(record)):
            self.check_record(entry, self.layout.owner, owner)

    def assign(self, record, column, text):
        """Set the fields that a column is written to.

        Raises:
            ValidationError: for a text that is no value of it.
        """
        if link := self.layout.links.get(column.name):
            setattr(record, link.field, link.chosen(text, self.linked[column.name], record))
            return
        value = self.readings[column.name](text)
        names = self.layout.fields_of(column)
        for name, each in zip(names, value if len(names) > 1 else (value,), strict=True):
            setattr(record, name, each)

    def check_fields(self, record, errors):
        """Check the values of a record: the database checks what depends on other rows.

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
        self.clean(record)

    def clean(self, record):
        """Check the values of a record together."""
        record.clean()

    def name_of(self, record):
        """Return what people call a record, or "" when it lacks a link that its name is made of."""
        needed = [each for each in record._meta.fields if each.is_relation and not each.null]
        return str(record) if all(getattr(record, each.attname) for each in needed) else ""
