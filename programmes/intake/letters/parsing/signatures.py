"""Who signs a letter."""

import re
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise, takewhile

from programmes.intake.letters.parsing.copies import (
    ABOVE_OTHERS,
    MOST_LINES,
    gets_copy,
    in_column,
)
from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.names import is_name, without_signed
from programmes.intake.letters.parsing.offices import offices_at
from programmes.intake.letters.parsing.pages import MARKER
from programmes.intake.letters.parsing.wording import join_lines, without_footnotes

BEGINS_OFFICE = re.compile(
    r"(?:[Dd]e|DE|[Hh]et)\s|[A-Z]|(?:plv|wnd)\.|waarnemend|plaatsvervangend|namens de\s"
)
# In front of an office on its line, or on a line above who signs.
CLOSING = re.compile(
    r"^(?:hoogachtend|met (?:vriendelijke|hartelijke) groet(?:en)?)[,.]?(?:\s+|$)", re.I
)
IN_PLACE = re.compile(r"(?:namens|voor) dezen?\b", re.I)
# The last line above a name with an office behind it.
ABOVE_NAME = re.compile(rf"{CLOSING.pattern}$|(?:voor|namens) deze,?$", re.I)
# Officials sign below a closing, or in the place of a minister; elsewhere they are only named.
OFFICIAL = re.compile(r"(?:\w+\.? |loco-)?(?:directeur(?!-)|secretaris-generaal)", re.I)
ABOVE_OFFICIAL = re.compile(
    rf"{CLOSING.pattern}$|(?:.*[\s,])?(?:namens|voor) dezen?[,:.]?$|namens de\b", re.I
)
FOR_OFFICE = re.compile(r"^namens\s+(?=de\s)", re.I)
BETWEEN_NAMES = re.compile(r"\s+en\s+|,\s+")
# "A. Bee, minister van X", "A. Bee (minister van X)".
NAME_FIRST = re.compile(r"(?P<name>[^,(]+?)(?:,\s+|\s+\()(?P<office>[^()]+)\)?[.,]?$")
END_OF_SENTENCE = re.compile(r"(?<=[a-zà-ÿ]{3})\.$")
INTRODUCED = re.compile(r"de\s", re.I)
BETWEEN_OFFICE_AND_NAME = re.compile(r"^[,.:;]\s*|^[-–]\s+")
# Behind an office: who holds it does so for a time, or somebody signs in its place.
BEHIND_OFFICE = re.compile(
    r"^[,\s]*(?:\(?(?:a\.?\s?i\.?|ad interim|plv\.?|w\.?n\.?|wnd\.?|waarnemend|plaatsvervangend|"
    r"b\.a\.|i\.o\.|b/a|o/l)\)?"
    r"(?![\w.])[,.]?\s*)?(?:namens (?:deze|dezen|hem|haar)[,:]?\s*)?",
    re.I,
)
# "door", on the line below "Digitaal ondertekend".
SIGNED_ON = re.compile(r"(?:door|by)\s+(.*)$", re.I)
SIGNED_AT = re.compile(r",?\s+(?:op\s+|d\.d\.\s+)?\d{1,2}[\s-].*$")
# Lines between an office and the name under it.
BETWEEN_LINES = re.compile(
    r"^(?:(?:deze )?namens (?:deze|dezen|hem|haar)|voor dezen?|deze|b[/.]?a\.?|o/?l|\[[^\]]*\]|"
    r"a\.?i\.?|ad interim|\(?(?:(?:was|origineel) )?getekend\)?|"
    r"(?:(?:dit )?document )?(?:is )?(?:(?:digitaal|elektronisch) )?(?:onder|ge)tekend"
    r"(?: op \d.{0,30}?)?(?: door)?|\(?w\.?\s?g\.?\)?|i\.o\.|handtekening|"
    r"mede namens de .*|[-–—_.…=\s]{3,}|(?:datum|date|reden|reason|plaats)\s*:.*|"
    r"(?:met vriendelijke groet|hoogachtend))[,:.]?$",
    re.I,
)
# An office is printed over this number of lines at most.
MOST_OFFICE_LINES = 4
# More lines with a name and an office are a list of who was there.
MOST_ON_LINES = 3


@dataclass(frozen=True)
class Signer:
    """Who signs: `name` as printed, or None without a name; `office` without "De"."""

    name: str | None
    office: str


