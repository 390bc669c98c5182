"""The nouns with a list: model, filters, columns and texts, for every format of the list."""

from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from programmes import models
from programmes.lists import columns, dated, filters
from programmes.lists.columns.steps import LAST_STEP, OUTCOME, PROMISED_FOR
from programmes.lists.groups import BY_MONTH, BY_PROGRAMME, BY_SIGNED, BY_YEAR
from programmes.lists.noun import Noun
from programmes.models.expected import RESPONSE_RULE
from programmes.models.outcome import Days, with_outcome
from programmes.models.outcome_in_programme import with_own_outcome


def open_today(expected):
    """Return the open ones of `Expected`s, in order, annotated with `days_over`: int or null."""
    today = timezone.localdate()
    overdue = When(last_day__lt=today, then=Days(Value(today), F("last_day")))
    return expected.open().annotate(days_over=Case(overdue)).in_order()


NOUNS = [
    Noun(
        key="programme",
        path="werkprogrammas",
        model=models.WorkProgramme,
        filterset=filters.ProgrammeFilter,
        columns=columns.PROGRAMME,
        shown=("titel", "jaren", "perspectief", "op_site", "aangeboden", "activiteiten_bekend"),
        title=_("Work programmes"),
        intro=_("What the Inspectie planned to supervise, year by year."),
        dated=dated.in_years(),
    ),
    Noun(
        key="perspective",
        path="meerjarenperspectieven",
        model=models.Perspective,
        filterset=filters.PerspectiveFilter,
        columns=columns.PERSPECTIVE,
        shown=("titel", "jaren", "motto", "op_site"),
        title=_("Multi-year perspectives"),
        intro=_("The frames for several years, with the goals of the supervision."),
        dated=dated.in_years(),
    ),
    Noun(
        key="goal",
        path="doelen",
        model=models.Goal,
        filterset=filters.GoalFilter,
        columns=columns.GOAL,
        shown=("titel", "perspectief", "volgorde"),
        title=_("Goals"),
        intro=_("What the supervision is to bring about."),
    ),
    Noun(
        key="activity",
        path="activiteiten",
        model=models.Activity,
        filterset=filters.ActivityFilter,
        columns=columns.ACTIVITY,
        shown=("beloofd_voor", "titel", "gebieden", "laatste_stap", "uitkomst"),
        linked="titel",
        own=(PROMISED_FOR, LAST_STEP, OUTCOME),
        also_told=("werkprogrammas",),
        groups=BY_PROGRAMME,
        title=_("Activities"),
        intro=_("What stands in the programmes, and what came of it."),
        annotated=with_outcome,
        dated=dated.ACTIVITY,
    ),
    Noun(
        key="letter",
        path="brieven",
        model=models.Letter,
        filterset=filters.LetterFilter,
        columns=columns.LETTER,
        shown=("onderwerp", "datum", "kenmerk", "kamerstuk", "door", "mede_namens"),
        own=(columns.SIGNED_BY,),
        title=_("Letters to the House"),
        intro=_("The letters with which a minister offers a document, or answers a report."),
        dated=dated.on("date"),
    ),
    Noun(
        key="annual-report",
        path="jaarberichten",
        model=models.AnnualReport,
        filterset=filters.AnnualReportFilter,
        columns=columns.ANNUAL_REPORT,
        shown=("titel", "jaar", "op_site", "aangeboden"),
        title=_("Annual reports"),
        intro=_("What came of the supervision, year by year."),
        dated=dated.on("published_on"),
    ),
    Noun(
        key="adjustment",
        path="bijstellingen",
        model=models.Adjustment,
        filterset=filters.AdjustmentFilter,
        columns=columns.ADJUSTMENT,
        shown=("werkprogramma", "datum", "reden", "uitleg"),
        title=_("Adjustments"),
        intro=_("Changes of a programme during its year."),
        dated=dated.on("date"),
    ),
    Noun(
        key="signatory",
        path="ondertekenaars",
        model=models.Signatory,
        filterset=filters.SignatoryFilter,
        columns=columns.SIGNATORY,
        shown=("naam", "ambt", "in_functie_vanaf", "in_functie_tot"),
        groups=BY_SIGNED,
        title=_("Signatories"),
        intro=_("Who signs the letters to the House, and who held an office that signs them."),
    ),
]

# Nouns that are part of the pages of others.
PARTS = [
    Noun(
        key="event",
        path="mijlpalen",
        model=models.Event,
        filterset=filters.EventFilter,
        columns=columns.EVENT,
        shown=("wanneer", "soort", "activiteit", "titel", "kamerstuk", "ministerie"),
        linked="activiteit",
        own=(columns.WHEN,),
        groups=BY_YEAR,
        anchor="m",
        title=_("Events"),
        intro=_("What happened with activities, and when."),
        identified=False,
        dated=dated.EVENT,
    ),
    Noun(
        key="supervision-field",
        path="toezichtgebieden",
        model=models.SupervisionField,
        filterset=filters.FieldFilter,
        columns=columns.FIELD,
        shown=("naam", "onze_groep", "activiteiten", "laatste_rapport"),
        own=(columns.GROUP,),
        title=_("Supervision fields"),
        intro=_("The fields that the activities are about."),
    ),
]


