"""The results of a search as rows of a list, for files: those of the pages, in the same order."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    CharField,
    F,
    Func,
    IntegerField,
    JSONField,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.column import Column, NullingConcat, field, listed
from programmes.lists.noun import Noun
from programmes.models import SearchEntry
from programmes.models.search import DOCUMENT_OF
from programmes.search.form import SearchForm
from programmes.search.result import PATHS

ID = NullingConcat(F("kind"), Value("-"), Cast("record_id", CharField()))


class Resolved(Func):
    """The values of labels, from a JSON object of arrays by label, each value once and in order."""

    template = (
        "ARRAY(SELECT DISTINCT value FROM unnest(labels) AS label,"
        " jsonb_array_elements_text(%(expressions)s -> label) AS value ORDER BY value)"
    )
    output_field = ArrayField(TextField())


class PageOfDocument(Func):
    """The end of the address of a page of a document, from its labels."""

    template = (
        "'.pdf#page=' || (SELECT substr(label, 11) FROM unnest(labels) AS label"
        " WHERE starts_with(label, 'bladzijde:'))"
    )
    output_field = TextField()


class PagesFound(Func):
    """The numbers of the pages of a document that match, from a JSON object by primary key."""

    template = "ARRAY(SELECT jsonb_array_elements_text(%(expressions)s -> id::text))"
    output_field = ArrayField(TextField())


class SearchFilter:
    """The form of a search, where a list has a filter set."""

    def __init__(self, data, queryset, request=None):
        self.form = SearchForm(data)
        self.qs = queryset


def rows(found, meaning):
    """Return the public entries of `Match`es, in that order, with their years, fields and pages.

    Args:
        found: the `Match`es, one for each result.
        meaning: the present `Meaning`.
    """
    keys = [match.pk for match in found]
    pages = {str(match.pk): [*map(str, match.pages)] for match in found if match.pages}
    years, fields = (
        Value(texts, JSONField()) for texts in (meaning.texts_of_years(), meaning.texts_of_fields())
    )
    order = Func(Value(keys, ArrayField(IntegerField())), F("pk"), function="array_position")
    return (
        SEARCH.published()
        .filter(pk__in=keys)
        .annotate(
            years=Resolved(years),
            field_names=Resolved(fields),
            pages=PagesFound(Value(pages, JSONField())),
        )
        .order_by(order)
    )


SEARCH = Noun(
    key="search",
    path="zoeken",
    model=SearchEntry,
    filterset=SearchFilter,
    columns=(
        Column(
            "id",
            _("id"),
            _("The kind and the key of the record or of the part of it."),
            ID,
            kind="key",
        ),
        field(SearchEntry, "soort", "kind", description=_("What it is.")),
        field(SearchEntry, "titel", "title", description=_("Its title on the page.")),
        Column("jaren", _("years"), _("The years that it is about."), listed("years"), kind="list"),
        Column(
            "gebieden",
            _("fields"),
            _("Its supervision fields."),
            listed("field_names"),
            kind="list",
        ),
        field(SearchEntry, "datum", "day", description=_("The date of a letter or an adjustment.")),
        Column(
            "bladzijden",
            _("pages"),
            _("The pages of its document that match."),
            listed("pages"),
            kind="list",
        ),
        Column(
            "adres",
            _("address"),
            _("The page that shows it, or the page in the document."),
            NullingConcat(
                Value("/"),
                Case(
                    *(When(kind=kind, then=Value(path)) for kind, path in PATHS.items()),
                    default=F("kind"),
                ),
                Value("/"),
                F("slug"),
                Case(
                    When(kind__in=DOCUMENT_OF, then=PageOfDocument()),
                    default=Value("/"),
                    output_field=TextField(),
                ),
            ),
            kind="address",
        ),
    ),
    shown=("soort", "titel", "jaren"),
    title=_("Search results"),
    intro=_("What a search in the register finds, in the order of the page."),
    identified=False,
)
