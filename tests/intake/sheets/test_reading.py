"""Spreadsheet files to rows; and files that are refused, hostile ones too."""

from datetime import date, datetime

import psutil
import pytest

from programmes.intake import sandbox
from programmes.intake.sheets import reading
from programmes.intake.sheets.reading import limits, ods
from programmes.intake.sheets.reading.marked import Formula
from tests.intake.sheets import files
from tests.intake.sheets.files import cells, excel, refusal, upload, zipped

DAMAGED = "Dit bestand is beschadigd, of geen spreadsheet."
UNREASONABLE = "Dit bestand wordt uitgepakt onredelijk groot."
COLUMNS = "Het bestand heeft meer dan 60 kolommen."
ROWS = "Het bestand heeft meer dan 50.000 rijen. Splits het."
OTHER = "Kies een CSV-, Excel- (xlsx) of ODS-bestand."
UTF_8 = "De tekst is niet in UTF-8. Sla het bestand op als “CSV UTF-8”."


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_csv(delimiter, bom):
    text = f'{bom}titel{delimiter}toelichting\r\n"een ""twee"""{delimiter}"é\nü"\r\n'
    assert cells(upload(text)) == [["titel", "toelichting"], ['een "twee"', "é\nü"]]


def test_excel_as_people_see_it():
    rows = [["titel", "datum"], ["a\nb", date(2024, 5, 1)], [2024.0, datetime(2024, 5, 1, 9)]]
    assert cells(excel(*rows, [True, None, 1.5])) == [
        ["titel", "datum"],
        ["a\nb", "2024-05-01"],
        ["2024", "2024-05-01"],
        ["ja", "", "1.5"],
    ]


def test_ods():
    assert cells(files.ods(["titel", "naam"], ["een\ntwee", "é"])) == [
        ["titel", "naam"],
        ["een\ntwee", "é"],
    ]


def test_a_formula_is_known_for_one_and_never_worked_out():
    for file in (excel(["titel"], ["=1+1"]), files.ods(["titel"], [], formula="of:=1+1")):
        _header, (cell,) = cells(file)
        assert isinstance(cell, Formula)
    hostile = ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)"]
    _header, row = cells(upload("a,b,c\n" + ",".join(hostile)))
    assert (row, [type(cell) for cell in row]) == (hostile, [str, str, str])


@pytest.mark.parametrize(
    "file",
    [upload("a,b\n,\n\n1,2\n"), excel(["a", "b"], [], [], [1, 2]),
     files.content(files.row("a", "b"), files.row(repeated=2), files.row("1", "2"))],
)  # fmt: skip
def test_rows_keep_their_number_when_some_are_empty(file):
    assert list(reading.rows_of(file)) == [(1, ["a", "b"]), (4, ["1", "2"])]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (upload(""), "Het bestand is leeg."),
        (upload(b"a\n\xe9\n"), UTF_8),
        (upload("a\n".encode("utf-16")), UTF_8),
        (upload(b"PK\3\4 geen zip"), DAMAGED),
        (zipped(word__document_xml="x"), OTHER),
        (zipped(content_xml="<geen xml"), DAMAGED),
        (zipped(xl__workbook_xml="x"), DAMAGED),
        (upload("a," * 70 + "a"), COLUMNS),
        (upload("a\n" + "x" * 20_001), "Rij 2 heeft een cel die te lang is."),
        (upload("a\n" * 50_002), ROWS),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_refused(file, reason):
    assert refusal(file) == [reason]


ENTITY = "<row><c t='str'><v>&e;</v></c></row>"
MADE = {
    "program": (lambda: upload(b"MZ\x90\0\3\0\0\0" + b"\0" * 2000, "lijst.csv"), OTHER),
    "pdf": (lambda: upload(b"%PDF-1.7\n", "lijst.xlsx"), OTHER),
    "null sign": (lambda: upload("a\n" * 2000 + "x\0y"), OTHER),
    "excel, from outside": (lambda: files.with_sheet(ENTITY, start=files.OUTSIDE), DAMAGED),
    "excel, laughs": (lambda: files.with_sheet(ENTITY, start=files.LAUGHS), DAMAGED),
    "ods, from outside": (lambda: files.content(files.row("&e;"), start=files.OUTSIDE), DAMAGED),
    "ods, laughs": (lambda: files.content(files.row("&e;"), start=files.LAUGHS), DAMAGED),
    "csv, columns": (lambda: upload("a," * 1_000_000 + "a"), COLUMNS),
    "excel, columns": (
        lambda: files.with_sheet(f"<row>{'<c><v>1</v></c>' * 100_000}</row>"), COLUMNS),
    "excel, column": (lambda: files.with_sheet("<row><c r='ZZZ1'><v>1</v></c></row>"), COLUMNS),
    "ods, columns": (lambda: files.content(files.row("a", columns=1_000_000)), COLUMNS),
    "ods, rows": (lambda: files.content(files.row("a", repeated=1_000_000)), ROWS),
    "ods, text": (
        lambda: files.content(files.row("x" * 20_000, columns=60, repeated=50_000)), UNREASONABLE),
    "claims more": (
        lambda: zipped({"xl/workbook.xml": 400 * 1024**2}, xl__workbook_xml="x"), UNREASONABLE),
    "claims less": (
        lambda: zipped({"content.xml": 10}, content_xml=files.table(files.row("a"))), DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize(("make", "reason"), MADE.values(), ids=MADE.keys())
def test_what_is_made_on_purpose_is_refused(make, reason):
    assert refusal(make()) == [reason]


def test_the_size_that_an_excel_file_claims_is_not_believed():
    sheet = "<row r='1'><c r='A1' t='str'><v>titel</v></c></row>"
    assert cells(files.with_sheet(sheet, dimension="A1:XFD1048576")) == [["titel"]]


@pytest.mark.parametrize("limits", [{"MEMORY": 200 * 1024**2}, {"SECONDS": 1}])
def test_what_takes_too_much_memory_or_time_is_stopped(monkeypatch, limits):
    for name, limit in limits.items():
        monkeypatch.setattr(sandbox, name, limit)
    assert cells(files.content(files.row("a"))) == [["a"]]
    row = files.row("a").replace("</table:table-row>", "<table:table-cell/>" * 4_000_000)
    assert refusal(files.content(f"{row}</table:table-row>")) == [UNREASONABLE]


def test_a_file_of_more_than_20_mb_is_refused():
    file = upload("a")
    file.size = 20 * 1024 * 1024 + 1
    assert refusal(file) == ["Het bestand is groter dan 20 MB."]


def test_who_stops_reading_stops_the_process():
    rows = reading.rows_of(upload("a\n" * 40_000))
    assert next(rows) == (1, ["a"])
    (process,) = [each for each in psutil.Process().children() if reads(each)]
    rows.close()
    assert not process.is_running()


def reads(process):
    return "programmes.intake.sandbox" in process.cmdline()


def test_a_repeated_cell_counts_as_often_as_it_is_there():
    assert ods.MOST_REPEATED > limits.MAX_COLUMNS
    assert cells(files.content(files.row("a", columns=3))) == [["a", "a", "a"]]
