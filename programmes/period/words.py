"""The words of terms: which of them say nothing, are synonyms, or name what is due."""

import re
import unicodedata

from programmes.period.days import MONTHS

NUMBERS = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8}
NUMBERS |= {"negen": 9, "tien": 10, "elf": 11, "twaalf": 12}
MONTH = rf"(?:{'|'.join(rf'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|febr|mrt|sept)"
YEAR = r"(?:19|20)\d\d"
DATES = (
    re.compile(rf"\b(?P<day>\d\d?)([-/.])(?P<month>0?[1-9]|1[0-2])\2(?P<year>{YEAR})\b"),
    re.compile(rf"\b(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)\b"),
)
# What is due, by kind of expectation; an earlier kind goes before a later one.
DUE = {
    "beleidsreactie": "beleidsreactie|kabinetsreactie|reactie|reacties",
    "rapport": "rapport|rapporten|rapportage|eindrapport|verslag|verschijnen|verschijnt|publicatie|"
    "publiceert|publiceren|gepubliceerd",
    "start": "start|starten|gestart|begint|beginnen",
    "afronding": "gereed|klaar|afgerond|afronden|afronding|voltooid|opgeleverd|oplevering",
}
# What follows one of these is a condition.
CONDITIONS = "als|mits|indien|zodra|tenzij|afhankelijk|onder voorbehoud|voor zover"
# Words that change nothing; of two that begin the same, the longer one first.
FILLERS = (
    "naar verwachting|verwachting|verwachte|verwacht|gepland voor|gepland|voorzien voor|voorzien|"
    "in de loop van|gedurende|tijdens|rondom|rond|omstreeks|ongeveer|circa|ca|nog|in|op|per|het|de|"
    "van|is|zijn|worden|wordt|zal|zullen|hele|heel|onderzoek|planning|uitvoering|maandag|dinsdag|"
    "woensdag|donderdag|vrijdag|zaterdag|zondag|" + "|".join(DUE.values())
)
# Words that mean the same, replaced in this order.
SYNONYMS = {
    "jaarlijks": "per jaar|elk jaar",
    "uiterlijk dit jaar": "later dit jaar",
    "uiterlijk": "niet later dan",
    "voor": "uiterlijk voor",
    "begin": "start van",
    "eind": "einde|ultimo",
    "halfjaar": "half jaar|halve jaar",
    "medio": "halverwege|midden|half",
    "voorjaar": "lente",
    "najaar": "herfst",
    "winter": "deze winter",
    "1": "eerste|1e|1ste",
    "2": "tweede|2e|2de",
    "3": "derde|3e|3de",
    "4": "vierde|4e|4de",
    "kwartaal 4": "laatste kwartaal",
    **{f"{each} kwartaal": f"q{each}|q {each}|k{each}|k {each}|kwartaal {each}" for each in "1234"},
    "dag": "dagen",
    "week": "weken",
    "maand": "maanden",
    "jaar": "jaren|kalenderjaar|lopende jaar|dit jaar",
    "deze": "dit",
    "volgende": "volgend",
    "komende": "komend|aanstaande",
    "tot en met": "t/m",
}
# Compiled once: (pattern, what it is replaced by), in order.
REPLACEMENTS = [
    (re.compile(rf"\b(?:{words})\b"), plain_word)
    for plain_word, words in [*SYNONYMS.items(), ("", FILLERS)]
]


def plain(words):
    """Return words without accents, capitals, conditions and fillers, with synonyms replaced."""
    text = unicodedata.normalize("NFKD", words).casefold()
    text = "".join(each for each in text if not unicodedata.combining(each))
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    text = re.sub(rf"\b(?:{CONDITIONS})\b.*", "", text, flags=re.DOTALL)
    for pattern in DATES:
        text = pattern.sub(written_date, text)
    text = single_spaced(re.sub(r"[.,;:!()\"]", " ", text))
    for pattern, plain_word in REPLACEMENTS:
        text = pattern.sub(plain_word, text)
    return single_spaced(text)


def single_spaced(text):
    return " ".join(text.split())


def written_date(match):
    return f"{int(match['day'])} {MONTHS[int(match['month']) - 1]} {match['year']}"


def month_number(name):
    """Return the number of a month by its name or an abbreviation of it, such as "mrt."."""
    short = name.casefold()[:3].replace("mrt", "maa")
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(short))


def due_kind(words):
    """Return the kind of expectation that a text is about, None for none or for a start and more.

    A response to a report is a response; a report that is finished is a report.
    """
    found = [kind for kind, due in DUE.items() if re.search(rf"(?i)\b(?:{due})\b", words)]
    if "start" in found and len(found) > 1:
        return None
    return next(iter(found), None)
