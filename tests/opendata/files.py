"""The open data, read and validated."""

import re
import sqlite3
import zipfile
from pathlib import Path

import pyshacl
from lxml import etree
from rdflib import Graph
from rdflib.namespace import RDF, SH

from programmes.opendata import diwoo, snapshot

SHAPES = Graph().parse(Path(__file__).parent / "dcat-ap-nl.ttl")
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "sitemap.xsd"))
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "d": diwoo.NAMESPACE}
INDEX = "/sitemapindex-diwoo-infocat012.xml"


class Quiet:
    """A progress bar that shows nothing."""

    def update(self, count):
        pass


def archive():
    return zipfile.ZipFile(snapshot.current().files["register.zip"].path)


def table(name):
    """Return the rows of a table in the SQLite file, as dicts."""
    database = sqlite3.connect(snapshot.current().files["register.sqlite"].path)
    database.row_factory = sqlite3.Row
    rows = [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')]
    database.close()
    return rows


def broken_references():
    """Return the rows of the SQLite file with a foreign key to a row that is not there."""
    database = sqlite3.connect(snapshot.current().files["register.sqlite"].path)
    broken = database.execute("PRAGMA foreign_key_check").fetchall()
    database.close()
    return broken


def last_part(name):
    """Return the local name of a property: "title" of dct:title."""
    return re.split("[/#]", name)[-1]


def complaints(graph):
    """Return the violations that the SHACL validator reports, as (class, property) pairs."""
    _conforms, report, _text = pyshacl.validate(graph, shacl_graph=SHAPES)
    return {
        (kind, path and last_part(path))
        for result in report.subjects(RDF.type, SH.ValidationResult)
        for path in [report.value(result, SH.resultPath)]
        for kind in graph.objects(report.value(result, SH.focusNode), RDF.type)
    }


def sitemap(client, address):
    """Return the sitemap at a path as an element tree, after validating it."""
    response = client.get(address, secure=True)
    assert (response.status_code, response["Content-Type"]) == (
        200,
        "application/xml; charset=utf-8",
    )
    tree = etree.fromstring(response.content)
    SCHEMA.assertValid(tree)
    return tree


def texts(tree, path):
    return [each.text for each in tree.iterfind(path, NAMES)]
