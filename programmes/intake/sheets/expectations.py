"""The rows of a spreadsheet of expectations."""

from django.utils.translation import gettext as _

from programmes.intake.sheets.parts import Linked, PartBatch
from programmes.models import Adjustment, Event, Letter, WorkProgramme
from programmes.period import in_words

DAYS = ("first_day", "last_day")


class ExpectationBatch(PartBatch):
    """Rows about expectations: the days of a term are not read, they follow from its words."""

    links = PartBatch.links | {
        "werkprogramma": Linked(WorkProgramme.objects.all()),
        "brief": Linked(Letter.objects.all()),
        "bijstelling": Linked(Adjustment.objects.all()),
        "mijlpaal": Linked(Event.objects.filter(adjustment=None), "pk"),
    }
    prefetched = ("activity", "programme", "letter", "adjustment", "event")

    def fill(self, entry, record):
        """Work out the days when the words change; days that were given by hand stay otherwise."""
        before, follows = days_of(record), record.has_days_of_words
        super().fill(entry, record)
        if follows or "woorden" in entry.cells:
            record.first_day = record.last_day = None
            record.set_days()
        if entry.changes and record.adjustment:
            entry.touched.append(record.adjustment)
        if entry.cells and (record.pk is None or days_of(record) != before):
            none = _("no days follow from these words")
            entry.changes.append([_("taken for"), before, days_of(record) or none])

    def written_fields(self):
        return [*super().written_fields(), *DAYS]

    def facts_of(self, row):
        names = ("woorden", "verteld_op")
        sources = [link.key_in(row.get(name, "")) for name, link in self.links.items()]
        told = [self.plain(row.get(name, "")).strip() for name in names]
        return [*sources, self.code_in(row, "soort"), *told], []


def days_of(expectation):
    """Return the days of a term as text, or ""."""
    days = (expectation.first_day, expectation.last_day)
    return in_words(days) if expectation.first_day else ""
