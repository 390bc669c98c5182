"""The documents that letters offer, and the words for them."""

import re

from programmes.intake.letters.parsing.wording import any_of

PROGRAMME = "work_programme"
PERSPECTIVE = "perspective"
REPORT = "annual_report"
ADJUSTMENT = "adjustment"
OTHER = "other"

WORDS = {
    PROGRAMME: any_of(
        r"(?:meerjaren|meerjarige? |jaar|toezicht|inspectie)?-?(?:werkprogramma|werkplan)"
        r"(?:['’]s|nen)?",
        "meerjaren-?programma",
        "jaar-?(?:werk|toezicht)?(?:plan|programma)(?:nen)?",
        "(?:toezichts?|inspectie)(?:plan|programma)",
    ),
    PERSPECTIVE: any_of(
        "meerjaren-?(?:perspectief|plan|visie|koers|strategie|agenda|beleidsplan|kader|"
        "toezichtplan|toezichtvisie)",
        "meerjarige? (?:perspectief|plan|koers|strategie|visie|kader|toezichtplan|agenda)",
        r"strategische? (?:koers|plan|agenda|visie|meerjaren\w+)",
        "toezicht(?:visie|koers)",
        "(?<=de )koers",
        r"(?:koers|strategie)(?= \d)",
    ),
    REPORT: "jaar-?(?:bericht|verslag|rapport|rapportage)(?:en)?",
    ADJUSTMENT: any_of(
        "(?:tussentijdse )?(?:bijstelling|wijziging|aanpassing|herziening|actualisatie|"
        "actualisering|herijking|aanvulling|addendum|herprioritering)(?:en)?",
    ),
    OTHER: any_of(
        "antwoord(?:en)?", "beantwoording", "(?:beleids|kabinets)?reactie", "afschrift",
        r"\w*rapport(?:en|ages?)?", r"\w+(?:verslag|bericht)(?:en)?", r"\w*onderzoeks?(?:rapport)?",
        r"evaluatie\w*", r"\w*brief",
        r"voortgangs\w+", "lijst", "verslag", "advies", "besluit", "wetsvoorstel", "benoeming",
        "overzicht(?! van (?:de |alle )?(?:wijziging|aanpassing|bijstelling)en)",
        "planning", "stand van zaken", "verzoek", "toelichting",
        r"inspectierapport\w*", "monitor", "nota", "notitie", "begroting", "convenant", "protocol",
    ),
}  # fmt: skip
CHANGES = (
    r"(?:bijgesteld|aangepast|gewijzigd|herzien|geactualiseerd|bijgewerkt|herijkt|aangevuld)e?"
)
CHANGED = any_of(
    rf"{CHANGES} (?:(?:versie|planning|programmering) van (?:het|een|haar|zijn|mijn) )?"
    rf"(?:\w+ )?{WORDS[PROGRAMME]}",
    rf"{WORDS[PROGRAMME]}-?(?:wijziging|aanpassing|bijstelling|herziening|actualisatie)(?:en)?",
)
NOUN = re.compile(
    rf"(?<![\w-])(?:(?P<changed>{CHANGED})|"
    + "|".join(
        f"(?P<{kind}>{WORDS[kind]})" for kind in (ADJUSTMENT, PROGRAMME, PERSPECTIVE, REPORT, OTHER)
    )
    + r")(?!\w)",
    re.I,
)


def kind_of(noun):
    """Return the kind of document that a match of NOUN names."""
    return ADJUSTMENT if noun.lastgroup == "changed" else noun.lastgroup
