"""A search result, with the matched words marked."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from programmes.lists.nouns import NOUNS
from programmes.models import SearchEntry

# The path of the noun whose page shows a kind, where that is another.
PATHS = {
    SearchEntry.Kind.FOCUS: "werkprogrammas",
    SearchEntry.Kind.RESULT: "jaarberichten",
    SearchEntry.Kind.CHANGE: "activiteiten",
}
# The url name of the page of each noun, by its path.
PAGES = {noun.path: f"{noun.key}-detail" for noun in NOUNS}


@dataclass(frozen=True)
class Result:
    """A search result.

    A text with marks is a list of (text, whether it matched) pairs; the texts are plain, not HTML.

    Attributes:
        kind: a `SearchEntry.Kind`.
        slug: the slug of its page.
        title: its title, with marks.
        fragments: excerpts of its text around the matches, with marks.
        years: its years, in order.
        fields: the names of its supervision fields.
        day: its date, or None.
        exact: whether it was found by its number.
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
        """The address of its page."""
        return reverse(PAGES[PATHS.get(self.kind, self.kind)], args=[self.slug])

    @property
    def text(self):
        """Its title without marks."""
        return "".join(piece for piece, _marked in self.title)

    @property
    def period(self):
        """Its years as text: "2024", "2018-2020", or ""."""
        if not self.years:
            return ""
        first, last = self.years[0], self.years[-1]
        return str(first) if first == last else f"{first}-{last}"
