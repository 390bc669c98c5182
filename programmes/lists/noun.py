"""A noun of the register: what its list holds, and how its rows are asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, Value
from django.db.models.functions import Cast

from programmes import models
from programmes.lists.columns.column import NullingConcat
from programmes.lists.dated import Dated
from programmes.lists.groups import Groups


@dataclass(frozen=True)
class Noun:
    """A noun of the register and its list.

    Attributes:
        key: name in code, as in the url name "programme-list".
        path: name in addresses, as in /werkprogrammas/.
        columns: `Column`s of its exports; `id` is the primary key.
        shown: names of the columns on the page.
        linked: the name of the column that links to the record; by default the first one shown.
        shown_by: the model of the record whose page shows a row; by default `model`.
        own: `Column`s of the page only.
        also_told: names of the columns that feeds and calendars tell beside those shown.
        groups: the headings of the page, or None.
        explanation: what the page says beside the list, or "".
        anchor: the start of the id of a row on the page that shows it; "" when it has a page.
        identified: whether the column `adres` is unique.
        annotated: a function that adds the annotations that `columns` refer to, to a queryset.
        selective: whether `annotated` leaves out rows too, by conditions that take time.
        dated: when a row is, for a calendar; None for a noun without a calendar.
    """

    key: str
    path: str
    model: type
    filterset: type
    columns: tuple
    shown: tuple
    title: str
    intro: str
    identified: bool = True
    linked: str = ""
    shown_by: type | None = None
    own: tuple = ()
    also_told: tuple = ()
    groups: Groups | None = None
    anchor: str = ""
    explanation: str = ""
    annotated: Callable | None = None
    selective: bool = False
    dated: Dated | None = None

    @property
    def has_feed(self):
        """Whether it is known when a row became public: a field has no publication of its own."""
        return self.model is not models.SupervisionField

    @property
    def has_outcomes(self):
        """Whether its rows have an outcome, so that their SQL depends on `facts_are_kept`."""
        return self.model in (models.Activity, models.Planning)

    @property
    def list_name(self):
        """The url name of the list."""
        return f"{self.key}-list"

    @property
    def shown_columns(self):
        """The `Column`s named by `shown`, in that order."""
        return self.named(self.shown)

    @property
    def told_columns(self):
        """The `Column`s that feeds and calendars tell: those shown but the title, and others."""
        name = (self.linked or self.shown[0]) if self.identified else None
        return self.named([each for each in (*self.also_told, *self.shown) if each != name])

    def named(self, names):
        """Return the `Column`s with these names, in that order."""
        by_name = {column.name: column for column in (*self.columns, *self.own)}
        return [by_name[name] for name in names]

    @property
    def address(self):
        """The expression for the path of the page that shows a row."""
        return next(each.expression for each in self.columns if each.name == "adres")

    @property
    def link(self):
        """The expression for the path of the place on a page that shows a row."""
        if not self.anchor:
            return self.address
        return NullingConcat(self.address, Value(f"#{self.anchor}"), Cast("pk", CharField()))

    def published(self):
        """Return the public rows, in an order that does not change between two readings."""
        rows = self.model.objects.published()
        rows = self.annotated(rows) if self.annotated else rows
        return rows if rows.ordered else rows.order_by("pk")

    def rows(self, queryset, groups=None):
        """Return `queryset` as tuples: link, value of its group, and of each shown column.

        Args:
            groups: the `Groups` of the page, or None when its rows have no headings.
        """
        heading = groups.value if groups else Value(None, output_field=CharField())
        cells = (column.expression for column in self.shown_columns)
        return queryset.values_list(self.link, heading, *cells)
