"""Stream the rows of a COPY as a file, for every format."""

import re
from dataclasses import dataclass

import psycopg
from django.db import connections
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.lists.filters import PAGE_KEY

CHUNK = 128 * 1024


@dataclass(frozen=True)
class Frame:
    """The bytes around the rows of a file.

    Attributes:
        start: before all rows.
        between: before each row but the first.
        after: after each row.
        end: after all rows.
    """

    start: bytes = b""
    between: bytes = b""
    after: bytes = b"\r\n"
    end: bytes = b""


def streamed(pieces, media_type, disposition):
    """Return the response that sends the pieces of a `stream`."""
    # Connects: an error here gives an error page, one during the stream a truncated file.
    next(pieces)
    headers = {"Content-Type": media_type, "Content-Disposition": disposition}
    return StreamingHttpResponse(pieces, headers=headers)


def site(request):
    """Return the base address of this site, without a slash at the end."""
    return request.build_absolute_uri("/")[:-1]


def stream(frame, statement, parameters, alias):
    """Yield b"" once connected, and then the rows of a COPY in their `frame`, as pieces of bytes.

    It opens a connection of its own: it outlives the view and may run in another thread.

    Args:
        frame: a `Frame`.
        statement: the COPY, as SQL.
        parameters: of the statement.
        alias: the alias of the database.

    Raises:
        psycopg.Error: also halfway, after the mark of `truncation_mark`.
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
                yield from pieces_of(copy, frame)
            if frame.end:
                yield frame.end
    except psycopg.Error:
        yield truncation_mark()
        raise
    finally:
        connection.close()


def release(connection):
    """Return the connection of the view to the pool: two per request could exhaust it."""
    if not connection.in_atomic_block:
        connection.close()


def pieces_of(copy, frame):
    """Yield the rows of a COPY in their `frame`, in pieces of at least CHUNK bytes but the last.

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


def truncation_mark():
    """Return the end of an incomplete file: a string that is never closed.

    Granian ends the response of a failed iterator as if it were complete. With this mark people
    can read that it is not, and parsers refuse the file.
    """
    return ('"' + _("BROKEN OFF: this file is not complete. Download it again.")).encode()


def soon(sql):
    """Return the SQL of rows so that the first ones come soon, also when they are in an order.

    PostgreSQL plans for a tenth of the rows when it cannot know a limit: by an index in that order,
    where it would sort all rows first (its `cursor_tuple_fraction` does this for a cursor).
    """
    return f"{sql} LIMIT (SELECT {2**63 - 1})"  # noqa: S608, a constant


def file_name(request, name, extension):
    """Return a file name in ASCII: the list, its filters and the date."""
    filters = [
        f"{key}-{value}"
        for key, values in request.GET.lists()
        for value in values
        if value and key != PAGE_KEY
    ]
    parts = [name, *filters, timezone.localdate().isoformat()]
    plain = "_".join(re.sub(r"[^a-zA-Z0-9-]+", "-", part).strip("-")[:40] for part in parts)
    return f"{plain}.{extension}"
