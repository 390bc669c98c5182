"""Rows that people put around a table and that are no record: totals, notes, the titles again."""

import re

from django.utils.translation import gettext as _

from programmes.models.text import one_line

# How a row with totals begins.
TOTAL = re.compile(
    r"((sub|eind)?totaal|total|som|gemiddelde|aantal(?=:))( aantal| generaal)?( ?:.*| \d+)?", re.I
)
# How a note below a table begins, in a cell by itself.
NOTE = re.compile(
    r"(?:(?:bron(?:nen)?|noo?t(?:en)?|opmerking(?:en)?|toelichting|legenda|peildatum|let op)"
    r"(?: \d)?\s*:|n\.?b\.?[:\s]|(?:laatst )?(?:bijgewerkt|gewijzigd|aangepast) (?:op|d\.d\.|per) "
    r"\d|stand (?:per|op|van) \d|[*†‡¹²³])",
    re.I,
)
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
    if len(filled) == 1 < len(header) and NOTE.match(filled[0]):
        return _("This looks like a note beside the table. Take it out.")
    if filled and all(map(IN_BRACKETS.fullmatch, filled)):
        return _("This looks like a note beside the table. Take it out.")
    if filled and texts == [one_line(title) for title in header[: len(texts)]]:
        return _("Here the titles of the columns stand again. Take this row out.")
    return ""
