"""JSON responses, and the choice of a media type for a request."""

from django.http import JsonResponse
from django.http.request import MediaType

JSON, CSV = "application/json", "text/csv"
LONGEST_ACCEPT = 8_000


class CompactJSON(JsonResponse):
    """JSON without spaces, and with all characters as UTF-8 instead of escapes."""

    def __init__(self, body, **options):
        compact = {"ensure_ascii": False, "separators": (",", ":")}
        super().__init__(body, json_dumps_params=compact, **options)


def negotiated(request, media_types):
    """Return the media type to answer with, or None when Accept allows none of `media_types`.

    The most specific range of Accept decides, then the order of `media_types`. Weights (q) are
    not compared, and other parameters, such as a charset, never exclude a media type.
    """
    accept = request.headers.get("Accept", "*/*")[:LONGEST_ACCEPT]
    found = [
        (accepted.specificity, -place, media_type)
        for accepted in map(MediaType, accept.split(","))
        for place, media_type in enumerate(media_types)
        if covers(accepted, *media_type.split("/"))
    ]
    return max(found)[-1] if found else None


def covers(accepted, main_type, sub_type):
    """Return whether a range of Accept, such as text/*, includes a media type."""
    return accepted.main_type in (main_type, "*") and accepted.sub_type in (sub_type, "*")
