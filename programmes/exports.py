"""A list as a CSV file: streamed from the database, in a flavour for machines or for Excel."""

import csv
import io
import re
from dataclasses import dataclass

import psycopg
from django.db import connections
from django.db.models import CharField, Func, JSONField, Value
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.columns.column import Together
from programmes.filters import PAGE_KEY

CHUNK = 128 * 1024
BOM = "\ufeff"
# What a spreadsheet takes for a formula, or lets it begin one.
# Source: OWASP, CSV injection, with the line feed added in 2025.
FORMULA = r"^[=+\-@\t\r\n]"


@dataclass(frozen=True)
class Flavour:
    """How a file is written.

    Attributes:
        delimiter: what stands between cells.
        start: what stands before the header.
        for_people: labels instead of names and codes, and no cell that can act as a formula.
    """

    delimiter: str
    start: str = ""
    for_people: bool = False


FLAVOURS = {
    "csv": Flavour(delimiter=","),
    "excel": Flavour(delimiter=";", start=BOM, for_people=True),
}


@dataclass(frozen=True)
class Frame:
    """What stands around the rows of a file, as bytes.

    Attributes:
        start: what stands before the rows.
        between: what stands before each row but the first.
        after: what stands after each row.
        end: what stands after the rows.
    """

    start: bytes = b""
    between: bytes = b""
    after: bytes = b"\r\n"
    end: bytes = b""


def csv_response(request, queryset, columns, flavour, name):
    """Return a response that streams the rows of `queryset` as CSV (RFC 4180).

    Args:
        request: its query string names the file, its host stands in the addresses.
        queryset: the rows, filtered and in order.
        columns: the `Column`s, in order.
        flavour: a key of `FLAVOURS`.
        name: the name of the list, in the name of the file.
    """
    chosen = FLAVOURS[flavour]
    sql, parameters = query(request, queryset, columns, chosen)
    statement = f"COPY ({sql}) TO STDOUT WITH ({options(chosen)})"
    frame = Frame(header(columns, chosen))
    pieces = stream(frame, statement, parameters, queryset.db)
    extension = "excel.csv" if chosen.for_people else "csv"
    file = f'attachment; filename="{file_name(request, name, extension)}"'
    return streamed(pieces, "text/csv; charset=utf-8; header=present", file)


def streamed(pieces, media_type, disposition):
    """Return the response with the pieces of a `stream`."""
    # Without a connection the answer is to be an error page, not a file without rows.
    next(pieces)
    headers = {"Content-Type": media_type, "Content-Disposition": disposition}
    return StreamingHttpResponse(pieces, headers=headers)


def header(columns, flavour):
    """Return the first line of a file, as bytes."""
    line = io.StringIO()
    titles = [str(each.label) if flavour.for_people else each.name for each in columns]
    csv.writer(line, delimiter=flavour.delimiter).writerow(titles)
    return (flavour.start + line.getvalue()).encode()


def cell(column, flavour, site):
    """Return the expression for the cells of a column in a file."""
    expression = column.expression
    if column.kind == "address":
        return Together(Value(site), expression)
    if not flavour.for_people or column.kind in ("number", "date"):
        return expression
    if column.kind == "code":
        return labelled(expression, column.choices)
    return harmless(expression)


def labelled(expression, choices):
    """Return the expression for the labels of the codes that `expression` gives.

    Looked up, not compared one by one: the database then works out `expression` once a row.
    """
    labels = Value({code: str(label) for code, label in choices}, output_field=JSONField())
    return Func(labels, expression, function="jsonb_extract_path_text", output_field=CharField())


def harmless(expression):
    """Return the expression with an apostrophe before what a spreadsheet could run."""
    return Func(
        expression,
        Value(FORMULA),
        Value(r"'\&"),
        function="regexp_replace",
        output_field=CharField(),
    )


def site(request):
    """Return the address of this site, without a slash at the end."""
    return request.build_absolute_uri("/")[:-1]


def query(request, queryset, columns, flavour):
    """Return the SQL of the cells of a file, with its parameters."""
    rows = queryset.values_list(*(cell(column, flavour, site(request)) for column in columns))
    return rows.query.get_compiler(rows.db).as_sql()


def options(flavour):
    """Return how COPY is to write a file."""
    quotes = ", FORCE_QUOTE *" if flavour.for_people else ""
    return f"FORMAT csv, DELIMITER '{flavour.delimiter}'{quotes}"


def stream(frame, statement, parameters, alias):
    """Yield b"" once there is a connection, and then a file in pieces: the rows in their `frame`.

    The stream has a connection of its own, as it outlives the view and may run in another thread.
    """
    release(connections[alias])
    connection = connections[alias].copy()
    connection.inc_thread_sharing()
    try:
        with connection.cursor() as cursor:
            sql = psycopg.ClientCursor(cursor.connection).mogrify(statement, parameters)
            yield b""
            yield frame.start
            with cursor.copy(sql) as copy:
                yield from whole_pieces(copy, frame)
            if frame.end:
                yield frame.end
    except psycopg.Error:
        yield broken_off()
        raise
    finally:
        connection.close()


def release(connection):
    """Give the connection of the view back: with two for each request, the pool could run dry."""
    if not connection.in_atomic_block:
        connection.close()


def whole_pieces(copy, frame):
    """Yield the rows of a COPY in pieces of some size, in their `frame`.

    Each message of PostgreSQL is one row that ends with \\n (its manual, "COPY Operations").
    """
    piece, between = bytearray(), b""
    for row in copy:
        piece += between
        piece += row[:-1]
        piece += frame.after
        between = frame.between
        if len(piece) >= CHUNK:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)


def broken_off():
    """Return the end of a file that could not be finished: a text that is never closed.

    Granian ends the answer of an iterator that fails as if it were whole. So the file itself has
    to tell: people read it, and programs refuse it.
    """
    return ('"' + _("BROKEN OFF: this file is not complete. Download it again.")).encode()


def file_name(request, name, extension):
    """Return the name of a file: the list, its filters and the date, in plain letters."""
    filters = [f"{key}-{value}" for key, value in request.GET.items() if value and key != PAGE_KEY]
    parts = [name, *filters, timezone.localdate().isoformat()]
    plain = "_".join(re.sub(r"[^a-zA-Z0-9-]+", "-", part).strip("-")[:40] for part in parts)
    return f"{plain}.{extension}"
