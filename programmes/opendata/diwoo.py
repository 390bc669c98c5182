"""The documents of this register as the Woo-index harvests them: DiWoo metadata 0.9.8.

Source: https://standaarden.overheid.nl/diwoo/metadata, with its lists of values.
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
# Category 012 of article 3.3 of the Woo, the only one of what is hosted here (docs/decisions.md).
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
    """A kind of document in the category, with what its metadata are made of.

    Attributes:
        noun: the key of its noun, as in the url name "programme-file".
        fields: the fields that the metadata are made of.
        parents: the same per name of a parent record.
    """

    noun: str
    model: type
    fields: tuple
    parents: dict

    def documents(self):
        """Return the public records with a file, in a fixed order, each with its `lastmod`."""
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
    """Return the entry of a document in a sitemap.

    Args:
        kind: the `Kind` of the document.
        record: a record of `kind.documents()`.
        address: a function that makes an address of this site out of a path.
    """
    return element(
        "url",
        element("loc", text=address(reverse(f"{kind.noun}-file", args=[record.slug]))),
        element("lastmod", text=record.lastmod.isoformat(timespec="seconds")),
        element("diwoo:Document", metadata(record, address)),
    )


def metadata(record, address):
    """Return the DiWoo metadata of a work programme or an annual report."""
    return element(
        "diwoo:DiWoo",
        within("identifiers", term("identifier", address(record.get_absolute_url()))),
        resource("publisher", (PUBLISHER.address, PUBLISHER.name)),
        resource("verantwoordelijke", (RESPONSIBLE.address, RESPONSIBLE.name)),
        within("titelcollectie", term("officieleTitel", record.title or str(record))),
        within("omschrijvingen", term("omschrijving", record.summary)) if record.summary else None,
        within(
            "classificatiecollectie",
            within("documentsoorten", resource("documentsoort", sort_of(record))),
            within("informatiecategorieen", resource("informatiecategorie", CATEGORY)),
        ),
        created(record),
        validity(record),
        resource("language", DUTCH),
        resource("format", PDF),
        within("documenthandelingen", *acts(record)),
        relations(record, address),
    )


def within(name, *children):
    return element(f"diwoo:{name}", *children)


def term(name, text):
    return element(f"diwoo:{name}", text=text)


def resource(name, value):
    """Return an element that names a term of a list by its address and its label."""
    address, label = value
    return element(f"diwoo:{name}", text=label, resource=address)


def sort_of(record):
    if isinstance(record, AnnualReport):
        return YEAR_REPORT
    return YEAR_PLAN if record.first_year == record.last_year else PLAN


def created(record):
    adopted = getattr(record, "adopted_on", None)
    return term("creatiedatum", adopted) if adopted else None


def validity(record):
    """Return the years of a programme as a period; a report has no period in which it holds."""
    if isinstance(record, AnnualReport):
        return None
    return within(
        "geldigheid",
        term("begindatum", moment(date(record.first_year, 1, 1))),
        term("einddatum", moment(date(record.last_year, 12, 31), time(23, 59, 59))),
    )


def moment(day, at=time.min):
    """Return a day as xs:dateTime: midnight, or the time `at`, on the clock of the Netherlands."""
    return timezone.make_aware(datetime.combine(day, at)).isoformat()


def acts(record):
    """Return the dated acts of a document; DiWoo asks for one at least."""
    yield act(ADOPTION, known_as_adopted(record), PUBLISHER)
    if record.letter and record.letter.is_public and record.letter.date:
        yield act(SIGNING, record.letter.date)
    if record.offered_on:
        yield act(RECEIPT, record.offered_on)


def known_as_adopted(record):
    """Return the day of adoption, or the first day on which it has to have been adopted.

    What stands on the site of the Inspectie, or is public here, has been adopted by then.
    """
    adopted = getattr(record, "adopted_on", None)
    return adopted or record.published_on or timezone.localdate(record.publish_at)


def act(sort, day, organisation=None):
    by = organisation and resource("wasAssociatedWith", (organisation.address, organisation.name))
    parts = (resource("soortHandeling", sort), term("atTime", moment(day)), by)
    return within("documenthandeling", *parts)


def relations(record, address):
    """Return the relation of a programme with the perspective that it elaborates, or None."""
    frame = getattr(record, "perspective", None)
    if not (frame and frame.is_public):
        return None
    related = resource("relation", (address(frame.get_absolute_url()), frame.title or str(frame)))
    relation = within("documentrelatie", resource("role", ELABORATES), related)
    return within("documentrelaties", relation)
