"""The rows of a spreadsheet about parts of activities, each with a number of its own."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from programmes.intake.sheets.batch import Batch
from programmes.intake.sheets.cells import Code, slug_of
from programmes.models import Activity
from programmes.models.keys import is_key


class Linked(NamedTuple):
    """What a column links a part with: records, found by their slug or number."""

    records: QuerySet
    path: str = "slug"

    def key_in(self, cell):
        """Return the key of the record that a cell names, or ""."""
        if self.path == "slug":
            return slug_of(cell)
        return str(int(cell)) if is_key(cell.strip()) else cell.strip()

    def named_in(self, cells):
        """Return by key the records that cells name."""
        keys = {self.key_in(cell) for cell in cells}
        known = keys if self.path == "slug" else {int(key) for key in keys if is_key(key)}
        found = self.records.filter(**{f"{self.path}__in": known})
        return {str(getattr(record, self.path)): record for record in found}


class PartBatch(Batch):
    """Rows about parts of activities.

    Attributes:
        links: by column, the `Linked` that it is written as; "activiteit" is in every subclass.
        prefetched: the relations to load with the records that rows name.
    """

    links = {"activiteit": Linked(Activity.objects.all())}
    prefetched = ("activity",)

    def key_of(self, row):
        key = row.get(self.layout.key, "").strip()
        return str(int(key)) if is_key(key) else key

    def legal(self, keys):
        return {int(key) for key in keys if is_key(key)}

    def look_up(self, rows):
        self.linked = {
            name: link.named_in({row.get(name, "") for row in rows})
            for name, link in self.links.items()
        }
        prefetch_related_objects(list(self.records.values()), *self.prefetched)

    def fill(self, entry, record):
        super().fill(entry, record)
        if record.activity_id and "activiteit" in entry.cells:
            self.check_record(entry, "activiteit", record.activity)

    def assign(self, record, column, text):
        if column.name in self.links:
            setattr(record, column.source.name, self.named(column.name, text))
        else:
            super().assign(record, column, text)

    def named(self, name, cell):
        """Return the record that a cell names, or None for an empty cell."""
        key = self.links[name].key_in(cell)
        if key and key not in self.linked[name]:
            raise ValidationError(_("There is no such record."))
        return self.linked[name].get(key)

    def check_fields(self, record, errors):
        super().check_fields(record, errors)
        record.clean()

    def name_of(self, record):
        return f"{record.activity}: {record}" if record.activity_id else str(record)

    def code_in(self, row, column):
        """Return the code that a row has in a column with choices, else what it says."""
        text = row.get(column, "").strip().lower()
        return Code(self.layout.by_name[column].source).codes.get(text, text)
