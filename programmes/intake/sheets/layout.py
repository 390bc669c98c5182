"""The columns of each kind of spreadsheet: those of our own files, so that these come in again."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Case, CharField, F, Func, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.lists import columns
from programmes.lists.columns.column import Column, address_of, field, joined
from programmes.models import Event, Planning, Precision, SheetImport, State
from programmes.models.record import in_state


@dataclass(frozen=True)
class Layout:
    """What a spreadsheet of one kind holds.

    Attributes:
        columns: the `Column`s, in the order of a template.
        key: the name of the column that says which record a row is; empty there is a new one.
        path: the field that the key names.
        derived: the names of columns that follow from others; they are not read.
        needed: the names of the columns that a new record cannot do without.
    """

    columns: tuple
    key: str
    path: str
    needed: tuple
    derived: tuple = ()

    @property
    def by_name(self):
        return {column.name: column for column in self.columns}

    def names_of(self, header):
        """Return the names of the columns in a header, and whether they are written for people.

        Raises:
            ValidationError: for a column that is not known, that is there twice, or not at all.
        """
        header = [title.strip() for title in header]
        known = {column.name: column.name for column in self.columns}
        labels = {str(column.label).lower(): column.name for column in self.columns}
        names = [known.get(title) or labels.get(title.lower()) for title in header]
        if unknown := [title for title, name in zip(header, names, strict=True) if name is None]:
            told = {
                "columns": ", ".join(title or "?" for title in unknown)[:300],
                "known": ", ".join(labels),
            }
            raise ValidationError(
                _("Unknown columns: %(columns)s. These are known: %(known)s.") % told
            )
        if len(set(names)) < len(names):
            raise ValidationError(_("A column is there twice."))
        if self.key not in names and (missing := [n for n in self.needed if n not in names]):
            told = {"columns": ", ".join(missing)}
            raise ValidationError(_("Columns are missing: %(columns)s.") % told)
        return names, any(title not in known for title in header)


def as_precise(pattern):
    return Func(F("date"), Value(pattern), function="to_char", output_field=CharField())


ACTIVITIES = Layout(
    columns=(
        *columns.ACTIVITY[:3],
        Column(
            "gepland_voor",
            gettext_lazy("planned for"),
            gettext_lazy("As printed in the programme; only for an activity in one programme."),
            joined(
                Planning.objects.filter(in_state(State.PUBLISHED, "programme__")),
                "activity",
                "planned_for",
                "programme__slug",
            ),
        ),
        *columns.ACTIVITY[3:],
    ),
    key="adres",
    path="slug",
    needed=("titel",),
    derived=("status",),
)

EVENTS = Layout(
    columns=(
        Column(
            "nummer",
            gettext_lazy("number"),
            gettext_lazy("Empty for a new one."),
            F("pk"),
            "number",
        ),
        Column(
            "activiteit",
            gettext_lazy("activity"),
            gettext_lazy("The address of the activity on this site."),
            address_of("activiteiten", F("activity__slug")),
            kind="address",
        ),
        field(Event, "soort", "kind"),
        Column(
            "datum",
            gettext_lazy("date"),
            gettext_lazy("2024-05-01, or 2024-05 or 2024 when no more is known."),
            Case(
                When(date_precision=Precision.YEAR, then=as_precise("YYYY")),
                When(date_precision=Precision.MONTH, then=as_precise("YYYY-MM")),
                default=as_precise("YYYY-MM-DD"),
            ),
            kind="date",
        ),
        field(Event, "titel", "title"),
        field(Event, "bij_de_bron", "url"),
        field(Event, "toelichting", "note"),
        Column(
            "bijstelling",
            gettext_lazy("adjustment"),
            gettext_lazy("The address of the adjustment that led to it."),
            address_of("bijstellingen", F("adjustment__slug")),
            kind="address",
        ),
        Column(
            "verplaatst_naar",
            gettext_lazy("moved to"),
            gettext_lazy("The address of the programme that the activity was moved to."),
            address_of("werkprogrammas", F("moved_to__slug")),
            kind="address",
        ),
    ),
    key="nummer",
    path="pk",
    needed=("activiteit", "soort"),
)

LAYOUTS = {SheetImport.Kind.ACTIVITIES: ACTIVITIES, SheetImport.Kind.EVENTS: EVENTS}
