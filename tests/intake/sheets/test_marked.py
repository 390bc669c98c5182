"""Cells that are more than a text: struck through, a number that is a day, shortened, garbled."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from programmes.intake.sheets import reading, storing
from programmes.intake.sheets.reading.aside import Aside
from programmes.intake.sheets.reading.marked import Counted, Struck
from programmes.models import Event, Precision
from tests import factories
from tests.intake.sheets.files import (
    NAMESPACES,
    bring_in,
    cells,
    inline,
    may_change,
    row,
    sheet_data,
    table,
    upload,
    workbook,
    zipped,
)

STYLES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("style", "style"), ("number", "datastyle"))
)


def problems(sheet):
    return list(sheet.rows.order_by("number").values_list("problems", flat=True))


def saved(book):
    kept = io.BytesIO()
    book.save(kept)
    return upload(kept.getvalue(), "lijst.xlsx")


def with_styles(styles, *lines):
    """Return an ODS with the XML of styles, and of lines."""
    xml = table(*lines).replace("<office:body", f"<x {STYLES} {NAMESPACES}>{styles}<office:body")
    return zipped(content_xml=f"{xml}</x>")


def told(text):
    return f"Hier staat doorgestreepte tekst: “{text}”. Haal die tekst weg, of de streep erdoor."


def test_struck_text_in_excel_is_refused_by_name(db):
    book, struck = Workbook(), Font(strike=True)
    partly = CellRichText("wel ", TextBlock(InlineFont(strike=True), "niet"), " wel")
    unstruck = CellRichText("wel ", TextBlock(InlineFont(strike=False, b=True), "ook"))
    for line in (["titel", "samenvatting"], ["een", "x"], ["twee", partly], ["drie", unstruck]):
        book.active.append(line)
    book.active["A2"].font = struck
    # An empty cell, and one struck through below the rows.
    book.active["B9"].font = struck
    assert problems(bring_in(saved(book))) == [
        [["titel", told("een")]], [["samenvatting", told("wel niet wel")]], [],
    ]  # fmt: skip
    book.active["A1"].font = struck
    with pytest.raises(ValidationError) as refused:
        bring_in(saved(book))
    assert refused.value.messages == [f"titel: {told('titel')}"]


@pytest.mark.parametrize("value", ["", 'val="1"'])
def test_struck_runs_of_shared_and_inline_texts_are_known(value):
    runs = f"<r><t>a</t></r><r><rPr><strike {value}/></rPr><t>b</t></r><r><t>c</t></r>"
    blank = "<r><rPr><strike/></rPr><t> </t></r><r><rPr><strike val='0'/></rPr><t>d</t></r>"
    shared = f"<sst><si>{runs}</si><si>{blank}</si><si><t>e</t></si></sst>"
    line = [f'<c t="inlineStr"><is>{runs}</is></c>', inline("f")]
    line += [f'<c t="s"><v>{place}</v></c>' for place in range(3)]
    (found,) = cells(workbook(("Blad1", "visible", sheet_data(line)), sharedStrings=shared))
    assert [(str(cell), type(cell)) for cell in found] == [
        ("abc", Struck), ("f", str), ("abc", Struck), (" d", str), ("e", str),
    ]  # fmt: skip


def test_struck_text_in_ods_is_known():
    styles = "".join(
        f'<style:style style:name="{name}" style:parent-style-name="{parent}">'
        f"<style:text-properties {line}/></style:style>"
        for name, parent, line in (
            ("streep", "", 'style:text-line-through-style="solid"'),
            ("ook", "", 'style:text-line-through-type="single"'),
            ("van", "streep", ""),
            ("niet", "streep", 'style:text-line-through-style="none"'),
        )
    )
    line = "".join(
        f'<table:table-cell table:style-name="{name}"><text:p>{name}</text:p></table:table-cell>'
        for name in ("streep", "ook", "van", "niet")
    )
    line += '<table:table-cell><text:p>a<text:span text:style-name="ook">b</text:span></text:p>'
    line += "</table:table-cell>"
    found = cells(with_styles(styles, f"<table:table-row>{line}</table:table-row>"))
    assert [[(str(cell), type(cell)) for cell in each] for each in found] == [
        [("streep", Struck), ("ook", Struck), ("van", Struck), ("niet", str), ("ab", Struck)]
    ]


def test_a_month_of_a_style_with_sections_stays_a_month_in_ods():
    styles = (
        '<number:date-style style:name="N1P0"><number:month/><number:year/></number:date-style>'
        '<number:text-style style:name="N1"><style:map style:apply-style-name="N1P0"/>'
        '</number:text-style><style:style style:name="ce1" style:data-style-name="N1"/>'
    )
    cell = '<table:table-cell table:style-name="ce1" office:value-type="date" '
    line = f'<table:table-row>{cell}office:date-value="2024-05-01"/></table:table-row>'
    assert cells(with_styles(styles, line)) == [["2024-05"]]


def test_a_number_of_days_is_a_date_where_a_date_is_asked(db):
    activity = factories.ActivityFactory(title="12345")
    days = ["<c><v>45413.0</v></c>", "<c><v>45414.395833</v></c>", "<c><v>2024</v></c>"]
    lines = [[f"<c><v>{activity.title}</v></c>", inline("rapport"), day] for day in days]
    head = [inline("activiteit"), inline("soort"), inline("datum")]
    sheet = bring_in(workbook(("Blad1", "visible", sheet_data(head, *lines))), "mijlpalen")
    storing.store(sheet, may_change, note="Erbij.")
    assert list(Event.objects.order_by("date_precision", "date").values_list(
        "date", "date_precision"
    )) == [
        (date(2024, 5, 1), Precision.DAY), (date(2024, 5, 2), Precision.DAY),
        (date(2024, 1, 1), Precision.YEAR),
    ]  # fmt: skip


def test_a_number_of_days_from_another_day_is_none():
    sheet = ("Blad1", "visible", sheet_data(["<c><v>43951</v></c>"]))
    kinds = [type(cells(workbook(sheet, properties=each))[0][0])
             for each in ("", 'date1904="1"')]  # fmt: skip
    assert kinds == [Counted, str]
    cell = '<table:table-cell office:value-type="float" office:value="43951"/>'
    line = f"<table:table-row>{cell}</table:table-row>"
    later = '<table:null-date table:date-value="1904-01-01"/>'
    assert [type(cells(with_styles(each, line))[0][0]) for each in ("", later)] == [Counted, str]


@pytest.mark.parametrize("text", ["#N/B", "#WAARDE!", "#SPILL!", "Err:502", "####", "Loading..."])
def test_a_cell_without_a_value_is_told(db, text):
    reason = f"Hier staat een fout, {text}. Zet er een waarde voor in de plaats."
    assert problems(bring_in(upload(f"titel\n{text}\n"))) == [[["titel", reason]]]


@pytest.mark.parametrize("text", ["1,23457E+19", "-1.5E+100"])
def test_a_text_of_a_number_that_a_program_shortened_is_told(db, text):
    reason = (
        f"Een spreadsheetprogramma heeft een lang getal ingekort tot {text}. Maak de cel tekst, en "
        "schrijf het getal uit."
    )
    assert problems(bring_in(upload(f"titel;samenvatting\n{text};\n"))) == [[["titel", reason]]]


def test_a_long_number_gets_no_digits_of_its_own():
    numbers = ["<c><v>1.2345678901234567E+19</v></c>", "<c><v>4.89605E+18</v></c>"]
    (found,) = cells(workbook(("Blad1", "visible", sheet_data(numbers))))
    assert found == ["12345678901234567000", "4896050000000000000"]


@pytest.mark.parametrize("text", ["Café", "“Één”", "€ 5"])
def test_a_text_in_another_encoding_is_told(db, text):
    garbled = text.encode().decode("cp1252", errors="replace")
    assert problems(bring_in(upload(f"titel\n{text}\n"))) == [[]]
    ((label, reason),) = problems(bring_in(upload(f"titel\n{garbled}\n")))[0]
    assert (label, reason.partition(":")[0]) == ("titel", "Hier zijn tekens verloren gegaan")


def test_the_first_sheet_with_cells_is_read():
    book = Workbook()
    book.active.title = "Leeg"
    book.create_sheet("Lijst").append(["titel"])
    book.create_sheet("Oud").append(["later"])
    aside = Aside([], [], [])
    assert (list(reading.rows_of(saved(book), aside)), aside.unread) == ([(1, ["titel"])], ["Oud"])
    tables = table(row("", repeated=60_000)) + table(row("titel")) + table(row("later"))
    empty_first = zipped(content_xml=f"<x {NAMESPACES}>{tables}</x>")
    assert list(reading.rows_of(empty_first)) == [(1, ["titel"])]
