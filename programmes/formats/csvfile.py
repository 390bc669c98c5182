"""A list as CSV, streamed from the database, in a flavour for programs or for Excel."""

import csv
import io
from dataclasses import dataclass

from django.db.models import CharField, Func, JSONField, Value

from programmes.formats.streaming import Frame, file_name, site, soon, stream, streamed
from programmes.lists.columns.column import NullingConcat

BOM = "\ufeff"
# The start of a cell that a spreadsheet may run as a formula.
# Source: OWASP, CSV injection, with the line feed added in 2025.
FORMULA = r"^[=+\-@\t\r\n]"


@dataclass(frozen=True)
class Flavour:
    """How a file is written.

    Attributes:
        delimiter: the character between cells.
        start: the characters before the header.
        for_people: whether it has labels instead of names and codes, and escapes formulas.
    """

    delimiter: str
    start: str = ""
    for_people: bool = False


FLAVOURS = {
    "csv": Flavour(delimiter=","),
    "excel": Flavour(delimiter=";", start=BOM, for_people=True),
}


def csv_response(request, queryset, columns, flavour, name, gone=()):
    """Return a response that streams the rows of `queryset` as CSV (RFC 4180).

    Args:
        request: for the query string in the file name, and the host in the addresses.
        queryset: the rows, filtered and in order.
        columns: the `Column`s, in order.
        flavour: a key of `FLAVOURS`.
        name: the start of the file name.
        gone: rows at the end, as dicts by the names of columns.
    """
    chosen = FLAVOURS[flavour]
    sql, parameters = query(queryset, columns, chosen, site(request))
    statement = f"COPY ({sql}) TO STDOUT WITH ({options(chosen)})"
    frame = Frame(header(columns, chosen), end=lines(gone, columns, chosen))
    pieces = stream(frame, statement, parameters, queryset.db)
    extension = "excel.csv" if chosen.for_people else "csv"
    file = f'attachment; filename="{file_name(request, name, extension)}"'
    return streamed(pieces, "text/csv; charset=utf-8; header=present", file)


def header(columns, flavour):
    """Return the header line of a file, as bytes."""
    line = io.StringIO()
    titles = [str(each.label) if flavour.for_people else each.name for each in columns]
    csv.writer(line, delimiter=flavour.delimiter).writerow(titles)
    return (flavour.start + line.getvalue()).encode()


def lines(rows, columns, flavour):
    """Return rows, as dicts by the names of columns, as bytes."""
    text = io.StringIO()
    names = [each.name for each in columns]
    writer = csv.DictWriter(
        text, names, restval="", extrasaction="ignore", delimiter=flavour.delimiter
    )
    writer.writerows(rows)
    return text.getvalue().encode()


def cell(column, flavour, site):
    """Return the expression for the cells of a column in a file."""
    expression = column.expression
    if column.kind == "address":
        return NullingConcat(Value(site), expression)
    if not flavour.for_people or column.kind in ("number", "date", "key"):
        return expression
    if column.kind == "code":
        return labelled(expression, column.choices)
    return formula_escaped(expression)


def labelled(expression, choices):
    """Return the expression for the labels of the codes in `expression`.

    A lookup in JSON instead of a CASE: the database then evaluates `expression` once a row.
    """
    labels = Value({code: str(label) for code, label in choices}, output_field=JSONField())
    return Func(labels, expression, function="jsonb_extract_path_text", output_field=CharField())


def formula_escaped(expression):
    """Return the expression with an apostrophe before a possible formula."""
    return Func(
        expression,
        Value(FORMULA),
        Value(r"'\&"),
        function="regexp_replace",
        output_field=CharField(),
    )


def query(queryset, columns, flavour, address):
    """Return the SQL of the cells of a file, and its parameters; `address` is that of the site."""
    rows = queryset.values_list(*(cell(column, flavour, address) for column in columns))
    sql, parameters = rows.query.get_compiler(rows.db, elide_empty=False).as_sql()
    return soon(sql), parameters


def options(flavour):
    """Return the options of COPY for a flavour."""
    quotes = ", FORCE_QUOTE *" if flavour.for_people else ""
    return f"FORMAT csv, DELIMITER '{flavour.delimiter}'{quotes}"
