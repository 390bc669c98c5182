"""The keys of records, as somebody may have put them in an address or a form."""

# No key of ours is longer; what is, names nothing.
LONGEST = 18


def is_key(text):
    """Return whether a text can be the key of a record."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST
