"""Names of people, as printed under a letter."""

import re

TITLES = {
    "prof", "dr", "drs", "mr", "ir", "ing", "jhr", "jkvr", "bc", "ds", "em", "mevrouw", "mevr",
    "mw", "dhr", "heer", "lic", "kol", "gen", "majoor",
}  # fmt: skip
# With a capital these are surnames.
NOBLE = {"graaf", "gravin", "baron", "barones", "ridder"}
# Small words in front of a surname.
SMALL = {
    "van", "de", "der", "den", "het", "ten", "ter", "te", "'t", "’t", "in", "op", "von", "-", "–",
    "du", "la", "le", "el", "al", "bin", "ben", "aan", "uit", "‘t", "'s", "’s", "das", "dos", "da",
    "di", "del", "della", "des", "zu", "zum", "zur", "af", "av", "ibn", "abu", "bint", "thoe",
    "onder", "over", "y", "e",
}  # fmt: skip
AFTER = {
    "ma", "msc", "mpa", "mba", "llm", "phd", "ra", "ba", "cpa", "mpm", "emia", "mst", "bsc",
    "llb", "re", "ro", "cia", "emfc", "mim", "msw", "mph",
}  # fmt: skip
# Words that no name of a person holds.
OTHER = """
minister ministers ministerie staatssecretaris staatssecretarissen inspectie inspecteur kamer
justitie veiligheid pagina bijlage bijlagen postbus datum onderwerp betreft kenmerk hoogachtend
geachte voorzitter staten-generaal werkprogramma directie directeur directeur-generaal haag
nederland tweede eerste kopie afschrift brief vergaderjaar retouradres contactpersoon ons uw
met namens deze een is dit zaken financiën defensie groet vriendelijke rijksoverheid jaarplan
jaarbericht jaarverslag meerjarenperspectief inspecteur-generaal hoofdinspecteur cc
"""
OTHER_WORDS = set(OTHER.split())
# A capital of any Latin alphabet; the digraph IJ is one.
CAPITAL = r"(?:IJ|[^\W\d_a-zß-ÿ])"
INITIAL = rf"{CAPITAL}[a-zà-ÿ]{{0,2}}\."
INITIALS = re.compile(rf"(?:{INITIAL}-?)+{CAPITAL}?|{CAPITAL}(?:-{CAPITAL}\.?)*")
# A surname may follow the initials without a space.
GLUED = re.compile(rf"(?<!\S)(?:{INITIAL}-?)+(?={CAPITAL}[^\W\d_]|['’‘]t\b|d['’])")
NICKNAME = re.compile(r"\([^\W\d_]+(?:[ -][^\W\d_]+){0,2}\)")
PART = re.compile(
    rf"(?:[dl]['’]|[Oo]['’]|['’]s-|el-|al-)?{CAPITAL}[^\W\d_]*(?:[-'’ʼ][^\W\d_]+)*(?:-['’‘][ts])?",
    re.UNICODE,
)
SIGNED = re.compile(
    r"^\(?(?:naam:|/s/|w\.\s?g\.|wg\.?|get\.|was getekend|(?:origineel )?getekend|"
    r"(?:(?:digitaal|elektronisch) )?(?:ge|onder)tekend(?: door)?|(?:digitally )?signed by)"
    r"\)?[:,]?(?:\s+|$)",
    re.I,
)
COURTESY = re.compile(r"^(?:(?:de )?heer|dhr\.?|mevrouw|mevr\.?|mw\.?)\s+(?=\S)", re.I)
# Somebody who holds an office for a time, or in the place of another.
ACTING = re.compile(
    r"[\s,]*\(?\b(?:a\.?\s?i\.?|ad interim|plv\.?|w\.?n\.?|wnd\.?|waarnemend|plaatsvervangend|"
    r"i\.?o\.?)\)?(?=[\s,.]*$)",
    re.I,
)


def is_name(text):
    """Return whether a text can be the name of a person.

    That is initials or a first name, a surname, and titles before or after.
    """
    tokens = GLUED.sub(r"\g<0> ", NICKNAME.sub("", text).strip(" ,")).split()
    if not 2 <= len(tokens) <= 10:
        return False
    kinds = [kind_of(token) for token in tokens]
    return None not in kinds and "part" in kinds and kinds[-1] != "small"


def kind_of(token):
    """Return what a word of a name is: "title", "small", "after", "initials" or "part"; or None."""
    plain = token.strip(".,").replace(".", "").lower()
    if plain in OTHER_WORDS:
        return None
    if all(part in TITLES for part in filter(None, token.strip(".,").lower().split("."))):
        return "title"
    if token in NOBLE:
        return "title"
    for kind, words in (("title", TITLES), ("small", SMALL), ("after", AFTER)):
        if plain in words:
            return kind
    if INITIALS.fullmatch(token):
        return "initials"
    return "part" if PART.fullmatch(token.rstrip(",")) else None


def without_signed(text):
    """Return a text without "mevrouw" and what says that somebody signs, or acts for another."""
    return without_acting(COURTESY.sub("", SIGNED.sub("", text)))


def without_acting(text):
    """Return a text without "a.i." and the like at its end."""
    return ACTING.sub("", text)
