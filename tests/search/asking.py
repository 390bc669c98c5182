"""Queries of the search."""

from django.http import QueryDict

from programmes.search import search


def ask(question="", **choices):
    """Return the results of a query with its filters, given as in a query string."""
    parameters = QueryDict(mutable=True)
    parameters.update({"q": question, **choices})
    return search(parameters)


def found(question, **choices):
    """Return the titles of the results."""
    return [result.text for result in ask(question, **choices).results]
