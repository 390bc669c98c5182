"""All that the OpenAPI document allows, and much that it does not, asked of the API.

Schemathesis makes the questions and looks with all its checks at what is answered.
"""

import pytest
import schemathesis
from django.db import connection
from hypothesis import strategies as st

from inspectie.wsgi import application
from programmes.api import cursors
from programmes.api.resources import BY_PATH, RESOURCES
from tests.opendata.registers import hostile
from tests.world import make_world

EDGES = "^/(brieven$|mijlpalen/|zoek|openapi)"
CONFIG = {
    "seed": 1,
    # Without a server between nobody unpacks what is compressed.
    "headers": {"Accept-Encoding": "identity"},
    "generation": {"max-examples": 5, "mode": "all"},
    # Nothing can be written here, so that no question prepares another.
    "phases": {"stateful": {"enabled": False}},
    # Every edge of every parameter takes a minute; the lists share one view, and so do the records.
    "operations": [{"exclude-path-regex": EDGES, "phases": {"coverage": {"enabled": False}}}],
}
# Stands where a cursor may, until it is known of which list and order it has to be.
CURSOR = "cursor"


@pytest.fixture
def schema(transactional_db):
    """The document, with values that are those of real records where it names a format of ours."""
    make_world()
    hostile()
    for resource in RESOURCES:
        keys = resource.published().values_list(resource.identifier, flat=True)[:20]
        schemathesis.openapi.format(
            f"id-{resource.singular}", st.sampled_from([str(key) for key in keys])
        )
    schemathesis.openapi.format("vraag", st.sampled_from(["jeugd", "34775 VI", '"ter apel" -x']))
    schemathesis.openapi.format("cursor", st.just(CURSOR))
    schemathesis.hook(before_call)
    schemathesis.hook(after_call)
    yield schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", application, config=schemathesis.Config.from_dict(CONFIG)
    )
    schemathesis.hooks.unregister(before_call)
    schemathesis.hooks.unregister(after_call)


def before_call(context, case, kwargs):
    """Put a real cursor where one may stand, as a program does that follows `_links.next`."""
    if case.query and case.query.get("cursor") == CURSOR:
        resource = BY_PATH[case.path.strip("/")]
        case.query["cursor"] = cursor_of(resource, case.query.get("sorteer", ""))


def after_call(context, case, response):
    """Give the connection back: the thread that asks ends without a word to Django."""
    connection.close()


def cursor_of(resource, given):
    """Return the cursor after the first row of a list in an order, or in the standard one."""
    rows, sorting = resource.published(), resource.filters["sorteer"]
    # What is given is no text where the question is to be wrong.
    known = given if given in [*sorting.orders] else ""
    order = cursors.Order(sorting.filter(rows, known))
    keys = order.queryset.values_list(*order.names).first()
    return cursors.written(keys, f"{resource.path}:{known}")


def test_nothing_is_found_wrong(schema):
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
    """Yield what checks found wrong, with the address that was asked."""
    for case, checks in recorder.checks.items():
        for each in checks:
            if each.failure_info:
                yield f"{recorder.interactions[case].request.uri}: {each.failure_info.failure}"
