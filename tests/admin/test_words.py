"""The texts that this project translates again still occur in Django."""

from pathlib import Path

import django
from babel.messages.pofile import read_po

from programmes.admin.words import WORDS
from programmes.models import Signatory

ENGLISH = [
    Path(django.__file__).parent / place / "locale" / "en" / "LC_MESSAGES" / "django.po"
    for place in ("conf", "contrib/admin")
]


def test_every_text_occurs_in_django():
    known = set()
    for path in ENGLISH:
        with open(path, "rb") as file:
            known |= {message.id for message in read_po(file)}
    assert [word for word in WORDS if word not in known] == []


def test_a_list_is_called_by_its_name(admin_client):
    page = admin_client.get("/beheer/programmes/redaction/").text
    assert "<h1>Teksten uit de geschiedenis gehaald</h1>" in page
    assert "<title>Teksten uit de geschiedenis gehaald | " in page
    link = '<a href="/beheer/programmes/redaction/add/" class="addlink">'
    assert f"{link}Een tekst uit de geschiedenis halen</a>" in page


def test_a_part_of_the_first_screen_is_called_by_its_name(as_redacteur):
    assert "<h1>Register</h1>" in as_redacteur.get("/beheer/programmes/").text


def test_an_invalid_form_says_that_nothing_is_stored(as_redacteur):
    page = as_redacteur.post("/beheer/programmes/signatory/add/", {}).text
    assert "Er is nog niets opgeslagen. In rood staat hieronder wat er niet klopt." in page


def test_a_message_after_saving_has_no_article(as_redacteur):
    given = {"name": "A. Jansen", "office": "Inspecteur-generaal"}
    page = as_redacteur.post("/beheer/programmes/signatory/add/", given, follow=True)
    key = Signatory.objects.get().pk
    assert [str(message) for message in page.context["messages"]] == [
        f'Toegevoegd: ondertekenaar ‘<a href="/beheer/programmes/signatory/{key}/change/">'
        "A. Jansen</a>’."
    ]
    assert "<h1>Ondertekenaars</h1>" in page.text
