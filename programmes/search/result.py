"""One thing that was found, with the words that made it so."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from programmes.models import SearchEntry

# The url name of the page where a thing of each kind stands.
PAGES = {
    SearchEntry.Kind.PROGRAMME: "programme-detail",
    SearchEntry.Kind.PERSPECTIVE: "perspective-detail",
    SearchEntry.Kind.GOAL: "goal-detail",
    SearchEntry.Kind.FOCUS: "programme-detail",
    SearchEntry.Kind.RESULT: "annual-report-detail",
    SearchEntry.Kind.ACTIVITY: "activity-detail",
    SearchEntry.Kind.CHANGE: "activity-detail",
    SearchEntry.Kind.LETTER: "letter-detail",
    SearchEntry.Kind.ANNUAL_REPORT: "annual-report-detail",
    SearchEntry.Kind.ADJUSTMENT: "adjustment-detail",
    SearchEntry.Kind.SIGNATORY: "signatory-detail",
}


@dataclass(frozen=True)
class Result:
    """One thing that was found.

    A text with marks is a list of (text, whether it was looked for) pairs; together they are
    the text, which is never to be taken for HTML.

    Attributes:
        kind: a `SearchEntry.Kind`.
        slug: the last part of the address of its page.
        title: its title, with marks.
        fragments: pieces of its text around the words, each with marks.
        years: the years it is about, in order.
        fields: the names of its supervision fields.
        day: its date, or None.
        exact: whether it was asked for by its number.
    """

    kind: SearchEntry.Kind
    slug: str
    title: list
    fragments: list
    years: list
    fields: list
    day: date | None
    exact: bool

    @property
    def url(self):
        """Return the address of the page where it stands."""
        return reverse(PAGES[self.kind], args=[self.slug])

    @property
    def text(self):
        """Return its title without marks."""
        return "".join(piece for piece, _marked in self.title)

    @property
    def period(self):
        """Return its years as people write them: "2024", "2018-2020", or ""."""
        if not self.years:
            return ""
        first, last = self.years[0], self.years[-1]
        return str(first) if first == last else f"{first}-{last}"
