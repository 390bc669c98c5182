"""Names of people, as printed under a letter."""

import re

TITLES = {
    "prof", "dr", "drs", "mr", "ir", "ing", "jhr", "jkvr", "bc", "ds", "em", "mevrouw", "mevr",
    "mw", "dhr",
}  # fmt: skip
# Small words in front of a surname.
SMALL = {
    "van", "de", "der", "den", "het", "ten", "ter", "te", "'t", "’t", "in", "op", "von", "-", "–",
    "du", "la", "le", "el", "al", "bin", "ben", "aan", "uit",
}  # fmt: skip
AFTER = {"ma", "msc", "mpa", "mba", "llm", "phd", "ra", "ba", "cpa", "mpm", "emia", "mst"}
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
INITIALS = re.compile(r"(?:[A-Z][a-z]{0,2}\.-?)+[A-Z]?|[A-Z]")
# A surname may follow the initials without a space.
GLUED = re.compile(r"(?:[A-Z][a-z]{0,2}\.)+(?=[A-ZÀ-Ý]\w)")
NICKNAME = re.compile(r"\([^\W\d_]+\)")
PART = re.compile(r"(?:d['’]|[Oo]['’]|el-|al-)?[^\W\d_a-zß-ÿ][^\W\d_]*(?:[-'’ʼ][^\W\d_]+)*")
SIGNED = re.compile(
    r"^\(?(?:w\.\s?g\.|wg\.?|was getekend|(?:origineel )?getekend)\)?[:,]?\s+", re.I
)


def is_name(text):
    """Return whether a text can be the name of a person.

    That is initials or a first name, a surname, and titles before or after.
    """
    tokens = GLUED.sub(r"\g<0> ", text.strip(" ,")).split()
    if not 2 <= len(tokens) <= 10:
        return False
    kinds = [kind_of(token) for token in tokens]
    return None not in kinds and "part" in kinds and set(kinds) - {"title", "after"} != set()


def kind_of(token):
    """Return what a word of a name is: "title", "small", "after", "initials" or "part"; or None."""
    plain = token.strip(".,").replace(".", "").lower()
    if plain in OTHER_WORDS:
        return None
    for kind, words in (("title", TITLES), ("small", SMALL), ("after", AFTER)):
        if plain in words:
            return kind
    if INITIALS.fullmatch(token) or NICKNAME.fullmatch(token):
        return "initials"
    return "part" if PART.fullmatch(token.rstrip(",")) else None


def without_signed(text):
    """Return a text without the words that say that somebody signed."""
    return SIGNED.sub("", text)
