"""The package of a Word document: its size, its parts, and the form that python-docx knows.

Source: ISO/IEC 29500, parts 1 (strict), 2 (packages) and 4 (transitional).
"""

import io
import posixpath
import re
import zipfile

from lxml import etree

from programmes.intake.letters.reading.error import ReadingError

# Bytes of all parts together, unpacked.
MOST_UNPACKED = 100 * 1024 * 1024
# The parts of a document that hold its text, and the styles that hide some of it.
NEEDED = ("/officeDocument", "/styles", "/numbering", "/header", "/footer")
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
# A template, or a document with macros, has the same content.
MAIN = re.compile(
    r"application/(?:vnd\.openxmlformats-officedocument\.wordprocessingml\.template|"
    r"vnd\.ms-word\.(?:document|template)\.macroEnabled(?:Template)?)\.main\+xml"
)
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def normalized(data):
    """Return the bytes of a Word document as a transitional package with the parts needed.

    A reference to a part that does not exist, such as a lost picture, is left out.

    Raises:
        ReadingError: "corrupt" or "too_large".
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        check_size(package)
        names = set(package.namelist())
        with zipfile.ZipFile(target, "w") as made:
            for name in sorted(names):
                if name.endswith((".xml", ".rels")):
                    part = STRICT.sub(TRANSITIONAL, package.read(name))
                    made.writestr(name, changed(name, part, names))
    return target.getvalue()


def check_size(package):
    """Refuse a zip bomb, and a part that yields more than it declares: its checksum is wrong."""
    if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
        raise ReadingError("too_large")
    if package.testzip():
        raise ReadingError("corrupt")


def changed(name, part, names):
    """Return a part with the content types and relationships that are needed."""
    if name == "[Content_Types].xml":
        return MAIN.sub(DOCUMENT, part.decode("utf-8")).encode()
    if not name.endswith(".rels"):
        return part
    relationships = etree.fromstring(part, PARSER)
    folder = posixpath.dirname(posixpath.dirname(name))
    for each in list(relationships):
        place = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
        is_there = place.lstrip("/") in names and each.get("TargetMode") != "External"
        if not (is_there and each.get("Type", "").endswith(NEEDED)):
            relationships.remove(each)
    return etree.tostring(relationships)
