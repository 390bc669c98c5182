"""The fields of a PDF form, as part of the content of their page.

Source: ISO 32000-1, 12.5.5 (appearance streams) and 12.7.3.3 (variable text).
"""

import re

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT, literal_name
from pdfminer.utils import apply_matrix_rect, decode_text

# Bits 2 and 6 of the flags of an annotation: Hidden, NoView.
NOT_SHOWN = 0b100010
FORM = LIT("Form")
# Object numbers of streams that are not in the file.
BEFORE, BEHIND, TYPED = -1, -2, -3
IDENTITY = (1, 0, 0, 1, 0, 0)
# A size of 0 leaves the size to the viewer.
OWN_SIZE = re.compile(rb"(?<![\d.])0(?:\.0*)?(?=\s+Tf)")
SIZE = b"9"
# Levels of a field above the annotation that shows it.
MOST_PARENTS = 10


def draw_fields(page, form):
    """Add the appearance of each form field that shows to the content of a `PDFPage`.

    Args:
        page: of pdfminer; it is changed.
        form: the AcroForm dictionary of the document, or None.
    """
    form = resolve1(form) or {}
    shown = [field for field in map(resolve1, resolve1(page.annots) or []) if is_shown(field)]
    drawn = [(field, stream) for field in shown if (stream := appearance(field, form))]
    if not drawn:
        return
    names = {f"Field{number}": stream for number, (_, stream) in enumerate(drawn)}
    calls = [
        b"q %b cm /%b Do Q\n" % (placement(field, stream), name.encode())
        for (field, stream), name in zip(drawn, names, strict=True)
    ]
    resources = resolve1(page.resources) or {}
    objects = resolve1(resources.get("XObject")) or {}
    page.resources = {**resources, "XObject": {**objects, **names}}
    behind = numbered(PDFStream({}, b"\nQ\n" + b"".join(calls)), BEHIND)
    page.contents = [numbered(PDFStream({}, b"q\n"), BEFORE), *page.contents, behind]


def numbered(stream, number):
    """Return a stream with an object number: pdfminer runs none without."""
    stream.set_objid(number, 0)
    return stream


def is_shown(annotation):
    """Return whether an annotation is a form field that a viewer shows."""
    if not isinstance(annotation, dict) or "Rect" not in annotation:
        return False
    is_field = literal_name(resolve1(annotation.get("Subtype"))) == "Widget"
    return is_field and not int(resolve1(annotation.get("F")) or 0) & NOT_SHOWN


def appearance(field, form):
    """Return the stream that draws a field, or None when there is nothing to draw."""
    normal = resolve1((resolve1(field.get("AP")) or {}).get("N"))
    if isinstance(normal, dict):
        normal = resolve1(normal.get(literal_name(resolve1(field.get("AS")))))
    return normal if isinstance(normal, PDFStream) else typed(field, form)


def typed(field, form):
    """Return a stream with the value of a text field without appearance, or None."""
    value, style = inherited(field, "V"), inherited(field, "DA") or resolve1(form.get("DA"))
    kind = inherited(field, "FT")
    if kind is None or literal_name(kind) != "Tx" or not value or not isinstance(value, bytes):
        return None
    _, _, width, height = sized(field)
    lines = decode_text(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    down = height - 10 if len(lines) > 1 else 4
    shown = b" T*".join(b"(%b) Tj" % escaped(line) for line in lines)
    drawn = b"BT %b 12 TL 2 %.2f Td %b ET" % (OWN_SIZE.sub(SIZE, style or b""), down, shown)
    resources = resolve1(form.get("DR")) or {}
    attributes = {"BBox": [0, 0, width, height], "Subtype": FORM, "Resources": resources}
    return numbered(PDFStream(attributes, drawn), TYPED)


def inherited(field, key):
    """Return an attribute of a field, or of the field it is part of; None when there is none."""
    for _ in range(MOST_PARENTS):
        if key in field:
            return resolve1(field[key])
        field = resolve1(field.get("Parent")) or {}
    return None


def escaped(text):
    return re.sub(rb"([()\\])", rb"\\\1", text.encode("cp1252", "replace"))


def sized(field):
    """Return the rectangle of a field as (left, bottom, width, height)."""
    a, b, c, d = (float(resolve1(each)) for each in resolve1(field["Rect"]))
    return min(a, c), min(b, d), abs(a - c), abs(b - d)


def placement(field, stream):
    """Return the matrix, as operands of `cm`, that maps a stream to the place of its field."""
    box = tuple(map(resolve1, resolve1(stream.get("BBox", [0, 0, 1, 1]))))
    matrix = tuple(map(resolve1, resolve1(stream.get("Matrix", IDENTITY))))
    x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
    left, bottom, width, height = sized(field)
    across, up = width / (x1 - x0 or 1), height / (y1 - y0 or 1)
    numbers = (across, 0, 0, up, left - x0 * across, bottom - y0 * up)
    return b" ".join(b"%.4f" % number for number in numbers)
