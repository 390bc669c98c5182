"""Excel files as programs write them: only the data matter; what has no value is named."""

import pytest

from programmes.intake.sheets import reading
from programmes.intake.sheets.reading.aside import Aside
from tests.intake.sheets.files import (
    STRICT,
    TRANSITIONAL,
    cells,
    content,
    inline,
    refusal,
    row,
    sheet_data,
    upload,
    workbook,
)

HEAD = [inline("titel"), inline("datum")]


def one(*values, **parts):
    """Return the cells below the header of a workbook with one visible sheet."""
    file = workbook(("Blad1", "visible", sheet_data(HEAD, list(values))), **parts)
    _header, found = cells(file)
    return found


def styled(*codes):
    """Return the XML of styles with a format of their own each, the first of which is general."""
    own = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{c}"/>' for n, c in enumerate(codes))
    used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    return (
        f"<styleSheet><numFmts>{own}</numFmts><fills><fill><onzin/></fill></fills>"
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{used}<xf numFmtId="17"/></cellXfs></styleSheet>'
    )


@pytest.mark.parametrize("names", [TRANSITIONAL, STRICT])
@pytest.mark.parametrize("main", ["xl/workbook.xml", "xl/werkmap7.xml", "deel/a b/main.xml"])
def test_parts_are_found_by_their_relationships(main, names):
    assert one(inline("een"), main=main, names=names) == ["een"]


def test_a_text_loses_no_line_end_and_gains_no_code():
    text = "een_x000D_\ntwee_x005F_x000D_ _x0009_drie_x0000__xD800_"
    assert one(inline(text)) == ["een\r\ntwee_x000D_ \tdrie"]


def test_shared_and_rich_texts_are_read_without_hints():
    shared = "<sst><si><t>a</t></si><si><r><t>ge</t></r><r><b/><t>heel</t></r>" \
        "<rPh><t>hint</t></rPh></si></sst>"  # fmt: skip
    rich = '<c t="inlineStr"><is><r><t>ook </t></r><r><t>dit</t></r></is></c>'
    assert one('<c t="s"><v>1</v></c>', rich, sharedStrings=shared) == ["geheel", "ook dit"]


def shown(*cells):
    """Return the texts of cells in one row, given as (format, number)."""
    codes = [code for code, _number in cells]
    given = [f'<c s="{n}"><v>{number}</v></c>' for n, (_code, number) in enumerate(cells, 1)]
    return one(*given, styles=styled(*codes))


def test_a_date_is_as_precise_as_it_is_shown():
    expected = {
        "d-m-yyyy": "2024-05-17",
        "[$-413]d mmmm yyyy;@": "2024-05-17",
        "mmm\\-yy": "2024-05",
        "[$-413]mmmm yyyy": "2024-05",
        "yyyy": "2024",
        "&quot;dag &quot;yyyy": "2024",
        "h:mm": "12:00",
        "yyyy-mm-dd hh:mm": "2024-05-17",
        "0.00": "45429.5",
        "#,##0\\ [$€-413]": "45429.5",
        "General": "45429.5",
    }
    found = shown(*((code, "45429.5") for code in expected))
    assert dict(zip(expected, found, strict=True)) == expected


def test_a_duration_goes_on_after_24_hours():
    expected = {
        ("[h]:mm", "1.5"): "36:00",
        ("[hh]:mm:ss", "2.104861111"): "50:31:00",
        ("[mm]:ss", "0.0625"): "90:00",
        ("[$-413][s]", "0.001"): "86",
        ("[h]:mm", "0"): "0:00",
        ("[h] &quot;hours&quot;", "1.5"): "36",
        ("[h]:mm;[Red]-[h]:mm:ss", "1.5"): "36:00",
        ("[h]:mm", "-1"): "-1",
    }
    assert dict(zip(expected, shown(*expected), strict=True)) == expected


