"""Cells are read as they are shown; what a file hides, and odd lines of a CSV, are told."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from programmes.intake.sheets import reading, storing
from programmes.intake.sheets.reading.aside import Aside
from programmes.intake.sheets.reading.patterns import pattern
from programmes.models import Activity
from tests import factories
from tests.intake.sheets.files import (
    NAMESPACES,
    bring_in,
    cells,
    excel,
    may_change,
    refusal,
    row,
    table,
    upload,
    zipped,
)


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ("0000000", 12345, "0012345"),
        ('"DGRR-"000', 7, "DGRR-007"),
        ('000"-"0000', 4896123, "489-6123"),
        ("\\V\\G\\P/0000", 31, "VGP/0031"),
        ('"DGRR-"0', 7, "DGRR-7"),
        ('"2024-"0', 7, "2024-7"),
        ("0-000", 12345, "12-345"),
        ("#-0000", 123, "-0123"),
        ("0##", 5, "005"),
        ("000 000", 12345, "012 345"),
        ("[$-413][Red]00;-00", 3, "03"),
        ("000", 1234, "1234"),
        ("00", 1.5, ""),
        ("0%", 0.5, "50%"),
        ("0.00%", 0.125, "12,50%"),
    ],
)
def test_a_number_that_stands_for_a_text_is_written_as_shown(code, number, text):
    assert pattern(code).written(number) == text


@pytest.mark.parametrize(
    "code",
    [
        *("General", "0", "@", "#,##0", "0.00", "€ #,##0.00", "# ?/?", "0.00E+00", ";;;", ""),
        # A space or a point between thousands.
        *("# ##0", "#\\ ##0", "0 000", '0"\u00a0"000', "0\\.000"),
        # A unit, a currency.
        *('0 "jaar"', '0" m2"', '"€" 0', '"EUR "# ##0'),
        # Places that may stay empty after the first group.
        *("0##-###", "000-#"),
    ],
)
def test_other_numbers_are_written_as_they_are(code):
    assert pattern(code) is None


def test_numbers_in_workbooks_are_read_as_shown():
    book, kept = Workbook(), io.BytesIO()
    for place, (code, value) in enumerate([("00000", 42), ("0%", 0.25), ("0", 42)], 1):
        cell = book.active.cell(1, place, value)
        cell.number_format = code
    book.save(kept)
    assert cells(upload(kept.getvalue(), "lijst.xlsx")) == [["00042", "25%", "42"]]
    shown = "".join(
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{text}</text:p></table:table-cell>"
        for value, text in (("42", "00042"), ("7", "DGRR-007"), ("4896123", "4.896.123"),
                            ("1.5", "1,5"), ("0", "0"), ("4.7E+3", "4700"), ("3", "3 jaar"),
                            ("31", "VGP/31"))
    )  # fmt: skip
    line = f"<table:table-row {NAMESPACES}>{shown}</table:table-row>"
    found = cells(zipped(content_xml=table(line)))
    assert found == [["00042", "DGRR-007", "4896123", "1.5", "0", "4700", "3", "VGP/31"]]


def test_rows_that_a_file_hides_are_read_and_told(db):
    book, kept = Workbook(), io.BytesIO()
    for title in ("titel", "een", "twee", "drie"):
        book.active.append([title])
    book.active.auto_filter.ref = "A1:A4"
    book.active.row_dimensions[3].hidden = True
    # Without cells.
    book.active.row_dimensions[9].hidden = True
    book.save(kept)
    sheet = bring_in(upload(kept.getvalue(), "lijst.xlsx"))
    assert (sheet.hidden, sheet.rows.count()) == ([3], 3)
    aside = Aside([], [], [])
    hidden = row("twee", repeated=2).replace("<table:table-row", '<table:table-row '
        'table:visibility="filter"')  # fmt: skip
    content = zipped(content_xml=table(row("titel"), hidden, row("drie")))
    assert (len([*reading.rows_of(content, aside)]), aside.hidden) == (4, [2, 3])


def test_the_preview_names_hidden_rows(as_redacteur):
    book, kept = Workbook(), io.BytesIO()
    for title in ("titel", "een"):
        book.active.append([title])
    book.active.row_dimensions[2].hidden = True
    book.save(kept)
    sheet = bring_in(upload(kept.getvalue(), "lijst.xlsx"))
    page = as_redacteur.get(f"/beheer/programmes/sheetimport/{sheet.pk}/change/")
    assert "Verborgen rijen zijn ook gelezen: 2." in page.text


def test_columns_that_a_file_hides_are_read_and_told(as_redacteur):
    book, kept = Workbook(), io.BytesIO()
    book.active.append(["titel", "samenvatting", "bronnen", "status"])
    book.active.append(["een", "Kort.", "", "gepland"])
    for letter in ("B", "D", "E"):
        book.active.column_dimensions[letter].hidden = True
    book.save(kept)
    sheet = bring_in(upload(kept.getvalue(), "lijst.xlsx"))
    assert (sheet.hidden_columns, sheet.rows.get().cells[1]) == (["samenvatting"], "Kort.")
    page = as_redacteur.get(f"/beheer/programmes/sheetimport/{sheet.pk}/change/")
    assert "Verborgen kolommen zijn ook gelezen: samenvatting." in page.text


def test_columns_that_an_ods_file_hides_are_told():
    columns = (
        "<table:table-column/>"
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    )
    aside = Aside([], [], [])
    found = [*reading.rows_of(zipped(content_xml=table(columns + row("titel"))), aside)]
    assert (len(found), aside.hidden_columns) == (1, [2, 3])


@pytest.mark.parametrize("start", ["\n", ";;\n\n", "\r\n\r\n", " \n"])
def test_the_separator_of_a_csv_is_that_of_its_first_line_with_a_text(start):
    assert cells(upload(f"{start}titel;kenmerk\na, b, c;1\n"))[-2:] == [
        ["titel", "kenmerk"],
        ["a, b, c", "1"],
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('titel;x\n"a"b;1\n', 2),
        ('titel\na\n"b\nc\n', 4),
        ('titel\n"nooit gesloten', 2),
        ('titel\n"a \\"b\\" c"\n', 2),
    ],
)
def test_a_quotation_mark_in_a_wrong_place_is_told_with_its_line(text, line):
    (told,) = refusal(upload(text))
    assert told.startswith(f"Regel {line} heeft een aanhalingsteken op een verkeerde plaats.")


def test_a_file_with_a_password_is_told_so():
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    file = zipped(**{"content_xml": "\x01\x02", "META-INF__manifest_xml": manifest})
    assert refusal(file) == ["Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord."]


@pytest.mark.parametrize(
    "text", ["Totaal", "EINDTOTAAL", "Subtotaal:", "totaal aantal", "Aantal: 2", "Gemiddelde"]
)
def test_a_row_of_totals_is_no_record(db, text):
    sheet = bring_in(excel(["titel", "samenvatting"], ["een", ""], [text, "3"]))
    told = "Dit lijkt een rij met een totaal. Haal die rij weg."
    assert list(sheet.rows.values_list("outcome", "problems")) == [
        ("nieuw", []), ("fout", [["", told]]),
    ]  # fmt: skip


def test_a_title_that_begins_with_totaal_is_a_title(db):
    sheet = bring_in(excel(["titel"], ["Totaalbeeld van de opsporing"], ["Totaal andere aanpak"]))
    storing.store(sheet, may_change)
    assert Activity.objects.count() == 2


@pytest.mark.parametrize(
    "text",
    ["Bron: planning van maart", "* voorlopig", "NB: onder voorbehoud", "Toelichting: zie blad 2",
     "Laatst bijgewerkt op 3 mei 2024", "Peildatum: 1 mei", "Noot 1: uitgesteld", "¹ met de IGJ",
     "Bijgewerkt: 3 mei 2024", "Stand per mei 2024", "1) uitgesteld", "Pagina 1 van 2",
     "Bron:|planning van maart", "NB|onder voorbehoud"],
)  # fmt: skip
def test_a_note_below_the_table_is_no_record(db, text):
    note = text.split("|")
    sheet = bring_in(excel(["titel", "samenvatting"], ["een", ""], [None, None], note))
    told = "Dit lijkt een noot bij de tabel. Haal die rij weg."
    assert list(sheet.rows.values_list("outcome", "problems")) == [
        ("nieuw", []), ("fout", [["", told]]),
    ]  # fmt: skip


def test_what_explains_the_titles_of_the_columns_is_no_record(db):
    sheet = bring_in(excel(["titel", "samenvatting"], ["(kort)", "(drie zinnen)"], ["(Her)start"]))
    assert [row.outcome for row in sheet.rows.all()] == ["fout", "nieuw"]


def test_the_titles_of_the_columns_again_are_no_record(db):
    sheet = bring_in(excel(["Titel", "samenvatting"], ["een", ""], ["TITEL", "Samenvatting"]))
    told = "Hier staan de koppen van de kolommen nog een keer. Haal deze rij weg."
    assert [row.problems for row in sheet.rows.all()] == [[], [["", told]]]


@pytest.mark.parametrize(
    "title", ["Bronnen van onrust", "Stand van zaken", "Aantal meldingen", "NBA", "Toelichting"]
)
def test_a_title_that_begins_as_a_note_is_a_title(db, title):
    sheet = bring_in(excel(["titel", "samenvatting"], [title, None], ["Bron: de put", "Kort."]))
    assert [row.outcome for row in sheet.rows.all()] == ["nieuw", "nieuw"]


def test_a_term_that_a_spreadsheet_program_made_a_date_is_written_in_words(db):
    activity = factories.ActivityFactory(title="Toezicht")
    factories.PlanningFactory(activity=activity, programme=factories.ProgrammeFactory())
    book, kept = Workbook(), io.BytesIO()
    book.active.append(["activiteit", "soort", "woorden"])
    for code in ("mmm-yy", "d-mmm"):
        book.active.append(["Toezicht", "rapport", date(2024, 5, 1)])
        book.active.cell(book.active.max_row, 3).number_format = code
    book.active.append(["Toezicht", "rapport", "2025-26"])
    book.save(kept)
    sheet = bring_in(upload(kept.getvalue(), "lijst.xlsx"), "verwachtingen")
    storing.store(sheet, may_change, note="Erbij.")
    assert list(activity.expectations.values_list("words", "last_day")) == [
        ("mei 2024", date(2024, 5, 31)), ("1 mei 2024", date(2024, 5, 1)), ("2025-26", None),
    ]  # fmt: skip
    sheet = bring_in(excel(["adres", "gepland_voor"], [activity.slug, date(2024, 10, 1)]))
    storing.store(sheet, may_change, note="Erbij.")
    assert activity.plannings.get().planned_for == "1 oktober 2024"


def test_a_date_in_an_ods_is_a_term_in_words(db):
    factories.ActivityFactory(title="Toezicht")
    cell = '<table:table-cell office:value-type="date" office:date-value="2024-05-01"/>'
    line = row("Toezicht", "rapport").replace("</table:table-row>", f"{cell}</table:table-row>")
    content = zipped(content_xml=table(row("activiteit", "soort", "woorden"), line))
    assert bring_in(content, "verwachtingen").rows.get().cells == [
        "Toezicht", "rapport", "1 mei 2024",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["2011-12", "2025-26", "2024-10-01"])
def test_a_term_that_is_no_date_in_the_file_is_stored_as_written(db, text):
    planning = factories.PlanningFactory()
    kept = upload(f"adres,gepland_voor\n{planning.activity.slug},{text}\n")
    storing.store(bring_in(kept), may_change, note="Erbij.")
    planning.refresh_from_db()
    assert planning.planned_for == text


def test_a_date_out_of_range_is_shown_as_the_file_has_it(db):
    sheet = bring_in(excel(["titel", "gepland_voor"], ["een", date(1950, 10, 1)]))
    assert sheet.rows.get().cells == ["een", "1950-10-01"]
