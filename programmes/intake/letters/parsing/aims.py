"""Lists of goals without a word for goals: "Het toezicht richt zich op het volgende:"."""

import re

from programmes.intake.letters.parsing.wording import COUNTS, any_of, without_dates, years_in

SUPERVISION = re.compile(
    r"\b(?:inspectie|toezicht|arbeidsinspectie|\w*(?:programma|plan|perspectief)|zij|ze|wij)\b",
    re.I,
)
# Who else aims at something.
OTHERS = re.compile(
    r"\b(?:ik|mijn|kabinet\w*|minister\w*|politie|gemeenten?|aanbevel\w*|kamer|moties?|regering)\b",
    re.I,
)
# What is no aim, is one less than it was, or was one.
NOT = re.compile(
    r"\b(?:niet|geen|nooit|evenmin|noch|minder|langer|vorige?|afgelopen|eerder\w*|voorheen|destijds|"
    r"was|waren|stond(?:en)?|richtten?|streefden?|zette|zetten zich|beoogden?|wilden?|had|hadden|"
    r"(?:heeft|hebben) zich|werd(?:en)?|bereikt|gehaald|behaald|gerealiseerd)\b",
    re.I,
)
AIMS = any_of(
    r"richt(?:en)?", "gericht", "streeft", "streven", r"(?:zet|zetten) zich\b.{0,20}?\bin",
    r"zich\b.{0,20}?\bin zet(?:ten)?", "inzetten", "inspanningen", "focust", "focussen", "nadruk",
    "accent", "centraal", "wil", "willen", "werkt", "werken", "kiest", "kiezen", "draagt bij",
    "bijdragen", "speerpunten", "prioriteiten", "pijlers", "opgaven",
)  # fmt: skip
# What may stand between the aim and the colon: words that name nothing themselves.
COUNT = any_of(*COUNTS, r"\d{1,4}")
THINGS = any_of("punten", "zaken", "dingen")
SMALL = any_of(
    "op", "naar", "voor", "om", "te", "aan", "in", "het", "de", "dit", "deze", "zich", "hierbij",
    "daarbij", "daarin", "hierin", "hiermee", "daarmee", "er", "ervoor", "daarom", "ook", "opnieuw",
    "vooral", "met", "name", "staan", "staat", "is", "zijn", "jaar", "jaren", "komende?", "periode",
    "toe", "inspectie", "toezicht", "zij", "ze", "wij", "haar", "hun", "t/m", "tot en met",
    "bereiken", "realiseren", "dat", "leggen", "legt", "inspanningen", "gericht", "binnen", "bij",
    "weten", "namelijk", "gekozen", "geformuleerd", "benoemd", "opgenomen", "speerpunten",
    "prioriteiten", "pijlers", "opgaven",
)  # fmt: skip
ANNOUNCED = re.compile(
    rf"\b(?P<aim>{AIMS})\b(?P<between>(?:[\s,–-]*\b(?:{SMALL}|{COUNT}|{THINGS}|volgende?)\b)*+)\s*:$",
    re.I,
)
# "het volgende", "drie dingen": so what follows is all of it.
PLACEHOLDER = re.compile(rf"\b(?:volgende?|{COUNT} {THINGS}|(?:bereiken|realiseren) dat)\b", re.I)
WANTS = re.compile(r"wil(?:len)?$", re.I)
# Work is no goal.
WORK = re.compile(
    r"\b(?:\w*onderzoek\w*|\w*rapport\w*|inspecties|doorlicht\w*|evaluat\w*|publi[ck]\w*|bezoek\w*|"
    r"monitor\w*|uit te voeren|uitvoeren van)\b",
    re.I,
)
INFINITIVE = r"\w+(?:en|doen|zien|gaan|staan)"
# "het bevorderen van …", "versterken van …".
NOMINAL = re.compile(
    rf"(?:(?:het|['’]t)\s+(?:\w+\s+){{0,2}}?{INFINITIVE}\b|{INFINITIVE}\s+van\b)", re.I
)
# "organisaties die leren".
RELATIVE = re.compile(r"\w\s+(?:die|dat|waar\w*)\s+\w+", re.I)
WITH_INFINITIVE = re.compile(rf"(?:^{INFINITIVE}\b|\b{INFINITIVE}$)", re.I)
# "De Inspectie richt zich op het versterken van … en het bevorderen van …".
WITHIN = re.compile(
    r"\b(?:richt(?:en)?\b[^,.;:]{0,60}?\bop|gericht op|stree(?:ft|ven)\b[^,.;:]{0,40}?\bnaar|"
    r"beoogt\b[^,.;:]{0,40}?|zet(?:ten)?\b[^,.;:]{0,40}?\bin voor):?\s+(?P<list>het\s.+)$",
    re.I,
)


def is_of_supervision(sentence, since=0):
    """Return whether a sentence tells of the supervision of now, and of nobody else.

    Args:
        sentence: what it tells is over when its only years are before `since`.
        since: the first year of what the letter offers.
    """
    years = [last for _, last, _ in years_in(without_dates(sentence))]
    is_over = NOT.search(sentence) or (years and max(years) < since)
    return bool(SUPERVISION.search(sentence) and not OTHERS.search(sentence) and not is_over)


def aims_within(sentence, since):
    """Return the words of a sentence that may list what the supervision aims at, or ""."""
    match = WITHIN.search(sentence)
    if not match or not is_of_supervision(sentence, since):
        return ""
    return "" if WORK.search(sentence) else match["list"]


def are_aims(items):
    """Return whether each of some items surely is an aim and nothing more."""
    return len(items) > 1 and all(NOMINAL.match(item) and "," not in item for item in items)


def announces_aims(sentence, items, since):
    """Return whether a sentence surely announces items as what the supervision aims at.

    Args:
        sentence: it ends with a colon.
        items: the texts of the list, at least two.
        since: the first year of what the letter offers.
    """
    match = ANNOUNCED.search(without_dates(sentence))
    if not match or not is_of_supervision(sentence, since):
        return False
    if len(items) < 2 or any(WORK.search(item) or " " not in item for item in items):
        return False
    if PLACEHOLDER.search(match["between"]):
        return True
    forms = (NOMINAL.match, RELATIVE.search)
    if WANTS.search(match["aim"]):
        forms = (WITH_INFINITIVE.search,)
    return all(any(form(item.rstrip(" ;,.")) for form in forms) for item in items)
