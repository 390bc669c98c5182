"""What we word otherwise is still what the libraries say."""

from pathlib import Path

import allauth
import django
from babel.messages.pofile import read_po

from inspectie.accounts.words import WORDS

CATALOGUES = [
    Path(allauth.__file__).parent / "locale",
    Path(django.__file__).parent / "contrib" / "admin" / "locale",
]


def test_every_word_is_one_of_a_library():
    known = set()
    for folder in CATALOGUES:
        with open(folder / "nl" / "LC_MESSAGES" / "django.po", "rb") as file:
            known |= {message.id for message in read_po(file) if isinstance(message.id, str)}
    assert [word for word in WORDS if word not in known] == []
