"""The number that the House gives a letter: dossier, suffix, number.

Source: the headings of Kamerstukken at officielebekendmakingen.nl.
"""

import re

from programmes.intake.letters.parsing.fact import Fact

DOSSIER = r"(?P<dossier>\d{2}[ .]?\d{3})(?:[ -](?P<suffix>[IVXLC]+[A-Z]?))?"
HEAD = re.compile(rf"^{DOSSIER}(?=\s|$)")
NUMBER = re.compile(r"^Nr\.\s*(?P<number>\d+|[A-Z]{1,3})(?=\s|$)", re.I)
LETTER_OF = re.compile(r"\bBRIEF VAN (?:DE|HET)\b", re.I)
SESSION = re.compile(
    r"^(?:Tweede|Eerste) Kamer(?: der Staten-Generaal)?\b.*\bvergaderjaar\b|^Vergaderjaar\s+\d{4}",
    re.I,
)


def is_kamerstuk(pages):
    """Return whether a letter has the form in which the House publishes it."""
    lines = [line.text for line in pages.lines[:25]]
    numbered = any(NUMBER.match(line) for line in lines)
    named = any(LETTER_OF.search(line) for line in lines)
    return (numbered and named) or any(SESSION.match(line) for line in lines)


def kamerstuk(pages):
    """Return (dossier, suffix, number) of a letter in the form of the House as a `Fact`, or None.

    Of two dossiers the first counts.
    """
    if not is_kamerstuk(pages):
        return None
    pieces = iter(pages.pieces)
    head = next(filter(None, (HEAD.match(each.text) for each in pieces if each.page == 1)), None)
    # The iterator goes on behind the dossier.
    number = next(filter(None, (NUMBER.match(each.text) for each in pieces)), None)
    if not (head and number):
        return None
    dossier = re.sub(r"\D", "", head["dossier"])
    value = (dossier, (head["suffix"] or "").upper(), number["number"].upper())
    return Fact(value, 1, f"{head[0]} {number[0]}")
