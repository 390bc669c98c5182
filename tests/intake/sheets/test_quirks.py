"""What spreadsheet programs add to a file that is not in its cells."""

import pytest

from tests.intake.sheets.files import NAMESPACES, bring_in, cells, upload, zipped

TABLE = [["titel", "samenvatting"], ["een", "kort"]]


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line", ["sep={}", "SEP={}", '"sep={}"'])
def test_a_line_that_names_the_separator_is_none_of_the_table(line, separator, end, bom):
    lines = [line.format(separator), *(separator.join(row) for row in TABLE)]
    assert cells(upload(bom + end.join(lines))) == TABLE


def test_the_separator_that_is_named_goes_before_the_one_that_is_guessed():
    assert cells(upload("sep=;\ntitel;a,b,c\neen;x,y\n")) == [["titel", "a,b,c"], ["een", "x,y"]]


@pytest.mark.parametrize("quoted", ['"a;b;c","een, twee"', '"a\nb;;",c', '"a ""b"";;\n\n;",c'])
def test_the_separator_is_looked_for_outside_quotation_marks(quoted):
    header, row = cells(upload(f"{quoted}\n1,2\n"))
    assert (len(header), row) == (2, ["1", "2"])


@pytest.mark.parametrize("title", ["sep", "separator=", "sep=lang"])
def test_a_column_may_have_such_a_name(title):
    assert cells(upload(f"{title};titel\na;b\n")) == [[title, "titel"], ["a", "b"]]


@pytest.mark.parametrize(
    "title",
    ["gepland\nvoor", "gepland\r\nvoor", "gepland\u00a0voor", "gepland  voor", " gepland voor ",
     "Gepland voor", "GEPLAND\u2009VOOR", "gepland\u200b voor", "\u00a0gepland voor\u00a0"],
)  # fmt: skip
def test_the_spaces_in_a_title_do_not_matter(db, title):
    sheet = bring_in(upload(f'"{title}",titel\nnajaar,een\n'))
    assert sheet.columns == ["gepland_voor", "titel"]


@pytest.mark.parametrize("beyond", [" ", "\u00a0", "\u200b", " , ,"])
def test_cells_that_look_empty_beyond_the_last_column_do_not_matter(db, beyond):
    row = bring_in(upload(f"titel,samenvatting\neen,kort,{beyond}\n")).rows.get()
    assert (row.outcome, row.problems) == ("nieuw", [])


def test_a_cell_beyond_the_last_column_is_told(db):
    row = bring_in(upload("titel,samenvatting\neen,kort, ,x\n")).rows.get()
    assert row.problems == [["", "De rij heeft meer cellen dan er kolommen zijn."]]


ODS = {
    "<table:table-cell><office:annotation><text:p>navragen</text:p></office:annotation>"
    "<text:p>een</text:p></table:table-cell>": "een",
    '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p>'
    "</table:table-cell>": "50%",
    "<table:table-cell><text:p>een<text:span> en </text:span>twee</text:p></table:table-cell>": (
        "een en twee"
    ),
    '<table:table-cell><text:p>een<text:s text:c="2"/>2</text:p></table:table-cell>': "een  2",
    "<table:table-cell><text:p>een</text:p><text:p>twee</text:p></table:table-cell>": "een\ntwee",
}


@pytest.mark.parametrize("cell", ODS)
def test_a_cell_of_an_ods_has_its_text_only(cell):
    inside = f"<table:table-row>{cell}</table:table-row>"
    table = f"<office:body {NAMESPACES}><table:table>{inside}</table:table></office:body>"
    assert cells(zipped(content_xml=table)) == [[ODS[cell]]]
