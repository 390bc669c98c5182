"""Files of every sort, and files that mean harm."""

import io
import subprocess
import sys
import zipfile
import zlib

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from programmes.intake.letters.reading import Reading, read
from programmes.limits import LARGEST_FILE

TEXT = "Hierbij bied ik u het Werkprogramma 2024 aan."


@pytest.fixture
def reading(tmp_path):
    """Return a function that reads bytes as a file, or a file at a path."""

    def answer(content, name="brief.pdf"):
        path = tmp_path / name
        path.write_bytes(content)
        with path.open("rb") as file:
            return read(file)

    return answer


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
    target = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(word()))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, content)
    return target.getvalue()


def test_a_pdf_keeps_its_pages(reading):
    found = reading(pdf("Bladzijde een", "Bladzijde twee"))
    assert [page.strip() for page in found.pages] == ["Bladzijde een", "Bladzijde twee"]
    assert (found.sort, found.error) == ("pdf", "")


def test_a_word_document_is_known_by_its_content(reading):
    found = reading(word(), "brief.pdf")
    assert (found.sort, found.error, found.pages[0].strip()) == ("word", "", TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_its_encoding(reading, encoding):
    text = "Financiën, één doel"
    assert reading(text.encode(encoding), "brief.txt") == Reading((text,), "text", "")


def test_a_text_loses_the_signs_of_markdown(reading):
    text = (
        "# Brief\n\n**Ons\nkenmerk**\\\n_4896050_\n\n- *eerste* doel\n\n"
        "| Datum | 1 mei 2024 |\n|---|---|"
    )
    assert reading(text.encode(), "brief.md").pages == (
        "Brief\n\nOns\nkenmerk\n4896050\n\n- eerste doel\n\nDatum    1 mei 2024",
    )


def test_words_stand_in_their_columns(reading):
    content = b"BT /F1 9 Tf 72 700 Td (links) Tj 300 0 Td (rechts) Tj -300 -13 Td (onder) Tj ET"
    (page,) = reading(raw_pdf(content)).pages
    first, second = page.split("\n")
    assert first.split() == ["links", "rechts"]
    assert first.index("rechts") == 93
    assert second.strip() == "onder"


def test_a_tracked_deletion_does_not_count(reading):
    xml = zipfile.ZipFile(io.BytesIO(word())).read("word/document.xml").decode()
    deleted = '<w:del w:id="1"><w:r><w:delText>oud</w:delText></w:r></w:del>'
    inserted = '<w:ins w:id="2"><w:r><w:t>nieuw</w:t></w:r></w:ins>'
    changed = xml.replace(f"<w:t>{TEXT}</w:t></w:r>", f"<w:t>x </w:t></w:r>{deleted}{inserted}")
    assert changed != xml
    assert reading(word_with("word/document.xml", changed)).pages[0].strip() == "x nieuw"


BOMB = b'<!DOCTYPE d [<!ENTITY a "%b">%b]>' % (
    b"x" * 1000,
    b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(8)),
)
BOX = b"BT /F1 9 Tf 72 700 Td (tekst) Tj ET\n"
HOSTILE = {
    "empty": (b"", "no_text"),
    "spaces": (b" \n\t ", "no_text"),
    "image only": (raw_pdf(b"10 10 200 200 re f"), "no_text"),
    "encrypted": (pdf(TEXT, encrypt=StandardEncryption("geheim", strength=128)), "encrypted"),
    "locked Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "older Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument", "unsupported"),
    "truncated": (pdf(TEXT)[:-40], "corrupt"),
    "half": (pdf(TEXT, TEXT)[:700], "corrupt"),
    "only the first line": (b"%PDF-1.7\n", "corrupt"),
    "truncated Word": (word()[:2000], "corrupt"),
    "Word with entities": (
        word_with("word/document.xml", BOMB + b"<w:document>&i;</w:document>"),
        "corrupt",
    ),
    "zip bomb": (word_with("word/media/x.bin", b"\0" * 120_000_000), "too_large"),
    "thousands of pages": (pdf(*[TEXT] * 2000), "too_large"),
    "stream bomb": (
        raw_pdf(zlib.compress(b" " * 1_500_000_000, 9), b"/Filter/FlateDecode"),
        "too_large",
    ),
    "endless work": (raw_pdf(zlib.compress(BOX * 3_000_000), b"/Filter/FlateDecode"), "too_large"),
    "over 20 MB": (b"%PDF-1.7\n" + b"x" * LARGEST_FILE, "too_large"),
    "executable": (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" * 50, "unsupported"),
    "program of Linux": (b"\x7fELF\x02\x01\x01" + b"\0" * 500, "unsupported"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "unsupported"),
    "other zip": (b"PK\x03\x04" + b"\0" * 30 + b"PK\x05\x06" + b"\0" * 18, "unsupported"),
    "web page": (b"<!DOCTYPE html><script>alert(1)</script>", "unsupported"),
    "script": (b"#!/bin/sh\nrm -rf /", "unsupported"),
}


@pytest.mark.parametrize(("content", "error"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_means_harm_is_an_answer(reading, content, error):
    found = reading(content)
    assert (found.pages, found.error) == ((), error)


def test_a_file_locked_for_changes_only_can_be_read(reading):
    lock = StandardEncryption("", ownerPassword="geheim", strength=128)
    assert reading(pdf(TEXT, encrypt=lock)).pages[0].strip() == TEXT


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "open('/etc/hostname')",
        "subprocess.run(['true'])",
        "bytearray(2 * 1024**3)",
    ],
)
def test_the_reading_process_opens_nothing(attempt):
    """No network, no file, no other program, not more memory than it may have."""
    script = (
        "import socket, subprocess\n"
        "from programmes.intake.letters.reading.process import take_rights_away\n"
        "take_rights_away()\n"
        f"try:\n    {attempt}\nexcept (OSError, MemoryError) as error:\n    print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "refused\n"
