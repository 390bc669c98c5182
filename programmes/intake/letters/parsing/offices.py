"""Offices in the government: how they are written, and where one ends and the next begins."""

import re

from programmes.intake.letters.parsing.wording import any_of

# Fields of ministers and state secretaries since 2010; capitals and spaces vary in letters.
FIELDS = """
Algemene Zaken
Armoedebeleid, Participatie en Pensioenen
Asiel en Migratie
Basis- en Voortgezet Onderwijs en Media
Binnenlandse Zaken
Binnenlandse Zaken en Koninkrijksrelaties
Buitenlandse Handel en Ontwikkelingshulp
Buitenlandse Handel en Ontwikkelingssamenwerking
Buitenlandse Zaken
Cultuur en Media
Defensie
Digitale Economie en Soevereiniteit
Digitalisering en Koninkrijksrelaties
Economische Zaken
Economische Zaken en Klimaat
Economische Zaken, Landbouw en Innovatie
Financiën
Fiscaliteit, Belastingdienst en Douane
Fiscaliteit en Belastingdienst
Funderend Onderwijs en Emancipatie
Herstel en Toeslagen
Herstel Groningen
Immigratie en Asiel
Immigratie, Integratie en Asiel
Infrastructuur en Milieu
Infrastructuur en Waterstaat
Jeugd en Gezin
Jeugd, Preventie en Sport
Justitie
Justitie en Veiligheid
Klimaat en Energie
Klimaat en Groene Groei
Koninkrijksrelaties en Digitalisering
Landbouw, Natuur en Voedselkwaliteit
Landbouw, Visserij, Voedselzekerheid en Natuur
Langdurige en Maatschappelijke Zorg
Langdurige Zorg en Sport
Langdurige Zorg, Jeugd en Sport
Medische Zorg
Medische Zorg en Sport
Mijnbouw
Milieu en Wonen
Natuur en Stikstof
Onderwijs, Cultuur en Wetenschap
Ontwikkelingssamenwerking
Openbaar Vervoer en Milieu
Participatie en Integratie
Primair en Voortgezet Onderwijs
Rechtsbescherming
Sociale Zaken en Werkgelegenheid
Toeslagen en Douane
Veiligheid en Justitie
Verkeer en Waterstaat
Volksgezondheid, Welzijn en Sport
Volkshuisvesting en Ruimtelijke Ordening
Volkshuisvesting, Ruimtelijke Ordening en Milieubeheer
Vreemdelingenzaken en Integratie
Wonen en Rijksdienst
Wonen, Wijken en Integratie
"""
KNOWN = sorted(filter(None, FIELDS.split("\n")), key=len, reverse=True)
KNOWN_FIELD = "|".join(
    re.escape(field).replace(r"\ ", r"\s+").replace("ë", "[ëe]") for field in KNOWN
)
WORD = r"[A-ZÀ-Ý][\wà-ÿ&’'-]*[a-zà-ÿA-Z](?![\w.])"
SOME_WORDS = rf"{WORD}(?:\s+{WORD})*"
# A field that is not in the list: words with capitals, up to the next word without.
OTHER_FIELD = rf"(?:de\s+|het\s+)?{SOME_WORDS}(?:(?:,\s+{SOME_WORDS})*\s+en\s+{SOME_WORDS})?"
# The field of one office continues after "en"; of several, the next field follows it.
GOES_ON = r"(?!\s+en\s+(?!De\b|Minister|Staatssecretaris)[A-ZÀ-Ý])"
ONE_FIELD = rf"(?:(?i:{KNOWN_FIELD})(?!\w){GOES_ON}|{OTHER_FIELD})"
EACH_FIELD = rf"(?:(?i:{KNOWN_FIELD})(?!\w)|{OTHER_FIELD})"
ABBREVIATION = (
    rf"(?:\s*\([A-Za-z&-]{{2,8}}\)|\s*[-–]\s+(?i:{KNOWN_FIELD})(?!\w)|\s*\((?i:{KNOWN_FIELD})\))?"
)
MANY = {
    "ministers": "minister",
    "staatssecretarissen": "staatssecretaris",
    "inspecteurs-generaal": "inspecteur-generaal",
}
NAME = any_of(
    *MANY, "(?:vice-?)?minister-president", "minister", "staatssecretaris", "inspecteur-generaal",
    "hoofdinspecteur", "directeur-generaal", "secretaris-generaal", "directeur",
)  # fmt: skip
ARTICLE = r"(?:(?:de|het|die van de)\s+)?(?:(?:demissionaire?|waarnemend|wnd\.)\s+)?"
TITLE = re.compile(
    r"(?:[,;\s]|\b(?:en|alsmede|evenals|alsook)\b)*"
    rf"{ARTICLE}(?:(?:eerste\s+)?vice-?minister-president(?:\s+en|,)\s+)?(?P<title>(?:(?:plaatsvervangend|plv\.?)\s+|loco-)?{NAME})\b(?!-)"
    rf"(?:\s+en\s+{ARTICLE}(?P<second>{NAME})\b(?=\s+(?:van|voor)))?",
    re.I,
)
LINK = r"(?:(?P<link>(?i:van|voor))\s+)?"
FIRST_FIELD = re.compile(rf"\s+{LINK}(?P<field>{ONE_FIELD}{ABBREVIATION})")
FIRST_OF_MANY = re.compile(rf"\s+{LINK}(?P<field>{EACH_FIELD}{ABBREVIATION})")
# Without "van" or "voor" only a field is one, no other words with capitals: "…, Uw Kamer".
NEXT_OF_MANY = re.compile(
    rf"(?:\s*,\s*(?:en\s+)?|\s+en\s+)"
    rf"(?:(?:(?i:de|die)\s+)?(?=(?i:van|voor)\s)|(?=(?i:{KNOWN_FIELD})(?!\w)|[A-Z][A-Za-z]?[A-Z]{{1,3}}\b))"
    rf"{LINK}(?P<field>{EACH_FIELD}{ABBREVIATION})"
)
# In characters: a list of offices is not longer.
LONGEST = 1000


def offices_at(text):
    """Return (offices, length) of the offices that a text begins with.

    Each is as written, without article and without "demissionair"; of "ministers van A en van B"
    each is one.

    Args:
        text: what follows "mede namens", or a line of a signature.
    """
    text = text[:LONGEST]
    found, position = [], 0
    while match := TITLE.match(text, position):
        titles = [single(title) for title in match.group("title", "second") if title]
        fields, position = fields_at(text, match.end(), match["title"].lower() in MANY)
        link = None
        for field in fields:
            link = field["link"] or link
            found += [" ".join(filter(None, [each, link, field["field"]])) for each in titles]
        if not fields:
            found += titles
    return [" ".join(office.split()) for office in found], position


def fields_at(text, position, many):
    """Return (matches, end) of the field behind a title, or of the fields when it is a plural."""
    field = (FIRST_OF_MANY if many else FIRST_FIELD).match(text, position)
    fields = []
    while field:
        fields.append(field)
        position = field.end()
        if not many or TITLE.match(text, position):
            break
        field = NEXT_OF_MANY.match(text, position)
    return fields, position


def single(title):
    """Return the singular of a title; capitals stay."""
    one = MANY.get(title.lower())
    return title if one is None else title[0] + one[1:]
