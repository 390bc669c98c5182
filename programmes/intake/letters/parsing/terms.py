"""What a letter says is due, and when: "Ik stuur u voor de zomer mijn beleidsreactie"."""

import re
from typing import NamedTuple

from programmes.intake.letters.parsing.fact import Fact
from programmes.period import due_kind, period_of
from programmes.period.words import CONDITIONS, plain

# A sentence about what is to come; one about an earlier plan, or a denial, is ignored.
EXPECTS = re.compile(
    r"\b(?:verwacht\w*|verwachting|zal|zullen|wordt|worden|streven?|streef|voornemens|toegezegd|"
    r"zeg|ontvangt|volgt|volgen|start|begint|verschijnt|verschijnen|stuur|zend|bied|informeer|kom|"
    r"gepland|voorzien|hoop|publiceert|rapporteert)\b",
    re.I,
)
DENIES = re.compile(
    r"\b(?:niet|geen|zou|zouden|had|hadden|werd|werden|eerder|eerdere|oorspronkelijk|aanvankelijk|"
    r"inmiddels|reeds|ging|gingen|startte|startten|begon|begonnen|verscheen|verschenen|"
    r"publiceerde|kwam|kwamen)\b",
    re.I,
)
NOT_DUE = re.compile(r"\bin reactie op\b", re.I)
# What others do is no promise of the letter: they are the subject, or the report is theirs.
OTHERS = (
    r"(?:(?:de|het|een|uw|alle) )?(?:algemene |nationale )?(?:onderzoeksraad|OVV|rekenkamer|WODC|"
    r"\w*ombudsman|gemeenten?|provincies?|raad van state|rechtbank|rechter|NVWA|universiteit\w*|"
    r"politie)\b"
)
OF_OTHERS = re.compile(
    rf"^{OTHERS}|\b(?:start|begint|verwacht|verwachten|publiceert|rapporteert|zal|zullen) {OTHERS}|"
    r"\b(?:haar|zijn|hun) (?:\w+ )?\w*(?:rapport|onderzoek)\b",
    re.I,
)
OWN = re.compile(r"\b(?:\w*inspecties?|ik|wij|mijn|onze?)\b", re.I)
# What the inspectorate publishes each year is expected of no activity.
YEARLY = re.compile(r"\bjaar(?:bericht|verslag|rapportage)|(?:programma|jaarplan)\b", re.I)
# What starts or ends; anything else, such as an appointment, is no activity.
OF_ACTIVITY = re.compile(r"\b(?:rapport(?:en)?|\w*onderzoek\w*|\w*reactie)\b", re.I)
INQUIRY = re.compile(r"(?:onderzoek|doorlichting|verkenning|activiteit|schouw)", re.I)
# The first word of a term, and the words before which one is part of something else.
LEADS = {
    "in", "op", "rond", "rondom", "omstreeks", "per", "voor", "vóór", "na", "uiterlijk", "binnen",
    "over", "tussen", "nog", "later", "begin", "medio", "halverwege", "half", "eind", "einde",
    "dit", "deze", "komend", "komende", "volgend", "volgende",
}  # fmt: skip
BEFORE_OTHER = {"de", "het", "een", "van", "tot", "vanaf", "sinds", "na", "over"}
CONDITION = re.compile(rf"\b(?:{CONDITIONS})\b[^,]*(?:,|$)", re.I)
# A letter promises a few things in short sentences; more of them would only take time.
MOST_SENTENCES = 20
LONGEST_SENTENCE = 400
MOST_WORDS = 10
AROUND = " .,;:!?()\"'“”‘’"


class Due(NamedTuple):
    """The words of a term as printed, and the kind of expectation, as in `due_kind`."""

    words: str
    kind: str


def terms_in(sentences, told_on):
    """Return what the sentences of a letter say is due, as `Fact`s of `Due`.

    A sentence counts when it names one thing that is due and one term, which is not over.

    Args:
        sentences: (page, text) each.
        told_on: the date of the letter, or None.
    """
    found = []
    for page, text in list(filter(promises, sentences))[:MOST_SENTENCES]:
        terms = terms_of(CONDITION.sub("", text), told_on)
        if len(terms) == 1:
            found.append(Fact(Due(terms[0], kind_in(text)), page, text))
    return tuple(found)


def promises(sentence):
    """Return whether a (page, text) is about something that is due."""
    text = sentence[1]
    is_expected = EXPECTS.search(text) and not DENIES.search(text)
    if YEARLY.search(text) and not OF_ACTIVITY.search(text):
        return False
    if OF_OTHERS.search(text) and not OWN.search(text):
        return False
    return bool(is_expected and len(text) <= LONGEST_SENTENCE and kind_in(text))


def kind_in(text):
    """Return the kind of expectation that a sentence is about, or None."""
    kind = due_kind(NOT_DUE.sub("", text))
    return kind if kind in ("rapport", "beleidsreactie") or INQUIRY.search(text) else None


def terms_of(text, told_on):
    """Return the terms in a sentence, as printed."""
    words, terms, start = text.split(), [], 0
    while start < len(words):
        first, end = term_from(words, start, told_on)
        if first is not None:
            terms.append(" ".join(words[first:end]).strip(AROUND))
        start = end
    return terms


def term_from(words, start, told_on):
    """Return (first, end) of the term that begins at a word or soon after it.

    The words of a term without those that add nothing: the last possible beginning, the longest
    end. (None, next word) when there is no such term.
    """
    nothing = None, start + 1
    if not leads(words[start]):
        return nothing
    for end in range(min(len(words), start + MOST_WORDS), start, -1):
        period = plain(words[end - 1]) and period_of(" ".join(words[start:end]), told_on)
        if not period:
            continue
        first = max(
            each
            for each in range(start, end)
            if leads(words[each]) and period_of(" ".join(words[each:end]), told_on) == period
        )
        before = bare(words[first - 1]) if first else ""
        is_over = told_on is not None and period.last < told_on
        return nothing if is_over or before in BEFORE_OTHER else (first, end)
    return nothing


def leads(word):
    return bare(word) in LEADS


def bare(word):
    return word.strip(AROUND).casefold()
