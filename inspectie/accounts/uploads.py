"""Middleware that refuses large requests of anyone but staff."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig


def refuse_large_requests(get_response):
    """Return middleware that refuses a request body over DATA_UPLOAD_MAX_MEMORY_SIZE, unread.

    That setting of Django does not count uploaded files, which Django writes to disk whatever
    their size.

    Raises:
        RequestDataTooBig: when the user is not staff; Django answers 400.
    """

    def middleware(request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_large = length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if is_large and not (hasattr(request, "user") and request.user.is_staff):
            raise RequestDataTooBig("Only staff send files.")
        return get_response(request)

    return middleware
