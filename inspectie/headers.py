from django.middleware.gzip import GZipMiddleware

# Media types that are compressed, unless the response is streamed.
TEXT = ("text/html", "application/json", "application/atom+xml", "application/xml", "image/svg+xml")
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def permissions_policy(get_response):
    """Return middleware that denies pages the browser's device features (Permissions-Policy)."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


def compression(get_response):
    """Return middleware that gzips text responses of requests without cookies.

    Responses with cookies are not compressed because of the BREACH attack: a page of the admin
    contains a CSRF token beside user input, and its compressed length would leak the token.
    """

    def middleware(request):
        response = get_response(request)
        media_type = response.headers.get("Content-Type", "").partition(";")[0]
        secret = request.COOKIES or response.cookies
        if media_type in TEXT and not response.streaming and not secret:
            return gzip.process_response(request, response)
        return response

    gzip = GZipMiddleware(get_response)
    return middleware
