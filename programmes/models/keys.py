"""Primary keys in URLs and forms."""

from django.urls import register_converter

# Every number of 18 digits fits a bigint; not every one of 19 does.
MAX_DIGITS = 18


def is_key(text):
    """Return whether `text` can be a primary key."""
    return text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS


class KeyConverter:
    """The URL converter `<key:pk>`: 404 for a number that no primary key can be."""

    regex = f"[0-9]{{1,{MAX_DIGITS}}}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


register_converter(KeyConverter, "key")