def link(key, path, model, filterset, columns, shown, title, intro, **more):
    """Return a `Noun` for the rows of a model that links records: each is on the page of one."""
    options = {"identified": False} | more
    return Noun(key, path, model, filterset, columns, shown, title=title, intro=intro, **options)


LINKS = [
    link(
        "planning",
        "geprogrammeerd",
        models.Planning,
        filters.PlanningFilter,
        columns.PLANNING,
        ("activiteit", "werkprogramma", "gepland_voor", "gepland_van", "gepland_tot", "uitkomst"),
        _("Planned"),
        _("Which activity is in which programme, for when, and what came of it there."),
        annotated=with_own_outcome,
        dated=dated.PLANNING,
    ),
    link(
        "goal-focus",
        "uitwerkingen",
        models.GoalFocus,
        filters.GoalFocusFilter,
        columns.GOAL_FOCUS,
        ("werkprogramma", "doel", "uitwerking"),
        _("Elaborations of goals"),
        _("How each programme makes a goal concrete."),
    ),
    link(
        "goal-result",
        "resultaten",
        models.GoalResult,
        filters.GoalResultFilter,
        columns.GOAL_RESULT,
        ("jaar", "doel", "resultaat"),
        _("Results for goals"),
        _("What the annual reports tell of each goal."),
    ),
    link(
        "goal-continuation",
        "doelopvolgingen",
        models.GoalContinuation,
        filters.GoalContinuationFilter,
        columns.GOAL_CONTINUATION,
        ("doel", "eerder_doel"),
        _("Continuations of goals"),
        _("Which goal carries on which earlier goal."),
    ),
    link(
        "activity-field",
        "activiteit-gebieden",
        models.ActivityField,
        filters.ActivityFieldFilter,
        columns.ACTIVITY_FIELD,
        ("activiteit", "gebied"),
        _("Fields of activities"),
        _("Which activity is about which supervision field."),
    ),
    link(
        "activity-goal",
        "activiteit-doelen",
        models.ActivityGoal,
        filters.ActivityGoalFilter,
        columns.ACTIVITY_GOAL,
        ("activiteit", "doel"),
        _("Goals of activities"),
        _("Which activity serves which goal."),
    ),
    link(
        "expected",
        "verwachtingen",
        models.Expected,
        filters.ExpectedFilter,
        columns.EXPECTED,
        ("activiteit", "soort", "termijn", "laatste_dag", "verteld_op"),
        _("Expectations"),
        _("What was promised of an activity, for when, and when that was told."),
        own=(columns.TERM,),
        dated=dated.EXPECTED,
    ),
    link(
        "signature",
        "ondertekeningen",
        models.Signature,
        filters.SignatureFilter,
        columns.SIGNATURE,
        ("brief", "hoedanigheid", "ambt", "ondertekenaar"),
        _("Signatures"),
        _("Who signed each letter, and on whose behalf."),
        own=(columns.SIGNED_LETTER,),
        shown_by=models.Letter,
    ),
]
ALL = [*NOUNS, *PARTS, *LINKS]
# What is open of the expectations: a list of its own, whose rows are in `ALL` already.
DUE = Noun(
    key="due",
    path="verwacht",
    model=models.Expected,
    filterset=filters.DueFilter,
    columns=columns.DUE,
    shown=("laatste_dag", "activiteit", "soort", "termijn", "over_tijd"),
    linked="activiteit",
    own=(columns.TERM, columns.OVERDUE),
    groups=BY_MONTH,
    title=_("Expected"),
    intro=_("What was promised and is not there yet, as far as this register knows."),
    explanation=format_lazy(
        "{} {}",
        _(
            "Overdue means: the term is over, and this register knows nothing that meets it. That "
            "is worked out; it may be there, where the register has not looked."
        ),
        RESPONSE_RULE,
    ),
    identified=False,
    annotated=open_today,
    selective=True,
    dated=dated.DUE,
)
# The lists with a page; the main menu has those that answer a question by themselves.
MENU = [*NOUNS[:4], DUE, *NOUNS[4:]]
PAGED = [*ALL, DUE]
BY_MODEL = {noun.model: noun for noun in ALL}
BY_KEY = {noun.key: noun for noun in PAGED}


def have_outcomes(noun, **_shape):
    """Return whether the rows of the noun with this key have outcomes, for `prepared`."""
    return BY_KEY[noun].has_outcomes


def references(noun):
    """Return the (name of the column, `Noun` it refers to) pairs of the foreign keys of a noun."""
    return [
        (column.name, BY_MODEL[column.refers_to]) for column in noun.columns if column.refers_to
    ]
