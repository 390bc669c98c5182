"""`manage.py take_in_letters`, as run in a terminal."""

import io

import pytest
from django.core.management import call_command

from programmes.models import IncomingLetter, Letter, WorkProgramme
from tests import factories

pytestmark = pytest.mark.django_db


def take_in(*paths):
    """Return the lines that the command prints."""
    out = io.StringIO()
    call_command("take_in_letters", *paths, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def file(tmp_path, letter_text):
    """Return a function that writes a file and gives its path."""

    def write(content=letter_text, name="brief.txt"):
        path = tmp_path / name
        path.write_text(content)
        return path

    return write


def test_a_letter_without_questions_is_stored(file, capsys):
    assert take_in(file()) == ["    1 als concept opgeslagen"]
    assert "0/1" in capsys.readouterr().err
    assert WorkProgramme.objects.get().letter == Letter.objects.get(reference="4896050")


def test_the_same_letter_again_changes_nothing(file):
    take_in(file())
    assert take_in(file(name="opnieuw.txt")) == ["    1 al in het register"]
    assert Letter.objects.count() == 1


def test_a_letter_with_a_conflict_waits_for_a_person(file):
    factories.LetterFactory(reference="4896050")
    path = file()
    assert take_in(path) == [
        f"{path}: nog te verwerken door iemand. Kenmerk: Er is al een brief met dit kenmerk.",
        "    1 nog te verwerken door iemand",
    ]
    assert [each.name for each in IncomingLetter.objects.to_process()] == ["brief.txt"]


def test_a_letter_with_a_fact_missing_waits_for_a_person(file, letter_text):
    path = file(letter_text.replace("22 september 2023", ""))
    assert take_in(path)[0] == (
        f"{path}: nog te verwerken door iemand. "
        "De soort brief, de datum of de ondertekenaar is niet gevonden."
    )
    assert not Letter.objects.exists()


def test_a_letter_that_names_a_term_waits_for_a_person(promising):
    assert take_in(promising)[0] == (
        f"{promising}: nog te verwerken door iemand. "
        "De brief noemt een termijn. Kies bij welke activiteit die hoort."
    )


def test_files_that_cannot_be_read_do_not_stop_the_others(file, tmp_path):
    script, missing = file("#!/bin/sh", "brief.pdf"), tmp_path / "weg.pdf"
    assert take_in(script, missing, file()) == [
        f"{script}: niet te lezen. Dit is geen pdf, Word-document (docx) of tekst. "
        "Andere bestanden worden niet gelezen.",
        f"{missing}: niet te lezen. No such file or directory",
        "    2 niet te lezen",
        "    1 als concept opgeslagen",
    ]
