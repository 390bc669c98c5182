"""The OpenAPI document, generated from the columns and filters."""

import json
from functools import cache

import django_filters as filters
from django.conf import settings
from django.utils.translation import gettext as _

from programmes.api import ROOT, VERSION, parameters, texts
from programmes.api.components import (
    COMPONENTS,
    DAY,
    SEARCH_KEYS,
    answers,
    named,
    resource_schemas,
)
from programmes.api.resources import RESOURCES
from programmes.changes import in_register
from programmes.lists.filters import (
    SINCE_KEY,
    FindingFilter,
    KamerstukFilter,
    RecordFilter,
    RecordsFilter,
    Several,
    SinceFilter,
    YearFilter,
)
from programmes.metadata.publisher import LICENCE, PUBLISHER, TITLE
from programmes.models import FieldGroup
from programmes.models.years import FIRST, LAST

WITHOUT_NUL = "^[^\\u0000]+$"


@cache
def document():
    """Return the OpenAPI 3.1 document, as a dict."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE,
            "description": f"{texts.DESCRIPTION}\n\n{texts.DOCUMENTATION}",
            "version": VERSION,
            "contact": contact(),
            "license": {"name": "CC0 1.0", "url": LICENCE},
        },
        "servers": [{"url": ROOT, "description": texts.SERVER}],
        # No operation needs credentials.
        "security": [],
        "tags": [{"name": each.path, "description": str(each.noun.intro)} for each in RESOURCES]
        + [{"name": name, "description": text} for name, text in texts.TAGS.items()],
        "paths": paths(),
        "components": COMPONENTS | {"schemas": COMPONENTS["schemas"] | resource_schemas()},
    }


def contact():
    """Return the contact object; `email` only when the setting CONTACT_EMAIL is there."""
    page = {"name": texts.CONTACT, "url": PUBLISHER.contact}
    return page | ({"email": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {})


def paths():
    """Return the operations by path."""
    found = {
        "/openapi.json": operation("openapi", texts.OPENAPI, "api", "Document"),
        "/wijzigingen": changes(),
        "/zoek": operation(
            "zoek",
            texts.SEARCH,
            "zoek",
            "Zoekresultaten",
            [*map(of_search, SEARCH_KEYS)],
            more=("404", "503"),
        ),
    }
    for code in ("200", "304"):
        headers = found["/openapi.json"]["get"]["responses"][code]["headers"]
        # Linters look for this spelling; the names of headers are case-insensitive.
        headers["access-control-allow-origin"] = named("headers", "Access-Control-Allow-Origin")
    for resource in RESOURCES:
        found[f"/{resource.path}"] = collection(resource)
        found[f"/{resource.path}/{{id}}"] = item(resource)
    return found


def changes():
    """Return the path item of the change log."""
    labels = ", ".join(f"{code}: {label}" for code, label in in_register.KINDS.items())
    nouns = [noun.path for noun in in_register.TOLD]
    given = operation(
        "wijzigingen",
        texts.REGISTER_CHANGES,
        "wijzigingen",
        "Wijzigingen",
        [
            query("soort", texts.OF_LIST, {"type": "string", "enum": nouns}),
            query(
                "wijziging",
                f"{texts.KIND_OF_CHANGE} ({labels})",
                {"type": "string", "enum": [*in_register.KINDS]},
            ),
            query("jaar", texts.YEAR_OF_CHANGE, YEAR),
            query(SINCE_KEY, texts.SINCE, DAY),
            query(parameters.SIZE, texts.SIZE, SIZE),
            query(parameters.CURSOR, texts.CURSOR, CURSOR),
        ],
    )
    given["get"]["responses"]["200"]["headers"]["Link"] = named("headers", "Link")
    return given


def collection(resource):
    """Return the path item of a list."""
    keys = [of_filter(key, each) for key, each in resource.filters.items()]
    given = operation(
        f"lijst_{resource.path}",
        filled(texts.COLLECTION, plural=resource.path, intro=resource.noun.intro),
        resource.path,
        f"Lijst{resource.schema}",
        [*keys, *of_page(resource)],
        csv=True,
    )
    given["get"]["responses"]["200"]["headers"]["Link"] = named("headers", "Link")
    return given


def item(resource):
    """Return the path item of one record."""
    identifier = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": texts.IDENTIFIER,
        "schema": reference(resource),
    }
    own = [each for each in of_page(resource) if each["name"] in parameters.OF_A_RECORD]
    return operation(
        f"toon_{resource.path}",
        filled(texts.ITEM, singular=resource.singular),
        resource.path,
        resource.schema,
        [identifier, *own],
        more=("301", "404", "410"),
    )


def filled(told, **values):
    """Return the (summary, description) of an operation with values filled in."""
    return [text % values for text in told]


def operation(name, told, tag, schema, given=(), more=(), csv=False):
    """Return a path item with a GET.

    Args:
        name: the operationId.
        told: (summary, description).
        tag: the name of its tag.
        schema: the name of the schema of its 200.
        given: its parameters.
        more: status codes beside those that every operation has.
        csv: whether CSV is available too.
    """
    summary, description = told
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "description": description,
            "tags": [tag],
            "parameters": list(given),
            "responses": answers(schema, more, csv),
        }
    }


def of_page(resource):
    """Return the parameters of a list beside its filters."""
    found = [
        names_of(parameters.FIELDS, texts.FIELDS, [each.name for each in resource.columns]),
        query(parameters.SIZE, texts.SIZE, SIZE),
        query(parameters.CURSOR, texts.CURSOR, CURSOR),
    ]
    if resource.relations:
        found.append(names_of(parameters.EXPAND, texts.EXPAND, [*resource.relations]))
    return found


CURSOR = {"type": "string", "minLength": 1, "format": "cursor"}
SIZE = {
    "type": "integer",
    "minimum": 1,
    "maximum": parameters.MOST_ROWS,
    "default": parameters.ROWS,
}
TEXT = {
    "type": "string",
    "minLength": 1,
    "maxLength": parameters.LONGEST_TEXT,
    "pattern": WITHOUT_NUL,
}
KAMERSTUK = {"type": "string", "pattern": "^kst-[0-9]{5}(-[IVXLC]{1,4})?-[0-9]{1,4}$"}
YEAR = {"type": "integer", "minimum": FIRST, "maximum": LAST}


def of_filter(key, each):
    """Return the parameter object for a filter; one with several values may be repeated."""
    text, schema = described(each)
    if isinstance(each, Several):
        several = {"type": "array", "items": schema, "minItems": 1}
        return query(key, text, several) | {"style": "form", "explode": True}
    return query(key, text, schema)


def described(each):
    """Return the description of a filter, and the schema of one of its values."""
    if isinstance(each, YearFilter):
        return each.label, YEAR
    if isinstance(each, SinceFilter):
        return texts.SINCE, DAY
    if isinstance(each, FindingFilter):
        return texts.SEARCH_KEYS["q"], SEARCH_KEYS["q"]
    if isinstance(each, RecordFilter | RecordsFilter):
        model = each.extra["queryset"](None).model
        text = _("%(label)s: its id") % {"label": each.label}
        if model is FieldGroup:
            return text, id_schema("groep")
        resource = next(other for other in RESOURCES if other.noun.model is model)
        if label := each.extra.get("null_label"):
            text += f" ({each.null_value}: {label})"
        return text, reference(resource)
    if isinstance(each, KamerstukFilter):
        return each.label, KAMERSTUK
    if isinstance(each, filters.ChoiceFilter | filters.MultipleChoiceFilter):
        codes = [code for code, _label in each.extra["choices"]]
        labels = ", ".join(f"{code}: {label}" for code, label in each.extra["choices"])
        return f"{each.label} ({labels})", {"type": "string", "enum": codes}
    return each.label, TEXT


def of_search(key):
    """Return the parameter object for a key of the search."""
    found = query(key, texts.SEARCH_KEYS[key], SEARCH_KEYS[key])
    return found | {"required": key == "q"}


def reference(resource):
    """Return the schema of the id of a record."""
    return id_schema(resource.singular)


def id_schema(singular):
    """Return the schema of the id of a row with the name `singular` in Dutch."""
    return {"type": "string", "minLength": 1, "maxLength": 120, "format": f"id-{singular}"}


def query(key, text, schema):
    """Return a query parameter; the description ends in a full stop."""
    told = f"{str(text).rstrip('.')}."
    return {"name": key, "in": "query", "description": told, "schema": schema}


def names_of(key, text, names):
    """Return the query parameter for a comma-separated list of names."""
    items = {"type": "string", "enum": names}
    schema = {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}
    return query(key, text, schema) | {"style": "form", "explode": False}


def as_text():
    """Return the OpenAPI document as the text of docs/reference/openapi.json."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"
