"""LEESMIJ.txt of the ZIP file, and the citation of the register."""

from django.utils import timezone
from django.utils.formats import date_format

from programmes.lists.nouns import ALL
from programmes.metadata.publisher import PUBLISHER, TITLE

TEXT = """\
{title}
{line}

Dit zijn alle openbare gegevens van het register, zoals ze waren op
{moment}.

csv/                 elke lijst als CSV (komma, UTF-8), met een beschrijving voor programma's
json/                dezelfde lijsten als JSON
datapackage.json     de beschrijving van alle CSV-bestanden samen
data-dictionary.md   wat elke kolom betekent
SHA256SUMS           controlegetallen: sha256sum --check SHA256SUMS

{rows}

Licentie: CC0. U mag met deze gegevens doen wat u wilt, ook zonder bronvermelding.
Wilt u toch verwijzen:

    {citation}

Uitleg, voorbeelden en de nieuwste versie: {site}/open-data/
"""


def readme(site, moment, rows):
    """Return the text of LEESMIJ.txt.

    Args:
        site: the URL of this site without a trailing slash.
        moment: the datetime of the snapshot.
        rows: a dict from the path of each noun to its number of rows.
    """
    counts = [f"{rows[noun.path]:>8}  {noun.title}" for noun in ALL]
    return TEXT.format(
        title=TITLE,
        line="=" * len(TITLE),
        moment=date_format(timezone.localtime(moment), r"j F Y \o\m H.i \u\u\r"),
        rows="\n".join(counts),
        citation=citation(site, moment),
        site=site,
    )


def citation(site, moment):
    """Return the citation of the register as of a moment."""
    return (
        f"{PUBLISHER.name}, Register van de werkprogramma's, "
        f"stand van {date_format(timezone.localtime(moment), 'j F Y')}, {site}/open-data/"
    )
