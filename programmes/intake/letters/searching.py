"""Search for a text within stored PDF, Word and text files."""

import tempfile

from django.core.files.storage import default_storage

from programmes.intake.letters.reading import read


def search(text, names):
    """Search stored files for a text, whatever its case and white space.

    Args:
        names: the names of the files in the storage.

    Returns:
        (names of the files with the text, names of those that cannot be read, such as scans).
    """
    found, unread = [], []
    for name in names:
        reading = reading_of(name)
        if reading.error:
            unread.append(name)
        elif plain(text) in plain(" ".join(reading.pages)):
            found.append(name)
    return found, unread


def reading_of(name):
    # Reading needs a descriptor, which a file in an object store has not.
    with default_storage.open(name) as file, tempfile.TemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.seek(0)
        return read(copy)


def plain(text):
    return " ".join(text.split()).casefold()
