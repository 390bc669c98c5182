"""Properties of any text or file: no exception, and only facts that occur in it."""

import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from programmes.intake.letters.answer import as_dictionary
from programmes.intake.letters.facts import as_json, from_json
from programmes.intake.letters.parsing import ParsedLetter, parse
from programmes.intake.letters.reading import Reading
from programmes.intake.letters.reading.pages import answer

# What the reader looks for, mixed with anything: a text that comes close to a letter.
PHRASES = """
Ons kenmerk|Uw kenmerk|Datum|Onderwerp|Betreft|Bijlagen|twee|geen|4896050|22 september 2023
31 februari 2024|2021-2024|2018 tot en met 2020|20191|202|Werkprogramma|werkplan|Jaarbericht
Meerjarenperspectief|bijstelling|Hierbij bied ik u|Bijgaand zend ik u|aan.|aan:|mede namens
de minister van|de minister voor|Justitie en Veiligheid|Rechtsbescherming|en|,|de ministers van
De Minister van Justitie en Veiligheid,|D. Yeşilgöz-Zegerius|dr. A. de Boer|doelen|vier doelen:
- het stimuleren van veerkracht;|1. het leren|(2) het|; en|zijn|Den Haag, 1 mei 2024|Nr. 21
34 775 VI|BRIEF VAN DE MINISTER|Aan de Voorzitter van de Tweede Kamer|der Staten-Generaal
Ik verwacht u|voor de zomer|mijn beleidsreactie|Het rapport|verschijnt|in het najaar|eind 2025
Postbus 20018|Geachte voorzitter,|Pagina 1 van 2|antwoorden op vragen|AAAAAAAAAAAAAAAAAAAAAAAA
"""
WORDS = st.sampled_from(PHRASES.strip().replace("\n", "|").split("|"))
GAPS = st.sampled_from([" ", "\n", "\n\n", "    ", "\t", "\f", "; "])
ALMOST_LETTERS = st.lists(st.tuples(WORDS | st.text(max_size=8), GAPS), max_size=80).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


def words_of(text):
    """Return the words and numbers of a text, without what joining lines changes."""
    return re.sub(r"[\W_]+|(?<=[^\W\d])\d+", "", text).casefold()


def stands_in(words, plain):
    """Return whether all words occur in a text in order, also with a column in between."""
    position = 0
    for word in map(words_of, words.split()):
        position = plain.find(word, position) + len(word)
        if position < len(word):
            return False
    return True


def check(text):
    """Parse a text; every fact has to occur in it."""
    letter = parse(text.split("\f"))
    assert from_json(as_json(letter)) == letter
    found = as_dictionary("brief", Reading(letter=letter))
    plain = words_of(text)
    assert found["reference"] is None or words_of(found["reference"]) in plain
    for name in ("subject", "recipient"):
        assert found[name] is None or stands_in(found[name], plain)
    for words in [*found["goals"], *(each["name"] or "" for each in found["signatories"])]:
        assert words_of(words) in plain
    for office in [*found["on_behalf_of"], *(each["office"] for each in found["signatories"])]:
        assert all(words_of(word)[:8] in plain for word in office.split())
    for name in ("first_year", "last_year", "perspective_first_year", "perspective_last_year"):
        assert found[name] is None or str(found[name])[2:] in text
    assert found["date"] is None or found["date"][:4] in text
    for term in found["terms"]:
        assert words_of(term["words"]) in plain
    if found["attachments"]:
        assert found["attachments"] <= 99


@given(st.text() | st.text(alphabet=string.printable, max_size=2000))
def test_any_text(text):
    check(text)


@example("Aan de Voorzitter van de Tweede Kamer    Ons kenmerk\nder Staten-Generaal")
@given(ALMOST_LETTERS)
def test_any_text_that_looks_like_a_letter(text):
    check(text)


def test_goals_that_are_denied_are_none():
    assert parse(["De Inspectie heeft geen doelen: het leren; het sturen."]).goals == ()


@given(
    st.binary(max_size=3000),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04word/", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]),
    st.sampled_from([b"", b"\n%%EOF\n", b"PK\x05\x06"]),
)
def test_any_bytes(content, start, end):
    found = answer(start + content + end)
    assert set(found) == {"pages", "sort", "error"}
    assert bool(found["pages"]) != bool(found["error"])


@pytest.mark.parametrize("page", ["Datum " * 60 + "x", "Datum\n" * 400])
def test_labels_without_end_are_no_letterhead(page):
    """A file that is made to keep the server busy is read as soon as any other."""
    assert parse([page] * 20) == ParsedLetter()
