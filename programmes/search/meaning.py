"""What the labels of an entry say to readers.

A label with the key of a programme, an adjustment, a field or a signatory says something only as
long as that is public.
"""

import re

from django.db.models import Func, Value

from programmes.models import Planning, SearchEntry, SupervisionField, WorkProgramme
from programmes.search.matching import fits, parsed

YEAR = re.compile(r"\d{4}")


class Meaning:
    """The labels as they are to be read now: a query each for programmes, adjustments, fields."""

    def __init__(self):
        programmes = WorkProgramme.objects.published().values_list("pk", "first_year", "last_year")
        self.years_of = {
            f"werkprogramma:{pk}": range(first, last + 1) for pk, first, last in programmes
        }
        brought = Planning.objects.exclude(adjustment=None).published()
        years = ("programme__first_year", "programme__last_year")
        brought = brought.order_by().values_list("adjustment", "programme", *years).distinct()
        self.years_of |= {
            f"bijstelling:{adjustment}:{programme}": range(first, last + 1)
            for adjustment, programme, first, last in brought
        }
        # A field is public with any public activity, and labels are read of public entries only.
        self.field_of = {f"gebied:{field.pk}": field for field in SupervisionField.objects.all()}

    def kind(self, labels):
        """Return the `SearchEntry.Kind` of an entry."""
        return SearchEntry.Kind(self.after("soort:", labels)[0])

    def years(self, labels):
        """Return the years of an entry: its own, or those of the programmes it stands in."""
        years = {int(year) for year in self.after("jaar:", labels)}
        for label in labels:
            years.update(self.years_of.get(label, ()))
        return sorted(years)

    def fields(self, labels):
        """Return the `SupervisionField`s of an entry."""
        return [self.field_of[label] for label in labels if label in self.field_of]

    def labels(self, key, value):
        """Return the labels of which an entry has one when it fits a choice of a facet."""
        match key:
            case "soort":
                return [f"soort:{value}"]
            case "gebied":
                return [f"gebied:{value.pk}"]
            case "jaar":
                covering = [label for label, years in self.years_of.items() if value in years]
                return [f"jaar:{value}", *covering]

    def labels_of_terms(self, terms):
        """Return what says the same as a term: the labels of its year, and of who is named so.

        Args:
            terms: `ParsedTerm`s; phrases, words to leave out and stop words have no labels.

        Returns:
            A dict of a list of labels per `Term`, for the terms that have any.
        """
        words = [
            each for each in terms if each.exact and not (each.term.left_out or each.term.phrase)
        ]
        labels = signers(words)
        for each in words:
            if YEAR.fullmatch(each.term.text):
                labels.setdefault(each.term, []).extend(self.labels("jaar", int(each.term.text)))
        return labels

    def after(self, start, labels):
        return [label.removeprefix(start) for label in labels if label.startswith(start)]


def signers(words):
    """Return per `Term` of some `ParsedTerm`s the labels of the public signatories named so."""
    named = SearchEntry.objects.published().filter(kind=SearchEntry.Kind.SIGNATORY)
    vector = Func("title", Value(""), Value(""), function="programmes_search_vector")
    parts = [
        named.filter(fits(parsed(each.broad), vector)).values_list(Value(place), "record_id")
        for place, each in enumerate(words)
    ]
    labels = {}
    for place, key in parts[0].union(*parts[1:], all=True) if parts else ():
        labels.setdefault(words[place].term, []).append(f"ondertekenaar:{key}")
    return labels
