"""The running heads and feet of pages, which interrupt a list or sentence that goes on."""

import re
from itertools import groupby
from operator import attrgetter

from programmes.intake.letters.parsing.pages import is_item

# More lines than this are no running head.
MOST_LINES = 6
PAGE_NUMBER = re.compile(
    r"\b(?:pagina|blad(?:zijde)?)\s*:?\s*\d+(?:\s*(?:van|/)\s*\d+)?|\b\d+\s*(?:van|/)\s*\d+\b|"
    r"^\d{1,3}\s*\||\|\s*\d{1,3}$",
    re.I,
)
# Ends of running text, and the office of a signature.
NO_HEAD = re.compile(r"^de\s|[.,:;]$", re.I)


def without_running_heads(lines, letterhead):
    """Return the running text without the heads and feet of its pages.

    Such lines have space between them and the text, and repeat words of the letterhead or the
    head or foot of another page.

    Args:
        lines: the `Line`s of the running text.
        letterhead: its words, one string for each column.
    """
    pages = [blocks_of(page) for _, page in groupby(lines, key=attrgetter("page"))]
    columns = [f" {simplified(column)} " for column in letterhead]
    edges = [{key(line) for block in (page[0], page[-1]) for line in block} for page in pages]
    kept = []
    for number, page in enumerate(pages):
        others = set().union(*edges[:number], *edges[number + 1 :])
        first = number > 0 and len(page) > 1 and is_repeated(page[0], others, columns)
        last = page is not pages[-1] and len(page) > 1 and is_repeated(page[-1], others, columns)
        kept += [line for block in page[first : len(page) - last] for line in block]
    return kept


def blocks_of(lines):
    """Return the lines of a page, split where there is space between them."""
    blocks = []
    for line in lines:
        if line.apart or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def is_repeated(block, others, columns):
    """Return whether each line of a block is on another page or in a column of the letterhead."""
    return len(block) <= MOST_LINES and all(
        not is_item(line)
        and not NO_HEAD.search(line.text)
        and (key(line) in others or any(f" {key(line)} " in column for column in columns))
        for line in block
    )


def key(line):
    """Return what a running head has in common with that of another page."""
    return simplified(PAGE_NUMBER.sub("", line.text)).strip("|-–·• ")


def simplified(text):
    return " ".join(text.casefold().split())
