"""The data of the test letters, and the expected result of reading each."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent
FILES = FOLDER / "files"
NOTHING = {
    "kind": None,
    "reference": None,
    "date": None,
    "subject": None,
    "recipient": None,
    "attachments": None,
    "first_year": None,
    "last_year": None,
    "perspective_first_year": None,
    "perspective_last_year": None,
    "goals": [],
    "signatories": [],
    "on_behalf_of": [],
    "terms": [],
}


def letters():
    """Return the letters of all data files, as a list of dicts."""
    found = []
    for path in sorted((FOLDER / "data").glob("*.toml")):
        found += tomllib.loads(path.read_text(encoding="utf-8"))["letter"]
    return found


def expected(letter):
    """Return the expected result of a letter: a dict with the keys of `read_letter --json`."""
    found = NOTHING | letter.get("expected", {})
    # TOML has no null: a signatory without name has no such key.
    return found | {"signatories": [{"name": None} | each for each in found["signatories"]]}


def blocks(letter):
    """Yield each line of the body as (bullet, text); None after a paragraph.

    The bullet is "" for running text.
    """
    for block in letter["body"].strip().split("\n\n"):
        for line in block.split("\n"):
            sign, _, rest = line.partition(" ")
            is_item = sign in "-•–*o" or sign.rstrip(".)").lstrip("(") in "123456abcdef"
            yield (sign, rest) if is_item and len(sign) <= 3 else ("", line)
        yield None
