"""The columns of each kind of spreadsheet; exported files have them too and can be imported."""

from dataclasses import dataclass
from dataclasses import field as field_of
from functools import cached_property

from django.core.exceptions import NON_FIELD_ERRORS, ImproperlyConfigured, ValidationError
from django.db.models import (
    Case,
    CharField,
    F,
    Func,
    Model,
    Value,
    When,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.intake.sheets import links
from programmes.intake.sheets.staff import PLANNED_FOR, STAFF, STATE
from programmes.lists import columns
from programmes.lists.columns.column import Column, address_of, field
from programmes.lists.columns.shared import KAMERSTUK_KEY
from programmes.models import (
    Activity,
    Event,
    Expectation,
    Precision,
    SheetImport,
)
from programmes.models.text import one_line


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of spreadsheet.

    Attributes:
        model: of the records that its rows are about. A column with a field of it as its `source`
            is written to that field.
        columns: the `Column`s, in the order of a template.
        key: the name of the column that says which record a row is; empty there is a new one.
        path: the field that the key names.
        needed: the names of the columns that a new record cannot do without.
        linked: the names of columns that are written as links with other records.
        renamed: the present names of columns by the names that they had.
        staff: those of `columns` as staff see them, drafts included.

    Raises:
        ImproperlyConfigured: for a column that is read but nowhere written.
    """

    model: type[Model]
    columns: tuple
    key: str
    path: str
    needed: tuple
    linked: frozenset = frozenset()
    renamed: dict = field_of(default_factory=dict)
    staff: tuple = ()

    def __post_init__(self):
        read = [
            each for each in self.columns if self.is_read(each) and each.name not in self.linked
        ]
        if lost := [column.name for column in read if not self.is_written(column)]:
            raise ImproperlyConfigured(f"No import writes the columns {', '.join(lost)}.")

    @cached_property
    def by_name(self):
        return {column.name: column for column in self.columns}

    @cached_property
    def complete(self):
        """The columns of `staff` by name."""
        return {column.name: column for column in self.staff}

    @property
    def exported(self):
        """The columns of a file for staff: those that are read, and those of `staff`."""
        read = [each for each in self.columns if not each.derived or each.name in self.complete]
        return [self.complete.get(each.name, each) for each in read]

    def is_read(self, column):
        return column.name != self.key and not column.derived

    def is_written(self, column):
        source = column.source
        return source is not None and source.model is self.model and source.editable

    def label_of(self, name):
        """Return the label of a column, given its name or that of the field it is written to."""
        if name in (NON_FIELD_ERRORS, "slug"):
            return ""
        by_field = {each.source.name: each for each in self.columns if self.is_written(each)}
        column = by_field.get(name) or self.by_name.get(name)
        return str(column.label) if column else name

    def names_of(self, header):
        """Return the names of the columns in a header, and whether they are written for people.

        Raises:
            ValidationError: for a column that is not known, that is there twice, or not at all.
        """
        header = [one_line(title) for title in header]
        while header and not header[-1]:
            header.pop()
        known = {column.name: column.name for column in self.columns} | self.renamed
        labels = {str(column.label).lower(): column.name for column in self.columns}
        names = [known.get(title) or labels.get(title.lower()) for title in header]
        if unknown := [title for title, name in zip(header, names, strict=True) if name is None]:
            told = {
                "columns": ", ".join(title or "?" for title in unknown)[:300],
                "known": ", ".join(str(each.label) for each in self.columns if not each.derived),
            }
            raise ValidationError(
                _("Unknown columns: %(columns)s. These are known: %(known)s.") % told
            )
        if len(set(names)) < len(names):
            raise ValidationError(_("A column is there twice."))
        if {self.key, "id"}.isdisjoint(names) and (
            missing := [n for n in self.needed if n not in names]
        ):
            told = {"columns": ", ".join(missing)}
            raise ValidationError(_("Columns are missing: %(columns)s.") % told)
        return names, any(title not in known for title in header)


def as_precise(pattern):
    return Func(F("date"), Value(pattern), function="to_char", output_field=CharField())


def after(name, columns, added):
    """Return columns with one more, after the one with a name."""
    place = [column.name for column in columns].index(name) + 1
    return (*columns[:place], added, *columns[place:])


NUMBER = Column(
    "nummer",
    gettext_lazy("number"),
    gettext_lazy("Empty for a new one."),
    F("pk"),
    "number",
)


def activity_of(model):
    """Return the column with the activity of a part."""
    return field(
        model,
        "activiteit",
        "activity",
        label=gettext_lazy("activity"),
        description=gettext_lazy("The address of the activity on this site."),
        expression=address_of("activiteiten", F("activity__slug")),
        kind="address",
    )


def told_by(name, link, path):
    """Return the column with the record that told an expectation, by its address."""
    return field(
        Expectation,
        name,
        link,
        description=gettext_lazy("The address of what told it; at most one."),
        expression=address_of(path, F(f"{link}__slug")),
        kind="address",
    )


ACTIVITIES = Layout(
    model=Activity,
    columns=after(
        "werkprogrammas",
        (*columns.ACTIVITY, STATE),
        PLANNED_FOR,
    ),
    key="adres",
    path="slug",
    needed=("titel",),
    linked=links.NAMES,
    staff=STAFF,
)

EVENTS = Layout(
    model=Event,
    columns=(
        NUMBER,
        activity_of(Event),
        field(Event, "soort", "kind"),
        field(
            Event,
            "datum",
            "date",
            label=gettext_lazy("date"),
            description=gettext_lazy("2024-05-01, or 2024-05 or 2024 when no more is known."),
            expression=Case(
                When(date_precision=Precision.YEAR, then=as_precise("YYYY")),
                When(date_precision=Precision.MONTH, then=as_precise("YYYY-MM")),
                default=as_precise("YYYY-MM-DD"),
            ),
            kind="date",
        ),
        field(Event, "titel", "title"),
        field(Event, "bij_de_bron", "url"),
        field(
            Event,
            "kamerstuk",
            "kamerstuk_number",
            label=gettext_lazy("Kamerstuk"),
            description=gettext_lazy("The number given by the House, in any spelling."),
            expression=KAMERSTUK_KEY,
        ),
        field(Event, "ministerie", "ministry"),
        field(Event, "toelichting", "note"),
        field(
            Event,
            "bijstelling",
            "adjustment",
            label=gettext_lazy("adjustment"),
            description=gettext_lazy("The address of the adjustment that led to it."),
            expression=address_of("bijstellingen", F("adjustment__slug")),
            kind="address",
        ),
        field(
            Event,
            "verplaatst_naar",
            "moved_to",
            label=gettext_lazy("moved to"),
            description=gettext_lazy(
                "The address of the programme that the activity was moved to."
            ),
            expression=address_of("werkprogrammas", F("moved_to__slug")),
            kind="address",
        ),
    ),
    key="nummer",
    path="pk",
    needed=("activiteit", "soort"),
)

EXPECTATIONS = Layout(
    model=Expectation,
    columns=(
        NUMBER,
        activity_of(Expectation),
        field(Expectation, "soort", "kind"),
        field(Expectation, "woorden", "words"),
        field(Expectation, "eerste_dag", "first_day", derived=True),
        field(Expectation, "laatste_dag", "last_day", derived=True),
        field(Expectation, "verteld_op", "told_on"),
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
    ),
    key="nummer",
    path="pk",
    needed=("activiteit", "soort", "woorden"),
    renamed={"termijn": "woorden", "gezegd_op": "verteld_op"},
)

LAYOUTS = {
    SheetImport.Kind.ACTIVITIES: ACTIVITIES,
    SheetImport.Kind.EVENTS: EVENTS,
    SheetImport.Kind.EXPECTATIONS: EXPECTATIONS,
}
