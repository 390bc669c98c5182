"""Words in the texts of a list that the search has no entries of, such as milestones."""

import re
import unicodedata

from django.db.models import F, Func, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django_filters import filters

# The number of a dossier with a space or point in it: "29 628".
DOSSIER = re.compile(r"\b(\d{2})[ .\u00a0](\d{3})\b")
# The most rows of which the primary keys are kept for a request.
MOST = 10_000
WORDS = _("Words")


class Folded(Func):
    """A text without accents; one of ASCII alone stays, as folding takes time."""

    template = (
        "CASE WHEN octet_length(%(expressions)s) = length(%(expressions)s) THEN %(expressions)s"
        " ELSE regexp_replace(normalize(%(expressions)s, NFD), '[\\u0300-\\u036f]', '', 'g') END"
    )
    output_field = TextField()


class WordsFilter(filters.CharFilter):
    """Words, each of which has to occur in one of the fields, with or without accents.

    The number of a dossier is found in any spelling, such as "29628" and "29 628".
    """

    def __init__(self, *fields, **kwargs):
        self.fields = fields
        super().__init__(label=WORDS, max_length=200, **kwargs)

    def filter(self, queryset, words):
        if not words:
            return queryset
        keys = self.keys(words)
        return self.matching(queryset, words) if keys is None else queryset.filter(pk__in=keys)

    def keys(self, words):
        """Return the primary keys of the public rows with these words; None for more than `MOST`.

        They are asked for once: a list filters several times, and each time reads every row.
        """
        if not hasattr(self.parent, "keys_of_words"):
            every = self.parent.queryset.model.objects.published().order_by()
            found = list(self.matching(every, words).values_list("pk", flat=True)[: MOST + 1])
            self.parent.keys_of_words = found if len(found) <= MOST else None
        return self.parent.keys_of_words

    def matching(self, queryset, words):
        """Return the rows of which a field has each of the words."""
        folded = {f"folded_{field}": Folded(Cast(F(field), TextField())) for field in self.fields}
        queryset = queryset.alias(**folded)
        for word in DOSSIER.sub(r"\1\2", words).split():
            anywhere = Q()
            for name in folded:
                for spelling in spellings(word):
                    anywhere |= Q(**{f"{name}__icontains": spelling})
            queryset = queryset.filter(anywhere)
        return queryset


def spellings(word):
    """Return a word without accents; of the number of a dossier also with a space or point."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", word))
    if re.fullmatch("[0-9]{5}", plain):
        return [plain, *(f"{plain[:2]}{between}{plain[2:]}" for between in " .\u00a0")]
    return [plain]
