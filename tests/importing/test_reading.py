from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from programmes.importing import reading
from programmes.importing.ods import Formula
from tests.importing.files import excel, ods, upload, zipped


def cells(file):
    return [row for _number, row in reading.rows_of(file)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_csv(delimiter, bom):
    text = f'{bom}titel{delimiter}toelichting\r\n"een ""twee"""{delimiter}"é\nü"\r\n'
    assert cells(upload(text)) == [["titel", "toelichting"], ['een "twee"', "é\nü"]]


def test_excel_as_people_see_it():
    rows = [["titel", "datum"], ["a\nb", date(2024, 5, 1)], [2024.0, datetime(2024, 5, 1, 9)]]
    assert cells(excel(*rows, [True, None, 1.5])) == [
        ["titel", "datum", ""],
        ["a\nb", "2024-05-01", ""],
        ["2024", "2024-05-01", ""],
        ["ja", "", "1.5"],
    ]


def test_ods():
    assert cells(ods(["titel", "naam"], ["een\ntwee", "é"])) == [
        ["titel", "naam"],
        ["een\ntwee", "é"],
    ]


def test_a_formula_is_known_for_one_and_never_worked_out():
    for file in (excel(["titel"], ["=1+1"]), ods(["titel"], [], formula="of:=1+1")):
        _header, (cell,) = cells(file)
        assert isinstance(cell, Formula)
    assert cells(upload("titel,x\n=1+1,\n"))[1] == ["=1+1", ""]
    assert type(cells(upload("titel,x\n=1+1,\n"))[1][0]) is str


def test_rows_keep_their_number_when_some_are_empty():
    assert [number for number, _row in reading.rows_of(upload("a,b\n,\n1,2\n"))] == [1, 3]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (upload(""), "Het bestand is leeg."),
        (upload(b"a\n\xe9\n"), "De tekst is niet in UTF-8. Sla het bestand op als “CSV UTF-8”."),
        (upload('titel\n"nooit gesloten'), "Dit bestand is beschadigd, of geen spreadsheet."),
        (upload(b"PK\3\4 geen zip"), "Dit bestand is beschadigd, of geen spreadsheet."),
        (zipped(word__document_xml="x"), "Kies een CSV-, Excel- (xlsx) of ODS-bestand."),
        (zipped(content_xml="<geen xml"), "Dit bestand is beschadigd, of geen spreadsheet."),
        (zipped(xl__workbook_xml="x"), "Dit bestand is beschadigd, of geen spreadsheet."),
        (upload("a," * 70), "Het bestand heeft meer dan 60 kolommen."),
        (upload("a\n" + "x" * 20_001), "Rij 2 heeft een cel die te lang is."),
        (upload("a\nx\0y"), "Rij 2 heeft een cel die te lang is."),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_refused(file, reason):
    with pytest.raises(ValidationError) as refused:
        cells(file)
    assert refused.value.messages == [reason]


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_UNPACKED", 1000)
    with pytest.raises(ValidationError) as refused:
        cells(zipped(xl__workbook_xml="0" * 1001))
    assert refused.value.messages == ["Dit bestand wordt uitgepakt onredelijk groot."]


def test_a_file_of_more_than_20_mb_is_refused():
    file = upload("a")
    file.size = 20 * 1024 * 1024 + 1
    with pytest.raises(ValidationError, match="20 MB"):
        cells(file)


def test_more_than_50_000_rows_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    assert len(cells(upload("a\n1\n2\n"))) == 3
    with pytest.raises(ValidationError, match=r"50\.000 rijen"):
        cells(upload("a\n1\n2\n3\n"))
