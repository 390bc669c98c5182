"""Columns of activities, events and supervision fields."""

from datetime import date

from django.db.models import Case, CharField, F, Func, JSONField, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import (
    Column,
    address_of,
    field,
    joined,
    listed,
    of_public,
    without_unknown,
)
from programmes.lists.columns.dates import DATES, PLANNINGS
from programmes.lists.columns.keys import keys
from programmes.lists.columns.shared import address, kamerstuk, origin, search
from programmes.lists.columns.steps import (
    SEARCHED,
    kind_and_date,
    last_report,
    number_of_activities,
    when,
)
from programmes.models import (
    Activity,
    Event,
    Goal,
    Outcome,
    State,
    Status,
    SupervisionField,
)
from programmes.models.activity import status_of
from programmes.models.facts import Fact
from programmes.models.outcome import KNOWN
from programmes.models.record import in_state

# Whether the register works an outcome out itself, by its code.
IS_DERIVED = {
    each.value: "ja" if each.is_derived else "nee" for each in Outcome if each != Outcome.UNKNOWN
}
STATUS = Fact("status", status_of("pk"))
KINDS_OF_UNKNOWN = (
    ("nog_niet", _("not due yet")),
    ("niet_gevonden", _("searched in vain")),
    ("niet_gezocht", _("no search is known")),
)


def outcome(description):
    """Return the column with the code of the outcome, as `with_outcome` annotates it."""
    return Column(
        "uitkomst",
        _("outcome"),
        description,
        NullIf("outcome", Value(Outcome.UNKNOWN), output_field=CharField()),
        kind="code",
        choices=tuple((each.value, each.tag) for each in Outcome if each != Outcome.UNKNOWN),
        derived=True,
    )


ACTIVITY = (
    field(Activity, "titel", "title"),
    Column(
        "gebieden",
        _("supervision fields"),
        _("The names of the supervision fields, by alphabet."),
        joined(SupervisionField.objects.all(), "activities", "name", fact="field_names"),
        kind="list",
    ),
    Column(
        "werkprogrammas",
        _("work programmes"),
        _("The years of the programmes that the activity stands in."),
        joined(PLANNINGS, "activity", "programme__slug", fact="programme_slugs"),
        kind="list",
        whole=True,
    ),
    Column(
        "doelen",
        _("goals"),
        _("The titles of the goals that the activity serves."),
        joined(
            Goal.objects.filter(in_state(State.PUBLISHED, "perspective__")),
            "activities",
            "title",
            fact="goal_titles",
        ),
        kind="list",
    ),
    field(
        Activity,
        "vorm",
        "form",
        description=_("The form of supervision; empty when no source names it."),
        expression=NullIf("form", Value(Activity.Form.UNKNOWN)),
        choices=without_unknown(Activity.Form),
    ),
    field(
        Activity,
        "vorm_afgeleid",
        "form_inferred",
        label=_("form inferred"),
        description=_("“ja” when no source states the form and it was inferred, else “nee”."),
        expression=Case(When(form_inferred=True, then=Value("ja")), default=Value("nee")),
    ),
    Column(
        "status",
        _("status"),
        _("The last known status, from the events alone; `uitkomst` replaces it."),
        # It is that of today.
        Case(
            When(
                known_until=date.max,
                then=NullIf(STATUS, Value(Status.UNKNOWN), output_field=CharField()),
            )
        ),
        kind="code",
        choices=without_unknown(Status),
        derived=True,
    ),
    field(
        Activity,
        "samen_met",
        "partners",
        description=_("The organisations that take part."),
        expression=listed("partners"),
        kind="list",
    ),
    field(Activity, "samenvatting", "summary"),
    *origin(Activity, "activiteiten"),
    outcome(_("What came of it, beside what was promised; empty when nothing is known.")),
    Column(
        "uitkomst_afgeleid",
        _("outcome derived"),
        _("“ja” when the register works the outcome out from dates, “nee” when a source says it."),
        Func(
            Value(IS_DERIVED, JSONField()),
            "outcome",
            arg_joiner=" ->> ",
            template="(%(expressions)s)",
            output_field=CharField(),
        ),
        derived=True,
    ),
    Column(
        "dagen_later",
        _("days later"),
        _("The days between the end of the term and the report, or today when it is overdue."),
        F("days_late"),
        kind="number",
        whole=True,
        derived=True,
    ),
    Column(
        "laatste_stap",
        _("last step"),
        _("The kind of the last event that is no notice."),
        F("last_step"),
        kind="code",
        choices=tuple(Event.Kind.choices),
        derived=True,
    ),
    Column(
        "laatste_stap_op",
        _("date of the last step"),
        _("The first day of the month or year when no more is known."),
        F("last_step_on"),
        kind="date",
        whole=True,
        derived=True,
    ),
    *DATES,
    Column(
        "uitkomst_onbekend",
        _("why the outcome is not known"),
        _("Which kind of not known it is; empty when it is known what came of the activity."),
        Case(
            When(outcome__in=(*KNOWN, Outcome.MOVED), then=None),
            When(outcome=Outcome.NOT_YET, then=Value("nog_niet")),
            When(SEARCHED, then=Value("niet_gevonden")),
            default=Value("niet_gezocht"),
            output_field=CharField(),
        ),
        kind="code",
        choices=KINDS_OF_UNKNOWN,
        derived=True,
    ),
    *search(Activity),
    *keys(Activity),
)

EVENT = (
    Column(
        "activiteit",
        _("activity"),
        _("The title of the activity that it happened with."),
        F("activity__title"),
    ),
    field(Event, "soort", "kind"),
    field(Event, "datum", "date"),
    field(
        Event,
        "precisie",
        "date_precision",
        description=_("How precisely the date is known."),
    ),
    field(Event, "titel", "title"),
    field(
        Event,
        "bijstelling",
        "adjustment",
        label=_("adjustment"),
        description=_("The address of the adjustment that led to it."),
        expression=address_of("bijstellingen", of_public("adjustment", "slug")),
        kind="address",
    ),
    field(Event, "bij_de_bron", "url"),
    field(Event, "toelichting", "note"),
    address(
        "activiteiten",
        "activity__slug",
        description=_("The permanent address of the activity on this site."),
    ),
    kamerstuk(),
    field(Event, "ministerie", "ministry"),
    *keys(
        Event,
        activiteit_id="activity",
        bijstelling_id="adjustment",
        verplaatst_naar_id="moved_to",
    ),
)
GROUP = Column(
    "onze_groep",
    _("group (our own)"),
    _("Our own group of the field; the sources do not have it."),
    # Not null: a field without a group is no unknown one.
    Coalesce("group__name", Value("geen")),
    reading=lambda name: _("none") if name == "geen" else name,
)
WHEN = Column(
    "wanneer",
    _("date"),
    _("The date, as precisely as it is known."),
    kind_and_date("kind", "date_precision", "date"),
    whole=True,
    reading=when,
)

FIELD = (
    field(SupervisionField, "naam", "name", description=_("The name of the supervision field.")),
    address("toezichtgebieden"),
    Column(
        "groep",
        _("group of fields"),
        _("Our own group of the field; the sources do not have it."),
        F("group__name"),
    ),
    Column(
        "activiteiten",
        _("activities"),
        _("The number of its activities in the register."),
        number_of_activities(),
        kind="number",
        whole=True,
    ),
    Column(
        "laatste_rapport",
        _("last report"),
        _("The date of the last report of one of its activities."),
        last_report(),
        kind="date",
        whole=True,
    ),
    *keys(SupervisionField),
)
