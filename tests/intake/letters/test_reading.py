"""Files of every sort, and hostile files."""

import io
import zipfile
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from programmes.intake import sandbox
from programmes.intake.letters.reading import Reading, read
from programmes.intake.letters.reading.pages import MOST_CHARACTERS, answer
from programmes.intake.letters.reading.pdf import MOST_PAGES
from programmes.limits import LARGEST_FILE
from tests.intake.letters.files import TEXT, pdf, raw_pdf, word, word_with


@pytest.fixture
def reading(tmp_path):
    """Return a function that reads bytes as a file, or a file at a path."""

    def answer(content, name="brief.pdf"):
        path = tmp_path / name
        path.write_bytes(content)
        with path.open("rb") as file:
            return read(file)

    return answer


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


def test_a_text_is_cut_where_it_is_longer_than_any_letter():
    """Parsing takes the time of that many characters at most, however a file is made."""
    found = answer(b"\f".join([b"woord " * 15_000] * 20))
    assert sum(map(len, found["pages"])) == MOST_CHARACTERS


# Texts on which a regular expression without bounds takes minutes: the sandbox would stop them.
REPEATED = ("*a _b ", "[", "[a](", "![x](", " ", "\t", "- * ", "|-|", "# a ")


@pytest.mark.parametrize("piece", REPEATED)
def test_a_text_of_one_repeated_piece_of_markup_is_read(piece):
    assert "pages" in answer((piece * 100_000).encode() + b"\nGeachte voorzitter")


BOMB = b'<!DOCTYPE d [<!ENTITY a "%b">%b]>' % (
    b"x" * 1000,
    b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(8)),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Functions, as some files take seconds to make.
HOSTILE = {
    "empty": (lambda: b"", "no_text"),
    "spaces": (lambda: b" \n\t ", "no_text"),
    "image only": (lambda: raw_pdf(b"10 10 200 200 re f"), "no_text"),
    "encrypted": (
        lambda: pdf(TEXT, encrypt=StandardEncryption("geheim", strength=128)),
        "encrypted",
    ),
    "locked Word": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "older Word": (lambda: OLE + b"WordDocument", "unsupported"),
    "truncated": (lambda: pdf(TEXT)[:-40], "corrupt"),
    "half": (lambda: pdf(TEXT, TEXT)[:700], "corrupt"),
    "only the first line": (lambda: b"%PDF-1.7\n", "corrupt"),
    "truncated Word": (lambda: word()[:2000], "corrupt"),
    "Word with entities": (
        lambda: word_with("word/document.xml", BOMB + b"<w:document>&i;</w:document>"),
        "corrupt",
    ),
    "zip bomb": (lambda: word_with("word/media/x.bin", b"\0" * 120_000_000), "too_large"),
    "hundreds of pages": (lambda: pdf(*[TEXT] * (MOST_PAGES + 1)), "too_large"),
    "over 20 MB": (lambda: b"%PDF-1.7\n" + b"x" * LARGEST_FILE, "too_large"),
    "executable": (lambda: b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" * 50, "unsupported"),
    "program of Linux": (lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 500, "unsupported"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "unsupported"),
    "other zip": (
        lambda: b"PK\x03\x04" + b"\0" * 30 + b"PK\x05\x06" + b"\0" * 18,
        "unsupported",
    ),
    "web page": (lambda: b"<!DOCTYPE html><script>alert(1)</script>", "unsupported"),
    "script": (lambda: b"#!/bin/sh\nrm -rf /", "unsupported"),
}


@pytest.mark.parametrize(("make", "error"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_means_harm_is_an_answer(reading, make, error):
    found = reading(make())
    assert (found.pages, found.error) == ((), error)


def test_a_pdf_that_unpacks_beyond_the_memory_is_stopped(reading, monkeypatch):
    monkeypatch.setattr(sandbox, "MEMORY", 300 * 1024**2)
    assert reading(compressed(b" " * 300_000_000)) == Reading(error="too_large", sort="pdf")


def test_a_pdf_of_endless_work_is_stopped(reading, monkeypatch):
    monkeypatch.setattr(sandbox, "SECONDS", 2)
    line = b"BT /F1 9 Tf 72 700 Td (tekst) Tj ET\n"
    assert reading(compressed(line * 300_000)) == Reading(error="too_large")


def compressed(content):
    """Return a PDF of one page with a compressed content stream."""
    return raw_pdf(zlib.compress(content, 1), b"/Filter/FlateDecode")


def test_a_file_locked_for_changes_only_can_be_read(reading):
    lock = StandardEncryption("", ownerPassword="geheim", strength=128)
    assert reading(pdf(TEXT, encrypt=lock)).pages[0].strip() == TEXT
