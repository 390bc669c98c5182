"""Words by which a list has the rows that the search finds."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import filters

from programmes.fulltext.asking import advice, entries, parsed
from programmes.fulltext.terms import MOST_TERMS, of_query, terms_of
from programmes.lists.filters.words import MOST, WORDS


class QueryField(forms.CharField):
    """The text of a query, of at most `MOST_TERMS` words."""

    def clean(self, value):
        text = super().clean(value)
        if len(terms_of(text)) > MOST_TERMS:
            raise ValidationError(_("Use at most %(most)s words.") % {"most": MOST_TERMS})
        return text


class FindingField(QueryField):
    """The text of a query that can find something, or ""."""

    def clean(self, value):
        text = super().clean(value)
        if text and (hints := advice(of_query(parsed(text)))):
            raise ValidationError(hints)
        return text


class SearchedFilter(filters.CharFilter):
    """The query of a search, in a list of the records of a `SearchEntry.Kind`."""

    field_class = FindingField

    def __init__(self, kind, **kwargs):
        self.kind = kind
        super().__init__(label=WORDS, max_length=200, **kwargs)

    def filter(self, queryset, text):
        return queryset.filter(pk__in=self.keys(text)) if text else queryset

    def keys(self, text):
        """Return the keys of the records that match; of more than `MOST`, a query of their keys.

        The index is asked once, though a list filters several times.
        """
        if not hasattr(self.parent, "keys_of_query"):
            keys = entries(text, self.kind).values_list("record_id", flat=True)
            first = list(keys[: MOST + 1])
            self.parent.keys_of_query = first if len(first) <= MOST else keys
        return self.parent.keys_of_query
