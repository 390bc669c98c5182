"""The facts of the letterhead: reference, date, place, subject, recipient, attachments."""

import re

from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.label_names import OPENING, PROSE, TO, WEEKDAYS
from programmes.intake.letters.parsing.labels import SAME_COLUMN
from programmes.intake.letters.parsing.pages import HANGING, OPEN
from programmes.intake.letters.parsing.wording import (
    MONTH,
    any_of,
    first_date,
    join_lines,
    number_in,
    without_footnotes,
)

# Letters and digits, with signs between them and parts in brackets; one of them is a digit.
IN_BRACKETS = r"\([^\W_][\w &./-]{0,20}\)[^\W_]*"
REFERENCE = re.compile(
    rf"^(?=.*\d)(?:{IN_BRACKETS}|[^\W_]+)"
    rf"(?:\s?[-–—/._&+:\\|#]\s?[^\W_]+|\s(?=\S*\d)[^\W_]+|\s?{IN_BRACKETS})*$"
)
# What is no kenmerk of the sender: telephone, box, postal code, a number that the House gives.
NO_REFERENCE = re.compile(
    r"^(?:T|F|M|tel\.?)?\s*(?:\+31|\(?0\d{1,3}\)?)[\s-]?\d[\d\s-]{5,}$|\bpostbus\b|"
    r"^\d{4} ?[A-Z]{2}$|^20\d\d[A-Z]\d{4,5}$|^.*\b(?:straat|weg|plein|laan|kade)\s\d|"
    r"^(?-i:[A-Z])[a-zà-ÿ]{3,}\s\d{1,4}[a-z]?$",
    re.I,
)
# "5120934 (bij antwoord vermelden)".
REMARK = re.compile(r"\s*\([^()]*\b(?:vermeld\w*|\w*antwoord\w*|gelieve)\b[^()]*\)$", re.I)
DATED = re.compile(r"\s+(?:d\.\s?d\.?|dd\.?)\s+(?=\d).*$", re.I)
# A kenmerk that goes on in the next line of a narrow column.
OPEN_REFERENCE = re.compile(r"[-–/._&+]$|\([^)]*$")
TOWN = r"(?:'s|’s)?-?[A-Z][A-Za-zà-ÿ'’-]+(?:\s(?:[a-z]{2,3}\s)?[A-Z][A-Za-zà-ÿ-]+){0,2}"
PLACE_AND_DATE = re.compile(
    rf"^(?:({TOWN}),|(Den Haag|['’]s-Gravenhage))\s+(?:(?:{'|'.join(WEEKDAYS)}|d\.d\.|de)\s+)?"
    rf"(?:\d{{1,2}}e?\s+{MONTH}\s+\d{{4}}|\d{{1,2}}-\d{{1,2}}-\d{{4}})\d?\.?$"
)
# Elsewhere "2025.03.03" may be a reference.
LABELLED_DATE = re.compile(r"^((?:19|20)\d\d)([./])(\d\d)\2(\d\d)(?![\d./-])")
BEFORE_DATE = re.compile(rf"^(?:(?:{'|'.join(WEEKDAYS)})\b|(?:d\.d|de|te)\b|{TOWN}|[\s,.:(])*$")
ARTICLE = re.compile(r"^(?:de|het)\s+", re.I)
WITHIN_PHRASE = re.compile(rf"(?:{OPEN}|[,&–])$")
BAR_CODE = re.compile(r"^\d{4}\s?[A-Z]{2}[A-Z\d]*?\.?\s*(?=(?:Aan|De|Voorzitter)\b|[Dd]e\s|aan\s)")
RECIPIENT = re.compile(
    r"^(?:aan\b\s*[:;]?\s*)?(?:de\s+heer\s+|mevrouw\s+)?(?:(?:de|het)\b\s*)?"
    r"((?:plaatsvervangend\s+)?"
    r"(?:voorzitters?|griffier|leden|vaste\s+commissie|president|presidium)\b.*)$",
    re.I,
)
# "Aan de minister is gevraagd".
SENTENCE = re.compile(r"\b(?:heeft|is|hebben|zijn|was|wordt|werd|vraagt|stuurt|gestuurd|gericht)\b")
OTHER_RECIPIENT = re.compile(
    r"(?i:minister|staatssecretaris|inspecteur-generaal)\b|(?:Tweede |Eerste )?Kamer|Staten"
)
ADDRESS = re.compile(
    r"\s*,?\s*(?:"
    + any_of(
        r"\bpostbus\b", r"\bpostadres\b", r"\bbinnenhof\b", r"\bbezuidenhoutseweg\b", r"\bplein \d",
        r"\bprinses irenestraat", r"\b\d{4} ?[a-z]{2}\b",
        r"\b\w+(?:straat|weg|plein|laan|kade|hof|markt|singel|gracht|dijk) \d",
        r"\b(?:de heer|mevrouw|dhr\.?|mevr\.?|mw\.?) ",
        r"\bden haag\b", "['’]s-gravenhage", r"\bt\.?a\.?v\.? ", r"\bi\.a\.a\.",
    )
    + ").*$",
    re.I,
)  # fmt: skip


def reference(head):
    """Return the sender's own reference."""
    return head.find("reference", reference_in(head))


