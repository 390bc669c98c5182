"""What is in the file of a letter and not of the letter: quoted letters, and what follows it."""

import re

from programmes.intake.letters.parsing.label_names import LABEL
from programmes.intake.letters.parsing.names import is_name

# A passage between quotation marks on lines of its own, behind a colon.
QUOTED = re.compile(
    r"(?<=:)[^\S\n]*+\n\s*+[“\"„](?P<words>[^“”\"„]{40,4000})[”\"](?=[.,;]?[^\S\n]*(?:\n|$))"
)
OFFERS = re.compile(r"\b(?:hierbij|bijgaand)\b.*\b(?:ik|u|wij)\b", re.I)
# Below it a mail that is sent on begins: one with the letter, or what the letter answers.
SENT_ON = re.compile(
    r"^[-_ ]{2,10}(?:(?:oorspronkelijk|doorgestuurd) bericht|(?:original|forwarded) message)"
    r"[-_ ]*$",
    re.I | re.M,
)
SALUTATION = re.compile(r"^\s*geachte\b", re.I | re.M)
# An office above who signs.
SIGNING = re.compile(
    r"^[^\S\n]*+De (?:minister|staatssecretaris)\b[^.;:]{0,150},[^\S\n]*\n(?P<below>.*)$",
    re.I | re.M,
)
# The heading of what follows, with space above: an annex, or the questions that are answered.
FOLLOWS = re.compile(
    r"(?:\A|\n[^\S\n]*\n)\s*+(?:bijlage(?: \d{1,2}| [A-H])?\s?(?:[:–-]\s*[^\W\d]{4}.*)?$|"
    r"vragen van (?:het lid|de leden)\b.*|(?:antwoorden|beantwoording)\b.{0,40}\bvragen\b.*)",
    re.I | re.M,
)


def own_text(texts):
    """Return the texts of the pages with nothing where a letter is quoted or has ended.

    The rows keep their places.

    Args:
        texts: one string a page.
    """
    has_begun, has_signed, kept = False, False, []
    for text in texts:
        text = QUOTED.sub(without_letter, text)
        if sent_on := [*SENT_ON.finditer(text)]:
            above = text[: sent_on[0].start()]
            before, behind = text[: sent_on[-1].end()], text[sent_on[-1].end() :]
            # Of a mail and a letter, the letter is signed by an office.
            if has_begun or signing(above) or (is_begun(above) and not signing(behind)):
                return [*kept, above]
            text = "\n" * before.count("\n") + behind
        signed = signing(text)
        start = 0 if has_signed else signed.start("below") - 1 if signed else len(text)
        if follows := following(text, start):
            return [*kept, text[: follows.start()]]
        has_begun = has_begun or is_begun(text)
        has_signed = has_signed or bool(signed)
        kept.append(text)
    return kept


def is_begun(text):
    """Return whether a letter begins in a text: a salutation, what it offers or who signs it."""
    is_one = SALUTATION.search(text) or any(map(OFFERS.search, text.split("\n")))
    return bool(is_one or signing(text))


def signing(text):
    """Return the match of the first office with space or a name below it, or None."""
    below = ((each, each["below"].strip()) for each in SIGNING.finditer(text))
    return next((match for match, line in below if not line or is_name(line)), None)


def following(text, start):
    """Return the match of the first heading of another document, not one above who signs too."""
    headings = FOLLOWS.finditer(text, start)
    return next((each for each in headings if not is_above_office(text[each.end() :])), None)


def is_above_office(text):
    match = signing(text)
    return bool(match) and not text[: match.start()].strip()


def without_letter(match):
    """Return what takes the place of a quoted passage: empty lines for a letter, else itself."""
    lines = match["words"].split("\n")
    is_letter = len(lines) > 1 and any(LABEL.match(each) or OFFERS.search(each) for each in lines)
    return "\n" * match[0].count("\n") if is_letter else match[0]
