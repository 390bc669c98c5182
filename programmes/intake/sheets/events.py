"""The rows of a spreadsheet of events."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.intake.sheets.cells import date_of, slug_of
from programmes.intake.sheets.parts import Linked, PartBatch
from programmes.models import Adjustment, Event, WorkProgramme
from programmes.models.kamerstuk import parts_of
from programmes.models.origin import days_following
from programmes.models.responses import question
from programmes.workflow.adjusting import settle

# The columns that are read in a way of their own.
READ = {"datum": date_of, "kamerstuk": parts_of}
# The fields that a column writes, when these are more than its source.
WRITTEN = {
    "date": ("date", "date_precision"),
    "kamerstuk_number": ("kamerstuk_dossier", "kamerstuk_suffix", "kamerstuk_number"),
}


class EventBatch(PartBatch):
    links = PartBatch.links | {
        "bijstelling": Linked(Adjustment.objects.select_related("programme")),
        "verplaatst_naar": Linked(WorkProgramme.objects.all()),
    }
    prefetched = ("activity", "adjustment__programme", "moved_to")

    def look_up(self, rows):
        super().look_up(rows)
        there = Event.objects.filter(activity__in=self.linked["activiteit"].values())
        self.there = set(there.values_list(*Event.identifying_fields))

    def is_same(self, column, given, now):
        if read := READ.get(column.name):
            with suppress(ValidationError):
                return read(given) == read(now)
        return super().is_same(column, given, now)

    def fill(self, entry, record):
        before = record.adjustment
        super().fill(entry, record)
        if record.pk is None and record.identity in self.there:
            raise ValidationError({"soort": _("This event is there already; give its number.")})
        if record.kind == Event.Kind.RESPONSE and self.is_early(record):
            entry.consequences.append(question(record))
        entry.related = [each for each in (before, record.adjustment) if each]
        if entry.changes:
            entry.touched += entry.related

    def is_early(self, response):
        """Return whether a policy response is certainly before every stored report."""
        reports = [
            date
            for activity, kind, _title, date, _precision in self.there
            if (activity, kind) == (response.activity_id, Event.Kind.REPORT) and date
        ]
        return bool(reports and response.date) and response.last_day < min(reports)

    def assign(self, record, column, text):
        read = READ.get(column.name)
        if not read:
            super().assign(record, column, text)
            return
        for name, value in zip(WRITTEN[column.source.name], read(text), strict=True):
            setattr(record, name, value)

    def written_fields(self):
        names = super().written_fields()
        return [field for name in names for field in WRITTEN.get(name, (name,))]

    def write_records(self, entries):
        with days_following([entry.record for entry in entries if not entry.is_new]):
            super().write_records(entries)
        touched = {adjustment for entry in entries for adjustment in entry.related}
        for adjustment in sorted(touched, key=lambda each: each.pk):
            settle(adjustment)

    def facts_of(self, row):
        day, title = row.get("datum", "").strip(), self.plain(row.get("titel", ""))
        return [slug_of(row.get("activiteit", "")), self.code_in(row, "soort"), day, title], []
