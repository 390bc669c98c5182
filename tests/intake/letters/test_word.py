"""Word documents: what Word shows when all changes are accepted, in each form of the file."""

import io
import re
import zipfile

import pytest

from programmes.intake.letters.reading.pages import answer
from tests.intake.letters.files import TEXT, replaced, word, word_of

PLACEHOLDER = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def cell(*blocks, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def control(content, properties=""):
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def read(body, styles=""):
    """Return the words of each line that has any."""
    found = answer(word_of(body, styles))
    assert found["error"] in ("", "no_text")
    return [" ".join(line.split()) for line in "".join(found["pages"]).split("\n") if line.strip()]


A, B = paragraph(run("een")), paragraph(run("twee"))
INLINE = {
    "deleted": "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>",
    "moved away": f"<w:moveFrom>{run('weg')}</w:moveFrom>",
    "hidden": run("weg", "<w:vanish/>"),
    "hidden by a style": run("weg", "<w:rStyle w:val='Verborgen'/>"),
    "hidden by the style below it": run("weg", "<w:rStyle w:val='Afgeleid'/>"),
    "instruction": control(run("weg"), PLACEHOLDER),
    "code of a field": "<w:r><w:instrText>DATE</w:instrText></w:r>",
    "number of a footnote": run("1", "<w:vertAlign w:val='superscript'/>"),
    "for older programs": (
        f"<mc:AlternateContent><mc:Fallback>{run('weg')}</mc:Fallback></mc:AlternateContent>"
    ),
}
STYLES = (
    "<w:style w:type='character' w:styleId='Verborgen'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Afgeleid'><w:basedOn w:val='Verborgen'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Instructie'><w:rPr><w:vanish/></w:rPr></w:style>"
)


@pytest.mark.parametrize("inline", INLINE.values(), ids=INLINE)
def test_text_that_word_does_not_show_is_left_out(inline):
    assert read(paragraph(run("Werk"), inline, run("programma")), STYLES) == ["Werkprogramma"]


@pytest.mark.parametrize(
    "inline",
    [
        f"<w:ins>{run('wel')}</w:ins>",
        f"<w:moveTo>{run('wel')}</w:moveTo>",
        control(run("wel")),
        control(control(run("wel"))),
        f"<w:customXml w:element='x'>{run('wel')}</w:customXml>",
        f"<w:smartTag w:element='x'>{run('wel')}</w:smartTag>",
        f"<w:hyperlink>{run('wel')}</w:hyperlink>",
        f"<w:fldSimple w:instr='DOCPROPERTY x'>{run('wel')}</w:fldSimple>",
        run("wel", "<w:vanish w:val='0'/>"),
        run("wel", "<w:rStyle w:val='Verborgen'/><w:vanish w:val='false'/>"),
        run("wel", "<w:webHidden/>"),
        run("wel", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"),
        control(run("wel"), "<w:sdtPr><w:showingPlcHdr w:val='0'/></w:sdtPr>"),
    ],
)
def test_text_that_word_shows_is_read(inline):
    assert read(paragraph(inline), STYLES) == ["wel"]


@pytest.mark.parametrize("around", ["w:sdt><w:sdtContent", "w:customXml", "w:ins", "w:moveTo"])
def test_blocks_rows_and_cells_within_other_elements_are_read(around):
    end = ">".join(f"/{name}" for name in reversed(around.split("><"))).replace(">/", "></")

    def within(content):
        return f"<{around}>{content}<{end}>"

    assert read(within(A + B)) == ["een", "twee"]
    assert read(within(f"<w:tbl>{row(cell(A))}</w:tbl>")) == ["een"]
    assert read(f"<w:tbl>{within(row(cell(A)))}{row(cell(B))}</w:tbl>") == ["een", "twee"]
    assert read(f"<w:tbl>{row(within(cell(A)), cell(B))}</w:tbl>") == ["een twee"]
    assert read(f"<w:tbl>{row(cell(within(A)), cell(B))}</w:tbl>") == ["een twee"]


def test_instructions_in_blocks_rows_and_cells_are_left_out():
    hidden = [
        control(A, PLACEHOLDER),
        f"<w:tbl>{control(row(cell(A)), PLACEHOLDER)}</w:tbl>",
        f"<w:tbl>{row(control(cell(A), PLACEHOLDER))}</w:tbl>",
    ]
    assert read("".join(hidden) + B) == ["twee"]


def test_deleted_rows_and_cells_are_left_out():
    rows = [
        row(cell(A), properties="<w:del/>"),
        row(cell(A), properties="<w:hidden/>"),
        row(cell(A, properties="<w:cellDel/>"), cell(B)),
    ]
    assert read(f"<w:tbl>{''.join(rows)}</w:tbl>") == ["twee"]


@pytest.mark.parametrize("flag", ["w:del", "w:moveFrom", "w:vanish"])
def test_a_paragraph_goes_on_in_the_next_when_its_mark_is_gone(flag):
    first = paragraph(run("Werk"), properties=f"<w:rPr><{flag}/></w:rPr>")
    assert read(first + paragraph(run("programma"))) == ["Werkprogramma"]


def test_an_item_whose_text_was_moved_away_has_no_bullet():
    in_list = "<w:numPr><w:numId w:val='1'/></w:numPr>"
    items = [
        f"<w:moveFrom>{run('een')}</w:moveFrom>",
        run("twee"),
        f"<w:moveTo>{run('een')}</w:moveTo>",
    ]
    assert read("".join(paragraph(each, properties=in_list) for each in items)) == [
        "• twee", "• een",
    ]  # fmt: skip


def test_a_paragraph_in_a_hidden_style_is_left_out():
    assert read(A + paragraph(run("weg"), properties="<w:pStyle w:val='Instructie'/>"), STYLES) == [
        "een"
    ]


def test_text_boxes_are_read_once_also_within_each_other():
    inner = f"<w:pict><v:textbox><w:txbxContent>{B}</w:txbxContent></v:textbox></w:pict>"
    outer = f"<w:r>{inner.replace(B, A + paragraph(f'<w:r>{inner}</w:r>'))}</w:r>"
    assert read(paragraph(outer)) == ["een", "twee"]
    assert read(paragraph(f"<w:del>{outer}</w:del>", run("drie"))) == ["drie"]


def strict(data):
    """Return a Word document in the strict form of Open XML."""
    parts = zipfile.ZipFile(io.BytesIO(data))
    known = (
        rb"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml|drawingml)/2006/"
    )
    return replaced(
        data,
        {
            name: re.sub(known, rb"http://purl.oclc.org/ooxml/\1/", parts.read(name))
            for name in parts.namelist()
        },
    )


def with_content_type(data, old, new):
    types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml").decode()
    assert old in types
    return replaced(data, {"[Content_Types].xml": types.replace(old, new)})


def moved(data):
    """Return a Word document with its main part in another place."""
    package = zipfile.ZipFile(io.BytesIO(data))
    relations = package.read("word/_rels/document.xml.rels").decode()
    main = package.read("_rels/.rels").decode().replace("word/document.xml", "Tekst/brief.xml")
    data = replaced(
        data,
        {
            "Tekst/brief.xml": package.read("word/document.xml"),
            "Tekst/_rels/brief.xml.rels": relations.replace('Target="', 'Target="../word/'),
            "_rels/.rels": main,
            "word/document.xml": b"",
            "word/_rels/document.xml.rels": b"",
        },
    )
    return with_content_type(data, "/word/document.xml", "/Tekst/brief.xml")


def without_picture(data):
    """Return a Word document that refers to a picture which is not in it."""
    relations = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels").decode()
    lost = (
        '<Relationship Id="rId99" Target="NULL" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/image"/></Relationships>'
    )
    changed = relations.replace("</Relationships>", lost)
    return replaced(data, {"word/_rels/document.xml.rels": changed})


DOCUMENT = "vnd.openxmlformats-officedocument.wordprocessingml.document.main"
FORMS = {
    "strict": strict,
    "elsewhere": moved,
    "lost picture": without_picture,
    "no styles": lambda data: replaced(data, {"word/styles.xml": b""}),
    "template": lambda data: with_content_type(
        data, DOCUMENT, DOCUMENT.replace("document.main", "template.main")
    ),
    "macros": lambda data: with_content_type(
        data, DOCUMENT, "vnd.ms-word.document.macroEnabled.main"
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_only_the_text_of_a_word_document_matters(form):
    found = answer(form(word()))
    assert (found["pages"][0].strip(), found["error"]) == (TEXT, "")
