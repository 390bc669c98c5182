"""What a list can be filtered and sorted by: one FilterSet per noun, for every form of the list."""

from dataclasses import dataclass

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.db.models import Exists, F, Model, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programmes.models import (
    Activity,
    Adjustment,
    Event,
    Goal,
    Perspective,
    Planning,
    Signatory,
    Signature,
    State,
    Status,
    SupervisionField,
    WorkProgramme,
)
from programmes.models.record import in_state
from programmes.models.years import FIRST, LAST

PAGE_KEY, SORT_KEY = "pagina", "sorteer"
ALL = _("all")
# What a filter says for the rows of which it is not known.
UNKNOWN = "onbekend"


@dataclass(frozen=True)
class Made:
    """A choice that somebody made in a form: the key in the address, its label and its value."""

    key: str
    label: str
    value: str


def in_words(field, value):
    """Return a cleaned value of a form field as people read it."""
    if isinstance(value, Model):
        return str(value)
    if value == getattr(field, "null_value", None):
        return str(field.null_label)
    return str(dict(getattr(field, "choices", ())).get(value, value))


class StrictForm(forms.Form):
    """Refuses what it does not know: a mistyped filter never means everything."""

    # The keys that may stand in the address besides the fields.
    other_keys = (PAGE_KEY,)
    unknown_message = _("“%(key)s” is not a filter of this list.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for field in self.fields.values():
            name = "select" if isinstance(field.widget, forms.Select) else "textbox"
            tag = "select" if name == "select" else "input"
            field.widget.attrs["class"] = f"utrecht-{name} utrecht-{name}--html-{tag}"

    def clean(self):
        known = (*self.fields, *self.other_keys)
        unknown = [key for key in self.data if key not in known]
        repeated = [key for key in self.data if len(self.data.getlist(key)) > 1]
        errors = [
            ValidationError(self.unknown_message, params={"key": key[:50]}) for key in unknown
        ] + [
            ValidationError(_("“%(key)s” stands in the address twice."), params={"key": key[:50]})
            for key in repeated
        ]
        if errors:
            raise ValidationError(errors)
        return super().clean()

    @property
    def problems(self):
        """Return why the address cannot be answered, as sentences."""
        return [
            f"{self.fields[name].label}: {message}" if name in self.fields else message
            for name, messages in self.errors.items()
            for message in messages
        ]

    @property
    def choices_made(self):
        """Return the `Made` choices of a valid form, in its order, apart from the order of rows."""
        return [
            Made(name, str(self.fields[name].label), in_words(self.fields[name], value))
            for name, value in self.cleaned_data.items()
            if value not in EMPTY_VALUES and name != SORT_KEY
        ]


class AddressForm(StrictForm):
    """What the address of a page that is no list may ask: the fields of the form, nothing else."""

    other_keys = ()
    unknown_message = _("“%(key)s” does not belong in this address.")


class RegisterFilterSet(filters.FilterSet):
    class Meta:
        form = StrictForm


class YearFilter(filters.Filter):
    """A year from 1990 to 2100; `condition` makes of it what the list needs."""

    field_class = forms.IntegerField

    def __init__(self, condition, **kwargs):
        self.condition = condition
        message = _("Give a year from %(first)s to %(last)s.") % {"first": FIRST, "last": LAST}
        super().__init__(
            label=_("Year"),
            min_value=FIRST,
            max_value=LAST,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), message),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            **kwargs,
        )

    def filter(self, queryset, year):
        return queryset if year is None else queryset.filter(self.condition(year))


class WordsFilter(filters.CharFilter):
    """Every word has to stand in one of the fields."""

    def __init__(self, *fields, **kwargs):
        self.fields = fields
        super().__init__(label=_("Words"), max_length=200, **kwargs)

    def filter(self, queryset, words):
        for word in (words or "").split():
            anywhere = Q()
            for field in self.fields:
                anywhere |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(anywhere)
        return queryset


class RecordFilter(filters.ModelChoiceFilter):
    """A public record, named by its address."""

    def __init__(self, model, **kwargs):
        super().__init__(
            queryset=lambda request: model.objects.published(),
            to_field_name="slug",
            empty_label=ALL,
            error_messages={"invalid_choice": _("This choice does not exist.")},
            **kwargs,
        )


class SortFilter(filters.ChoiceFilter):
    """The order of a list. Rows that are equal keep one order, so that pages never overlap.

    Args:
        orders: per value of `sorteer` its label and the expressions to order by.
    """

    def __init__(self, orders):
        self.orders = orders
        super().__init__(
            label=_("Order"),
            choices=[(value, label) for value, (label, _order) in orders.items()],
            empty_label=_("standard"),
        )

    def filter(self, queryset, value):
        return queryset.order_by(*self.orders[value][1], "pk") if value else queryset


NEWEST, OLDEST, BY_TITLE = _("newest first"), _("oldest first"), _("by title")
BY_YEARS = {
    "-jaar": (NEWEST, ["-first_year", "-last_year"]),
    "jaar": (OLDEST, ["first_year", "last_year"]),
    "titel": (BY_TITLE, [Lower("title")]),
}
BY_DATE = {
    "-datum": (NEWEST, [F("date").desc(nulls_last=True)]),
    "datum": (OLDEST, [F("date").asc(nulls_last=True)]),
}


def covers(year, prefix=""):
    """Return the condition that the years of a programme or perspective include `year`."""
    return Q(**{f"{prefix}first_year__lte": year, f"{prefix}last_year__gte": year})


