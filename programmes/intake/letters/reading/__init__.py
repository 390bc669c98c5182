"""A letter as a file to text with its layout, and the facts in it."""

import os
from dataclasses import dataclass

from programmes.intake import sandbox
from programmes.intake.letters.facts import from_json
from programmes.intake.letters.parsing import ParsedLetter
from programmes.limits import LARGEST_FILE

# The module that reads and parses a file in the sandbox.
READER = "programmes.intake.letters.process"


@dataclass(frozen=True)
class Reading:
    """What was read from a file.

    Attributes:
        pages: the text of each page, with newlines between lines and at least three spaces between
            columns.
        sort: "pdf", "word", "text", or "" when it is none of these.
        error: "" or why it cannot be read: "no_text", "encrypted", "corrupt", "too_large",
            "unsupported".
        letter: its facts; none when it cannot be read.
    """

    pages: tuple = ()
    sort: str = ""
    error: str = ""
    letter: ParsedLetter = ParsedLetter()


def read(file):
    """Return the `Reading` of a file, also when something is wrong with it.

    Args:
        file: a binary file with a descriptor, open for reading.
    """
    if os.fstat(file.fileno()).st_size > LARGEST_FILE:
        return Reading(error="too_large")
    try:
        (answer,) = sandbox.answers(READER, file)
        letter = from_json(answer["facts"])
    except sandbox.StoppedError:
        return Reading(error="too_large")
    except (AttributeError, KeyError, TypeError, ValueError):
        # The process that read the file answered something else.
        return Reading(error="corrupt")
    return Reading(tuple(answer["pages"]), answer["sort"], answer["error"], letter)
