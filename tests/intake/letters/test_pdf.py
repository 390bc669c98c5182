"""PDF files as programs really make them: encrypted, padded, with form fields and stamps."""

import io
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from programmes.intake.letters.answer import as_dictionary
from programmes.intake.letters.parsing import parse
from programmes.intake.letters.reading import Reading, read
from programmes.intake.letters.reading.pages import answer
from tests.intake.letters.files import TEXT, pdf, raw_pdf
from tests.intake.letters.typed import BODY, HEAD, SIGNED, TO, facts


def drawn(draw, **options):
    """Return a PDF of one page that a function draws on a canvas."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), **options)
    draw(canvas)
    canvas.save()
    return target.getvalue()


def lines(data):
    found = answer(data)
    assert found["error"] == ""
    return [" ".join(line.split()) for line in found["pages"][0].split("\n") if line.strip()]


def aes_256(data, key=b"k" * 32):
    """Return a PDF of `raw_pdf` encrypted with AES-256 and an empty user password.

    Source: Adobe Supplement to ISO 32000, extension level 3 (revision 5 of the security handler).
    """

    def encrypt(key, iv, text):
        cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
        return cipher.update(text) + cipher.finalize()

    check, salt, zeros = b"checksum", b"saltsalt", bytes(16)
    user = sha256(check).digest() + check + salt
    user_key = encrypt(sha256(salt).digest(), zeros, key)
    start = data.index(b"stream\n") + 7
    content = data[start : data.index(b"\nendstream")]
    padding = 16 - len(content) % 16
    hidden = zeros + encrypt(key, zeros, content + bytes([padding]) * padding)
    data = data.replace(b"/Length %d" % len(content), b"/Length %d" % len(hidden))
    lock = (
        b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 5/R 5/Length 256/P -4/U<%b>/UE<%b>/O<%b>/OE<%b>"
        b"/Perms<%b>/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF>>"
    ) % tuple(each.hex().encode() for each in (user, user_key, bytes(48), bytes(32), zeros))
    return data.replace(content, hidden).replace(b"/Root", lock + b"/Root")


LOCK = StandardEncryption("", ownerPassword="geheim", strength=128)
SHOWN = b"BT /F1 9 Tf 72 700 Td (%b) Tj ET" % TEXT.encode()


@pytest.mark.parametrize("data", [pdf(TEXT, encrypt=LOCK), aes_256(raw_pdf(SHOWN))])
def test_an_encrypted_file_without_user_password_is_read(tmp_path, data):
    """Also in the sandbox, which imports no cipher any more."""
    path = tmp_path / "brief.pdf"
    path.write_bytes(data)
    with path.open("rb") as file:
        found = read(file)
    assert (found.pages[0].strip() if found.pages else "", found.error) == (TEXT, "")


def test_a_user_password_is_named():
    lock = StandardEncryption("geheim", ownerPassword="geheimer", strength=128)
    assert answer(pdf(TEXT, encrypt=lock))["error"] == "encrypted"


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (b"", b"\0" * 50_000),
        (b"", b"\r\n" * 5000),
        (b"", b"<html>" + b"<p>Bijlage</p>" * 2000 + b"</html>"),
        (b"\n" * 5000, b""),
        (b"\xef\xbb\xbf", b""),
        (b"Content-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n", b""),
        (b"Received: from relay.example\r\n" * 60 + b"\r\n", b""),
    ],
)
def test_what_is_around_a_pdf_does_not_matter(before, behind):
    assert lines(before + pdf(TEXT) + behind) == [TEXT]


def test_a_pdf_that_lacks_only_its_last_line_is_read():
    assert lines(pdf(TEXT).replace(b"%%EOF", b"")) == [TEXT]


def test_a_pdf_with_objects_behind_its_end_is_truncated():
    update = b"9 0 obj\n<</Type/Page/Contents 10 0 R"
    assert answer(pdf(TEXT) + update)["error"] == "corrupt"


@pytest.mark.parametrize("angle", [7, 30, 45, 60, 90, 135, 180, 270, 315])
def test_text_at_an_angle_is_left_out(angle):
    def draw(canvas):
        canvas.drawString(72, 400, TEXT)
        canvas.translate(300, 400)
        canvas.rotate(angle)
        canvas.setFont("Helvetica", 60)
        canvas.drawCentredString(0, 0, "CONCEPT")

    assert lines(drawn(draw)) == [TEXT]


def letter(canvas):
    """Draw the letter of `typed`, a line each 14 points."""
    text = "\n\n".join((TO, HEAD, BODY, SIGNED))
    for number, line in enumerate(text.split("\n")):
        canvas.drawString(72, 780 - 14 * number, line)


def facts_of(draw):
    """Return what is read from the letter with something else drawn over it."""

    def both(canvas):
        letter(canvas)
        canvas.saveState()
        draw(canvas)

    pages = answer(drawn(both))["pages"]
    return as_dictionary("brief.txt", Reading(letter=parse(pages)))


def test_a_level_watermark_is_no_fact():
    def draw(canvas):
        canvas.setFont("Helvetica-Bold", 80)
        canvas.setFillGray(0.9)
        canvas.drawCentredString(300, 250, "CONCEPT")

    assert facts_of(draw) == facts()


@pytest.mark.parametrize("height", [800, 700, 590])
def test_a_stamp_is_no_fact(height):
    def draw(canvas):
        canvas.setFont("Courier-Bold", 11)
        canvas.rect(400, height - 20, 150, 40)
        canvas.drawString(410, height, "INGEKOMEN")
        canvas.drawString(410, height - 14, "12 MEI 2025")

    assert facts_of(draw) == facts()


def test_invisible_text_with_faults_gives_no_other_facts():
    def draw(canvas):
        hidden = canvas.beginText(72, 300)
        hidden.setTextRenderMode(3)
        hidden.textLines("0ns kenrnerk\n5l20934\nDaturn 8 rnaart 2025\nBijIagen 7")
        canvas.drawText(hidden)

    assert facts_of(draw) == facts()


def column(canvas, x, y, *texts, size=6.5, leading=9):
    canvas.setFont("Helvetica", size)
    for number, text in enumerate(texts):
        canvas.drawString(x, y - number * leading, text)


@pytest.mark.parametrize("drop", [-3, 0, 3])
def test_a_small_label_is_on_the_line_of_its_larger_value(drop):
    def draw(canvas):
        column(canvas, 72, 700 + drop, "Datum", "Betreft", leading=18)
        column(canvas, 130, 700, "3 maart 2025", "Werkprogramma 2026", size=12, leading=18)

    assert lines(drawn(draw)) == ["Datum 3 maart 2025", "Betreft Werkprogramma 2026"]


@pytest.mark.parametrize("top", range(688, 706, 3))
def test_lines_of_a_side_column_stay_apart_beside_larger_text(top):
    def draw(canvas):
        column(canvas, 72, 700, *["Tekst van de brief aan de Kamer"] * 5, size=14, leading=18)
        column(canvas, 425, top, "Turfmarkt 147", "Den Haag", "Ons kenmerk", "5120934")

    found = lines(drawn(draw))
    side = [line.removeprefix("Tekst van de brief aan de Kamer").strip() for line in found]
    assert [line for line in side if line] == [
        "Turfmarkt 147", "Den Haag", "Ons kenmerk", "5120934"
    ]  # fmt: skip


@pytest.mark.parametrize("side", range(690, 711, 3))
def test_a_value_is_on_the_line_of_its_label_and_not_of_the_side_column(side):
    def draw(canvas):
        column(canvas, 72, 703, "Datum")
        column(canvas, 130, 700, "3 maart 2025", size=12)
        column(canvas, 425, side, "Ons kenmerk", "5120934", "Bijlagen", "2")

    assert any(line.startswith("Datum 3 maart 2025") for line in lines(drawn(draw)))


def test_a_column_of_more_text_than_the_letter_changes_no_line():
    def draw(canvas):
        column(canvas, 72, 703, "Datum")
        column(canvas, 130, 700, "3 maart 2025", size=12)
        column(canvas, 425, 690, *["Een lange regel naast de brief"] * 9)

    assert any(line.startswith("Datum 3 maart 2025") for line in lines(drawn(draw)))


def test_bullets_that_are_drawn_are_read():
    def draw(canvas):
        column(canvas, 90, 700, "het leren;", "het samenwerken.", size=9, leading=13)
        for y in (703, 690):
            canvas.circle(82, y, 1.5, stroke=0, fill=1)
        canvas.circle(200, 703, 1.5, stroke=0, fill=1)
        canvas.circle(82, 600, 1.5, stroke=0, fill=1)

    assert lines(drawn(draw)) == ["• het leren;", "• het samenwerken."]


def test_a_page_that_is_turned_for_the_screen_is_level():
    def draw(canvas):
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.drawString(72, -300, TEXT)

    assert lines(drawn(draw)) == [TEXT]


def field(canvas, **options):
    shape = {"x": 150, "y": 695, "width": 200, "height": 14, "fontSize": 9, "borderWidth": 0}
    canvas.drawString(72, 700, "Datum")
    canvas.acroForm.textfield(**shape | {"name": "datum", "value": "3 maart 2025"} | options)


def test_a_form_field_is_read_where_it_shows():
    assert lines(drawn(field)) == ["Datum 3 maart 2025"]


@pytest.mark.parametrize("flag", ["hidden", "noview print"])
def test_a_form_field_that_does_not_show_is_not_read(flag):
    assert lines(drawn(lambda canvas: field(canvas, annotationFlags=flag))) == ["Datum"]


FIELDS = b"""/Annots[
<</Subtype/Widget/FT/Tx/Rect[150 695 350 709]/V(3 maart 2025)/DA(/F1 0 Tf 0 g)>>
<</Subtype/Widget/Rect[150 635 350 669]/DA(/F1 9 Tf)
  /Parent<</FT/Tx/V<FEFF004900E9006E000D007400770065006500280029>>>>>
<</Subtype/Widget/FT/Btn/Rect[72 600 99 620]/V/Ja>>
<</Subtype/Text/Rect[72 500 99 520]/Contents(Notitie)>>
null (niets)]"""


def test_a_form_field_without_appearance_is_read_by_its_value():
    form = (
        b"/AcroForm<</DR<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
        b"/Encoding/WinAnsiEncoding>>>>>>>>"
    )
    data = raw_pdf(b"BT /F1 9 Tf 72 700 Td (Datum) Tj ET")
    data = data.replace(b"/Catalog", b"/Catalog" + form).replace(
        b"/MediaBox", FIELDS + b"/MediaBox"
    )
    assert lines(data) == ["Datum 3 maart 2025", "Ién", "twee()"]


def test_damaged_form_fields_do_not_hide_the_text():
    damaged = b"/Annots[<</Subtype/Widget/Rect[1 2]/FT/Tx/V(x)>> <</Subtype/Widget/Rect 7>>]"
    data = raw_pdf(b"BT /F1 9 Tf 72 700 Td (Datum) Tj ET")
    assert lines(data.replace(b"/MediaBox", damaged + b"/MediaBox")) == ["Datum"]
