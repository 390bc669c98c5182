"""XML as harvesters read it."""

import re
from xml.etree import ElementTree

# What XML 1.0 cannot hold, not even escaped (its section 2.2, "Characters").
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name, *children, text=None, **attributes):
    """Return an element; a child that is None is left out, and so is what XML cannot hold.

    Args:
        name: the name of the element, as in "diwoo:Document".
        children: elements, or None.
        text: text, a number, or None.
        attributes: the values of attributes, by their names.
    """
    made = ElementTree.Element(name, attributes)
    if text is not None:
        made.text = FORBIDDEN.sub("", str(text))
    made.extend(child for child in children if child is not None)
    return made


def document(root):
    """Return a document with `root` as its root element, as bytes in UTF-8."""
    text = ElementTree.tostring(root, encoding="unicode")
    # A reader takes a bare carriage return for a line feed.
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + text.replace("\r", "&#13;")).encode()
