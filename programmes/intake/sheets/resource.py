"""A batch of rows to records, with django-import-export; only what differs is touched.

Each cell is compared with what our own file would hold there. So a file that was downloaded here
changes nothing, whatever is in it, and the apostrophes that its Excel flavour adds are taken away
only where somebody changed a cell.

What rows name is looked up once a batch, and what they change is written once a batch: the database
checks it there by its own constraints and triggers.
"""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _
from import_export.resources import ModelResource

from programmes.formats.csvfile import FLAVOURS, cell
from programmes.intake.sheets.layout import LAYOUTS
from programmes.intake.sheets.widgets import CodeWidget, YesWidget, slug_of

ESCAPED = re.compile(r"^'(?=[=+\-@\t\r\n])")


@dataclass
class Write:
    """What a row wants to have written.

    Attributes:
        number: of the row in its batch.
        record: as it is to become.
        is_new: whether it is not there yet.
        has_changed: whether a field of the record itself differs.
    """

    number: int
    record: models.Model
    is_new: bool
    has_changed: bool


class SheetResource(ModelResource):
    """What both kinds of spreadsheet share.

    Attributes:
        told: of each row, a dict of its record, what it changes and whether that is public.
        writes: a `Write` of each row that changes something and has no errors.
        refused: by row, the error with which the database refused it.
    """

    class Meta:
        import_id_fields = ()
        skip_diff = True
        report_skipped = True
        store_instance = True
        # Row by row nothing is written: see `write`.
        use_bulk = True

    # Names of columns that a subclass writes in another way than by its `fields`.
    linked = frozenset()

    @classmethod
    def unwritten(cls, layout):
        """Return the names of columns that a file may bring in and that nothing writes."""
        written = {each.column_name for each in cls.fields.values()} | cls.linked
        known = written | {layout.key, *layout.derived}
        return [column.name for column in layout.columns if column.name not in known]

    def __init__(self, sheet, may_change):
        super().__init__()
        self.layout = LAYOUTS[sheet.kind]
        self.flavour = FLAVOURS["excel" if sheet.for_people else "csv"]
        self.columns = [self.layout.by_name[name] for name in sheet.columns]
        self.may_change = may_change
        self.told, self.writes, self.refused = [], [], {}

    def key_of(self, row):
        return (row.get(self.layout.key) or "").strip()

    def before_import(self, dataset, **kwargs):
        """Look up the records of all rows, and what our own file holds of each."""
        rows = dataset.dict
        named = self._meta.model.objects.filter(
            **{f"{self.layout.path}__in": self.legal({self.key_of(row) for row in rows})}
        )
        # Held until all is written, so that what is written is based on what is there.
        held = named.order_by("pk").select_for_update(of=["self"])
        self.records = {str(getattr(record, self.layout.path)): record for record in held}
        read = [each for each in self.columns if each.name not in self.layout.derived]
        texts = named.values_list(self.layout.path, *(self.text_of(each) for each in read))
        names = [column.name for column in read]
        self.texts = {str(key): dict(zip(names, row, strict=True)) for key, *row in texts}
        self.look_up(rows)

    def legal(self, keys):
        """Return the keys that can be one at all."""
        return keys - {""}

    def look_up(self, rows):
        """Look up what the rows name beside their own records."""
        raise NotImplementedError

    def text_of(self, column):
        return column.expression if column.kind == "address" else cell(column, self.flavour, "")

    def before_import_row(self, row, **kwargs):
        """Leave in the row only what differs from the register, without our own apostrophes.

        Raises:
            ValidationError: when the row names a record that does not exist, or is not theirs.
        """
        key = self.key_of(row)
        now = self.texts.get(key, {})
        record = self.records.get(key)
        name = self.name_of(record) if record else row.get("titel") or ""
        self.told.append({"changes": [], "is_public": False, "record": name})
        for column in self.columns:
            self.compare(column, row, now.get(column.name))
        if key:
            self.check_record(self.layout.key, record)

    def compare(self, column, row, now):
        given, now = row[column.name] or "", "" if now is None else str(now)
        skipped = column.name in (self.layout.key, *self.layout.derived)
        if skipped or self.is_same(column, given, now):
            del row[column.name]
            return
        row[column.name] = self.plain(given)
        self.told[-1]["changes"].append([str(column.label), now, given])

    def is_same(self, column, given, now):
        if column.kind == "address":
            return slug_of(given) == slug_of(now)
        widget = column.name in self.fields and self.fields[column.name].widget
        if isinstance(widget, CodeWidget | YesWidget):
            # One value can be written in several ways, and empty is one of them.
            with suppress(ValueError):
                return widget.clean(given) == widget.clean(now)
        return given.replace("\r\n", "\n") == now.replace("\r\n", "\n")

    def plain(self, given):
        """Return a cell without the apostrophe that our own file may have put before it."""
        return ESCAPED.sub("", given) if self.flavour.for_people else given

    def check_record(self, name, record):
        if record is None:
            raise ValidationError({name: _("There is no such record.")})
        owner = getattr(record, "activity", record)
        self.told[-1]["is_public"] |= owner.has_been_public
        if self.told[-1]["changes"] and not self.may_change(owner):
            raise ValidationError(
                {name: _("Only a publicist changes what is public or scheduled.")}
            )

    def get_instance(self, instance_loader, row):
        return self.records.get(self.key_now)

    def import_row(self, row, instance_loader, **kwargs):
        self.key_now = self.key_of(row)
        return super().import_row(row, instance_loader, **kwargs)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not self.told[-1]["changes"] and not import_validation_errors

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Check the fields; what needs a look at other rows is up to the database.

        Raises:
            ValidationError: with this and what was wrong before, by field.
        """
        errors = dict(import_validation_errors or {})
        # What a foreign key leads to was looked up with the batch.
        found = [
            field.name
            for field in instance._meta.fields
            if field.is_relation and getattr(instance, field.attname)
        ]
        try:
            instance.clean_fields(exclude={*errors, *found})
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance, is_create, row, **kwargs):
        has_changed = bool(self.fields.keys() & row.keys())
        self.writes.append(Write(len(self.told) - 1, instance, is_create, has_changed))

    def write(self, writes):
        """Write what rows change, all at once.

        Raises:
            IntegrityError: when the database refuses it.
        """
        self.write_records(writes)
        # Foreign keys are looked at now: at the end, nobody would know which row it was.
        connection.check_constraints()

    def attempt(self, writes):
        """Write what rows change, but for rows that the database refuses: those in `refused`.

        What is refused is halved until it is known which row is to blame.
        """
        try:
            with transaction.atomic():
                self.write(writes)
        except IntegrityError as error:
            if len(writes) == 1:
                self.refused[writes[0].number] = error
                return
            middle = len(writes) // 2
            self.attempt(writes[:middle])
            self.attempt(writes[middle:])

    def write_records(self, writes):
        objects = self._meta.model.objects
        new = [each.record for each in writes if each.is_new]
        for record in new:
            # It may have had a key in an attempt that was undone.
            record.pk = None
        objects.bulk_create(new)
        changed = [each.record for each in writes if each.has_changed and not each.is_new]
        if names := self.written_fields():
            objects.bulk_update(changed, names)

    def written_fields(self):
        """Return the names of the fields that the columns of the file are about."""
        names = {column.name for column in self.columns}
        return [each.attribute for each in self.fields.values() if each.column_name in names]

    def name_of(self, instance):
        """Return what people call the record of a row."""
        return str(instance)

    def column_of(self, name):
        """Return the name on screen of a column, or of a field behind one."""
        if name in (NON_FIELD_ERRORS, "slug"):
            return ""
        for column_name, each in self.fields.items():
            name = column_name if each.attribute == name else name
        column = self.layout.by_name.get(name)
        return str(column.label) if column else name

    def identity_of(self, row):
        """Return what rows about one record have in common, as a digest, and its places.

        Places are where a new record is to stand; two of the same name in other places differ.
        The digest is empty when the row does not say what record it is about.
        """
        key = self.key_of(row)
        facts, places = ([self.layout.key, key], []) if key else self.facts_of(row)
        text = "\n".join(facts)
        return hashlib.sha256(text.encode()).hexdigest() if text.strip() else "", places

    def facts_of(self, row):
        """Return the facts by which a new record is known, and its places."""
        raise NotImplementedError