def planned_in(programmes, activity="pk"):
    """Return the condition that an activity stands in one of the programmes of a queryset.

    The programmes are few and are looked up first: PostgreSQL then knows how few rows to join.

    Args:
        activity: the path from a row to the key of the activity.
    """
    keys = list(programmes.values_list("pk", flat=True))
    plannings = Planning.objects.with_public_links()
    return Exists(plannings.filter(programme__in=keys, activity=OuterRef(activity)))


def planned_for(year, activity="pk"):
    """Return the condition that an activity stands in a public programme of `year`."""
    return planned_in(WorkProgramme.objects.published().filter(covers(year)), activity)


class PerspectiveFilter(RegisterFilterSet):
    jaar = YearFilter(covers)
    q = WordsFilter("title", "motto", "summary")
    sorteer = SortFilter(BY_YEARS)


class GoalFilter(RegisterFilterSet):
    perspectief = RecordFilter(Perspective, label=_("Perspective"), field_name="perspective")
    jaar = YearFilter(lambda year: covers(year, "perspective__"))
    q = WordsFilter("title", "explanation")
    sorteer = SortFilter(
        {
            "-jaar": (NEWEST, ["-perspective__first_year", "-perspective__last_year", "position"]),
            "jaar": (OLDEST, ["perspective__first_year", "perspective__last_year", "position"]),
            "titel": (BY_TITLE, [Lower("title")]),
        }
    )


class ProgrammeFilter(RegisterFilterSet):
    jaar = YearFilter(covers)
    perspectief = RecordFilter(Perspective, label=_("Perspective"), field_name="perspective")
    doel = RecordFilter(Goal, label=_("Goal"), method="about_goal")
    q = WordsFilter("title", "motto", "summary")
    sorteer = SortFilter(BY_YEARS)

    def about_goal(self, queryset, name, goal):
        return queryset.filter(focuses__goal=goal)


class ActivityFilter(RegisterFilterSet):
    jaar = YearFilter(planned_for)
    werkprogramma = RecordFilter(WorkProgramme, label=_("Work programme"), method="in_programme")
    doel = RecordFilter(Goal, label=_("Goal"), field_name="goals")
    gebied = RecordFilter(
        SupervisionField,
        label=_("Supervision field"),
        field_name="fields",
        null_label=_("not known"),
        null_value=UNKNOWN,
    )
    vorm = filters.ChoiceFilter(
        label=_("Form"), choices=Activity.Form.choices, field_name="form", empty_label=ALL
    )
    status = filters.ChoiceFilter(
        label=_("Status"), choices=Status.choices, method="with_status", empty_label=ALL
    )
    uitkomst = filters.ChoiceFilter(
        label=_("Outcome"),
        choices=[
            ("bekend", _("known")),
            ("onbekend", _("not known, while the programme is over")),
        ],
        method="with_outcome",
        empty_label=ALL,
    )
    q = WordsFilter("title", "summary")
    sorteer = SortFilter(
        {
            "titel": (BY_TITLE, [Lower("title")]),
            "-titel": (_("by title, Z to A"), [Lower("title").desc()]),
        }
    )

    def in_programme(self, queryset, name, programme):
        return queryset.filter(planned_in(WorkProgramme.objects.filter(pk=programme.pk)))

    def with_outcome(self, queryset, name, value):
        return queryset.with_outcome() if value == "bekend" else queryset.without_outcome()

    def with_status(self, queryset, name, status):
        return queryset.with_status().filter(status=status)


class LetterFilter(RegisterFilterSet):
    jaar = YearFilter(lambda year: Q(date__year=year))
    ondertekenaar = RecordFilter(Signatory, label=_("Signatory"), method="signed_by")
    ambt = filters.CharFilter(label=_("Office"), max_length=200, method="from_office")
    q = WordsFilter("subject", "summary", "reference", "text")
    sorteer = SortFilter(BY_DATE)

    def signed_by(self, queryset, name, signatory):
        signatures = Signature.objects.filter(letter=OuterRef("pk"), signatory=signatory)
        return queryset.filter(Exists(signatures))

    def from_office(self, queryset, name, office):
        signatures = Signature.objects.filter(letter=OuterRef("pk"), office__icontains=office)
        return queryset.filter(Exists(signatures))


class SignatoryFilter(RegisterFilterSet):
    ambt = filters.CharFilter(
        label=_("Office"), max_length=200, field_name="office", lookup_expr="icontains"
    )
    q = WordsFilter("name", "office")
    sorteer = SortFilter({"naam": (_("by name"), [Lower("name")])})


class AnnualReportFilter(RegisterFilterSet):
    jaar = YearFilter(lambda year: Q(year=year))
    q = WordsFilter("title", "summary")
    sorteer = SortFilter({"-jaar": (NEWEST, ["-year"]), "jaar": (OLDEST, ["year"])})


class AdjustmentFilter(RegisterFilterSet):
    jaar = YearFilter(
        lambda year: in_state(State.PUBLISHED, "programme__") & covers(year, "programme__")
    )
    werkprogramma = RecordFilter(WorkProgramme, label=_("Work programme"), field_name="programme")
    q = WordsFilter("explanation")
    sorteer = SortFilter(BY_DATE)


class EventFilter(RegisterFilterSet):
    jaar = YearFilter(lambda year: Q(date__year=year))
    activiteit = RecordFilter(Activity, label=_("Activity"), field_name="activity")
    bijstelling = RecordFilter(Adjustment, label=_("Adjustment"), field_name="adjustment")
    soort = filters.ChoiceFilter(
        label=_("Kind"), choices=Event.Kind.choices, field_name="kind", empty_label=ALL
    )
    q = WordsFilter("title", "note")
    sorteer = SortFilter(BY_DATE)


class FieldFilter(RegisterFilterSet):
    q = WordsFilter("name")
    sorteer = SortFilter({"naam": (_("by name"), [Lower("name")])})
