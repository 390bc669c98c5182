"""`manage.py read_letter`, as run in a terminal."""

import io
import json

from django.core.management import call_command

from tests.letters.source import FILES

MODEL = FILES / "01-model.pdf"


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_each_file_is_one_line_of_json(tmp_path):
    damaged = tmp_path / "kapot.pdf"
    damaged.write_bytes(b"%PDF-1.7\n")
    missing = tmp_path / "weg.pdf"
    lines = run("read_letter", "--json", MODEL, damaged, missing).splitlines()
    first, second, third = [json.loads(line) for line in lines]
    assert (first["file"], first["reference"], first["error"]) == (str(MODEL), "5120934", None)
    assert (second["kind"], second["goals"], second["error"]) == (None, [], "corrupt")
    assert (third["file"], third["error"]) == (str(missing), "corrupt")


def test_people_read_where_each_fact_was_found():
    told = [" ".join(line.split()) for line in run("read_letter", MODEL).splitlines()]
    here = told.index("kenmerk 5120934")
    assert told[here + 1] == "pagina 1: “Ons kenmerk 5120934”"
    assert "Kamerstuk -" in told
