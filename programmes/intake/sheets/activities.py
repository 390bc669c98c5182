"""The rows of a spreadsheet of activities."""

from django.core.exceptions import ValidationError

from programmes.intake.sheets import links
from programmes.intake.sheets.batch import Batch
from programmes.intake.sheets.cells import parts, slug_of
from programmes.models import Activity


class ActivityBatch(Batch):
    def key_of(self, row):
        return slug_of(row.get(self.layout.key, ""))

    def look_up(self, rows):
        new = [row for row in rows if not self.key_of(row)]
        titles = {self.plain(row["titel"]).lower() for row in new if "titel" in row}
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

    def write_records(self, entries):
        Activity.assign_slugs([each.record for each in entries if each.is_new])
        super().write_records(entries)
        links.write([each.related for each in entries], self.known)

    def facts_of(self, row):
        title = " ".join(self.plain(row.get("titel", "")).lower().split())
        return [title], sorted({part.lower() for part in parts(row.get("werkprogrammas", ""))})
