"""The documentation page of the API, rendered from the OpenAPI document."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from programmes.api import CHANGES, texts
from programmes.api.schema import document


@require_safe
def documentation(request):
    given = document()
    context = {
        "info": given["info"],
        "about": texts.DESCRIPTION,
        "changes": CHANGES.items(),
        "server": request.build_absolute_uri(given["servers"][0]["url"]),
        "operations": [
            {"path": path, **methods["get"]} for path, methods in given["paths"].items()
        ],
        "answers": answers(given),
    }
    return render(request, "pages/api.html", context)


def answers(given):
    """Return sorted (status code, description) pairs of all operations."""
    found = {
        code: answer["description"]
        for methods in given["paths"].values()
        for code, answer in methods["get"]["responses"].items()
    }
    return sorted(found.items())
