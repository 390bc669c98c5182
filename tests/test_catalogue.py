from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}


@pytest.fixture(scope="module")
def catalogue():
    with open(ROOT / "inspectie" / "locale" / "nl" / "LC_MESSAGES" / "django.po", "rb") as file:
        return read_po(file, locale="nl")


def in_code():
    """Return (context, msgid) of every translatable text in the Python code."""
    return {
        (context, message if isinstance(message, str) else message[0])
        for folder in ("inspectie", "programmes")
        for _, _, message, _, context in extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        )
    }


def singular(message):
    """Return the msgid of a message: of a plural, the first form."""
    return message.id if isinstance(message.id, str) else message.id[0]


def test_every_text_of_the_code_is_in_the_catalogue_and_no_other(catalogue):
    known = {(message.context, singular(message)) for message in catalogue if message.id}
    assert in_code() - known == set(), "run: make messages"
    assert known - in_code() == set(), "run: make messages"
    assert catalogue.obsolete == {}


def test_every_text_is_translated(catalogue):
    open_texts = [
        message.id
        for message in catalogue
        if message.id and (message.fuzzy or not all(as_tuple(message.string)))
    ]
    assert open_texts == []


def as_tuple(text):
    return text if isinstance(text, tuple) else (text,)


def test_placeholders_stay_in_translations(catalogue):
    wrong = {message.id: [str(error) for error in errors] for message, errors in catalogue.check()}
    assert wrong == {}
