"""Resolve labels of entries to years, fields and signatories that are public at this moment.

An entry keeps the keys of its programmes, adjustments, fields and signatories, as their publication
may change without it (decision 18).
"""

import re

from django.db.models import Value

from programmes.fulltext import numbers
from programmes.fulltext.matching import as_tsquery, fits, vector_of
from programmes.models import Planning, SearchEntry, SupervisionField, WorkProgramme
from programmes.models.cached import until_changed
from programmes.models.years import FIRST, LAST

YEAR = re.compile(r"\d{4}")


class Meaning:
    """The labels at this moment: three queries, for programmes, adjustments and fields."""

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
        # All fields: a field is public with its activity, and only public entries are resolved.
        self.field_of = {f"gebied:{field.pk}": field for field in SupervisionField.objects.all()}

    def kind(self, labels):
        """Return the `SearchEntry.Kind` of an entry."""
        return SearchEntry.Kind(self.after("soort:", labels)[0])

    def page(self, labels):
        """Return the number of the page of a document; None of another entry."""
        return next(map(int, self.after("bladzijde:", labels)), None)

    def years(self, labels):
        """Return the years of an entry, in order: its own and those of its public programmes."""
        years = {int(year) for year in self.after("jaar:", labels)}
        for label in labels:
            years.update(self.years_of.get(label, ()))
        return sorted(years)

    def fields(self, labels):
        """Return the `SupervisionField`s of an entry."""
        return [self.field_of[label] for label in labels if label in self.field_of]

    def texts_of_years(self):
        """Return {label: its years, as texts}, for JSON."""
        own = {f"jaar:{year}": [str(year)] for year in range(FIRST, LAST + 1)}
        return own | {label: [*map(str, years)] for label, years in self.years_of.items()}

    def texts_of_fields(self):
        """Return {label: the name of its field, in a list}, for JSON."""
        return {label: [field.name] for label, field in self.field_of.items()}

    def labels(self, key, value):
        """Return the labels of which an entry has one when it passes a filter.

        Args:
            key: "soort", "gebied" or "jaar".
            value: the cleaned value of that field of the form.
        """
        match key:
            case "soort":
                return [f"soort:{value}"]
            case "gebied":
                return [f"gebied:{value.pk}"]
            case "jaar":
                covering = [label for label, years in self.years_of.items() if value in years]
                return [f"jaar:{value}", *covering]

    def labels_of_terms(self, terms):
        """Return the labels that are equal to a term: of its year, or of a signatory's name.

        Args:
            terms: `ParsedTerm`s; phrases, excluded words and stop words have no labels.

        Returns:
            {`Term`: list of labels} of the terms that have any.
        """
        words = [
            each for each in terms if each.exact and not (each.term.excluded or each.term.phrase)
        ]
        labels = signers(words)
        for each in words:
            if YEAR.fullmatch(each.term.text):
                labels.setdefault(each.term, []).extend(self.labels("jaar", int(each.term.text)))
        return labels

    def labels_of_numbers(self, text):
        """Return the labels of which an entry has one when it has a number in `text`.

        A document has the numbers of the letter that offers it, while that letter is public.
        """
        labels = numbers.labels_of(text)
        if not labels:
            return []
        letters = SearchEntry.objects.published().filter(
            kind=SearchEntry.Kind.LETTER, labels__overlap=labels
        )
        return [*labels, *(f"brief:{key}" for key in letters.values_list("record_id", flat=True))]

    def after(self, start, labels):
        return [label.removeprefix(start) for label in labels if label.startswith(start)]


@until_changed
def meaning():
    """Return the present `Meaning`."""
    return Meaning()


def signers(words):
    """Return {`Term`: labels of the public signatories with that name} of `ParsedTerm`s."""
    named = SearchEntry.objects.published().filter(kind=SearchEntry.Kind.SIGNATORY)
    parts = [
        named.filter(fits(as_tsquery(each.broad), vector_of("title"))).values_list(
            Value(place), "record_id"
        )
        for place, each in enumerate(words)
    ]
    labels = {}
    for place, key in parts[0].union(*parts[1:], all=True) if parts else ():
        labels.setdefault(words[place].term, []).append(f"ondertekenaar:{key}")
    return labels
