"""What people read first in the ZIP file."""

from django.utils import timezone
from django.utils.formats import date_format

from programmes.lists.nouns import ALL

TEXT = """\
De werkprogramma's van de Inspectie Justitie en Veiligheid
==========================================================

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
    """Return the text.

    Args:
        site: the address of this site, without a slash at the end.
        moment: the moment of which the files tell.
        rows: per path of a noun how many rows it has.
    """
    counts = [f"{rows[noun.path]:>8}  {noun.title}" for noun in ALL]
    return TEXT.format(
        moment=date_format(timezone.localtime(moment), r"j F Y \o\m H.i \u\u\r"),
        rows="\n".join(counts),
        citation=citation(site, moment),
        site=site,
    )


def citation(site, moment):
    """Return how to refer to the register as it was at a moment."""
    return (
        "Inspectie Justitie en Veiligheid, Register van de werkprogramma's, "
        f"stand van {date_format(timezone.localtime(moment), 'j F Y')}, {site}/open-data/"
    )