@dataclass(frozen=True)
class Office:
    """An office in a signature.

    Attributes:
        name: as printed, without "De".
        pieces: the lines it takes.
        each: the offices, one or more.
        rest: the text after it on the last of them.
        below: the pieces of the same column that follow.
        introduced: whether "De" comes before it or a comma after it.
        is_open: whether a comma comes after it, and then the name.
    """

    name: str
    pieces: tuple
    each: tuple
    rest: str
    below: tuple
    introduced: bool
    is_open: bool


def signatories(pages, body):
    """Return the `Signer`s below a letter as `Fact`s, each once.

    Args:
        pages: the `Pages` of the letter.
        body: (page, row) of the start of the running text; signatures come after it.
    """
    pieces = [piece for piece in pages.pieces if (piece.page, piece.row) > body]
    found, used, listed = {}, set(), None
    for piece in pieces:
        office = None if piece in used else office_at(piece, pieces)
        if office:
            used |= {*office.pieces}
            listed = is_listed(piece, pages.pieces) if listed is None else listed
            for fact, name_piece in signed(office, pieces, used):
                used.add(name_piece)
                found.setdefault((fact.value.name, fact.value.office.lower()), fact)
    if listed and len(found) > 1:
        # "Ondertekend door:" above those who agreed on something; who signs the letter is last.
        found = dict([[*found.items()][-1]])
    on_lines = [] if found else signed_on_lines(pieces)
    for fact in on_lines if len(on_lines) <= MOST_ON_LINES else []:
        found.setdefault((fact.value.name, fact.value.office.lower()), fact)
    named = {office for name, office in found if name}
    return tuple(fact for (name, office), fact in found.items() if name or office not in named)


def office_at(piece, pieces):
    """Return the `Office` that begins at a piece, over as many lines as it takes, or None."""
    if not BEGINS_OFFICE.match(piece.text) and not name_above(piece, pieces, ()):
        return None
    column = in_column(pieces, piece, range(piece.row, piece.row + MOST_LINES + 1))
    for count in range(MOST_OFFICE_LINES, 0, -1):
        lines = column[:count]
        if len(lines) == count and all(b.row - a.row == 1 for a, b in pairwise(lines)):
            office = office_in(lines, column[count:])
            if office:
                is_other = gets_copy(lines, pieces) or is_only_named(office, pieces)
                return None if is_other else office
    return None


def is_only_named(office, pieces):
    """Return whether an office is that of an official who does not sign."""
    if not any(map(OFFICIAL.match, office.each)):
        return False
    first = office.pieces[0]
    above = in_column(pieces, first, range(first.row - MOST_LINES, first.row))[::-1]
    if above and is_name(printed(above[0])):
        above = above[1:]
    last = next((each for each in above if is_closing(each)), None)
    return not last or not ABOVE_OFFICIAL.match(last.text)


def is_closing(piece):
    """Return whether a piece is the last line of text above a signature, or of any other text."""
    return bool(ABOVE_OFFICIAL.match(piece.text)) or not BETWEEN_LINES.match(piece.text)


def is_listed(piece, pieces):
    """Return whether a sentence that ends with a colon is straight above a piece."""
    above = [each for each in pieces if each.page == piece.page and 0 < piece.row - each.row <= 2]
    words = above[-1].text.split() if above else []
    return len(words) > 3 and words[-1].endswith(":") and not ABOVE_NAME.match(above[-1].text)


def office_in(lines, below):
    """Return the `Office` that lines hold, all of them, with at most a name behind it; or None."""
    text = FOR_OFFICE.sub("", without_footnotes(join_lines(line.text for line in lines)))
    if len(lines) == 1:
        text = CLOSING.sub("", text)
    offices, end = offices_at(text)
    before_last = join_lines(line.text for line in lines[:-1])
    if not offices or (before_last and end <= len(before_last)):
        return None
    if len(offices) > 1 and FOR_OFFICE.match(lines[0].text):
        # Who signs has an own office, below the one in whose name.
        return None
    rest = BEHIND_OFFICE.sub("", text[end:].strip())
    rest = without_signed(END_OF_SENTENCE.sub("", BETWEEN_OFFICE_AND_NAME.sub("", rest)))
    rest = without_brackets(rest)
    if rest and not is_name(rest):
        return None
    is_open = text.rstrip().endswith(",")
    introduced = bool(INTRODUCED.match(text)) or is_open
    name, pieces = " en ".join(offices), tuple(lines)
    return Office(name, pieces, tuple(offices), rest, tuple(below), introduced, is_open)


