"""Reading and validating Atom feeds."""

from pathlib import Path

from lxml import etree

ATOM = {"a": "http://www.w3.org/2005/Atom"}
STRUCTURE = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))


def feed(client, address):
    """Return the feed at a path as an element tree, after validating it."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (
        200,
        "application/atom+xml; charset=utf-8",
    )
    found = etree.fromstring(response.content)
    STRUCTURE.assertValid(found)
    return found


def texts(found, path):
    return found.xpath(path, namespaces=ATOM)
