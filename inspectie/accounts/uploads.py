"""Middleware that refuses large requests of anyone but staff."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.urls import Resolver404, resolve

from programmes.admin.held import DAY, kept_input
from programmes.caching.etags import STAFF
from programmes.limits import LARGEST_FILE

COOKIE = "staff"
COOKIE_OPTIONS = {
    "max_age": 2 * DAY,
    "path": STAFF,
    "secure": settings.SESSION_COOKIE_SECURE,
    "httponly": True,
    "samesite": settings.SESSION_COOKIE_SAMESITE,
}


def refuse_large_requests(get_response):
    """Return middleware that refuses a request body over DATA_UPLOAD_MAX_MEMORY_SIZE.

    That setting of Django does not count uploaded files, which Django writes to disk whatever
    their size. Of a form whose session ended, the text is kept and the files are dropped; a signed
    cookie says that the browser had a session of staff, so that no body of a stranger is parsed.

    Raises:
        RequestDataTooBig: when the user is not staff; Django answers 400.
    """

    def middleware(request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isdecimal() else 0
        is_large = size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        is_staff = hasattr(request, "user") and request.user.is_staff
        if is_large and not is_staff:
            return was_staff(request, 2 * DAY) and text_kept(request, size) or refuse()
        response = get_response(request)
        if is_staff and not was_staff(request, DAY):
            response.set_signed_cookie(COOKIE, "1", **COOKIE_OPTIONS)
        if is_staff and request.method == "POST" and not request.user.is_staff:
            response.delete_cookie(COOKIE, path=STAFF)
        return response

    return middleware


def was_staff(request, seconds):
    """Return whether a browser had a session of staff within so many seconds."""
    return request.get_signed_cookie(COOKIE, "", max_age=seconds) == "1"


def refuse():
    raise RequestDataTooBig("Only staff send files.")


def text_kept(request, size):
    """Keep the text of a form of the admin with one file; return the response, or None."""
    largest = LARGEST_FILE + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if size > largest or not is_of_admin(request.path_info):
        return None
    names = NamesOnly(request)
    request.upload_handlers = [names]
    return kept_input(request, names.found)


def is_of_admin(path):
    """Return whether a path is that of a page of the admin."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    # The view for all other paths has no name.
    return found.namespace == "admin" and found.url_name is not None


class NamesOnly(FileUploadHandler):
    """Collects the names of uploaded files in `found`, and stores nothing of their contents."""

    def __init__(self, request):
        super().__init__(request)
        self.found = []

    def new_file(self, field_name, file_name, *args, **kwargs):
        self.found.append(file_name)
        raise SkipFile
