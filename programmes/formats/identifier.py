"""Identifiers of what is in feeds and calendars, which stay when an address changes."""


def tag_uri(request, *parts):
    """Return an identifier that does not depend on the address of a record (RFC 4151)."""
    return f"tag:{request.get_host().split(':')[0]},2026:{'/'.join(map(str, parts))}"