def test_built_in_formats_and_other_days_to_count_from():
    assert one('<c s="2"><v>45413</v></c>', styles=styled("0")) == ["2024-05"]
    later = {"properties": 'date1904="1"', "styles": styled("yyyy-mm-dd")}
    assert one('<c s="1"><v>43967</v></c>', **later) == ["2024-05-17"]
    assert one('<c t="d" s="1"><v>2024-05-17T00:00:00</v></c>', names=STRICT) == ["2024-05-17"]


@pytest.mark.parametrize("styles", ["", "<styleSheet><cellXfs", "<geen/>"])
def test_styles_that_cannot_be_read_do_not_matter(styles):
    assert one(inline("een"), '<c s="9"><v>3</v></c>', styles=styles) == ["een", "3"]


def test_numbers_and_truths_are_written_as_people_see_them():
    given = [f"<c><v>{number}</v></c>" for number in ("12", "12.0", "1.5", "4.7E3", "")]
    assert one(*given, '<c t="b"><v>1</v></c>', '<c t="b"><v>0</v></c>') == [
        "12", "12", "1.5", "4700", "", "ja", "nee",
    ]  # fmt: skip


def test_a_sheet_that_is_hidden_is_not_read():
    hidden = ("Lijsten", "hidden", sheet_data([inline("verborgen")]))
    very = ("Intern", "veryHidden", sheet_data([inline("verborgen")]))
    seen = ("Activiteiten", "visible", sheet_data(HEAD))
    later = ("Oud", "visible", sheet_data([inline("later")]))
    aside = Aside([], [], [])
    rows = list(reading.rows_of(workbook(hidden, very, seen, later), aside))
    assert (rows, aside.unread) == ([(1, ["titel", "datum"])], ["Lijsten", "Intern", "Oud"])
    assert refusal(workbook(hidden)) == ["Het bestand is leeg."]


def test_merged_cells_are_refused_by_name():
    merged = '<mergeCells><mergeCell ref="B2"/><mergeCell ref="B2:B3"/></mergeCells>'
    file = workbook(("Blad1", "visible", sheet_data(HEAD, [inline("a")], after=merged)))
    reason = "De cellen {} zijn samengevoegd. Splits ze en vul ze allemaal in."
    assert refusal(file) == [reason.format("B2:B3")]
    spanned = row("a", "b").replace("<table:table-cell ", '<table:table-cell '
        'table:number-rows-spanned="2" ', 1)  # fmt: skip
    assert refusal(content(row("titel"), spanned)) == [reason.format("A2")]


def test_what_only_has_the_name_of_a_spreadsheet_is_told_so():
    old = "Dit is een Excel-bestand van voor 2007, of met een wachtwoord. Sla het op als xlsx."
    tags = (
        "Dit is een webpagina of een andere tekst met tags, hoe het bestand ook heet. Open het in "
        "een spreadsheetprogramma en sla het op als xlsx."
    )
    assert refusal(upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls")) == [old]
    for page in ("<table><tr><td>titel</td></tr></table>", "\ufeff\n <!DOCTYPE html>", "<?xml "):
        assert refusal(upload(page, "lijst.xls")) == [tags]
    word = workbook(names=TRANSITIONAL).read().replace(b"x:workbook", b"x:document")
    assert refusal(upload(word, "brief.xlsx")) != []


@pytest.mark.parametrize("cell", ["<c/>", "<c><v>1</v></c>", inline(" ")])
def test_a_row_of_a_million_columns_is_refused(cell):
    sheet = f"<sheetData><row>{cell * 1_000_000}</row></sheetData>"
    reason = "Het bestand heeft meer dan 60 kolommen."
    assert refusal(workbook(("Blad1", "visible", sheet))) == [reason]


@pytest.mark.parametrize("line", ["<row/>", '<row><c t="s"><v>0</v></c></row>'])
def test_a_sheet_of_three_million_rows_is_refused(line):
    shared = f"<sst>{'<si><t>een tekst</t></si>' * 1_000_000}</sst>"
    sheet = ("Blad1", "visible", f"<sheetData>{line * 3_000_000}</sheetData>")
    reason = "Het bestand heeft meer dan 50.000 rijen. Splits het."
    assert refusal(workbook(sheet, sharedStrings=shared)) == [reason]
