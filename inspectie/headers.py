# The site asks a visitor's device for nothing.
NOTHING = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def permissions_policy(get_response):
    """Return middleware that lets no page, nor anything in it, use the visitor's devices."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NOTHING)
        return response

    return middleware
