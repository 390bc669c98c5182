import io

import pytest
from django.core.files import File

from programmes.intake.letters.storing import receive
from tests.letters.make import FILES

LETTER = """\
Aan de Voorzitter van de Tweede Kamer
der Staten-Generaal

Ons kenmerk   4896050
Bijlagen      1
Datum         22 september 2023
Onderwerp     Werkprogramma 2024

Hierbij bied ik u, mede namens de minister voor Rechtsbescherming, het Werkprogramma 2024 aan.

De Inspectie werkt aan de doelen van het Meerjarenperspectief 2021-2024:

- het stimuleren van veerkracht;
- het bevorderen van hun lerend vermogen.

De Minister van Justitie en Veiligheid,

D. Yeşilgöz-Zegerius
"""


@pytest.fixture
def letter_text():
    return LETTER


@pytest.fixture
def bring_in(db):
    """Return a function that receives a text or a file as an `IncomingLetter`."""

    def keep(text=LETTER, name="brief.txt"):
        content = text.encode() if isinstance(text, str) else text.read_bytes()
        return receive(File(io.BytesIO(content), name), name)

    return keep


@pytest.fixture
def promising():
    """A letter of 15 May 2024 that promises a response before the summer, and an end in 2025."""
    return FILES / "80-response-before-the-summer.pdf"


@pytest.fixture
def model_letter():
    """The path of a letter as a ministry sends it: a PDF with a column at the side."""
    return FILES / "01-model.pdf"
