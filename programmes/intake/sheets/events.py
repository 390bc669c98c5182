"""The rows of a spreadsheet of events."""

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from programmes.intake.sheets.batch import Batch
from programmes.intake.sheets.cells import Code, date_of, slug_of
from programmes.models import Activity, Adjustment, Event, WorkProgramme
from programmes.models.keys import is_key
from programmes.workflow.adjusting import settle

# By column, the records that an event is linked with.
LINKED = {
    "activiteit": Activity.objects.all(),
    "bijstelling": Adjustment.objects.select_related("programme"),
    "verplaatst_naar": WorkProgramme.objects.all(),
}


class EventBatch(Batch):
    def key_of(self, row):
        key = row.get(self.layout.key, "").strip()
        return str(int(key)) if is_key(key) else key

    def legal(self, keys):
        return {int(key) for key in keys if is_key(key)}

    def look_up(self, rows):
        self.linked = {}
        for name, records in LINKED.items():
            found = records.filter(slug__in={slug_of(row.get(name, "")) for row in rows})
            self.linked[name] = {record.slug: record for record in found}
        linked = ("activity", "adjustment__programme", "moved_to")
        prefetch_related_objects(list(self.records.values()), *linked)
        there = Event.objects.filter(activity__in=self.linked["activiteit"].values())
        self.there = set(there.values_list(*Event.identifying_fields))

    def fill(self, entry, record):
        before = record.adjustment
        super().fill(entry, record)
        if record.activity_id and "activiteit" in entry.cells:
            self.check_record(entry, "activiteit", record.activity)
        if record.pk is None and record.identity in self.there:
            raise ValidationError({"soort": _("This event is there already; give its number.")})
        entry.related = [each for each in (before, record.adjustment) if each]

    def assign(self, record, column, text):
        if column.name in LINKED:
            setattr(record, column.source.name, self.named(column.name, text))
        elif column.name == "datum":
            record.date, record.date_precision = date_of(text)
        else:
            super().assign(record, column, text)

    def named(self, name, address):
        """Return the record at an address, or None for an empty cell."""
        slug = slug_of(address)
        if slug and slug not in self.linked[name]:
            raise ValidationError(_("There is no such record."))
        return self.linked[name].get(slug)

    def check_fields(self, record, errors):
        super().check_fields(record, errors)
        record.clean()

    def written_fields(self):
        names = super().written_fields()
        return [*names, "date_precision"] if "date" in names else names

    def write_records(self, entries):
        super().write_records(entries)
        touched = {adjustment for entry in entries for adjustment in entry.related}
        for adjustment in sorted(touched, key=lambda each: each.pk):
            settle(adjustment)

    def name_of(self, record):
        return f"{record.activity}: {record}" if record.activity_id else str(record)

    def facts_of(self, row):
        kind = row.get("soort", "").strip().lower()
        kind = Code(Event._meta.get_field("kind")).codes.get(kind, kind)
        day, title = row.get("datum", "").strip(), self.plain(row.get("titel", ""))
        return [slug_of(row.get("activiteit", "")), kind, day, title], []
