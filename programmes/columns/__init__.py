"""What a list shows of each noun: declared once, for page, export and dictionary."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from programmes.columns.column import Column, field, joined, listed, of_public
from programmes.models import (
    Activity,
    Adjustment,
    AnnualReport,
    Goal,
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


def address(path):
    """Return the column with the public address of a record of the noun at `path`."""
    return Column(
        "adres",
        _("address"),
        _("The permanent address of the record on this site."),
        Concat(Value(f"/{path}/"), F("slug"), Value("/"), output_field=CharField()),
        kind="address",
    )


def origin(model):
    """Return the columns that tell where the facts of a record of `model` come from."""
    return (
        field(
            model,
            "bronnen",
            "sources",
            description=_("The addresses of the pages where these facts were read."),
            expression=listed("sources"),
            kind="list",
        ),
        field(model, "toelichting", "note"),
    )


def letter_columns(model):
    """Return the columns about the letter that offers a document of `model`."""
    return (
        field(model, "aangeboden", "offered_on"),
        field(
            Letter,
            "brief_kenmerk",
            "reference",
            label=_("reference of the letter"),
            description=_("The sender's own number of the letter that offers it to the House."),
            expression=of_public("letter", "reference"),
        ),
        field(
            Letter,
            "brief_datum",
            "date",
            label=_("date of the letter"),
            description=_("The date at the head of the letter that offers it to the House."),
            expression=of_public("letter", "date"),
        ),
    )


def on_site(model):
    """Return the column with the day on which a document of `model` stood on the site."""
    description = _("The day it appeared on the site of the Inspectie, not that of the letter.")
    return field(model, "op_site", "published_on", description=description)


def years(model):
    """Return the columns with the years of a programme or perspective."""
    return (
        Column(
            "jaren", _("years"), _("The years as people write them: 2024, or 2018-2020."), F("slug")
        ),
        field(model, "eerste_jaar", "first_year", description=_("The first year it covers.")),
        field(model, "laatste_jaar", "last_year", description=_("The last year it covers.")),
    )


def signers(capacity, text):
    """Return the expression for those who stand under a letter in a capacity, in order."""
    rows = Signature.objects.filter(capacity=capacity)
    return joined(rows, "letter", text, "position", "pk")


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
            Planning.objects.filter(in_state(State.PUBLISHED, "programme__")),
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
        _("What is known today; it follows from the last event."),
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
