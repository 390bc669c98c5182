"""Tags that draw in Python, as a loop of a template takes ten times as long."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from programmes.templatetags.register import told

register = template.Library()

GROUND = '<rect class="cell__ground" width="100%" height="44" rx="3" />'
SYMBOLS = {"letter": "M-9 6h18v13h-18zM-9 6l9 7 9-7", "adjustment": "M0 4 9 20H-9z"}


@register.simple_tag
def timeline_shapes(shapes):
    """Render `Shape`s of the timeline as links."""
    return mark_safe("\n".join(map(linked_shape, shapes)))  # noqa: S308, escaped


def linked_shape(shape):
    row = shape.row
    drawn = mark(shape) if shape.is_mark else band(shape)
    return f'<a href="{escape(row.url)}"><title>{escape(row.label)}</title>{drawn}</a>'


def mark(shape):
    kind = shape.row.kind
    return (
        f'<svg class="mark mark--{kind}" x="{shape.x}" y="{shape.y}">'
        '<rect class="touch" x="-12" y="0" width="28" height="30" />'
        f'<path d="{SYMBOLS[kind]}" /></svg>'
    )


def band(shape):
    place = 'transform="translate(9 8) rotate(90)"' if shape.turned else 'x="6" y="20"'
    return (
        f'<svg class="band band--{shape.row.kind}" x="{shape.x}" y="{shape.y}"'
        f' width="{shape.width}" height="{shape.height}"><rect width="100%" height="100%" rx="3" />'
        f"<text {place}>{escape(shape.row.text)}</text></svg>"
    )


@register.simple_tag
def matrix_cells(band, url):
    """Render the `Cell`s of a `Band`; one with activities is a link to their list at `url`."""
    drawn = (full(band.row, each, url) if each.total else empty(each) for each in band.cells)
    return mark_safe("\n".join(drawn))  # noqa: S308, escaped


def full(row, cell, url):
    title = f"{row.label}, {cell.year}: {cell.total} ({told(cell.counts)})"
    parts = "".join(
        f'<rect class="outcome--{each.outcome}" x="{each.x}" width="{each.width}" height="12" />'
        for each in cell.parts
    )
    return (
        f'<a class="cell" href="{address(row, cell, url)}"><title>{escape(title)}</title>'
        f'<svg {place(cell)}>{GROUND}<text x="50%" y="22">{escape(cell.sign)}</text>'
        f'<svg x="8%" y="28" width="84%" height="12">{parts}</svg></svg></a>'
    )


def empty(cell):
    text = f'<text x="50%" y="27">{escape(cell.sign)}</text>'
    return f'<svg class="cell cell--empty" aria-hidden="true" {place(cell)}>{GROUND}{text}</svg>'


def place(cell):
    return f'x="{cell.x}" y="{cell.y}" width="{cell.width}" height="44"'


def address(row, cell, url):
    """Return the URL of the list of the activities of a cell, escaped."""
    return escape(f"{url}?{row.query}&jaar={cell.year}")


@register.simple_tag
def matrix_rows(band, url, what):
    """Render the `Cell`s of a `Band` with activities as rows of a table."""
    full_cells = [each for each in band.cells if each.total]
    return mark_safe("\n".join(row_of(band.row, each, url, what) for each in full_cells))  # noqa: S308, escaped


def row_of(row, cell, url, what):
    label = escape(row.label)
    hidden = f'<span class="visually-hidden"> van {label} in {cell.year}</span>'
    return (
        f'<tr><th scope="row" data-label="{escape(what)}">{capfirst(label)}</th>'
        f'<td data-label="Jaar">{cell.year}</td><td data-label="Activiteiten">'
        f'<a href="{address(row, cell, url)}">{cell.total}{hidden}</a></td>'
        f'<td data-label="Wat ervan kwam">{escape(told(cell.counts))}</td></tr>'
    )
