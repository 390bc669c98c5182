"""The descriptor of all CSV files together: a Tabular Data Package.

Source: https://specs.frictionlessdata.io/tabular-data-package/.
"""

from programmes.lists.nouns import references
from programmes.metadata.publisher import LICENCE, PUBLISHER, TITLE

NAME = f"werkprogrammas-{PUBLISHER.slug}"
DESCRIPTION = (
    "Wat de Inspectie van plan was, bij welk doel dat hoort, wat er veranderde, wat ervan kwam en "
    "met welke brief de Tweede Kamer het hoorde."
)
LICENCES = [{"name": "CC0-1.0", "path": LICENCE, "title": "CC0 1.0 Universeel"}]
DIALECT = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminator": "\r\n",
    "skipInitialSpace": False,
    "header": True,
}
TYPES = {"number": {"type": "integer"}, "date": {"type": "date", "format": "default"}}
TYPES["address"] = {"type": "string", "format": "uri"}


def package(site, nouns, place, **facts):
    """Return the package descriptor as a dict for JSON.

    Args:
        site: the URL of this site without a trailing slash.
        nouns: the `Noun`s whose lists are included.
        place: a function that returns the path or URL of the CSV file of a `Noun`.
        facts: further properties of the package, such as `created`.
    """
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "homepage": f"{site}/open-data/",
        "licenses": LICENCES,
        "contributors": [{"title": PUBLISHER.name, "path": PUBLISHER.uri, "role": "publisher"}],
        "resources": [resource(noun, place(noun)) for noun in nouns],
        **facts,
    }


def resource(noun, path):
    """Return the resource descriptor of the CSV file of a `Noun` at a path or URL."""
    return {
        "profile": "tabular-data-resource",
        "name": noun.path,
        "path": path,
        "title": str(noun.title),
        "description": str(noun.intro),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "licenses": LICENCES,
        "dialect": DIALECT,
        "schema": {
            "fields": [field(column, noun) for column in noun.columns],
            "missingValues": [""],
            "primaryKey": ["id"],
            "foreignKeys": [
                {"fields": [name], "reference": {"resource": other.path, "fields": ["id"]}}
                for name, other in references(noun)
            ],
        },
    }


def field(column, noun):
    """Return the field descriptor of a `Column` of a `Noun`."""
    described = {
        "name": column.name,
        "title": str(column.label),
        "description": str(column.description),
        **TYPES.get(column.kind, {"type": "string", "format": "default"}),
    }
    if column.kind == "code":
        described["constraints"] = {"enum": [code for code, _label in column.choices]}
    if column.name in ("adres", "id"):
        unique = noun.identified or column.name == "id"
        described["constraints"] = {"required": True, "unique": unique}
    return described
