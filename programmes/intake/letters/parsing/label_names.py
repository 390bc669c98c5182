"""The words of labels, and of what follows them.

They are those of the letters of Dutch ministries; docs/reference/letters.md lists them.
"""

import re

from programmes.intake.letters.parsing.wording import MONTH, any_of

WEEKDAYS = (
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
)  # fmt: skip
# The labels that are read, the better one first.
READ = {
    "reference": (
        "ons kenmerk", "onze referentie", "ons referentienummer", "ons nummer", "kenmerk",
        "referentienummer", "briefnummer", "onze ref.", "ons ref.",
    ),
    "date": ("datum",),
    "subject": ("onderwerp", "betreft", "betr.", "inzake"),
    "attachments": ("bijlagen", "bijlage(n)", "bijlage", "aantal bijlagen", "bijl."),
}  # fmt: skip
# Other labels: where one begins, the value of the label before it has ended.
OTHER = (
    "uw kenmerk", "uw referentie", "uw ref.", "uw referentienummer", "uw brief van", "uw brief",
    "uw bericht van", "retouradres",
    "bezoekadres", "postadres", "factuuradres", "overheidsidentificatienr",
    "overheidsidentificatienummer", "contactpersoon", "behandeld door", "inlichtingen bij",
    "doorkiesnummer", "telefoon", "telefoonnummer", "e-mail", "e-mailadres", "mobiel", "fax",
    "directie", "directoraat-generaal", "afdeling", "kopie aan", "afschrift aan", "cc", "c.c.",
    "pagina", "uw nummer", "zaaknummer", "dossiernummer", "rubricering", "publicatiedatum",
    "kenmerk kamer", "kenmerk tweede kamer", "kenmerk eerste kamer", "kenmerk afzender",
    "kenmerk ontvanger", "projectnaam", "onderdeel", "verantwoordelijk",
)  # fmt: skip
# Labels of notes that are common words too: with a capital, and a colon or nothing behind them.
NOTE_LABELS = (
    "aan", "van", "afzender", "kopie", "afschrift", "ter attentie van", "t.a.v.", "status",
    "versie", "auteur", "opsteller", "referentie", "nummer", "paraaf", "inzake",
)  # fmt: skip
EVERY = {*(name for names in READ.values() for name in names), *OTHER}
NAMES = sorted(EVERY.difference(NOTE_LABELS), key=len)[::-1]
ONE_LABEL = "|".join(re.escape(name).replace(r"\ ", r"\s*") for name in NAMES)
NOTE_LABEL = "|".join(map(re.escape, NOTE_LABELS))
# "Ons kenmerk (bij antwoord vermelden):".
REMARK = r"(?:\s+\([^()\d]{4,40}\)(?=\s*(?::|$)))?"
LABEL = re.compile(
    rf"^>?\s*(?:(?P<name>{ONE_LABEL})(?![\w(-]){REMARK}\s*(?:[:;.]|[-–]\s+(?=\S))?"
    rf"|(?-i:(?=[A-Z]))(?P<note>{NOTE_LABEL})\s*(?:[:;]|$))\s*(?P<rest>.*)$",
    re.I,
)
# A longer label, such as "Datum publicatie": more words follow than a value begins with.
LONGER = {
    "date": re.compile(
        rf"(?!(?:{'|'.join(WEEKDAYS)}|{MONTH}|de|d\.d|te|volgt)\b)[a-zà-ÿ]{{2,}}\b", re.A
    ),
    "reference": re.compile(r"[a-zà-ÿ]{3,}\b"),
    "attachments": re.compile(r"(?:bij|van|op|in|behorend\w*)\b"),
}
# Words in the place of a value that say there is none, and instructions to fill it in.
BLANK = re.compile(
    r"^(?:[-–—_.…?*x\s]+|n\.?\s?v\.?\s?t\.?|niet van toepassing|p\.?m\.?|volgt|"
    r"nader te bepalen|nnb|n\.n\.b\.|\[[^\]]*\]|<[^>]*>|klik (?:of|hier|om)\b.*|kies een\b.*|"
    r"typ hier\b.*)$",
    re.I,
)
ONLY_LABELS = re.compile(rf"^(?:(?:{ONE_LABEL})(?![\w(])\s*(?::\s*)?){{2,}}$", re.I)
# Behind the value of another label: with a colon, or before what surely is its value.
WITH_COLON = rf"(?:{ONE_LABEL})\s*:"
BEFORE_VALUE = any_of(
    r"(?:on(?:s|ze)|uw)\s+(?:kenmerk|referentie|referentienummer)\s+(?=\S*\d)",
    r"datum\s+(?=\d)", r"bijlage(?:n|\(n\))?\s+(?=\d|geen\b)",
)  # fmt: skip
INNER_LABEL = re.compile(rf"(?<=[\s|;,])(?-i:(?=[A-Z]))(?:{WITH_COLON}|{BEFORE_VALUE})", re.I)
EACH_LABEL = re.compile(rf"({ONE_LABEL})(?![\w(])", re.I)
TO = re.compile(r"aan\b\s*[:;]?\s*(?:(?:de|het)\b\s*)?(.*)$", re.I)
# Words that begin the running text, where no salutation does.
OPENING = re.compile(
    any_of(
        "Geachte", "Hierbij", "Bijgaand", "Bijgevoegd", "Hierme(?:e|de)", "(?:Via|Met) deze",
        "Door middel", "Mede namens", "Graag (?:bied|stuur|zend)", "Ik (?:bied|stuur|zend|doe)",
        "Wij (?:bieden|sturen|zenden)", "Naar aanleiding", "Uw Kamer", "Conform", "Zoals",
        r"In (?:de|het|mijn|deze|uw|reactie|antwoord|aansluiting|vervolg|\d)", r"Op \d",
        "Tijdens", "Bij (?:brief|deze)", "Als bijlage", "De Inspectie ",
        "Met (?:verwijzing|genoegen|belangstelling)", "Ter (?:informatie|kennisneming)",
    )
)  # fmt: skip
# A line with this number of words is running text.
PROSE = 12
