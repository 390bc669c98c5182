"""The dates of an activity: planned, expected, reported and answered."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    CharField,
    DateField,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, ExtractYear, NullIf
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import Column, derived_day, joined
from programmes.lists.columns.shared import KAMERSTUK_KEY
from programmes.models import Event, Expectation, Expected, Planning, Precision, State
from programmes.models.event import ENDS
from programmes.models.facts import Fact
from programmes.models.kamerstuk import kamerstuk_of
from programmes.models.planning import PLANNED_FROM, PLANNED_UNTIL
from programmes.models.record import in_state

# What was known before a day of the outer row, which `with_outcome` annotates.
NOT_KNOWN = Value(date.max, DateField())
PLANNINGS = (
    Planning.objects.with_public_links()
    .filter(in_state(State.PUBLISHED, "programme__"))
    .known_before(OuterRef("known_until"))
)


def known_before(rows, day):
    """Return the rows whose expression `day` is not after the outer row's `known_until`.

    A row without such a day is known today, and on no earlier day.
    """
    return rows.alias(since=Coalesce(day, NOT_KNOWN)).filter(since__lte=OuterRef("known_until"))


def planned(aggregate, plannings=PLANNINGS):
    """Return the expression for a day that is an aggregate of the plannings of an activity."""
    rows = plannings.filter(activity=OuterRef("pk")).order_by().values("activity")
    return Subquery(rows.annotate(day=aggregate).values("day"))


def planned_years():
    """Return the expression for the years that an activity is planned for, as an array."""
    first, last = (Cast(ExtractYear(day), IntegerField()) for day in (PLANNED_FROM, PLANNED_UNTIL))
    years = Func(first, last, function="generate_series", output_field=IntegerField())
    rows = PLANNINGS.filter(activity=OuterRef("pk")).order_by()
    return ArraySubquery(rows.values(year=years).distinct())


def expected(path):
    """Return the expression for a field of the term that was told last for the report."""
    next_day = Func(F("told"), template="(%(expressions)s + 1)", output_field=DateField())
    rows = known_before(Expected.objects.with_public_links(), next_day)
    return last_told(rows, path)


def last_told(terms, path):
    """Return the expression for a field of the last of these terms for the report."""
    own = terms.filter(activity=OuterRef("pk"), kind=Expectation.Kind.REPORT, by_rule=False)
    newest = own.order_by(F("told").desc(nulls_last=True), F("expectation").desc())
    return Subquery(newest.values(path)[:1])


def of_last(kind, name, suffix, fact, label, description, value, /, **options):
    """Return a column about the last event of a kind, for `happened`.

    Args:
        suffix, label: what the column has after the name and the label of the kind.
        fact: the name of its `Fact`.
        value: the expression for a field of the event.
        options: further attributes of `Column`.
    """
    rows = Event.objects.with_public_links().filter(activity=OuterRef("pk"), kind=kind)
    last = known_before(rows, ENDS).order_by(F("date").desc(nulls_last=True), "-pk")
    return Column(
        f"{name}{suffix}",
        format_lazy("{}{}", kind.label, label),
        format_lazy(description, kind=kind.label),
        Fact(fact, Subquery(last.values(found=value)[:1])),
        derived=True,
        **options,
    )


# What there is to say of the last event of a kind: the end of the name of its column and of its
# `Fact`, the end of its label, its description, its value, and other attributes of the column.
OF_EVENT = (
    ("", "on", "", _("The date of the last {kind} that is known."), F("date"), {"kind": "date"}),
    (
        "_precisie",
        "precision",
        _(": precision"),
        _("How precisely the date of the {kind} is known."),
        F("date_precision"),
        {"kind": "code", "choices": tuple(Precision.choices)},
    ),
    (
        "_bij_de_bron",
        "url",
        _(": address at the source"),
        _("The page on which the {kind} was found."),
        NullIf("url", Value(""), output_field=CharField()),
        {},
    ),
    (
        "_kamerstuk",
        "kamerstuk",
        _(": Kamerstuk"),
        _("The number that the House gave the {kind}, as in its address."),
        KAMERSTUK_KEY,
        {"whole": True, "reading": kamerstuk_of},
    ),
)


def happened(kind, name, fact):
    """Return the columns about the last event of a kind: date, precision, address, Kamerstuk.

    Args:
        kind: an `Event.Kind`.
        name: the name of the column with the date.
        fact: the start of the names of the `Fact`s.
    """
    return tuple(
        of_last(kind, name, suffix, f"{fact}_{end}", label, description, value, **options)
        for suffix, end, label, description, value, options in OF_EVENT
    )


PLANNED_YEARS = Fact("planned_years", planned_years())
DATES = (
    Column(
        "gepland",
        _("planned for, in words"),
        _("When, in the words of each programme that names it."),
        joined(
            PLANNINGS.exclude(planned_for=""),
            "activity",
            "planned_for",
            "programme__slug",
            fact="planned_words",
        ),
        kind="list",
        derived=True,
    ),
    derived_day(
        "gepland_van",
        _("planned from"),
        _("The first day that the words of a programme name, else that of the programme."),
        Fact("planned_from", planned(Min(PLANNED_FROM))),
    ),
    derived_day(
        "gepland_tot",
        _("planned until"),
        _("The last day that the words of a programme name, else that of the programme."),
        Fact("planned_until", planned(Max(PLANNED_UNTIL))),
    ),
    Column(
        "verwacht",
        _("report expected, in words"),
        _("The term for the report that was told last, as printed."),
        Fact("expected_words", expected("words")),
        derived=True,
    ),
    derived_day(
        "verwacht_van",
        _("report expected from"),
        _("The first day of the term for the report that was told last."),
        Fact("expected_from", expected("first_day")),
    ),
    derived_day(
        "verwacht_tot",
        _("report expected until"),
        _("The last day of the term for the report that was told last."),
        Fact("expected_until", expected("last_day")),
    ),
    *happened(Event.Kind.REPORT, "rapport", "report"),
    *happened(Event.Kind.RESPONSE, "beleidsreactie", "response"),
)
