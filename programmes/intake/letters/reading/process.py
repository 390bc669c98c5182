"""The process that reads one file: from standard input, to JSON on standard output."""

import encodings
import importlib
import io
import json
import logging
import pkgutil
import resource
import sys
import warnings

from programmes.intake.letters.reading.error import ReadingError
from programmes.intake.letters.reading.pdf import read_pdf
from programmes.intake.letters.reading.plain import read_plain
from programmes.intake.letters.reading.word import read_word

SECONDS = 20
MEMORY = 1024**3
# A letter is short; what is longer is what it offers.
READ_PAGES = 20
LONGEST_PAGE = 100_000
# Signs of files that look like text in part: web pages, RTF, scripts.
NOT_PLAIN = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"{\\rtf", b"#!", b"%!ps")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
READERS = {"pdf": read_pdf, "word": read_word, "text": read_plain}


def main():
    """Read standard input and print {"pages": […], "sort": …, "error": …}."""
    data = sys.stdin.buffer.read()
    take_rights_away()
    json.dump(answer(data), sys.stdout)


def take_rights_away():
    """Limit processor time and memory, and open nothing more: no file, no network.

    Whatever a reader needs is loaded before; a new file or socket would get a number that is over
    the limit.
    """
    for module in pkgutil.iter_modules(encodings.__path__):
        if module.name not in ("mbcs", "oem"):
            importlib.import_module(f"encodings.{module.name}")
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def answer(data):
    """Return what was read from the bytes of a file, or why not, as a dictionary for JSON."""
    sort = ""
    try:
        sort = sort_of(data)
        pages = READERS[sort](io.BytesIO(data))
        if not any(sign.isalpha() for page in pages for sign in page):
            raise ReadingError("no_text")
    except ReadingError as error:
        return {"pages": [], "sort": sort, "error": error.code}
    except (MemoryError, RecursionError):
        return {"pages": [], "sort": sort, "error": "too_large"}
    except Exception:  # noqa: BLE001, a damaged file can break a reader in any way
        return {"pages": [], "sort": sort, "error": "corrupt"}
    pages = [storable(page[:LONGEST_PAGE]) for page in pages[:READ_PAGES]]
    return {"pages": pages, "sort": sort, "error": ""}


def storable(text):
    """Return a text without what no database keeps: null signs and halves of signs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def sort_of(data):
    """Return "pdf", "word" or "text", by the content.

    Raises:
        ReadingError: "unsupported", "encrypted" or "no_text".
    """
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip():
        raise ReadingError("no_text")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return "word"
        raise ReadingError("unsupported" if b"PK\x05\x06" in data else "corrupt")
    if data.startswith(OLE):
        # Word puts an encrypted document in a container of the older kind.
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        raise ReadingError("encrypted" if is_locked else "unsupported")
    if start.startswith(NOT_PLAIN):
        raise ReadingError("unsupported")
    return "text"


if __name__ == "__main__":
    logging.disable()
    warnings.simplefilter("ignore")
    main()
