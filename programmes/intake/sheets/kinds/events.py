"""Spreadsheets of events."""

from django.core.exceptions import ValidationError
from django.db.models import Case, CharField, F, Func, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.intake.sheets.cells import date_of
from programmes.intake.sheets.kinds.parts import OF_ACTIVITY, PartBatch, activity_of, link
from programmes.intake.sheets.layout import KAMERSTUK, NUMBER, Layout, Reader, with_unread
from programmes.intake.sheets.linked import Linked
from programmes.lists import columns
from programmes.lists.columns.column import field
from programmes.lists.columns.shared import kamerstuk
from programmes.models import Adjustment, Event, Precision, WorkProgramme
from programmes.models.origin import days_following
from programmes.models.responses import question
from programmes.models.text import one_line
from programmes.models.when import when
from programmes.workflow.adjusting import settle


class EventBatch(PartBatch):
    prefetched = ("adjustment__programme",)

    def for_staff(self, row):
        """Write the date as precisely as a list for readers says in the cell beside it."""
        row = super().for_staff(row)
        if precision := row.get("precisie", "").strip():
            row = row | {"datum": shortened(row.get("datum", ""), precision)}
        return row

    def look_up(self, rows):
        super().look_up(rows)
        named = [each for found in self.linked["activiteit"].values() for each in found]
        there = Event.objects.filter(activity__in=named)
        self.there = set(there.values_list(*Event.identifying_fields))

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

    def write_records(self, entries):
        with days_following([entry.record for entry in entries if not entry.is_new]):
            super().write_records(entries)
        touched = {adjustment for entry in entries for adjustment in entry.related}
        for adjustment in sorted(touched, key=lambda each: each.pk):
            settle(adjustment)


def shortened(day, precision):
    """Return the text of a day as a year or month; of one that does not go with it, both texts.

    Args:
        precision: a `Precision`.
    """
    try:
        date, given = when(day)
        length, most = LENGTHS[one_line(precision).lower()], LENGTHS[given]
    except (ValueError, ValidationError, KeyError):
        return f"{day} ({precision})"
    return date.isoformat()[:length] if length <= most else f"{day} ({precision})"


def as_precise(pattern):
    return Func(F("date"), Value(pattern), function="to_char", output_field=CharField())


# The characters of a date in ISO 8601 that each precision knows.
LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
DATE = Case(
    When(date_precision=Precision.YEAR, then=as_precise("YYYY")),
    When(date_precision=Precision.MONTH, then=as_precise("YYYY-MM")),
    default=as_precise("YYYY-MM-DD"),
)
COLUMNS = (
    NUMBER,
    activity_of(Event),
    field(Event, "soort", "kind"),
    field(
        Event,
        "datum",
        "date",
        label=gettext_lazy("date"),
        description=gettext_lazy("2024-05-01, or 2024-05 or 2024 when no more is known."),
        expression=DATE,
        kind="date",
    ),
    field(Event, "titel", "title"),
    field(Event, "bij_de_bron", "url"),
    kamerstuk(),
    field(Event, "ministerie", "ministry"),
    field(Event, "toelichting", "note"),
    link(
        Event,
        "bijstelling",
        "adjustment",
        "bijstellingen",
        gettext_lazy("The address of the adjustment that led to it."),
        label=gettext_lazy("adjustment"),
    ),
    link(
        Event,
        "verplaatst_naar",
        "moved_to",
        "werkprogrammas",
        gettext_lazy("The address of the programme that the activity was moved to."),
        label=gettext_lazy("moved to"),
    ),
)
EVENTS = Layout(
    model=Event,
    columns=with_unread(COLUMNS, columns.EVENT),
    batch=EventBatch,
    order=("activity__slug", "date", "pk"),
    key="nummer",
    path="pk",
    needed=("activiteit", "soort"),
    identity=("activiteit", "soort", "datum", "titel"),
    links={
        "activiteit": OF_ACTIVITY,
        "bijstelling": Linked("adjustment", Adjustment.objects.select_related("programme")),
        "verplaatst_naar": Linked("moved_to", WorkProgramme.objects.all()),
    },
    readers={"datum": Reader(date_of, ("date", "date_precision")), "kamerstuk": KAMERSTUK},
    owner="activiteit",
    renamed={"id": "nummer"},
)
