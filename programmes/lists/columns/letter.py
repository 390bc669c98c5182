"""Columns of letters and signatories."""

from django.db.models import Case, CharField, Exists, OuterRef, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import Column, field, joined, of_public
from programmes.lists.columns.keys import keys
from programmes.lists.columns.shared import kamerstuk, offices, origin, search
from programmes.models import Letter, Signatory, Signature, State
from programmes.models.record import in_state

LETTER = (
    field(Letter, "kenmerk", "reference", whole=True),
    kamerstuk(),
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
        offices(Signature.Capacity.SIGNS),
        kind="list",
    ),
    Column(
        "mede_namens",
        _("on behalf of"),
        _("The offices on whose behalf the letter is sent, in order."),
        offices(Signature.Capacity.ON_BEHALF_OF),
        kind="list",
    ),
    field(Letter, "bijlagen", "attachment_count"),
    field(Letter, "samenvatting", "summary"),
    field(Letter, "bij_de_bron", "url"),
    *origin(Letter, "brieven"),
    *search(Letter),
    *keys(Letter),
)

# Of the page only: in files, names and offices are two columns.
SIGNED_BY = Column(
    "door",
    _("signed by"),
    _("The names of those who sign, else their offices, in order."),
    joined(
        Signature.objects.filter(capacity=Signature.Capacity.SIGNS),
        "letter",
        Coalesce(of_public("signatory", "name"), "office"),
        "position",
        "pk",
    ),
    kind="list",
)

# Whether a public letter has the name, as who signs or on whose behalf it is sent.
SIGNED = Case(
    When(
        Exists(
            Signature.objects.filter(
                in_state(State.PUBLISHED, "letter__"), signatory=OuterRef("pk")
            )
        ),
        then=Value("ja"),
    ),
    default=Value("nee"),
    output_field=CharField(),
)
SIGNATORY = (
    field(Signatory, "naam", "name"),
    field(
        Signatory,
        "ambt",
        "office",
        description=_("The office, such as Minister van Financiën."),
    ),
    field(Signatory, "in_functie_vanaf", "in_office_from"),
    field(Signatory, "in_functie_tot", "in_office_until"),
    *origin(Signatory, "ondertekenaars"),
    Column(
        "ondertekende",
        _("signed"),
        _("“ja” when a letter has the name, as who signs or on whose behalf; else “nee”."),
        SIGNED,
    ),
    *search(Signatory),
    *keys(Signatory),
)
