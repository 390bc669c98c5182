"""Spreadsheets of expectations."""

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.intake.sheets.entry import Entry
from programmes.intake.sheets.kinds.documents import LETTERS
from programmes.intake.sheets.kinds.parts import OF_ACTIVITY, PartBatch, activity_of, link
from programmes.intake.sheets.layout import NUMBER, Layout, Reader, with_unread
from programmes.intake.sheets.linked import Linked
from programmes.lists import columns
from programmes.lists.columns.column import field
from programmes.models import Adjustment, Event, Expectation, Expected, WorkProgramme
from programmes.models.text import one_line
from programmes.period import period_in_words

DAYS = ("first_day", "last_day")
BY_RULE = gettext_lazy("This row follows from the rule of six weeks: it is not read.")
# The day it was told, as in the public list.
TOLD = Subquery(Expected.objects.filter(expectation=OuterRef("pk")).values("told")[:1])


class ExpectationBatch(PartBatch):
    """Rows about expectations: the days of a term are not read, they follow from its words."""

    def for_staff(self, row):
        """Take the number from the id of a list for readers, such as "verwachting-12"."""
        row = super().for_staff(row)
        return row | {"nummer": row.get("nummer", "").strip().removeprefix("verwachting-")}

    def entry(self, row):
        """Leave out a row of a list for readers that follows from the rule of six weeks."""
        if row["nummer"].startswith("regel-"):
            return Entry(row.get("woorden", ""), consequences=[str(BY_RULE)])
        return super().entry(row)

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


def days_of(expectation):
    """Return the days of a term as text, or ""."""
    days = (expectation.first_day, expectation.last_day)
    return period_in_words(days) if expectation.first_day else ""


def told_by(name, path, noun):
    """Return the column with the record that told an expectation, by its address."""
    description = gettext_lazy("The address of what told it; at most one.")
    return link(Expectation, name, path, noun, description)


LINKS = {
    "activiteit": OF_ACTIVITY,
    "werkprogramma": Linked("programme", WorkProgramme.objects.all()),
    "brief": Linked("letter", LETTERS, ("slug", "reference", "kst")),
    "bijstelling": Linked("adjustment", Adjustment.objects.all()),
    "mijlpaal": Linked("event", Event.objects.filter(adjustment=None), ("pk",)),
}
EXPECTED_DAYS = (
    field(Expectation, "eerste_dag", "first_day", derived=True),
    field(Expectation, "laatste_dag", "last_day", derived=True),
)
COLUMNS = (
    NUMBER,
    activity_of(Expectation),
    field(Expectation, "soort", "kind"),
    field(Expectation, "woorden", "words"),
    *EXPECTED_DAYS,
    field(Expectation, "verteld_op", "told_on", expression=TOLD),
    told_by("werkprogramma", "programme", "werkprogrammas"),
    told_by("brief", "letter", "brieven"),
    told_by("bijstelling", "adjustment", "bijstellingen"),
    field(
        Expectation,
        "mijlpaal",
        "event",
        description=gettext_lazy("The number of the event with which it was told."),
        expression=F("event_id"),
        kind="number",
    ),
    field(Expectation, "bij_de_bron", "url"),
    field(Expectation, "toelichting", "note"),
)
EXPECTATIONS = Layout(
    model=Expectation,
    columns=with_unread(COLUMNS, columns.DUE),
    batch=ExpectationBatch,
    order=("activity__slug", "kind", "told_on", "pk"),
    key="nummer",
    path="pk",
    needed=("activiteit", "soort", "woorden"),
    identity=(*LINKS, "soort", "woorden", "verteld_op"),
    links=LINKS,
    readers={"woorden": Reader(one_line, ("words",))},
    terms=frozenset({"woorden"}),
    owner="activiteit",
    renamed={"id": "nummer", "termijn": "woorden", "gezegd_op": "verteld_op"},
    staff=(*EXPECTED_DAYS, field(Expectation, "verteld_op", "told_on")),
)
