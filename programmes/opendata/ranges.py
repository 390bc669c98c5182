"""A part of a file, so that a download that was cut off can go on (RFC 9110, section 14)."""

import re

from django.http import FileResponse, HttpResponse

# One range; a client that asks for more gets the whole file.
RANGE = re.compile(r"bytes=(?:(?P<first>\d{1,15})-(?P<last>\d{0,15})|-(?P<length>\d{1,15}))")


def file_response(request, file, tag, **options):
    """Return the response with a file, or with the range of bytes that was asked for.

    Args:
        file: a `File` of a snapshot.
        tag: its strong ETag: a range with another one in If-Range gets the whole file.
        options: of `FileResponse`.
    """
    size = file.size
    # For GET only: HEAD asks for the size of the whole.
    header = request.headers.get("Range", "") if request.method == "GET" else ""
    asked = RANGE.fullmatch(header.replace(" ", ""))
    if not asked or backwards(asked) or request.headers.get("If-Range", tag) != tag:
        response = FileResponse(file.part(0, size - 1), **options)
        response["Content-Length"] = size
    else:
        first, last = bounds(asked, size)
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        response = FileResponse(file.part(first, last), status=206, **options)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        response["Content-Length"] = last - first + 1
    response["Accept-Ranges"] = "bytes"
    return response


def backwards(asked):
    """Return whether a range ends before it begins, which makes it no range at all."""
    return asked["last"] and int(asked["last"]) < int(asked["first"])


def bounds(asked, size):
    """Return the first and the last byte of a match of `RANGE`; out of order if there is none."""
    if length := asked["length"]:
        return max(size - int(length), 0), size - 1 if int(length) else -1
    return int(asked["first"]), min(int(asked["last"] or size), size - 1)
