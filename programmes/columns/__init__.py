"""What a list shows of each noun: declared once, for page, export and dictionary."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from programmes.columns.column import Column, field, joined, listed, of_public
from programmes.columns.shared import address, letter_columns, on_site, origin, signers, years
from programmes.models import (
    Activity,
    Adjustment,
    AnnualReport,
    Event,
    Goal,
    GoalResult,
    Letter,
    Perspective,
    Planning,
    Signatory,
    Signature,
    State,
    Status,
    SupervisionField,
    WorkProgramme,
)
from programmes.models.activity import status_of
from programmes.models.record import in_state

PERSPECTIVE = (
    *years(Perspective),
    field(Perspective, "titel", "title"),
    field(Perspective, "motto", "motto"),
    Column(
        "doelen",
        _("goals"),
        _("The titles of the goals, in the order of the perspective."),
        joined(Goal.objects.all(), "perspective", "title", "position"),
        kind="list",
    ),
    on_site(Perspective),
    *letter_columns(Perspective),
    field(Perspective, "samenvatting", "summary"),
    *origin(Perspective),
    address("meerjarenperspectieven"),
)

GOAL = (
    field(Goal, "titel", "title"),
    Column(
        "perspectief",
        _("multi-year perspective"),
        _("The years of the perspective that the goal belongs to."),
        F("perspective__slug"),
    ),
    field(Goal, "volgorde", "position"),
    field(Goal, "uitleg", "explanation"),
    address("doelen"),
)

PROGRAMME = (
    *years(WorkProgramme),
    field(WorkProgramme, "titel", "title"),
    field(WorkProgramme, "motto", "motto"),
    Column(
        "perspectief",
        _("multi-year perspective"),
        _("The years of the perspective that the programme belongs to."),
        of_public("perspective", "slug"),
    ),
    field(WorkProgramme, "vastgesteld", "adopted_on"),
    field(WorkProgramme, "goedgekeurd", "approved_on"),
    on_site(WorkProgramme),
    *letter_columns(WorkProgramme),
    field(WorkProgramme, "samenvatting", "summary"),
    *origin(WorkProgramme),
    address("werkprogrammas"),
)

ACTIVITY = (
    field(Activity, "titel", "title"),
    Column(
        "gebieden",
        _("supervision fields"),
        _("The names of the supervision fields, by alphabet."),
        joined(SupervisionField.objects.all(), "activities", "name"),
        kind="list",
    ),
    Column(
        "werkprogrammas",
        _("work programmes"),
        _("The years of the programmes that the activity stands in."),
        joined(
            Planning.objects.with_public_links().filter(in_state(State.PUBLISHED, "programme__")),
            "activity",
            "programme__slug",
        ),
        kind="list",
    ),
    Column(
        "doelen",
        _("goals"),
        _("The titles of the goals that the activity serves."),
        joined(
            Goal.objects.filter(in_state(State.PUBLISHED, "perspective__")), "activities", "title"
        ),
        kind="list",
    ),
    field(
        Activity,
        "vorm",
        "form",
        description=_("The form of supervision; not known when no source names it."),
    ),
    Column(
        "vorm_afgeleid",
        _("form inferred"),
        _("“ja” when no source states the form and it was inferred, else “nee”."),
        Case(When(form_inferred=True, then=Value("ja")), default=Value("nee")),
    ),
    Column(
        "status",
        _("status"),
        _("What is known today; it follows from the events of the activity."),
        status_of("pk"),
        kind="code",
        choices=tuple(Status.choices),
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
    *origin(Activity),
    address("activiteiten"),
)

LETTER = (
    field(Letter, "kenmerk", "reference"),
    Column(
        "kamerstuk",
        _("Kamerstuk"),
        _("The number given by the House, as in its address: kst-34775-VI-21."),
        Case(
            When(
                kamerstuk_dossier__isnull=False,
                kamerstuk_suffix="",
                then=Concat(Value("kst-"), "kamerstuk_dossier", Value("-"), "kamerstuk_number"),
            ),
            When(
                kamerstuk_dossier__isnull=False,
                then=Concat(
                    Value("kst-"),
                    "kamerstuk_dossier",
                    Value("-"),
                    "kamerstuk_suffix",
                    Value("-"),
                    "kamerstuk_number",
                ),
            ),
        ),
    ),
    field(Letter, "datum", "date"),
    field(Letter, "plaats", "place"),
    field(Letter, "onderwerp", "subject"),
    field(Letter, "aan", "recipient"),
    Column(
        "ondertekenaars",
        _("signed by"),
        _("The names of those who sign, in order."),
        joined(
            Signature.objects.filter(
                in_state(State.PUBLISHED, "signatory__"), capacity=Signature.Capacity.SIGNS
            ),
            "letter",
            "signatory__name",
            "position",
            "pk",
        ),
        kind="list",
    ),
    Column(
        "ambten",
        _("offices"),
        _("The offices of those who sign, as printed, in order."),
        signers(Signature.Capacity.SIGNS, "office"),
        kind="list",
    ),
    Column(
        "mede_namens",
        _("on behalf of"),
        _("The offices on whose behalf the letter is sent, in order."),
        signers(Signature.Capacity.ON_BEHALF_OF, "office"),
        kind="list",
    ),
    field(Letter, "bijlagen", "attachment_count"),
    field(Letter, "samenvatting", "summary"),
    field(Letter, "bij_de_bron", "url"),
    *origin(Letter),
    address("brieven"),
)

SIGNATORY = (
    field(Signatory, "naam", "name"),
    field(
        Signatory,
        "ambt",
        "office",
        description=_("The office, such as Minister van Justitie en Veiligheid."),
    ),
    field(Signatory, "in_functie_vanaf", "in_office_from"),
    field(Signatory, "in_functie_tot", "in_office_until"),
    *origin(Signatory),
    address("ondertekenaars"),
)

ANNUAL_REPORT = (
    field(AnnualReport, "jaar", "year"),
    field(AnnualReport, "titel", "title"),
    on_site(AnnualReport),
    *letter_columns(AnnualReport),
    field(AnnualReport, "samenvatting", "summary"),
    Column(
        "resultaten",
        _("results for goals"),
        _("What the report tells of each goal: the title of the goal, a colon, the result."),
        joined(
            GoalResult.objects.filter(in_state(State.PUBLISHED, "goal__perspective__")),
            "report",
            Concat("goal__title", Value(": "), "text", output_field=CharField()),
            "goal__perspective__first_year",
            "goal__position",
        ),
        kind="list",
    ),
    *origin(AnnualReport),
    address("jaarberichten"),
)

ADJUSTMENT = (
    Column(
        "werkprogramma",
        _("work programme"),
        _("The years of the programme that is adjusted."),
        of_public("programme", "slug"),
    ),
    field(Adjustment, "datum", "date"),
    field(Adjustment, "reden", "reason"),
    field(Adjustment, "uitleg", "explanation"),
    *letter_columns(Adjustment),
    *origin(Adjustment),
    address("bijstellingen"),
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
        expression=Concat(
            Value("/bijstellingen/"),
            of_public("adjustment", "slug"),
            Value("/"),
            output_field=CharField(),
        ),
        kind="address",
    ),
    field(Event, "bij_de_bron", "url"),
    field(Event, "toelichting", "note"),
    Column(
        "adres",
        _("address"),
        _("The permanent address of the activity on this site."),
        Concat(Value("/activiteiten/"), F("activity__slug"), Value("/"), output_field=CharField()),
        kind="address",
    ),
)

FIELD = (
    field(SupervisionField, "naam", "name", description=_("The name of the supervision field.")),
    Column(
        "adres",
        _("address"),
        _("The address of the list of its activities on this site."),
        Concat(Value("/activiteiten/?gebied="), F("slug"), output_field=CharField()),
        kind="address",
    ),
)
