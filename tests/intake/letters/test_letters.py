"""Each letter of tests/letters is parsed to the facts that it was generated from."""

import json

import pytest

from programmes.intake.letters.answer import as_dictionary
from programmes.intake.letters.reading import read
from tests.letters.source import FILES, expected, letters

pytestmark = pytest.mark.long

LETTERS = sorted(path for path in FILES.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", LETTERS, ids=[path.name for path in LETTERS])
def test_a_letter_is_read_whole(path):
    with path.open("rb") as file:
        reading = read(file)
    told = json.loads(path.with_suffix(path.suffix + ".json").read_text(encoding="utf-8"))
    assert as_dictionary(path.name, reading) == {
        "file": path.name,
        **told,
        "error": None,
    }


def test_the_letters_are_those_of_the_data():
    """`make letters` was run after the last change of the data."""
    assert {path.name for path in LETTERS} == {letter["file"] for letter in letters()}
    for letter in letters():
        told = FILES / f"{letter['file']}.json"
        assert json.loads(told.read_text(encoding="utf-8")) == expected(letter)
