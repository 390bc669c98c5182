"""Primary keys in addresses and forms."""

# Every number of 18 digits fits a bigint; not every one of 19 does.
MAX_DIGITS = 18


def is_key(text):
    """Return whether `text` can be a primary key."""
    return text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS
