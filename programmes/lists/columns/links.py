"""Columns of what links records: plannings, elaborations, results, signatures, expectations."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import NullIf
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.activity import outcome
from programmes.lists.columns.column import Column, address_of, derived_day, field, of_public
from programmes.lists.columns.keys import keys, reference
from programmes.lists.columns.shared import address
from programmes.models import (
    Activity,
    ActivityField,
    ActivityGoal,
    AnnualReport,
    Expected,
    Goal,
    GoalContinuation,
    GoalFocus,
    GoalResult,
    Letter,
    Planning,
    Signature,
    SupervisionField,
)
from programmes.models.expected import RESPONSE_RULE
from programmes.models.planning import PLANNED_FROM, PLANNED_UNTIL


def named(name, label, model, path, source, **options):
    """Return the column with a field of the record that a link leads to.

    Args:
        name: the name of the column.
        label: the noun of the record.
        model: the model of the record.
        path: the name of the foreign key.
        source: the name of the field.
        options: attributes of `Column` to set otherwise.
    """
    return field(
        model, name, source, **{"label": label, "expression": F(f"{path}__{source}")} | options
    )


def programme():
    """Return the column with the years of the programme of a link."""
    return Column(
        "werkprogramma",
        _("work programme"),
        _("The years of the programme."),
        F("programme__slug"),
        whole=True,
    )


def page_of(path, record, label):
    """Return the address of the record whose page shows a link; several links have the same."""
    return address(path, f"{record}__slug", label)


OF_ACTIVITY = _("The permanent address of the activity on this site.")
OF_PROGRAMME = _("The permanent address of the programme on this site.")
OF_GOAL = _("The permanent address of the goal on this site.")

PLANNING = (
    programme(),
    named("activiteit", _("activity"), Activity, "activity", "title"),
    field(Planning, "gepland_voor", "planned_for"),
    field(Planning, "volgorde", "position"),
    field(
        Planning,
        "bijstelling",
        "adjustment",
        label=_("adjustment"),
        expression=address_of("bijstellingen", of_public("adjustment", "slug")),
        kind="address",
    ),
    page_of("activiteiten", "activity", OF_ACTIVITY),
    derived_day(
        "gepland_van",
        _("planned from"),
        _("The first day that the words name, else that of the programme."),
        PLANNED_FROM,
    ),
    derived_day(
        "gepland_tot",
        _("planned until"),
        _("The last day that the words name, else that of the programme."),
        PLANNED_UNTIL,
    ),
    outcome(
        _("What came of the activity, as seen from this programme; empty when nothing is known.")
    ),
    *keys(
        Planning,
        werkprogramma_id="programme",
        activiteit_id="activity",
        bijstelling_id="adjustment",
    ),
)

GOAL_FOCUS = (
    programme(),
    named("doel", _("goal"), Goal, "goal", "title"),
    field(GoalFocus, "uitwerking", "text"),
    page_of("werkprogrammas", "programme", OF_PROGRAMME),
    *keys(GoalFocus, werkprogramma_id="programme", doel_id="goal"),
)

GOAL_RESULT = (
    named("jaar", _("year"), AnnualReport, "report", "year"),
    named("doel", _("goal"), Goal, "goal", "title"),
    field(GoalResult, "resultaat", "text"),
    page_of("jaarberichten", "report", _("The permanent address of the report on this site.")),
    *keys(GoalResult, jaarbericht_id="report", doel_id="goal"),
)

SIGNATURE = (
    named("brief_datum", _("date of the letter"), Letter, "letter", "date"),
    named("brief_kenmerk", _("reference of the letter"), Letter, "letter", "reference"),
    field(Signature, "volgorde", "position"),
    field(Signature, "hoedanigheid", "capacity"),
    field(Signature, "ambt", "office"),
    Column(
        "ondertekenaar",
        _("signatory"),
        _("The name of the person, if that is known."),
        of_public("signatory", "name"),
    ),
    page_of("brieven", "letter", _("The permanent address of the letter on this site.")),
    *keys(Signature, brief_id="letter", ondertekenaar_id="signatory"),
)

# Of the page only, which has the name of a letter without a subject.
SIGNED_LETTER = Column(
    "brief",
    _("letter"),
    _("The subject of the letter."),
    NullIf("letter__subject", Value(""), output_field=CharField()),
)

GOAL_CONTINUATION = (
    named("doel", _("goal"), Goal, "from_goal", "title"),
    named("eerder_doel", _("earlier goal"), Goal, "to_goal", "title"),
    page_of("doelen", "from_goal", OF_GOAL),
    *keys(GoalContinuation, doel_id="from_goal"),
    reference(GoalContinuation, "eerder_doel_id", "to_goal", _("earlier goal")),
)

ACTIVITY_FIELD = (
    named("activiteit", _("activity"), Activity, "activity", "title"),
    named("gebied", _("supervision field"), SupervisionField, "supervisionfield", "name"),
    page_of("activiteiten", "activity", OF_ACTIVITY),
    *keys(ActivityField, activiteit_id="activity", gebied_id="supervisionfield"),
)

ACTIVITY_GOAL = (
    named("activiteit", _("activity"), Activity, "activity", "title"),
    named("doel", _("goal"), Goal, "goal", "title"),
    page_of("activiteiten", "activity", OF_ACTIVITY),
    *keys(ActivityGoal, activiteit_id="activity", doel_id="goal"),
)

EXPECTED = (
    named("activiteit", _("activity"), Activity, "activity", "title"),
    field(Expected, "soort", "kind"),
    field(Expected, "woorden", "words", description=_("The term as printed in the source.")),
    field(Expected, "eerste_dag", "first_day"),
    field(
        Expected,
        "laatste_dag",
        "last_day",
        description=_("The last day of the term; empty when the words name no days."),
    ),
    field(
        Expected,
        "verteld_op",
        "told",
        description=_("The day it was told; a later one of the same kind replaces an earlier one."),
    ),
    Column(
        "volgens_regel",
        _("by rule"),
        format_lazy(
            "{} {}", _("“ja” when the day follows from a rule, else “nee”."), RESPONSE_RULE
        ),
        Case(When(by_rule=True, then=Value("ja")), default=Value("nee")),
    ),
    field(Expected, "bij_de_bron", "url"),
    field(Expected, "toelichting", "note"),
    page_of("activiteiten", "activity", OF_ACTIVITY),
    *keys(
        Expected,
        activiteit_id="activity",
        werkprogramma_id="programme",
        brief_id="letter",
        bijstelling_id="adjustment",
        mijlpaal_id="event",
    ),
)
