"""Words that are not Dutch, on a page."""

import re

from lxml import html

# Words of labels, messages and buttons that do not occur in Dutch.
ENGLISH = re.compile(
    r"\b(the|this|that|these|you|your|please|and|with|from|has|have|select|add|change|delete|save|"
    r"remove|search|yes|not|error|password|user|username|history|required|valid|invalid|choose|"
    r"new|show|hide|sign|email|only|must|should|will|could|which|because)\b",
    re.IGNORECASE,
)
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-filter")
BUTTONS = "//input[@type='submit' or @type='button' or @type='reset']/@value"


def texts(page):
    """Return what a page says: its title, text, buttons, and names for screen readers."""
    tree = html.fromstring(page)
    for each in tree.xpath("//script | //style | //code | //option[@value and not(@selected)]"):
        each.drop_tree()
    attributes = [f"//@{name}" for name in ATTRIBUTES]
    return [str(text) for way in ("//text()", BUTTONS, *attributes) for text in tree.xpath(way)]


def english(response):
    """Return the texts of a page with an English word."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    said = texts(response.text) if response.text else []
    return [text.strip() for text in said if ENGLISH.search(text)]
