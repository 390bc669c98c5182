"""The examples on /open-data/. The tests run those in curl and Python, and check the others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """An example of reading the open data.

    Attributes:
        key: the suffix of its HTML id.
        title: the name of the program.
        does: one or more Dutch sentences of explanation.
        code: the code, with `{site}` for the URL of this site.
    """

    key: str
    title: str
    does: str
    code: str

    def at(self, site):
        """Return the code for the site at this URL, which has no trailing slash."""
        return self.code.replace("{site}", site)


CURL = Example(
    "curl",
    "curl",
    "Haal de activiteiten van 2024 op als CSV.",
    'curl --fail --output activiteiten.csv "{site}/activiteiten.csv?jaar=2024"',
)
PYTHON = Example(
    "python",
    "Python",
    "Tel de activiteiten van 2024 per uitkomst. Er is geen extra pakket voor nodig.",
    """\
import csv
import io
from collections import Counter
from urllib.request import urlopen

with urlopen("{site}/activiteiten.csv?jaar=2024") as answer:
    text = io.TextIOWrapper(answer, encoding="utf-8", newline="")
    rows = list(csv.DictReader(text))

for outcome, count in Counter(row["uitkomst"] for row in rows).most_common():
    print(outcome or "niet bekend", count)""",
)
R = Example(
    "r",
    "R",
    "Maak in R een tabel van de activiteiten van 2024 per uitkomst.",
    """\
activiteiten <- read.csv(
  "{site}/activiteiten.csv?jaar=2024",
  fileEncoding = "UTF-8",
  na.strings = ""
)
table(activiteiten$uitkomst)""",
)
EXCEL = Example(
    "excel",
    "Excel",
    "Open dit adres in uw browser en dubbelklik op het bestand. Wilt u dat Excel de gegevens zelf "
    "ververst? Kies dan Gegevens, Van het web, en plak het adres.",
    "{site}/activiteiten.excel.csv?jaar=2024",
)
EXAMPLES = [CURL, PYTHON, R, EXCEL]
