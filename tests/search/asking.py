"""Questions to the search, and the titles it finds."""

from django.http import QueryDict

from programmes.search import search


def ask(question="", **choices):
    """Return the answer to a question as it stands in an address."""
    parameters = QueryDict(mutable=True)
    parameters.update({"q": question, **choices})
    return search(parameters)


def found(question, **choices):
    """Return the titles of what is found."""
    return [result.text for result in ask(question, **choices).results]
