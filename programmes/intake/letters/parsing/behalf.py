"""On whose behalf a letter is sent too."""

import re

from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.offices import offices_at
from programmes.intake.letters.parsing.wording import without_footnotes

ON_BEHALF = re.compile(
    r"\b(?:mede|tevens|ook)\s*namens\s+(?:(?:mijn|onze)\s+(?:ambtgeno\w+|collega['’]?s?),?\s+(?=de\s))?",
    re.I,
)
# What this letter does itself: "informeer ik u", "ik reageer".
VERB = (
    r"(?:bied|bieden|stuur|sturen|zend|zenden|doe|doen|informeer|informeren|bericht|berichten|"
    r"reageer|reageren|deel|delen|geef|geven|beantwoord|beantwoorden)"
)
DOES = re.compile(rf"\b(?:{VERB} (?:ik|wij)|(?:ik|wij) {VERB})\b", re.I)
# What an earlier letter did, and what a later one will do.
OTHER_LETTER = re.compile(r"\b(?:zal|zullen|heb|hebben|had|hadden|eerder|destijds|toen)\b", re.I)


def on_behalf_of(sentences, offered):
    """Return the offices after "mede namens" as `Fact`s, those of the first sentence that has any.

    Args:
        sentences: [(page, text), …] of the letter.
        offered: the one of them that offers the document, looked at first; or None.
    """
    for sentence in sorted(sentences, key=lambda each: each != offered):
        page, text = sentence
        for match in ON_BEHALF.finditer(text):
            offices, length = offices_at(without_footnotes(text[match.end() :]))
            clause = clause_around(text[: match.start()], text[match.end() + length :])
            if offices and (sentence == offered or is_done(clause)):
                words = text[match.start() : match.end() + length]
                return tuple(Fact(office, page, words) for office in dict.fromkeys(offices))
    return ()


def clause_around(before, behind):
    """Return the words around "mede namens …" up to the nearest commas."""
    return f"{before.strip(' ,').split(',')[-1]} {behind.split(',')[0]}"


def is_done(clause):
    return DOES.search(clause) and not OTHER_LETTER.search(clause)
