"""The filter `q`: a list has the rows that the search finds for its words."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import filters

from programmes.fulltext.asking import advice, entries, parsed, question_of
from programmes.fulltext.matching import in_name
from programmes.fulltext.terms import MOST_TERMS, of_query, terms_of
from programmes.models.prepared import IsOneOf

# The most records of which the primary keys are kept for a request.
MOST = 10_000


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


class FindingFilter(filters.CharFilter):
    """The query of a search, as a filter of a list."""

    field_class = FindingField

    def __init__(self):
        super().__init__(label=_("Words"), max_length=200)


class NameFilter(FindingFilter):
    """The query of a search, in a list of what is no entry of the index but has a name."""

    def __init__(self, name):
        self.name = name
        super().__init__()

    def filter(self, queryset, text):
        return queryset.filter(in_name(question_of(text), self.name)) if text else queryset


class SearchedFilter(FindingFilter):
    """The query of a search, in a list: of the records of a kind, or of rows that are part of them.

    A row of a part, such as a milestone, is in the list when the search finds its record.
    """

    def __init__(self, **kinds):
        """Initialise; `kinds` has a `SearchEntry.Kind` by the lookup to the key of the record."""
        self.kinds = kinds
        super().__init__()

    def filter(self, queryset, text):
        if not text:
            return queryset
        found = Q()
        for path, keys in self.keys(text).items():
            # A list as one parameter: thousands of them take longer than the query itself.
            is_list = isinstance(keys, list)
            found |= Q(IsOneOf(path, keys)) if is_list else Q(**{f"{path}__in": keys})
        return queryset.filter(found)

    def keys(self, text):
        """Return {lookup: keys of the records that match}; of more than `MOST`, a query of them.

        The index is asked once, though a list filters several times.
        """
        if not hasattr(self.parent, "keys_of_query"):
            self.parent.keys_of_query = {
                path: at_most(entries(text, kind).values_list("record_id", flat=True))
                for path, kind in self.kinds.items()
            }
        return self.parent.keys_of_query


def at_most(keys):
    """Return a list of keys, or their query when there are more than `MOST`."""
    first = list(keys[: MOST + 1])
    return first if len(first) <= MOST else keys
