"""What a letter offers: the kind of document, and its years."""

import re
from dataclasses import dataclass
from itertools import pairwise

from programmes.intake.letters.parsing.documents import (
    ADJUSTMENT,
    CHANGED,
    CHANGES,
    NOUN,
    OTHER,
    PERSPECTIVE,
    PROGRAMME,
    WORDS,
    kind_of,
)
from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.wording import YEARS, any_of, without_dates, years_in

HERE = any_of(
    "hierbij", "hiermee", "hiermede", r"bijgaand\w*", r"bijgevoegd\w*", "bijlagen?",
    "(?:in|bij)gesloten", "aangehecht",
    r"(?:via|met|bij|aan|door middel van) (?:deze|dit)(?: (?:brief|schrijven))?",
)  # fmt: skip
GIVE = any_of(
    "(?:aan)?bied(?:en|t)?", "aan te bieden", "zend(?:en|t)?", "toe ?zend(?:en)?", "toe te zenden",
    "stuur", "sturen", "toe ?stuur", "doen?", "toekomen", "treft", "ontvangt", "vindt",
    "leg(?:gen)?", "overleg", "overhandig", "verstrek", "reik", "presenteer", "presenteren",
    "aangeboden", "toegezonden", "(?:bij|toe)?gevoegd",
)  # fmt: skip
NOW = any_of(
    "bied", "bieden", "zend", "zenden", "stuur", "sturen", "doe", "doen", "presenteer",
    "presenteren", "overhandig", "overhandigen",
)  # fmt: skip
OFFER = re.compile(
    rf"\b{HERE}\b.*\b{GIVE}\b|\b{GIVE}\b.*\b{HERE}\b|\b{NOW} (?:ik|wij)\b|\b(?:ik|wij) {NOW}\b|"
    r"\b(?:bijgevoegd|bijgesloten|aangehecht) (?:is|zijn)\b|"
    r"\bals bijlage\b.{0,30}\b(?:gaa[nt]|is|zijn)\b|"
    r"\bhierbij gaa[nt]\b.*\btoe\b|\b(?:genoegen|eer)\b.*\baan te bieden\b",
    re.I,
)
# What an offer names that the sentence before it named in full, and nothing behind it.
TO_YOU = "(?:u|uw Kamer)"
KINDS = any_of("programma", "plan", "bericht", "verslag", "koers")
THAT = re.compile(
    rf"(?:^(?:dit|dat|deze)(?: (?P<first>{KINDS}))? (?:(?:treft|vindt|ontvangt) u|"
    rf"(?:bied|bieden|zend|zenden|stuur|sturen) (?:ik|wij) {TO_YOU}|(?:is|wordt)(?: {TO_YOU})?)|"
    rf"\b(?:{NOW} (?:ik|wij)|(?:ik|wij) {NOW})(?: {TO_YOU})?"
    rf" (?:(?:dit|dat|deze)(?: (?P<then>{KINDS}))?|het)(?: {TO_YOU})?)"
    r"(?: (?:hierbij|hiermee|bijgaand|als bijlage))?"
    r"(?: (?:aan|toe|toekomen|aangeboden|toegezonden|bijgevoegd|gevoegd))?(?=[.,;]|$)",
    re.I,
)
# Offering that is over, is yet to come, or does not happen.
NOT_NOW = re.compile(
    "|".join(
        (
            r"\b(?:bood|boden|zond|zonden|stuurden?|ontving(?:en)?)\b",
            r"\b(?:zal|zullen|zult|wil|hoop|verwacht|voornemens|streef|streven)\b"
            r"(?! de inspectie).{0,140}\b(?:aan ?bieden|toe ?zenden|toe ?sturen|zenden|sturen|"
            r"ontvangen|toekomen|aan te bieden|informeren)\b",
            r"\b(?:heb|hebben|heeft|had|is|zijn|werd|werden)\b.{0,160}"
            r"\b(?:aangeboden|toegezonden|toegestuurd|gezonden|gestuurd|ontvangen)\b",
            r"\b(?:niet|later|uitgesteld|uitstel|vertraagd|vertraging)\b.{0,80}"
            r"\b(?:aan ?bieden|aangeboden|toezenden|verschijn\w*|ontvangen|toegezonden|aan)\b",
            r"\bwordt\b.{0,60}\b(?:later|binnenkort|naar verwachting)\b",
        )
    ),
    re.I,
)
# Phrases between commas in an offer that do not name what is offered.
ASIDES = (
    re.compile(
        r",?\s*\b(?:mede|tevens|ook) namens\b.*?(?=,?\s*\b(?:het|de|een|mijn|haar|bijgaand|hierbij)"
        r" (?!\w*(?:minister|staatssecretaris|demissionair)))",
        re.I,
    ),
    re.compile(r"\b(?:deze|dit|bijgaande) (?:\w*brief|schrijven)\b", re.I),
)
# What an offer may begin with: why it is made.
REASON = re.compile(
    r"(?:Zoals|Conform|In (?:vervolg|aansluiting|reactie|antwoord)|(?:Met|Onder) verwijzing|"
    r"Naar aanleiding|Overeenkomstig|"
    rf"Op (?:grond|verzoek)|Volgens|Ter|Gelet)\b.*?\b(?:{NOW}|ontvangt|treft|vindt|{HERE})\b",
    re.I,
)
OFFERS = re.compile(r"\W*(?:aanbieding\w*|toezending)\b", re.I)
ABOUT = re.compile(
    r"\b(?:uitstel|vertraging|latere?|opschorting|planning|reactie|antwoord\w*|beantwoording|"
    r"benoeming|vragen|motie|verzoek|toezegging|verslag van|schriftelijk overleg)\b",
    re.I,
)
# Words allowed between a document and its years; others belong to something else.
BETWEEN = (
    r"(?:[\s,:()“”\"'‘’-]|(?!(?:zoals|sinds|toen|nadat|waarin|begroting|debat|onderzoek|evaluatie|"
    r"rapport|incident|motie|toezegging|brief|vergadering|ramp|brand|(?:uit|van|in)(?= \d))\b|"
    r"(?:dat|die)\b(?! (?:geldt|loopt|ziet|betrekking|de periode|de jaren)))[^\W\d]++\.?){0,24}?"
)
# "Het programma geldt voor de jaren": what was offered, named once more by a shorter word.
SHORTER = (
    r"(?<!\w)(?:het|dit|dat) (?:\w+ )?(?:perspectief|programma|plan|bericht|verslag|document)\s+"
    r"(?:geldt|loopt|gaat|betreft|beslaat|bestrijkt|omvat|ziet|is bedoeld|heeft betrekking)\s+"
    r"(?:(?:voor|van|over|op|in|de|het|jaar|jaren|periode|kalenderjaar)\s+){0,5}"
)
# The document before the one that is offered.
EARLIER = re.compile(
    r"\b(?:volgt op|opvolg\w*|vervang\w*|vorige?|voorgaande?|afgelopen|eerdere?|voorganger|"
    r"in plaats van|na afloop van|afgesloten)\b[^.;]{0,40}$",
    re.I,
)
# A notice of an adjustment to the House counts as an offer.
TELLS = re.compile(
    rf"\b(?:informeer|informeren|bericht|meld|melden)\b.*\b(?P<noun>{WORDS[ADJUSTMENT]})\s+"
    rf"(?:van|op|bij|in)\s+(?:\w+\s+){{0,3}}?(?:{WORDS[PROGRAMME]})(?!\w)",
    re.I,
)
# The same by a verb: "meld ik u dat het werkprogramma 2026 is gewijzigd".
TELLS_CHANGED = re.compile(
    rf"\b(?:informeer|informeren|bericht|meld|melden|deel)\b.*?\bdat\b.*?"
    rf"(?<!\w)(?P<changed>{WORDS[PROGRAMME]})(?!\w)"
    rf"[^.;:]*?\b(?:{CHANGES}|aanpas(?:t|sen)?|bijstel(?:t|len)?|wijzig(?:t|en)?|herzie[nt]?)\b",
    re.I,
)
PROGRAMME_WORD = re.compile(rf"(?<!\w)(?:{WORDS[PROGRAMME]})(?!\w)", re.I)
OF_PROGRAMME = re.compile(rf"(?:\W+\w+){{0,8}}?\W+(?:{WORDS[PROGRAMME]})(?!\w)", re.I)
OF_SOMETHING = re.compile(r"\s+(?:van|op|in|bij)\b", re.I)


