"""A letter as a file to its text and its facts; runs in the sandbox, without Django."""

from programmes.intake.letters.facts import as_json
from programmes.intake.letters.parsing import parse
from programmes.intake.letters.reading.pages import answer


def answers(file):
    """Yield one answer about a file: that of `reading.pages.answer`, with the facts as JSON."""
    found = answer(file.read())
    yield found | {"facts": as_json(parse(found["pages"]))}
