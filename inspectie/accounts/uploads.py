"""Only staff send files; what others send is refused before it fills a disk."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig


def files_are_for_staff(get_response):
    """Return middleware that refuses, unread, a request of others that is larger than a form.

    Django itself limits what it keeps in memory, and writes files of any size to disk.

    Raises:
        RequestDataTooBig: which is answered 400.
    """

    def middleware(request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_large = length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if is_large and not request.user.is_staff:
            raise RequestDataTooBig("Only staff send files.")
        return get_response(request)

    return middleware