@dataclass(frozen=True)
class Offered:
    """What a letter offers.

    Attributes:
        kind: a `Fact` with one of the kinds of documents.py, or None.
        years: a `Fact` with (first year, last year), or None.
        sentence: (page, text) of the sentence that offers it, or None.
    """

    kind: Fact | None = None
    years: Fact | None = None
    sentence: tuple | None = None

    @property
    def since(self):
        """The first year of the programme or perspective offered, 0 without; None for others."""
        if not self.kind or self.kind.value not in (PROGRAMME, PERSPECTIVE):
            return None
        return self.years.value[0] if self.years else 0


def offered_by(sentences, subject, is_letter):
    """Return what a letter offers.

    Args:
        sentences: [(page, text), …] of the running text.
        subject: the `Fact` of the subject, or None.
        is_letter: whether the text looks like a letter at all.
    """
    for before, sentence in pairwise([("", ""), *sentences]):
        page, text = sentence
        noun = offered_noun(text)
        if not noun and (noun := named_before(before[1], text)):
            sentence = before
        if noun:
            kind = kind_of(noun)
            if kind == ADJUSTMENT and not of_programme(noun, sentences, subject):
                kind = OTHER
            years = years_of(kind, sentence, noun.start(), sentences, subject)
            return Offered(Fact(kind, page, text), years, sentence)
    if subject and (noun := subject_noun(subject.value)):
        place, kind = (subject.page, subject.value), kind_of(noun)
        return Offered(
            Fact(kind, subject.page, subject.words), years_of(kind, place, noun.start(), [], None)
        )
    if is_letter and sentences:
        page, text = sentences[0]
        return Offered(Fact(OTHER, page, text))
    return Offered()


