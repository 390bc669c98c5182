"""Property-based test of the API against its OpenAPI document, with all checks of Schemathesis."""

import pytest
import schemathesis
from django.db import connection
from django.utils import timezone
from hypothesis import strategies as st

from inspectie.wsgi import application
from programmes.api import cursors
from programmes.api.changes import SCOPE, written
from programmes.api.resources import BY_PATH, RESOURCES
from programmes.models import SupervisionField
from tests.factories import FieldGroupFactory
from tests.opendata.registers import hostile
from tests.world import make_world

EDGES = "^/(brieven$|mijlpalen/|wijzigingen|zoek|openapi)"
CONFIG = {
    "seed": 1,
    # The WSGI transport does not decompress responses.
    "headers": {"Accept-Encoding": "identity"},
    "generation": {"max-examples": 5, "mode": "all"},
    # No operation writes, so that there are no sequences of requests to test.
    "phases": {"stateful": {"enabled": False}},
    # The coverage phase of all operations takes a minute, and they share a few views.
    "operations": [{"exclude-path-regex": EDGES, "phases": {"coverage": {"enabled": False}}}],
}
# Placeholder for a cursor, whose value depends on the list and its order.
CURSOR = "cursor"


@pytest.fixture
def schema(transactional_db):
    """The document, with ids of existing records as the examples of its own formats."""
    make_world()
    hostile()
    for resource in RESOURCES:
        keys = resource.published().values_list(resource.identifier, flat=True)[:20]
        schemathesis.openapi.format(
            f"id-{resource.singular}", st.sampled_from([str(key) for key in keys])
        )
    group = FieldGroupFactory()
    SupervisionField.objects.update(group=group)
    schemathesis.openapi.format("id-groep", st.just(group.slug))
    schemathesis.openapi.format("vraag", st.sampled_from(["jeugd", "34775 VI", '"ter apel" -x']))
    schemathesis.openapi.format("dag", st.sampled_from(["2000-01-01", "2024-02-29"]))
    schemathesis.openapi.format("cursor", st.just(CURSOR))
    schemathesis.hook(before_call)
    schemathesis.hook(after_call)
    yield schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", application, config=schemathesis.Config.from_dict(CONFIG)
    )
    schemathesis.hooks.unregister(before_call)
    schemathesis.hooks.unregister(after_call)


def before_call(context, case, kwargs):
    """Put a range of years in order, and replace the placeholder by a valid cursor."""
    years = [(case.query or {}).get(key) for key in ("van", "tot")]
    if all(str(year).isdigit() for year in years):
        case.query |= dict(zip(("van", "tot"), sorted(years, key=int), strict=True))
    if case.query and case.query.get("cursor") == CURSOR:
        path = case.path.strip("/")
        case.query["cursor"] = (
            written((timezone.now(), 0, 0))
            if path == SCOPE
            else cursor_of(BY_PATH[path], case.query.get("sorteer", ""))
        )


def after_call(context, case, response):
    """Close the connection: Django does not see the end of the thread of the request."""
    connection.close()


def cursor_of(resource, given):
    """Return the cursor after the first row of a list, in an order or the default one."""
    rows, sorting = resource.published(), resource.filters["sorteer"]
    # An invalid request may have another type than a string here.
    known = given if given in [*sorting.orders] else ""
    order = cursors.Order(sorting.filter(rows, known))
    keys = order.queryset.values_list(*order.names).first()
    return cursors.written(keys, f"{resource.path}:{known}")


def test_responses_match_the_document(schema):
    found, asked = [], 0
    for event in schemathesis.engine.from_schema(schema).execute():
        if isinstance(event, schemathesis.engine.events.ScenarioFinished):
            asked += len(event.recorder.interactions)
            found += [f"{event.label}: {each}" for each in failures(event.recorder)]
        if isinstance(event, schemathesis.engine.events.NonFatalError):
            found.append(f"{event.label}: {event.value}")
    assert found == []
    assert asked > 300, asked


def failures(recorder):
    """Yield failed checks, with the URI of the request."""
    for case, checks in recorder.checks.items():
        for each in checks:
            if each.failure_info:
                yield f"{recorder.interactions[case].request.uri}: {each.failure_info.failure}"
