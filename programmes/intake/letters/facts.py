"""The facts of a letter as JSON, as they are stored with an `IncomingLetter`."""

import json
from dataclasses import asdict
from datetime import date

from programmes.intake.letters.parsing import ParsedLetter
from programmes.intake.letters.parsing.fact import Fact
from programmes.intake.letters.parsing.signatures import Signer
from programmes.intake.letters.parsing.terms import Due

# By fact, the function from JSON to its value, where the value is of another type.
VALUES = {
    "date": date.fromisoformat,
    "kamerstuk": tuple,
    "years": tuple,
    "perspective": tuple,
    "signatories": lambda value: Signer(**value),
    "terms": lambda value: Due(*value),
}


def as_json(parsed):
    """Return a `ParsedLetter` as a dict of what JSON knows."""
    return json.loads(json.dumps(asdict(parsed), default=date.isoformat))


def from_json(facts):
    """Return the `ParsedLetter` of a dict that `as_json` made."""
    return ParsedLetter(**{name: restored(name, found) for name, found in facts.items()})


def restored(name, found):
    if isinstance(found, list):
        return tuple(restored(name, each) for each in found)
    if found is None:
        return None
    value = VALUES.get(name, lambda value: value)(found["value"])
    return Fact(value, found["page"], found["words"])
