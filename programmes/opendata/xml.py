"""XML elements and documents."""

from xml.etree import ElementTree

from programmes.formats.atom import xml_safe


def element(name, *children, text=None, **attributes):
    """Return an `Element`, without the characters of `text` that XML does not allow.

    Args:
        name: the tag with its prefix, as in "diwoo:Document".
        children: elements; None is skipped.
        text: converted with str(), or None.
        attributes: values by attribute name.
    """
    made = ElementTree.Element(name, attributes)
    if text is not None:
        made.text = xml_safe(str(text))
    made.extend(child for child in children if child is not None)
    return made


def document(root):
    """Serialize `root` as an XML document; return UTF-8 bytes."""
    text = ElementTree.tostring(root, encoding="unicode")
    # Escape carriage returns: an XML parser normalizes literal ones to line feeds.
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + text.replace("\r", "&#13;")).encode()
