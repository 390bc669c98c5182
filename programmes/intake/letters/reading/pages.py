"""The pages of a file, whatever its sort; runs in the sandbox."""

import io
import re
import zipfile
from contextlib import suppress

from programmes.intake.letters.reading.error import ReadingError
from programmes.intake.letters.reading.pdf import read_pdf
from programmes.intake.letters.reading.plain import read_plain
from programmes.intake.letters.reading.word import read_word

# A letter is short; what is longer is what it offers.
READ_PAGES = 20
MOST_CHARACTERS = 100_000
# First bytes of files that are text in part: web pages, RTF, scripts.
NOT_PLAIN = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"{\\rtf", b"#!", b"%!ps")
# Bytes of something else before the first line of a PDF; space does not count.
MOST_BEFORE = 8192
# The content types of a Word document, and bytes of the part that names them.
WORD = re.compile(rb"wordprocessingml|ms-word")
MOST_TYPES = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
READERS = {"pdf": read_pdf, "word": read_word, "text": read_plain}


def answer(data):
    """Return {"pages": […], "sort": …, "error": …} for the bytes of a file: see `Reading`."""
    sort = ""
    try:
        sort = sort_of(data)
        pages = READERS[sort](io.BytesIO(data))
        if not any(character.isalpha() for page in pages for character in page):
            raise ReadingError("no_text")
    except ReadingError as error:
        return {"pages": [], "sort": sort, "error": error.code}
    except (MemoryError, RecursionError):
        return {"pages": [], "sort": sort, "error": "too_large"}
    except Exception:  # noqa: BLE001, a damaged file can break a reader in any way
        return {"pages": [], "sort": sort, "error": "corrupt"}
    return {"pages": [*shortened(pages[:READ_PAGES])], "sort": sort, "error": ""}


def shortened(pages):
    """Yield pages that can be stored, with at most MOST_CHARACTERS together."""
    left = MOST_CHARACTERS
    for page in pages:
        yield storable(page[:left])
        left -= len(page[:left])


def storable(text):
    """Return a text without null characters and lone surrogates, which PostgreSQL refuses."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def sort_of(data):
    """Return "pdf", "word" or "text", by the content.

    Raises:
        ReadingError: "unsupported", "encrypted" or "no_text".
    """
    start = data.lstrip(b"\xef\xbb\xbf\0 \t\r\n\f")[:MOST_BEFORE].lower()
    if not data.strip():
        raise ReadingError("no_text")
    if data.startswith(b"PK\x03\x04"):
        if is_word(data):
            return "word"
        raise ReadingError("unsupported" if b"PK\x05\x06" in data else "corrupt")
    if b"%pdf-" in start:
        return "pdf"
    if data.startswith(OLE):
        # Word puts an encrypted document in a container of the older kind.
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        raise ReadingError("encrypted" if is_locked else "unsupported")
    if start.startswith(NOT_PLAIN):
        raise ReadingError("unsupported")
    return "text"


def is_word(data):
    """Return whether a package names a Word document as its content, whole or damaged."""
    with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.getinfo("[Content_Types].xml")
        return types.file_size < MOST_TYPES and WORD.search(package.read(types)) is not None
    return b"word/" in data
