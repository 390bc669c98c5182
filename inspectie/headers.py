from django.middleware.gzip import GZipMiddleware

# What is worth compressing; a file that is streamed or downloaded is sent as it is.
TEXT = ("text/html", "application/json", "application/atom+xml", "application/xml", "image/svg+xml")
# The site asks a visitor's device for nothing.
NOTHING = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def permissions_policy(get_response):
    """Return middleware that lets no page, nor anything in it, use the visitor's devices."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NOTHING)
        return response

    return middleware


def compression(get_response):
    """Return middleware that compresses the pages for visitors, who have no cookie.

    A page for the staff holds a secret against forged forms beside what somebody typed; its length
    would then tell about the secret (BREACH), so that it is sent as it is.
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