def offered_noun(text):
    """Return the match of the document that a sentence offers, or None when it offers none."""
    if NOT_NOW.search(text):
        return None
    if not OFFER.search(text):
        told = TELLS.search(text)
        return NOUN.search(text, told.start("noun")) if told else TELLS_CHANGED.search(text)
    for aside in ASIDES:
        text = aside.sub(lambda match: " " * len(match[0]), text)
    reason = REASON.match(text)
    return NOUN.search(text, reason.end() if reason else 0) or NOUN.search(text)


def named_before(before, text):
    """Return the match of the document that a sentence offers as "dit programma", or None.

    Args:
        before: the sentence that names it, and no other document.
        text: the sentence that offers it.
    """
    that = THAT.search(text) if OFFER.search(text) else None
    if not that or NOUN.search(text) or NOT_NOW.search(before) or NOT_NOW.search(text):
        return None
    nouns = list(NOUN.finditer(before))
    kinds = {kind_of(noun) for noun in nouns}
    if len(kinds) != 1 or kinds & {OTHER, ADJUSTMENT}:
        return None
    word = (that["first"] or that["then"] or "").lower()
    return nouns[0] if nouns[0][0].lower().endswith(word) else None


def of_programme(noun, sentences, subject):
    """Return whether an adjustment is one of a programme, and not of a law or a budget."""
    behind = noun.string[noun.end() :]
    if noun.lastgroup == "changed" or OF_PROGRAMME.match(behind):
        return True
    texts = [text for page, text in sentences] + ([subject.value] if subject else [])
    return not OF_SOMETHING.match(behind) and any(PROGRAMME_WORD.search(text) for text in texts)


def subject_noun(text):
    """Return the match of the document that a subject says it offers, or None."""
    noun = NOUN.search(text)
    if not noun or ABOUT.search(text) or kind_of(noun) == OTHER:
        return None
    if kind_of(noun) == ADJUSTMENT:
        begins = not text[: noun.start()].strip() or OFFERS.match(text)
        return noun if begins and of_programme(noun, [], None) else None
    return noun if OFFERS.match(text) else None


def years_of(kind, place, start, sentences, subject):
    """Return the years of the document offered as a `Fact`, or None when no place states them.

    Args:
        kind: of the document.
        place: (page, text) that offers it.
        start: the place of the document in that text.
        sentences, subject: other places to look for the years.
    """
    if kind == OTHER:
        return None
    word = (
        WORDS[kind] if kind != ADJUSTMENT else f"{CHANGED}|{WORDS[PROGRAMME]}|{WORDS[ADJUSTMENT]}"
    )
    page, text = place
    places = [(page, text, start)]
    if subject:
        places.append((subject.page, subject.value, 0))
    # The programme that is adjusted was offered before.
    over = kind == ADJUSTMENT
    places += [(page, text, 0) for page, text in sentences if over or not NOT_NOW.search(text)]
    for page, text, start in places:
        if years := years_after(word, without_dates(text)[start:]):
            return Fact(years, page, text)
    return None


def years_after(word, text):
    """Return the years after one of the words for a document, or None."""
    named = rf"(?<!\w)(?:{word})(?!\w)(?P<between>{BETWEEN})"
    for match in re.finditer(rf"(?:{named}|{SHORTER})(?={YEARS.pattern})", text, re.I):
        noun = NOUN.search(match["between"] or "")
        if (noun and kind_of(noun) != PROGRAMME) or EARLIER.search(text[: match.start()]):
            continue
        for first, last, years in years_in(text):
            if years.start() == match.end():
                return first, last
    return None
