"""Goals that are none of the supervision now: those of before, of others, of an inquiry, denied."""

import re

from programmes.intake.letters.parsing.aims import COUNT, SMALL, SUPERVISION
from programmes.intake.letters.parsing.wording import COUNTS, any_of, without_dates, years_in

WORD = r"\w*(?:doel(?:en|stellingen)?|ambities|oogmerken)"
OWNER = any_of(
    r"kabinet\w*", "regering", "politie", "gemeenten?", "moties?", "ministeries?", "minister",
    "departement", "reclassering", "rechtspraak", "wet", "wetsvoorstel", "regeling", "pilots?",
    "projecten|project", r"veiligheidsregio\w*", "(?-i:DJI|IND|COA|OM)", r"\w*fracties?",
    r"(?<!in )(?<!ten )dienst(?:en)?\b", "raad", "autoriteit", r"\w*keten", "instellingen",
    "organisatie", "korps", "bedrijven", r"Verenigde", r"Europese", "leden", "partners",
)  # fmt: skip
OF_OTHERS = re.compile(
    rf"\b(?:{WORD}|\w*(?:plan|programma|aanpak|perspectief|strategie|agenda|visie|koers)) "
    rf"(?:van|voor|bij|uit) (?:(?:de|het|een|mijn|dit|deze) )?{OWNER}\b|"
    rf"\b(?:dat|of) (?:(?:de|het) )?{OWNER}\b|"
    r"\b(?:uw|de) Kamer (?:heeft|had|stelde?|wil|wilde|vroeg|vraagt|noemde?|verzocht)\b|"
    rf"\bmijn (?:\w+ )?{WORD}\b|\b{OWNER}\b.{{0,20}}?\b(?:zijn|hun|diens) (?:\w+ )?{WORD}\b|"
    r"\b(?:(?:eigen|interne) (?:organisatie|personeel|medewerkers)|\w*bedrijfsvoering)\b|"
    r"\b(?:het|dit|dat|(?<!bij )(?:elk|ieder)|een|haar|eerste|tweede) (?:\w+ )?onderzoek\b",
    re.I,
)
OWNED = re.compile(rf"\b{OWNER}\b", re.I)
# What the goals are compared with, or follow from; up to the rest of the sentence.
COMPARED = re.compile(
    r"\b(?:op basis van|voortbouwend op|na|net als|zoals|anders dan|ten opzichte van|"
    r"(?:samen|in overleg|in afstemming) met)\b.*?"
    r"(?=[,:]|\b(?:heeft|hebben|had|hadden|kent|kiest|is|zijn|waren|wil|stelt|richt|streeft|werkt|"
    rf"houdt|gaat|staa[nt]|\w{{2,}}[dt]en?|gelijk|ongewijzigd|{any_of(*COUNTS)}|{WORD})\b)",
    re.I,
)
OVER = re.compile(
    r"\b(?:(?<!evaluatie )(?:van|uit|in) (?:de|het|haar) (?:vorige?|voorgaande?|afgelopen|oude)|"
    r"eerder|"
    r"(?:in|over|van) (?:vorig|afgelopen) jaar|vorige doel\w*|de afgelopen|voorheen|destijds|"
    r"waren|had|hadden|werkten?|kenden?|streefden?|richtten?|hanteerden?|golden|luidden|"
    r"evenmin|niet (?:langer|meer)|geen (?:\w+ )?doel\w*|"
    r"(?:is|zijn) (?:\w+ )?(?:bereikt|gehaald|behaald|gerealiseerd|vervallen|losgelaten|"
    r"afgerond))\b",
    re.I,
)
DENIED = re.compile(
    rf"\bniet\b[^,;]{{0,30}}\b{WORD}\b|\b{WORD} (?:is|zijn) niet\b(?! (?:gewijzigd|veranderd))",
    re.I,
)
NOT_ALONE = re.compile(r"\bniet (?:alleen|slechts|enkel)\b", re.I)


# What a sentence may say that names nobody: "Dit zijn de drie doelen voor de komende jaren:".
PLAIN = any_of(
    WORD, SMALL, COUNT, r"\w*volgende?", "hieronder", "hierna", "luiden", "blijven", "gelden",
    "leidend", "belangrijkste", "strategische", "nieuwe", "gesteld", "vastgesteld", "gaat", "dat",
    "als", "volgt", "opgesomd", "genoemd", "hier", "en", "of", "daaruit", "daarvan", "centraal",
    "koers", "strategie", r"\w*visie", "kent", "kennen", "heeft", "bevat", "document", "die",
    "geven", "richting", "werk",
)  # fmt: skip
IS_PLAIN = re.compile(rf"(?:[\s,:–-]*+\b{PLAIN}\b)*+[\s,.:–-]*+$", re.I)
SURELY = re.compile(r"\b(?:inspectie|toezicht|\w*perspectief)\b|^wij\b", re.I)
# What the inspectorate does with the goals of others.
JUDGES = any_of(
    "toetste?", "beoordeelt", "onderzoekt", "onderzocht", "signaleert", "vraagt", "onderschrijft",
    "beveelt", "adviseert", "verwerkt", "overweegt", "controleert", "constateert", "bespreekt",
    "bekijkt", "meet", "vindt", "ziet", "gaat na", "wijst",
)  # fmt: skip
IS_JUDGED = re.compile(
    rf"\binspectie {JUDGES}\b|\b{JUDGES} (?:(?:de|het|onze) )?\w*inspectie\b", re.I
)
# "Daarin staan drie doelen centraal": of what the sentence before it is about.
OF_BEFORE = re.compile(
    r"\b(?:daarin|daaruit|daarvan|daarbij|hierin|hieruit|hiervan|die|dat)\b|^(?:zij|ze)\b", re.I
)


def are_elsewhere(sentence, earlier, since):
    """Return whether the goals that a sentence announces are none of the supervision now.

    Args:
        sentence: what tells that goals follow.
        earlier: the sentence before it.
        since: the first year of what the letter offers, 0 when it states none; None without one.
    """
    told = COMPARED.sub("", sentence)
    years = [last for _, last, _ in years_in(without_dates(told))]
    if OVER.search(told) or (years and max(years) < (since or 0)):
        # They were those of before.
        return True
    if OF_OTHERS.search(sentence) or IS_JUDGED.search(sentence):
        return True
    if DENIED.search(NOT_ALONE.sub("", sentence)):
        return True
    if SURELY.search(sentence):
        # The supervision is named, and nobody else as the owner.
        return False
    if OF_BEFORE.search(sentence) and OWNED.search(earlier) and not SURELY.search(earlier):
        # The sentence before it is about somebody else.
        return True
    if SUPERVISION.search(sentence):
        # A plan is named: it may be one of somebody else.
        return bool(OWNED.search(told))
    # Nobody is named: the goals are those of the document that is offered, if any.
    return since is None or not IS_PLAIN.match(sentence)
