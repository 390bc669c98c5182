"""Rows that people put around a table and that are no record: totals, notes, the titles again."""

import re

from django.utils.translation import gettext as _

from programmes.models.text import one_line

# How a row with totals begins.
TOTAL = re.compile(
    r"((sub|eind)?totaal|total|som|gemiddelde|aantal(?=:))( aantal| generaal)?( ?:.*| \d+)?", re.I
)
# How a note below a table begins, in a cell by itself or behind a cell with only its name.
NOTE = re.compile(
    r"(?:(?:bron(?:nen)?|noo?t(?:en)?|opmerking(?:en)?|toelichting|legenda|peildatum|let op)"
    r"(?: \d)?\s*:|n\.?b\.?(?:[:\s]|$)|(?:laatst )?(?:bijgewerkt|gewijzigd|aangepast)"
    r"(?: (?:op|d\.d\.|per)|:) \d|stand (?:per|op|van) (?:\w+ )?\d|\d\) |pagina \d|[*†‡¹²³])",
    re.I,
)
NAME_OF_NOTE = re.compile(r".*:|n\.?b\.?", re.I)
# What explains the titles above it, cell by cell.
IN_BRACKETS = re.compile(r"\([^()]*\)")


def why_no_record(cells, header):
    """Return why a row is surely no record of the table, or "".

    Args:
        cells: of the row.
        header: the cells with the titles of the columns.
    """
    texts = [one_line(cell) for cell in cells]
    filled = [text for text in texts if text]
    if filled and TOTAL.fullmatch(filled[0]):
        return _("This looks like a row of totals. Take it out.")
    if is_note(filled, header) or (filled and all(map(IN_BRACKETS.fullmatch, filled))):
        return _("This looks like a note beside the table. Take it out.")
    titles = [one_line(title).casefold() for title in header[: len(texts)]]
    if filled and [text.casefold() for text in texts] == titles:
        return _("Here the titles of the columns stand again. Take this row out.")
    return ""


def is_note(filled, header):
    """Return whether the cells with a text are a note: one, or its name and what it says."""
    if not filled or len(header) < 2 or not NOTE.match(filled[0]):
        return False
    return len(filled) == 1 or bool(NAME_OF_NOTE.fullmatch(filled[0]))
