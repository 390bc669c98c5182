"""DiWoo metadata 0.9.8 of the documents hosted here, for the Woo-index.

Source: https://standaarden.overheid.nl/diwoo/metadata, with its value lists.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone

from programmes.metadata.publisher import PUBLISHER, RESPONSIBLE, TOOI
from programmes.models import AnnualReport, WorkProgramme
from programmes.opendata.lastmod import with_lastmod
from programmes.opendata.xml import element

NAMESPACE = "https://standaarden.overheid.nl/diwoo/metadata/"
SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Information category 012 (article 3.3 of the Woo), the only one hosted here (docs/decisions.md).
CATEGORY = (f"{TOOI}/def/thes/kern/c_c6cd1213", "jaarplannen en jaarverslagen")
YEAR_PLAN = (f"{TOOI}/def/thes/kern/c_a6f44748", "jaarplan")
PLAN = (f"{TOOI}/def/thes/kern/c_5b1055aa", "plan")
YEAR_REPORT = (f"{TOOI}/def/thes/kern/c_3d782f30", "jaarverslag")
ADOPTION = (f"{TOOI}/def/thes/kern/c_641ecd76", "vaststelling")
SIGNING = (f"{TOOI}/def/thes/kern/c_e1ec050e", "ondertekening")
RECEIPT = (f"{TOOI}/def/thes/kern/c_dfcee535", "ontvangst")
ELABORATES = (f"{TOOI}/def/thes/kern/c_24ddfb9b", "is uitwerking van")
DUTCH = ("http://publications.europa.eu/resource/authority/language/NLD", "Nederlands")
PDF = ("http://publications.europa.eu/resource/authority/file-type/PDF", "pdf")


@dataclass(frozen=True)
class Kind:
    """A kind of document, and the fields that its metadata are derived from.

    Attributes:
        noun: the prefix of its URL names, as in "programme-file".
        model: the model, with a `file` field.
        fields: the names of the model's fields in the metadata.
        parents: a dict from the name of a foreign key to the parent's fields in the metadata.
    """

    noun: str
    model: type
    fields: tuple
    parents: dict

    def documents(self):
        """Return a queryset of the published records with a file and `lastmod`, by primary key."""
        hosted = self.model.objects.published().exclude(file="").select_related(*self.parents)
        return with_lastmod(hosted, self.fields, self.parents).order_by("pk")


DATES = ("offered_on", "published_on")
LETTER = {"letter": ("date",)}
KINDS = {
    "werkprogrammas": Kind(
        "programme",
        WorkProgramme,
        ("slug", "title", "summary", "file", "adopted_on", *DATES, "letter", "perspective"),
        LETTER | {"perspective": ("slug", "title")},
    ),
    "jaarberichten": Kind(
        "annual-report",
        AnnualReport,
        ("slug", "title", "summary", "file", *DATES, "letter"),
        LETTER,
    ),
}


def url(kind, record, address):
    """Return the `url` element of a document in a sitemap.

    Args:
        kind: the `Kind` of the document.
        record: a record of `kind.documents()`.
        address: a function that returns the absolute URL of a path.
    """
    return element(
        "url",
        element("loc", text=address(reverse(f"{kind.noun}-file", args=[record.slug]))),
        element("lastmod", text=record.lastmod.isoformat(timespec="seconds")),
        element("diwoo:Document", metadata(record, address)),
    )


def metadata(record, address):
    """Return the `diwoo:DiWoo` element of a work programme or an annual report."""
    return diwoo(
        "DiWoo",
        diwoo("identifiers", diwoo("identifier", text=address(record.get_absolute_url()))),
        resource("publisher", (PUBLISHER.uri, PUBLISHER.name)),
        resource("verantwoordelijke", (RESPONSIBLE.uri, RESPONSIBLE.name)),
        diwoo("titelcollectie", diwoo("officieleTitel", text=record.title or str(record))),
        summary(record),
        diwoo(
            "classificatiecollectie",
            diwoo("documentsoorten", resource("documentsoort", document_type(record))),
            diwoo("informatiecategorieen", resource("informatiecategorie", CATEGORY)),
        ),
        created(record),
        validity(record),
        resource("language", DUTCH),
        resource("format", PDF),
        diwoo("documenthandelingen", *acts(record)),
        relations(record, address),
    )


def diwoo(name, *children, **options):
    return element(f"diwoo:{name}", *children, **options)


def resource(name, value):
    """Return an element for a term of a value list, a (URI, label) pair."""
    address, label = value
    return diwoo(name, text=label, resource=address)


def summary(record):
    text = record.summary
    return diwoo("omschrijvingen", diwoo("omschrijving", text=text)) if text else None


def document_type(record):
    if isinstance(record, AnnualReport):
        return YEAR_REPORT
    return YEAR_PLAN if record.first_year == record.last_year else PLAN


def created(record):
    adopted = getattr(record, "adopted_on", None)
    return diwoo("creatiedatum", text=adopted) if adopted else None


def validity(record):
    """Return the period of validity of a programme, its years; None for an annual report."""
    if isinstance(record, AnnualReport):
        return None
    return diwoo(
        "geldigheid",
        diwoo("begindatum", text=date_time(date(record.first_year, 1, 1))),
        diwoo("einddatum", text=date_time(date(record.last_year, 12, 31), time(23, 59, 59))),
    )


def date_time(day, at=time.min):
    """Return a date as xs:dateTime, at midnight or the time `at` in the Netherlands."""
    return timezone.make_aware(datetime.combine(day, at)).isoformat()


def acts(record):
    """Yield the dated acts (documenthandelingen) of a document; DiWoo requires at least one."""
    yield act(ADOPTION, adoption_day(record), PUBLISHER)
    if record.letter and record.letter.is_public and record.letter.date:
        yield act(SIGNING, record.letter.date)
    if record.offered_on:
        yield act(RECEIPT, record.offered_on)


def adoption_day(record):
    """Return the date of adoption; if unknown, the earliest date of publication.

    A document was adopted at the latest when the Inspectie published it, or when it became public
    here.
    """
    adopted = getattr(record, "adopted_on", None)
    return adopted or record.published_on or timezone.localdate(record.publish_at)


def act(sort, day, organisation=None):
    by = organisation and resource("wasAssociatedWith", (organisation.uri, organisation.name))
    parts = (resource("soortHandeling", sort), diwoo("atTime", text=date_time(day)), by)
    return diwoo("documenthandeling", *parts)


def relations(record, address):
    """Return the relation of a programme with its perspective; None if that is not public."""
    frame = getattr(record, "perspective", None)
    if not (frame and frame.is_public):
        return None
    related = resource("relation", (address(frame.get_absolute_url()), frame.title or str(frame)))
    relation = diwoo("documentrelatie", resource("role", ELABORATES), related)
    return diwoo("documentrelaties", relation)
