"""A list as JSON, streamed from the database: one document, or one object a line (NDJSON)."""

import json

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Func, JSONField, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils import timezone

from programmes.formats import streaming
from programmes.lists.columns.column import NullingConcat
from programmes.metadata.publisher import LICENCE

JSON, LINES = "application/json", "application/x-ndjson"
# Control characters as quote and delimiter: JSON escapes them, so that COPY never alters a row.
OPTIONS = r"FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'"
NO_VALUES = Value([], output_field=ArrayField(CharField()))


def json_response(request, queryset, columns, name, title, gone=None):
    """Return a response that streams the rows of `queryset` as one JSON document.

    Args:
        request: for the query string in the file name, and the host in the addresses.
        queryset: the rows, filtered and in order.
        columns: the `Column`s, in order.
        name: the start of the file name.
        title: the title of the list on screen.
        gone: rows that are gone, as dicts; None for a file without changes.
    """
    head = {
        "titel": str(title),
        "adres": request.build_absolute_uri(),
        "licentie": LICENCE,
        "gemaakt_op": timezone.now().isoformat(timespec="seconds"),
    }
    start = json.dumps(head, ensure_ascii=False)[:-1] + ', "rijen": [\n'
    end = "" if gone is None else f', "weg": {json.dumps(gone)}'
    frame = streaming.Frame(start.encode(), between=b",\n", after=b"", end=f"\n]{end}}}\n".encode())
    pieces = stream(request, queryset, columns, frame)
    file = f'inline; filename="{streaming.file_name(request, name, "json")}"'
    return streaming.streamed(pieces, JSON, file)


def lines_response(request, queryset, columns, name, gone=()):
    """Return a response that streams the rows as NDJSON; arguments as in `json_response`."""
    end = "".join(f"{json.dumps(each)}\n" for each in gone).encode()
    pieces = stream(request, queryset, columns, streaming.Frame(after=b"\n", end=end))
    file = f'attachment; filename="{streaming.file_name(request, name, "ndjson")}"'
    return streaming.streamed(pieces, LINES, file)


def stream(request, queryset, columns, frame):
    """Yield as `streaming.stream` does, with each row as a JSON object."""
    sql, parameters = query(queryset, columns, streaming.site(request))
    return streaming.stream(
        frame, f"COPY ({sql}) TO STDOUT WITH ({OPTIONS})", parameters, queryset.db
    )


def query(queryset, columns, site):
    """Return the SQL of the rows as JSON objects, and its parameters."""
    rows = queryset.values_list(json_object(columns, site))
    sql, parameters = rows.query.get_compiler(rows.db, elide_empty=False).as_sql()
    return streaming.soon(sql), parameters


def json_object(columns, site):
    """Return the expression for a row as a JSON object, in text.

    It is joined from texts, below the LIMIT, where parallel workers of PostgreSQL evaluate it;
    row_to_json() above it would run in one process.
    """
    pairs = (pair(column.name, member(column, site)) for column in columns)
    joined = Func(Value(","), *pairs, function="concat_ws", output_field=TextField())
    return NullingConcat(Value("{"), joined, Value("}"))


def pair(name, value):
    """Return the expression for a member of a JSON object, in text."""
    text = Cast(Func(value, function="to_json", output_field=JSONField()), TextField())
    return NullingConcat(Value(f'"{name}":'), Coalesce(text, Value("null")))


def member(column, site):
    """Return the expression for a column in JSON: unknown is null, a list is an array."""
    expression = column.expression
    match column.kind:
        case "number" | "date":
            return expression
        case "list":
            return Coalesce(expression.values, NO_VALUES, output_field=NO_VALUES.output_field)
        case "address":
            return NullingConcat(Value(site), expression)
        case _:
            return NullIf(expression, Value(""), output_field=CharField())
