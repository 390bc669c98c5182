"""Facets: the number of results of each kind, year and supervision field."""

from django.utils.translation import gettext_lazy as _

from programmes.lists.facets import Choice, Facet
from programmes.lists.nouns import NOUNS
from programmes.models import SearchEntry
from programmes.search.folding import counted

PLURALS = {noun.path: noun.title for noun in NOUNS} | {
    SearchEntry.Kind.FOCUS: _("Elaborations of goals"),
    SearchEntry.Kind.RESULT: _("Results for goals"),
    SearchEntry.Kind.CHANGE: _("Changes by adjustments"),
    SearchEntry.Kind.PROGRAMME_PAGE: _("Pages of work programmes"),
    SearchEntry.Kind.LETTER_PAGE: _("Pages of letters"),
    SearchEntry.Kind.REPORT_PAGE: _("Pages of annual reports"),
}


def kinds(found, meaning, chosen):
    """Return the facet of the kinds, in the order of the main menu."""
    counts = counted(found, meaning, lambda match: [str(meaning.kind(match.labels))])
    values = [value for value in PLURALS if counts[value] or value == chosen]
    choices = [Choice(each, PLURALS[each], counts[each], each == chosen) for each in values]
    return Facet("soort", _("Kind"), choices)


def years(found, meaning, chosen):
    """Return the facet of the years, newest first."""
    counts = counted(found, meaning, lambda match: meaning.years(match.labels))
    values = sorted({*counts, *([chosen] if chosen else [])}, reverse=True)
    choices = [Choice(str(year), str(year), counts[year], year == chosen) for year in values]
    return Facet("jaar", _("Year"), choices)


def fields(found, meaning, chosen):
    """Return the facet of the supervision fields, by name."""
    counts = counted(found, meaning, lambda match: meaning.fields(match.labels))
    values = sorted({*counts, *([chosen] if chosen else [])}, key=lambda each: each.name.casefold())
    choices = [Choice(each.slug, each.name, counts[each], each == chosen) for each in values]
    return Facet("gebied", _("Supervision field"), choices)


FACETS = {"soort": kinds, "jaar": years, "gebied": fields}