def signed(office, pieces, used):
    """Yield (`Fact` of the `Signer`, piece of the name) of an office.

    The name is after the office, below it or directly above it. An office by itself, with space
    around it, is signed by somebody whose name is not known.
    """
    if office.rest:
        yield signer(office.rest, office, office.pieces), None
        return
    names = dropwhile(lambda each: BETWEEN_LINES.match(each.text), office.below)
    under = next(names, None)
    below = under if under and is_name(printed(under)) else None
    if below and signs_for(office, below):
        return
    above = name_above(office.pieces[0], pieces, used)
    if together := names_together(office, under):
        for name, one in zip(together, office.each, strict=True):
            yield signer(name, replace(office, name=one), (*office.pieces, under)), under
    elif below and (office.is_open or not above):
        yield signer(printed(below), office, (*office.pieces, below)), below
    elif above:
        yield signer(printed(above), office, (above, *office.pieces)), above
    elif (
        office.introduced
        and stands_alone(office, pieces)
        and not (under and offices_at(under.text)[0])
    ):
        yield signer(None, office, office.pieces), None


def signs_for(office, name):
    """Return whether a name under an office has an own one below it: "A. Bee, directeur"."""
    between = takewhile(lambda each: each is not name, office.below)
    is_for = any(IN_PLACE.search(each.text) for each in (*office.pieces, *between))
    after = next((each for each in office.below if each.row > name.row), None)
    if not is_for or not after or after.row > name.row + 2 or ABOVE_OTHERS.match(after.text):
        return False
    is_next = after.row == name.row + 1
    return is_next or (after.text[0].isupper() and not offices_at(after.text)[0])


def names_together(office, under):
    """Return the names on the line under offices that sign together, one for each, or []."""
    names = BETWEEN_NAMES.split(printed(under)) if under and len(office.each) > 1 else []
    return names if len(names) == len(office.each) and all(map(is_name, names)) else []


def signed_on_lines(pieces):
    """Return the `Fact`s of the lines with a name and an office straight below the closing."""
    closing, *below = list(dropwhile(lambda each: not ABOVE_NAME.match(each.text), pieces)) or [
        None
    ]
    near = [
        each for each in below if each.page == closing.page and each.row - closing.row <= MOST_LINES
    ]
    signing = dropwhile(lambda each: BETWEEN_LINES.match(each.text), near)
    return list(takewhile(bool, map(signed_on_line, signing)))


def signed_on_line(piece):
    """Return the `Fact` of the `Signer` of a line with a name and then an office, or None."""
    match = NAME_FIRST.match(without_footnotes(piece.text))
    if not match or MARKER.match(piece.text) or not is_name(match["name"]):
        return None
    offices, end = offices_at(match["office"])
    if len(offices) != 1 or end < len(match["office"].rstrip(" ,.")):
        return None
    return Fact(Signer(without_signed(match["name"]), offices[0]), piece.page, piece.text)


def printed(piece):
    """Return the name in a piece, without words such as "w.g."."""
    text = without_footnotes(piece.text)
    if match := SIGNED_ON.match(text):
        text = match[1]
    text = SIGNED_AT.sub("", without_signed(text)).strip(" ,")
    return without_brackets(text)


def without_brackets(text):
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def name_above(first, pieces, used):
    """Return the piece with a name straight above the first piece of an office, or None."""
    above = in_column(pieces, first, range(first.row - MOST_LINES, first.row))
    upward = takewhile(lambda piece: not ABOVE_NAME.match(piece.text), reversed(above))
    if any(ABOVE_OTHERS.match(piece.text) for piece in upward):
        return None
    near = (piece for piece in above if piece.row >= first.row - 2)
    names = (piece for piece in near if piece not in used and is_name(printed(piece)))
    return next(names, None)


def stands_alone(office, pieces):
    """Return whether an office has space above and below, and a comma behind: no sentence."""
    first, last = office.pieces[0], office.pieces[-1]
    near = in_column(pieces, first, (first.row - 1, last.row + 1))
    return not near and last.text.rstrip().endswith(",") and first.text[0].isupper()


def signer(name, office, pieces):
    words = " ".join(piece.text for piece in pieces)
    return Fact(Signer(name, office.name), pieces[0].page, words)
