"""The perspective, or plan for several years, that a letter names as in force."""

import re

from programmes.intake.letters.parsing.documents import NOUN, PERSPECTIVE, WORDS
from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.wording import TO, without_dates, years_in

# A programme for several years is the frame of a document of less; by itself it is a programme.
LONG_PROGRAMME = r"meerjaren-?programma"
INSPECTORATE = r"(?:de |het |onze )?\w*inspectie\b"
# Without years next to it, or of somebody else.
NOT_OWN = re.compile(
    rf"{LONG_PROGRAMME}(?! (?:van {INSPECTORATE},? )?[(“‘'\"]?(?:19|20)\d\d{TO}(?:19|20)?\d\d\b"
    rf"(?!\W+(?:van|voor|bij) (?!{INSPECTORATE})))",
    re.I,
)
PERSPECTIVE_WORD = rf"(?<!\w)(?:{WORDS[PERSPECTIVE]}|{LONG_PROGRAMME})(?!\w)"
# "Meerjarenplan 2023-2026 van de politie", "De Raad heeft een eigen meerjarenplan". The
# inspectorate may be an abbreviation with a capital I.
OF_OTHERS = re.compile(
    rf"{PERSPECTIVE_WORD}(?: [(“‘'\"]?(?:19|20)\d\d{TO}(?:19|20)?\d\d[)”’'\"]?)? van "
    r"(?:(?:de|het|mijn) )?+(?!\d|"
    r"(?:\w+ )?(?:\w*inspecties?|toezicht\w*|(?-i:I(?!ND\b)[A-Z]\w+)|jaren|periode|kracht)\b)|"
    rf"^(?!.*\b(?:\w*inspecties?|toezicht|zij|ze)\b).*\b(?:eigen|haar|hun) {PERSPECTIVE_WORD}",
    re.I,
)
# Words allowed between a perspective and its years; others belong to something else.
NEAR = (
    r"(?:[\s,()“”\"'‘’:-]|(?!onderzoek|werkprogramma|jaarplan|werkplan|jaarbericht|jaarverslag|"
    r"maar|terwijl|evaluatie|incident)[^\W\d]++){0,18}?"
)
BEHIND = re.compile(rf"{PERSPECTIVE_WORD}{NEAR}$", re.I)
BEFORE = re.compile(rf"{NEAR}{PERSPECTIVE_WORD}", re.I)
ENDED = re.compile(
    r"\b(?:afgelopen|vorige?|voorgaande?|voormalige?|eerdere?|oude|verlopen|verstreken|"
    r"afgeronde?|beëindigde?|ten einde|(?:loopt|liep)\b.{0,30}\baf|afliep|afloopt|eindigt|"
    r"eindigde|geëindigd|opgevolgd|opvolger van|vervangt|afgesloten)\b",
    re.I,
)
ANNOUNCED = re.compile(
    r"\b(?:zal|zullen|volgend\w*|toekomstig\w*|komend\w*|in voorbereiding|voorbereid\w*|"
    r"werkt\b.{0,60}\baan|brengt\b.{0,60}\buit|aangekondigd|nog niet|verschijnt|"
    r"wordt\b.{0,60}\b(?:vastgesteld|opgesteld|uitgebracht|gepubliceerd)|"
    r"stelt\b.{0,60}\b(?:op|vast)|opgevolgd door|gaat\b.{0,40}\bin)\b",
    re.I,
)


def perspective_years(offered, sentences, subject, letter_date):
    """Return the years of the perspective in force for what is offered, as a `Fact`, or None.

    Only a perspective whose years include those of the document counts, not an earlier or later
    one. Where a letter offers no document with years, the date of the letter
    takes their place, and the words must not say that the perspective is over or to come.

    Args:
        offered: an `Offered`.
        sentences: [(page, text), …] of the letter.
        subject, letter_date: `Fact`s or None.
    """
    if offered.kind and offered.kind.value == PERSPECTIVE:
        return offered.years
    held = offered.years.value if offered.years else None
    if held is None and letter_date:
        held = (letter_date.value.year, letter_date.value.year)
    places = [*sentences, *([(subject.page, subject.value)] if subject else [])]
    for page, text in places:
        named = text if offered.years else re.sub(LONG_PROGRAMME, "", text, flags=re.I)
        for first, last in perspectives_in(named):
            if held and not first <= held[0] <= held[1] <= last:
                continue
            if not offered.years and (ENDED.search(text) or ANNOUNCED.search(text)):
                continue
            return Fact((first, last), page, text)
    return None


def perspectives_in(text):
    """Yield (first year, last year) of each perspective that a sentence names."""
    text = OF_OTHERS.sub("#", NOT_OWN.sub("#", without_dates(text)))
    ranges = [(first, last, match) for first, last, match in years_in(text) if last > first]
    for first, last, match in ranges:
        before, behind = text[: match.start()], text[match.end() :]
        is_only_one = len(ranges) == 1 and not NOUN.search(before)
        if BEHIND.search(before) or (is_only_one and BEFORE.match(behind)):
            yield first, last
