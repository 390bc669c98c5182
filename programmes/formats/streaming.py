"""Stream the rows of a COPY as a file, whatever its format."""

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


def streamed(pieces, media_type, disposition):
    """Return the response with the pieces of a `stream`."""
    # Without a connection the answer is to be an error page, not a file without rows.
    next(pieces)
    headers = {"Content-Type": media_type, "Content-Disposition": disposition}
    return StreamingHttpResponse(pieces, headers=headers)


def site(request):
    """Return the address of this site, without a slash at the end."""
    return request.build_absolute_uri("/")[:-1]


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
