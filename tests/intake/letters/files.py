"""Letters for tests, as files."""

import io
import zipfile

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

TEXT = "Hierbij bied ik u het Werkprogramma 2024 aan."


def pdf(*pages, **options):
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, **options)
    for page in pages:
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def raw_pdf(content, extra=b""):
    """Return a PDF of one page with a content stream as given."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), extra, content),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n%btrailer<</Size 5/Root 1 0 R>>\n" % table
        + b"startxref\n%d\n%%%%EOF\n" % len(out)
    )


def word(text=TEXT):
    target = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(target)
    return target.getvalue()


def word_with(part, content):
    """Return a Word document in which one part is replaced or added."""
    return replaced(word(), {part: content})


def word_of(body, styles=""):
    """Return a Word document with this XML as its body, and with these styles added."""
    namespaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    document = f"<w:document {namespaces}><w:body>{body}</w:body></w:document>"
    known = zipfile.ZipFile(io.BytesIO(word())).read("word/styles.xml").decode()
    styles = known.replace("</w:styles>", f"{styles}</w:styles>")
    return replaced(word(), {"word/document.xml": document, "word/styles.xml": styles})


def replaced(data, parts):
    """Return a zip file with some of its parts replaced, added, or removed when empty."""
    target = io.BytesIO()
    package = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(io.BytesIO(data)) as old, package as new:
        kept = {name: old.read(name) for name in old.namelist()} | parts
        for name in filter(kept.get, kept):
            new.writestr(name, kept[name])
    return target.getvalue()
