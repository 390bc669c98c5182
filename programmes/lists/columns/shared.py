"""Columns that several nouns share."""

from django.db.models import Case, CharField, F, Func, Value, When
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import Column, address_of, field, joined, listed, of_public
from programmes.models import Letter, Signature
from programmes.models.kamerstuk import kamerstuk_of

# The identifier of the Kamerstuk in addresses, or null.
KAMERSTUK_KEY = Case(
    When(
        kamerstuk_dossier__isnull=False,
        then=Func(
            Value("-"),
            Value("kst"),
            "kamerstuk_dossier",
            NullIf("kamerstuk_suffix", Value("")),
            "kamerstuk_number",
            function="concat_ws",
            output_field=CharField(),
        ),
    )
)
OWN_ADDRESS = _("The permanent address of the record on this site.")


def kamerstuk():
    """Return the column with the Kamerstuk of a `WithKamerstuk`."""
    return Column(
        "kamerstuk",
        _("Kamerstuk"),
        _("The number given by the House, as in its address: kst-34775-VI-21."),
        KAMERSTUK_KEY,
        whole=True,
        reading=kamerstuk_of,
    )


def address(path, slug="slug", description=OWN_ADDRESS):
    """Return the column with the public address of a record of the noun at `path`."""
    return Column("adres", _("address"), description, address_of(path, F(slug)), kind="address")


def origin(model, path):
    """Return the last columns of a noun at `path`: sources, note for readers and address."""
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
        address(path),
    )


def search(model):
    """Return the columns about the search for what is not known of a record."""
    return (
        field(model, "gezocht_op", "searched_on"),
        field(model, "gezocht_in", "searched_in"),
        field(
            model,
            "niet_gevonden",
            "not_found",
            description=_("What somebody searched for in vain."),
            expression=listed("not_found"),
            kind="list",
        ),
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
    """Return the column with the day a document appeared on the site of the Inspectie."""
    description = _("The day it appeared on the site of the Inspectie, not that of the letter.")
    return field(model, "op_site", "published_on", description=description)


def years(model):
    """Return the columns with the years of a `YearRange`."""
    return (
        Column(
            "jaren",
            _("years"),
            _("The years as people write them: 2024, or 2018-2020."),
            F("slug"),
            whole=True,
        ),
        field(model, "eerste_jaar", "first_year", description=_("The first year it covers.")),
        field(model, "laatste_jaar", "last_year", description=_("The last year it covers.")),
    )


def offices(capacity):
    """Return the expression for the offices of the signatures of a letter in a capacity."""
    rows = Signature.objects.filter(capacity=capacity)
    return joined(rows, "letter", "office", "position", "pk")
