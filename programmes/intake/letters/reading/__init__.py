"""A letter as a file to text with its layout."""

import os
from dataclasses import dataclass

from programmes.intake import sandbox
from programmes.limits import LARGEST_FILE


@dataclass(frozen=True)
class Reading:
    """What was read from a file.

    Attributes:
        pages: the text of each page, with newlines between lines and at least three spaces between
            columns.
        sort: "pdf", "word", "text", or "" when it is none of these.
        error: "" or why it cannot be read: "no_text", "encrypted", "corrupt", "too_large",
            "unsupported".
    """

    pages: tuple = ()
    sort: str = ""
    error: str = ""


def read(file):
    """Return the `Reading` of a file, also when something is wrong with it.

    Args:
        file: a binary file with a descriptor, open for reading.
    """
    if os.fstat(file.fileno()).st_size > LARGEST_FILE:
        return Reading(error="too_large")
    try:
        (answer,) = sandbox.answers(f"{__name__}.pages", file)
    except sandbox.StoppedError:
        return Reading(error="too_large")
    return Reading(tuple(answer["pages"]), answer["sort"], answer["error"])
