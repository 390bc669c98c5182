"""Queries of the search, and the states in which a record is not public."""

from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from programmes.search import search

STATES = {
    "concept": {"publish_at": None},
    "gepland": {"publish_at": timezone.now() + timedelta(days=365)},
    "ingetrokken": {
        "withdrawn_at": timezone.now() - timedelta(days=1),
        "withdrawal_reason": "Dubbel opgenomen.",
    },
}


def ask(question="", **choices):
    """Return the results of a query with its filters, given as in a query string."""
    parameters = QueryDict(mutable=True)
    parameters.update({"q": question, **choices})
    return search(parameters)


def found(question, **choices):
    """Return the titles of the results."""
    return [result.text for result in ask(question, **choices).results]
