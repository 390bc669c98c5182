"""Every overridden message still exists in the libraries."""

from pathlib import Path

import allauth
import django
from babel.messages.pofile import read_po

from inspectie.accounts.library_texts import TEXTS

CATALOGUES = [
    Path(allauth.__file__).parent / "locale",
    Path(django.__file__).parent / "contrib" / "admin" / "locale",
    Path(django.__file__).parent / "contrib" / "auth" / "locale",
]


def test_every_overridden_text_is_one_of_a_library():
    known = set()
    for folder in CATALOGUES:
        with open(folder / "en" / "LC_MESSAGES" / "django.po", "rb") as file:
            known |= {message.id for message in read_po(file) if isinstance(message.id, str)}
    assert [text for text in TEXTS if text not in known] == []
