"""What is in the file of a letter and not of the letter: quoted letters, and what follows it."""

import re

from programmes.intake.letters.parsing.label_names import LABEL

# A passage between quotation marks on lines of its own, behind a colon.
QUOTED = re.compile(
    r"(?<=:)[^\S\n]*+\n\s*+[“\"„](?P<words>[^“”\"„]{40,4000})[”\"](?=[.,;]?[^\S\n]*(?:\n|$))"
)
OFFERS = re.compile(r"\b(?:hierbij|bijgaand)\b.*\b(?:ik|u|wij)\b", re.I)
# Below it a mail that is sent on begins, such as one with the letter.
SENT_ON = re.compile(
    r"^[-_ ]{2,10}(?:oorspronkelijk|doorgestuurd|original|forwarded)\b[^\n]{0,40}$", re.I | re.M
)
# An office above who signs.
SIGNING = re.compile(
    r"^[^\S\n]*+De (?:minister|staatssecretaris)\b[^.;:]{0,150},[^\S\n]*$", re.I | re.M
)
# The heading of what follows: an annex with a title, or the questions that the letter answers.
FOLLOWS = re.compile(
    r"^(?:bijlage(?: \d{1,2}| [A-H])?\s?[:–-]\s*(?=[^\W\d]{4})|vragen van (?:het lid|de leden)\b|"
    r"(?:antwoorden|beantwoording)\b.{0,40}\bvragen\b)",
    re.I | re.M,
)


def own_text(texts):
    """Return the texts of the pages with nothing where a letter is quoted or has ended.

    The rows keep their places.

    Args:
        texts: one string a page.
    """
    has_signed, kept = False, []
    for text in texts:
        text = QUOTED.sub(without_letter, text)
        if sent_on := [*SENT_ON.finditer(text)]:
            before, behind = text[: sent_on[-1].end()], text[sent_on[-1].end() :]
            text = "\n" * before.count("\n") + behind
        signed = SIGNING.search(text)
        start = 0 if has_signed else signed.end() if signed else len(text)
        if follows := FOLLOWS.search(text, start):
            return [*kept, text[: follows.start()]]
        has_signed = has_signed or bool(signed)
        kept.append(text)
    return kept


def without_letter(match):
    """Return only the line ends of a passage that is a letter, and any other as it is."""
    lines = match["words"].split("\n")
    is_letter = len(lines) > 1 and any(LABEL.match(each) or OFFERS.search(each) for each in lines)
    return "\n" * match[0].count("\n") if is_letter else match[0]