def reference_in(head):
    """Return a function that returns the reference that a text is, or None."""

    def value_of(words, piece):
        words = re.split(r"\s{3,}|;", words)[0].strip(" .,")
        words = DATED.sub("", REMARK.sub("", words))
        if OPEN_REFERENCE.search(words) and (below := next(following(head, piece, words), None)):
            words += " " * ("(" in words) + below.text.strip(" .,")
        is_one = REFERENCE.match(words) and len(words) <= 60 and not first_date(words)
        is_one = is_one and words.count(":") < 2
        return words if is_one and not NO_REFERENCE.search(words) else None

    return value_of


def letter_date(head, pages):
    """Return the date of the letter: after its label, else after the place on a line."""
    found = head.find("date", lambda words, piece: date_at_start(words))
    if found or head.has("date"):
        return found
    placed = place_and_date(pages)
    return Fact(first_date(placed.text)[0], placed.page, placed.text) if placed else None


def date_at_start(words):
    """Return the date that a text begins with, a weekday or place aside, or None."""
    words = LABELLED_DATE.sub(r"\1-\3-\4", words)
    found = first_date(words)
    return found[0] if found and BEFORE_DATE.match(words[: words.find(found[1])]) else None


def place(head, pages):
    """Return the place before the date."""
    for label in head.labels.values():
        if label.name == "datum" and (match := PLACE_AND_DATE.match(label.rest)):
            return Fact(match[1] or match[2], label.piece.page, label.rest)
    placed = place_and_date(pages)
    if not placed:
        return None
    match = PLACE_AND_DATE.match(placed.text)
    return Fact(match[1] or match[2], placed.page, placed.text)


def place_and_date(pages):
    """Return the piece that holds place and date and nothing else, or None."""
    found = [each for each in pages.pieces if PLACE_AND_DATE.match(each.text)]
    return next((each for each in found if first_date(each.text)), None)


def subject(head):
    """Return the subject, also over several lines."""

    def value_of(words, piece):
        lines = [words, *(below.text for below in following(head, piece, words))]
        text = without_footnotes(join_lines(lines))
        is_sentence = text.endswith(".") and len(text.split()) >= PROSE
        is_one = any(sign.isalpha() for sign in text) and not OPENING.match(text)
        return text if is_one and not is_sentence else None

    found = head.find("subject", value_of)
    return found and Fact(found.value, found.page, f"{found.words.split()[0]} {found.value}")


def following(head, piece, words):
    """Yield the pieces on the next lines that continue a value.

    A line that ends within a phrase goes on in the next one, whatever that begins with; a line
    with a label in front of it does not continue a value.
    """
    begins = piece.end - len(words)
    row, is_open = piece.row, bool(WITHIN_PHRASE.search(words))
    for below in head.pieces:
        if below.page != piece.page or below.row <= piece.row:
            continue
        is_hanging = -SAME_COLUMN <= below.x - begins <= HANGING
        if abs(below.x - piece.x) > SAME_COLUMN and not is_hanging:
            continue
        is_new = below in head.labels or OPENING.match(below.text) or first_date(below.text)
        is_body = (below.page, below.row) >= head.body and below not in head.side
        is_other = is_body or has_label_before(head, below)
        if below.row > row + 1 + is_open or is_other or (is_new and not is_open):
            return
        row, is_open = below.row, bool(WITHIN_PHRASE.search(below.text))
        yield below


def has_label_before(head, piece):
    """Return whether a label is in front of a piece on its line, in the same column of the page."""
    before = [each for each in head.rows[piece.page, piece.row] if each.x < piece.x]
    return any(
        each in head.labels and (each in head.side) == (piece in head.side) for each in before
    )


def attachments(head):
    """Return the number of attachments, None when they are only listed."""
    return head.find("attachments", lambda words, piece: number_in(words))


def recipient(head):
    """Return the office written to, without the address."""
    for index, piece in enumerate(head.pieces):
        text = BAR_CODE.sub("", piece.text)
        match = RECIPIENT.match(text)
        if not match and TO.match(text):
            match = TO.match(text)
            below = column_below(head, index)
            if not match[1] and below and (inner := office_to(below[0].text)):
                return addressed(head, [inner], below[0], below[1:])
            if not OTHER_RECIPIENT.match(match[1]):
                continue
        if match and not SENTENCE.search(match[1]):
            return addressed(head, [match[1]], piece, column_below(head, index))
    return None


def office_to(text):
    """Return the office on the line below "Aan", without article, or None."""
    match = RECIPIENT.match(text)
    if match:
        return match[1]
    return ARTICLE.sub("", text) if OTHER_RECIPIENT.match(ARTICLE.sub("", text)) else None


def column_below(head, index):
    """Return the pieces straight below a piece, line by line."""
    piece, found = head.pieces[index], []
    for below in head.pieces[index + 1 :]:
        is_next = below.row == piece.row + len(found) + 1 and below.page == piece.page
        if is_next and abs(below.x - piece.x) <= SAME_COLUMN:
            found.append(below)
    return found


def addressed(head, lines, piece, below):
    """Return the recipient as a `Fact`, from its first line and the lines below."""
    for each in below[:3]:
        if ADDRESS.search(lines[-1]) or each in head.labels or first_date(each.text):
            break
        if (each.page, each.row) >= head.body or ADDRESS.match(each.text):
            break
        if has_label_before(head, each):
            break
        lines.append(each.text)
    words = join_lines(lines)
    value = without_footnotes(ADDRESS.sub("", words)).rstrip(" ,.;:")
    return Fact(value, piece.page, words) if value else None
