"""A letter as text, of which tests change a part."""

from programmes.intake.letters.answer import as_dictionary
from programmes.intake.letters.parsing import parse
from programmes.intake.letters.reading import Reading

HEAD = "Ons kenmerk\n5120934\n\nBijlagen\n2\n\nDatum 3 maart 2025\nOnderwerp Jaarplan 2026"
TO = "Aan de Voorzitter van de Tweede Kamer\nder Staten-Generaal\nPostbus 20018\n2500 EA DEN HAAG"
BODY = "Hierbij bied ik u het Jaarplan 2026 van de Inspectie aan."
SIGNED = "De Minister van Asiel en Migratie,\n\n\nR. Bakker"
GOALS = ["versterken van vertrouwen", "bevorderen van leren in de keten"]


def facts(*, above="", head=HEAD, body=BODY, signed=SIGNED, below=""):
    """Return what is read from the letter with other parts, as `read_letter --json` gives it."""
    text = "\n\n".join(filter(None, [above, TO, head, body, signed, below]))
    return as_dictionary("brief.txt", Reading(letter=parse([text])))
