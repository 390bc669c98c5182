"""Components of the OpenAPI document: schemas, headers and responses."""

from programmes.api import parameters, problems, texts
from programmes.api.resources import RESOURCES
from programmes.changes import in_register, since
from programmes.lists.filters import SINCE_KEY
from programmes.models import SearchEntry
from programmes.models.years import FIRST, LAST

LINK = {
    "type": "object",
    "properties": {"href": {"type": "string", "format": "uri"}},
    "required": ["href"],
}
MOMENT = {"type": "string", "format": "date-time"}
TEXTS = {"type": "array", "items": {"type": "string"}}
TEXT_OR_NULL = {"type": ["string", "null"]}
KINDS = {
    "text": TEXT_OR_NULL,
    "number": {"type": ["integer", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "list": TEXTS,
    "address": {"type": ["string", "null"], "format": "uri"},
    "key": TEXT_OR_NULL,
}
TEXT = {"type": "string"}
ADDRESS = {"type": "string", "format": "uri"}
DAY = {"type": "string", "format": "dag"}
SEARCH_KEYS = {
    "q": {
        "type": "string",
        "minLength": 1,
        "maxLength": parameters.LONGEST_TEXT,
        "format": "vraag",
    },
    "soort": {"type": "string", "enum": SearchEntry.Kind.values},
    "jaar": {"type": "integer", "minimum": FIRST, "maximum": LAST},
    "gebied": {"type": "string", "minLength": 1, "maxLength": 120, "format": "id-toezichtgebied"},
    SINCE_KEY: DAY,
    "pagina": {"type": "integer", "minimum": 1, "maximum": parameters.MOST_PAGES},
}


def named(group, name):
    """Return a `$ref` to a component."""
    return {"$ref": f"#/components/{group}/{name}"}


def thing(properties, required=None):
    """Return the schema of an object without other properties; all are required by default."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties] if required is None else required,
        "additionalProperties": False,
    }


def several(schema):
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def with_optional(schema, **properties):
    """Return the schema of an object with further properties, which may be absent."""
    return schema | {"properties": schema["properties"] | properties}


def links(*names, optional=()):
    """Return the schema of `_links`."""
    return thing(dict.fromkeys((*names, *optional), LINK), [*names])


def header(text, schema, required=False):
    return {"description": text, "schema": schema, "required": required}


COMPONENTS = {
    "schemas": {
        "Probleem": thing(
            {
                "type": {"type": "string", "format": "uri-reference"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "errors": {
                    "type": "array",
                    "items": thing({name: {"type": "string"} for name in ("in", "name", "detail")}),
                },
            },
            ["type", "title", "status", "detail"],
        ),
        "Document": {"type": "object", "required": ["openapi", "info", "paths"]},
        "Wijziging": thing(
            {
                "moment": MOMENT,
                "lijst": {"type": "string", "enum": [noun.path for noun in in_register.TOLD]},
                "id": {"type": "string"},
                "wijziging": {"type": "string", "enum": [*in_register.KINDS]},
                "toelichting": TEXT_OR_NULL,
                "naam": TEXT_OR_NULL,
                "adres": KINDS["address"],
                "velden": {"type": "array", "items": named("schemas", "GewijzigdVeld")},
            }
        ),
        "GewijzigdVeld": thing(
            {name: {"type": "string"} for name in ("onderdeel", "actie", "veld")}
            | dict.fromkeys(("was", "is"), TEXT_OR_NULL)
        ),
        "WijzigingSinds": thing(
            {
                "soort": {"type": "string", "enum": [since.NEW, since.CHANGED]},
                "moment": {"type": ["string", "null"], "format": "date-time"},
                "wijzigingen": {
                    "type": "array",
                    "items": thing(
                        {
                            "moment": MOMENT,
                            "toelichting": {"type": "string"},
                            "velden": {
                                "type": "array",
                                "items": named("schemas", "GewijzigdVeld"),
                            },
                        }
                    ),
                },
            }
        ),
        "Weg": thing({"id": {"type": "string"}, "moment": MOMENT}),
        "Wijzigingen": thing(
            {
                "resultaten": {"type": "array", "items": named("schemas", "Wijziging")},
                "volledig_tot": MOMENT,
                "cursor": {"type": "string"},
                "_links": links("self", optional=("next",)),
            }
        ),
        "Zoekresultaat": with_optional(
            thing(
                {
                    "id": {"type": "string"},
                    "soort": {"type": "string", "enum": SearchEntry.Kind.values},
                    "titel": {"type": "string"},
                    "fragmenten": TEXTS,
                    "jaren": {"type": "array", "items": {"type": "integer"}},
                    "gebieden": TEXTS,
                    "datum": KINDS["date"],
                    "op_nummer": {"type": "boolean"},
                    "bladzijde": {"type": ["integer", "null"], "minimum": 1},
                    "bladzijden": {"type": "array", "items": {"type": "integer", "minimum": 1}},
                    "adres": ADDRESS,
                }
            ),
            _wijziging=named("schemas", "WijzigingSinds"),
        ),
        "Zoekresultaten": with_optional(
            thing(
                {
                    "aantal": {"type": "integer"},
                    "volledig": {"type": "boolean"},
                    "adviezen": TEXTS,
                    "ook_gezocht_op": TEXTS,
                    "precies": TEXT_OR_NULL,
                    "bedoelde_u": TEXT_OR_NULL,
                    "niet_gevonden": TEXTS,
                    "andere_vragen": TEXTS,
                    "toezichtgebieden": several(thing({"naam": TEXT, "adres": ADDRESS})),
                    "lijsten": several(thing({"titel": TEXT, "adres": ADDRESS})),
                    "resultaten": {"type": "array", "items": named("schemas", "Zoekresultaat")},
                    "_links": links("self", optional=("next",)),
                }
            ),
            weg=several(named("schemas", "Weg")),
        ),
    },
    "headers": {
        "API-Version": header(texts.API_VERSION, {"type": "string"}, required=True),
        "ETag": header(texts.ETAG, {"type": "string"}),
        "Access-Control-Allow-Origin": header(texts.ALLOW_ORIGIN, {"type": "string"}),
        "Link": header(texts.LINK, {"type": "string"}),
        "RateLimit": header(texts.RATE_LIMIT, {"type": "string"}),
        "RateLimit-Policy": header(texts.RATE_LIMIT_POLICY, {"type": "string"}),
        "Retry-After": header(texts.RETRY_AFTER, {"type": "integer"}),
        "Location": header(texts.LOCATION, {"type": "string"}),
    },
}


def resource_schemas():
    """Return the schemas of the resources and of their lists, by name."""
    found = {}
    for resource in RESOURCES:
        found[resource.schema] = of_resource(resource)
        rows = {"type": "array", "items": named("schemas", resource.schema)}
        found[f"Lijst{resource.schema}"] = thing(
            {
                "resultaten": rows,
                "weg": {"type": "array", "items": named("schemas", "Weg")},
                "_links": links("self", optional=("next",)),
            },
            ["resultaten", "_links"],
        )
    return found


def of_resource(resource):
    """Return the schema of a record; columns are optional, because of the parameter `fields`."""
    properties = {"id": {"type": "string", "description": texts.ID}}
    others = [column for column in resource.columns if column.name != "id"]
    properties |= {column.name: of_column(column) for column in others}
    properties["_links"] = links("self")
    properties["_wijziging"] = named("schemas", "WijzigingSinds")
    if resource.relations:
        properties["_embedded"] = thing(
            {name: embedded(relation) for name, relation in resource.relations.items()}, []
        )
    return thing(properties, ["id", "_links"])


def of_column(column):
    """Return the schema of the values of a column."""
    description = {"title": str(column.label), "description": str(column.description)}
    if column.kind == "code":
        codes = [code for code, _label in column.choices]
        return description | {"type": ["string", "null"], "enum": [*codes, None]}
    return description | KINDS[column.kind]


def embedded(relation):
    """Return the schema of what `expand` puts in a record."""
    target = next(each for each in RESOURCES if each.path == relation.target)
    one = named("schemas", target.schema)
    if relation.many:
        return {"type": "array", "items": one}
    return {"anyOf": [one, {"type": "null"}]}


def answers(schema, more, csv):
    """Return the responses of an operation, by status code.

    Args:
        schema: the name of the schema of its 200.
        more: status codes beside those that every operation has.
        csv: whether CSV is available too.
    """
    shared = ("API-Version", "ETag", "RateLimit", "RateLimit-Policy")
    body = {"application/json": {"schema": named("schemas", schema)}}
    if csv:
        body["text/csv"] = {"schema": {"type": "string"}}
    found = {"200": answer(texts.ANSWERS["200"], shared, body)}
    found["304"] = answer(texts.ANSWERS["304"], ("API-Version", "ETag"))
    for code in ("400", *more, "406", "429", "500"):
        names = {"301": ("Location",), "429": ("Retry-After",), "503": ("Retry-After",)}.get(
            code, ()
        )
        problem = {problems.TYPE: {"schema": named("schemas", "Probleem")}}
        found[code] = answer(
            texts.ANSWERS[code], ("API-Version", *names), None if code == "301" else problem
        )
    return found


def answer(text, headers, body=None):
    """Return a response object with references to headers, and its content by media type."""
    found = {"description": text, "headers": {name: named("headers", name) for name in headers}}
    return found | ({"content": body} if body else {})
