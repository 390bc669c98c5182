"""On whose behalf a letter is sent too."""

import re

from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.offices import offices_at
from programmes.intake.letters.parsing.wording import without_footnotes

ON_BEHALF = re.compile(
    r"\b(?:mede|tevens|ook)\s*namens\s+(?:(?:mijn|onze)\s+(?:ambtgeno\w+|collega['’]?s?),?\s+(?=de\s))?",
    re.I,
)
# Sentences about an earlier letter.
PAST = re.compile(
    r"\b(bood|boden|zond|zonden|stuurden?|heb|hebben|heeft|had|werd|eerder|schre(?:ef|ven)|deed|deden|"
    r"informeerden?|berichtten?|meldden?|antwoordden?|kondigden?|zegden?|voorgangers?|destijds|toen)\b",
    re.I,
)


def on_behalf_of(sentences, offered):
    """Return the offices after "mede namens" as `Fact`s, those of the first sentence that has any.

    Args:
        sentences: [(page, text), …] of the letter.
        offered: the one of them that offers the document, looked at first; or None.
    """
    for sentence in sorted(sentences, key=lambda each: each != offered):
        page, text = sentence
        for match in ON_BEHALF.finditer(text):
            if sentence != offered and PAST.search(text[: match.start()]):
                continue
            offices, length = offices_at(without_footnotes(text[match.end() :]))
            if offices:
                words = text[match.start() : match.end() + length]
                return tuple(Fact(office, page, words) for office in dict.fromkeys(offices))
    return ()
