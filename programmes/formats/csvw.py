"""CSV on the Web: the description of a CSV file for programs.

Source: https://www.w3.org/TR/tabular-metadata/ and https://www.w3.org/TR/tabular-data-model/.
"""

import re

from programmes.lists.nouns import references
from programmes.metadata.publisher import LICENCE, PUBLISHER

MEDIA_TYPE = "application/csvm+json"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "nl"}]
# The machine flavour of `csvfile`. There are no comments: the default prefix is #.
DIALECT = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminators": ["\r\n"],
    "header": True,
    "headerRowCount": 1,
    "commentPrefix": None,
    "skipInitialSpace": False,
    "skipBlankRows": False,
    "trim": False,
}
DATATYPES = {
    "text": "string",
    "list": "string",
    "number": "integer",
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "address": "anyURI",
    "key": "string",
}


def document(noun, url):
    """Return the metadata document of one CSV file as a dict for JSON.

    It has no foreign keys: those may only refer to tables in the same document.

    Args:
        noun: a `Noun`.
        url: the address of the file with its query string, or the file name for a description in
            the same folder.
    """
    return {"@context": CONTEXT, **table(noun, url)}


def group(nouns, place):
    """Return the metadata document of the CSV files of all nouns, with their foreign keys.

    Args:
        nouns: the `Noun`s, of which no foreign key leads to another noun.
        place: a function that returns the URL of the CSV file of a `Noun`.
    """
    tables = [table(noun, place(noun)) for noun in nouns]
    for noun, each in zip(nouns, tables, strict=True):
        each["tableSchema"]["foreignKeys"] = [
            {
                "columnReference": name,
                "reference": {"resource": place(other), "columnReference": "id"},
            }
            for name, other in references(noun)
        ]
    return {"@context": CONTEXT, "tables": tables}


def table(noun, url):
    """Return the description of a table; its rows are named by their address on the site."""
    return {
        "url": url,
        "dc:title": str(noun.title),
        "dc:description": str(noun.intro),
        "dc:language": "nl",
        "dc:license": {"@id": LICENCE},
        "dc:publisher": {"@id": PUBLISHER.uri},
        "dialect": DIALECT,
        "tableSchema": {
            "columns": [column(each) for each in noun.columns],
            "primaryKey": "id",
            "aboutUrl": "{+adres}" if noun.identified else f"{{+adres}}#{noun.path}-{{id}}",
        },
    }


def column(each):
    """Return the description of a `Column`; an empty cell means not known."""
    described = {
        "name": each.name,
        # The header row has the name; the label is for people.
        "titles": [each.name, str(each.label)],
        "dc:description": str(each.description),
        "datatype": datatype(each),
        "null": "",
        "required": each.name in ("adres", "id"),
    }
    if each.kind == "list":
        described["separator"] = "; "
    return described


def datatype(each):
    if each.kind == "code":
        codes = "|".join(re.escape(code) for code, _label in each.choices)
        return {"base": "string", "format": f"^({codes})$"}
    return DATATYPES[each.kind]
