"""A search result, with the matched words marked."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from programmes.lists.nouns import NOUNS
from programmes.models import SearchEntry
from programmes.models.search import DOCUMENT_OF

# The path of the noun whose page shows a kind, where that is another.
PATHS = {
    SearchEntry.Kind.FOCUS: "werkprogrammas",
    SearchEntry.Kind.RESULT: "jaarberichten",
    SearchEntry.Kind.CHANGE: "activiteiten",
    **DOCUMENT_OF,
}
# The key of each noun, by its path.
KEYS = {noun.path: noun.key for noun in NOUNS}


@dataclass(frozen=True)
class Result:
    """A search result.

    A text with marks is a list of (text, whether it matched) pairs; the texts are plain, not HTML.

    Attributes:
        kind: a `SearchEntry.Kind`.
        key: the key of the record, or of the part of it.
        slug: the slug of its page.
        title: its title, with marks.
        fragments: excerpts of its text around the matches, with marks.
        years: its years, in order.
        fields: the names of its supervision fields.
        day: its date, or None.
        exact: whether it was found by its number.
        page: the number of its page in a document, or None.
        pages: the numbers of the pages of its document that matched, in order.
    """

    kind: SearchEntry.Kind
    key: int
    slug: str
    title: list
    fragments: list
    years: list
    fields: list
    day: date | None
    exact: bool
    page: int | None = None
    pages: tuple = ()

    @property
    def id(self):
        """Its `id` in files and in the API."""
        return f"{self.kind}-{self.key}"

    @property
    def place(self):
        """What identifies the record that shows it, for `changes_since`."""
        return str(self.kind), self.slug

    @property
    def url(self):
        """The address that shows it: the page of a record, or the page in a document."""
        return self.record_url if self.page is None else self.url_of(self.page)

    @property
    def other_pages(self):
        """The (number, address) pairs of the pages in its document but its own."""
        return [(page, self.url_of(page)) for page in self.pages if page != self.page]

    def url_of(self, page):
        """Return the address of a page of its document."""
        return f"{reverse(f'{self.noun}-pdf', args=[self.slug])}#page={page}"

    @property
    def record_url(self):
        """The address of the page of its record."""
        return reverse(f"{self.noun}-detail", args=[self.slug])

    @property
    def noun(self):
        """The key of the noun of its record."""
        return KEYS[PATHS.get(self.kind, self.kind)]

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
