"""Spreadsheets of activities, with their fields, goals and programmes."""

from django.core.exceptions import ValidationError

from programmes.intake.sheets.batch import Batch
from programmes.intake.sheets.cells import parts
from programmes.intake.sheets.kinds import links
from programmes.intake.sheets.kinds.staff import ACTIVITY, PLANNED_FOR, STATE
from programmes.intake.sheets.layout import Layout, after
from programmes.lists import columns
from programmes.models import Activity
from programmes.models.text import one_line


class ActivityBatch(Batch):
    def look_up(self, rows):
        super().look_up(rows)
        new = [row for row in rows if not self.layout.key_of(row)]
        titles = {one_line(self.plain(row["titel"])).lower() for row in new if "titel" in row}
        self.known = links.Known(list(self.records.values()), titles)

    def fill(self, entry, record):
        errors = {}
        entry.related = links.Links(record, entry.cells, self.known)
        for step in (lambda: super(ActivityBatch, self).fill(entry, record), entry.related.find):
            try:
                step()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        entry.touched += entry.related.changed_programmes()

    def clean(self, record):
        """Leave what takes queries for each activity to the database."""

    def write_records(self, entries):
        super().write_records(entries)
        links.write([each.related for each in entries], self.known)

    def update(self, records):
        if fields := self.written_fields():
            Activity.objects.bulk_update(records, fields)

    def facts_of(self, row):
        title = one_line(self.plain(row.get("titel", ""))).lower()
        return [title], sorted({part.lower() for part in parts(row.get("werkprogrammas", ""))})


ACTIVITIES = Layout(
    model=Activity,
    columns=after("werkprogrammas", (*columns.ACTIVITY, STATE), PLANNED_FOR),
    batch=ActivityBatch,
    order=("title", "pk"),
    needed=("titel",),
    linked=links.NAMES,
    terms=frozenset({"gepland_voor"}),
    staff=ACTIVITY,
)
