"""The picture that goes with a link to a page, where people share it."""

from functools import lru_cache
from io import BytesIO
from itertools import groupby

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

# The size that those who show links ask for, and the colours of static/src/theme.css.
SIZE = (1200, 630)
MARGIN, LINES = 80, 4
DEEP, WHITE, SOFT, MARK = "#07333c", "#ffffff", "#cfe4e5", "#f5b829"
FOLDER = settings.BASE_DIR / "static" / "fonts"
FILES = ("atkinson-latin.woff2", "atkinson-latin-ext.woff2")
NO_GLYPH = "\uffff"


def card(overline, title, footer):
    """Return a picture of 1200 by 630 pixels as PNG.

    Args:
        overline: what it is, in a few words.
        title: its title, cut off where it does not fit.
        footer: where it comes from, in a few words.
    """
    image = Image.new("RGB", SIZE, DEEP)
    draw = ImageDraw.Draw(image)
    draw_ruler(draw)
    write(draw, (MARGIN, 130), overline, 36, SOFT)
    size = 68 if len(title) < 70 else 54
    for number, line in enumerate(wrapped(title, size)):
        write(draw, (MARGIN, 190 + number * size * 1.2), line, size, WHITE, weight=700)
    write(draw, (MARGIN, SIZE[1] - MARGIN - 24), footer, 30, SOFT)
    file = BytesIO()
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def draw_ruler(draw):
    """Draw the mark of the site: the ruler of the years, with one year marked."""
    for number, height in enumerate([28, 40, 64, 40, 28]):
        left, is_marked = MARGIN + number * 18, number == 2
        draw.line([(left, 100 - height), (left, 100)], fill=MARK if is_marked else WHITE, width=7)


def write(draw, place, text, size, colour, weight=400):
    """Write a line of text from the upper left corner `place`."""
    left, top = place
    for file, piece in pieces(text):
        drawn_in = font(file, size, weight)
        draw.text((left, top), piece, font=drawn_in, fill=colour)
        left += drawn_in.getlength(piece)


def wrapped(text, size):
    """Return `text` in lines that fit; what does not fit is cut off with …"""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size) > SIZE[0] - 2 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    shown = lines[:LINES]
    if len(lines) > LINES:
        shown[-1] += "…"
    return [cut(line, size) for line in shown]


def cut(line, size):
    """Return a line without what lies outside the picture."""
    while width(line, size) > SIZE[0] - 2 * MARGIN:
        line = line[:-2] + "…"
    return line


def width(text, size):
    return sum(font(file, size, 700).getlength(piece) for file, piece in pieces(text))


def pieces(text):
    """Return (name of a font file, text that it can draw) pairs."""
    grouped = groupby(text, key=font_file)
    return [(file, "".join(letters)) for file, letters in grouped]


@lru_cache(maxsize=1000)
def font_file(letter):
    """Return the name of the first font file that has a letter, or of the first one."""
    return next((file for file in FILES if has(file, letter)), FILES[0])


def has(file, letter):
    drawn_in = font(file, 20, 400)
    return letter == " " or bytes(drawn_in.getmask(letter)) != bytes(drawn_in.getmask(NO_GLYPH))


@lru_cache(maxsize=20)
def font(file, size, weight):
    """Return a font; the layout is Pillow's own, so that no title reaches another library."""
    loaded = ImageFont.truetype(FOLDER / file, size, layout_engine=ImageFont.Layout.BASIC)
    loaded.set_variation_by_axes([weight])
    return loaded
