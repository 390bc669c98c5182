from django.conf import settings


def view_name(request):
    """Return the name of the view that answered: one of the URL configuration, never a path."""
    if match := request.resolver_match:
        return match.view_name
    is_static = request.path.startswith(settings.STATIC_URL)
    return getattr(request, "view_name", "static" if is_static else "none")
