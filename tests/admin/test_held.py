"""What is posted without a session, or with a stale token, is back in the form."""

import resource

import pytest
from django.contrib.messages import get_messages
from django.core import signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from programmes.admin import held
from programmes.models import Event, IncomingLetter, Letter, Review
from tests import factories
from tests.admin.forms import typed
from tests.admin.incoming import brought_in
from tests.factories import member

ADD = "/beheer/programmes/letter/add/"
BACK = f"{ADD}?invoer=1"
INCOMING = "/beheer/programmes/incomingletter/add/"


@pytest.fixture(autouse=True)
def empty_cache(db):
    yield
    cache.clear()


@pytest.fixture
def full_disk():
    """Let no file of this process become larger than 1,000 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def filled(as_redacteur):
    rows = {f"signatures-{number}-office": f"Minister {number}" for number in range(3)}
    rows |= {f"signatures-{number}-capacity": "mede_namens" for number in range(3)}
    return typed(as_redacteur.get(ADD), subject="Aanbieding", **rows)


def test_input_without_a_session_is_back_after_signing_in(client, redacteur, filled):
    client.logout()
    response = client.post(ADD, filled)
    assert response["Location"] == BACK
    sign_in = client.get(BACK, follow=True)
    assert "Uw sessie was geëindigd. Na het inloggen staat er weer wat u typte." in sign_in.text
    client.force_login(redacteur)
    page = client.get(BACK)
    assert "Wat u typte, staat er weer." in page.text
    assert not Letter.objects.exists()
    again = typed(page)
    assert again["subject"] == ["Aanbieding"]
    assert again["signatures-2-office"] == ["Minister 2"]

    assert client.post(BACK, again).status_code == 302
    assert Letter.objects.get().signatures.count() == 3
    assert "subject" not in typed(client.get(BACK))


def test_input_with_a_stale_token_is_back(redacteur, filled):
    client = Client(enforce_csrf_checks=True)
    client.force_login(redacteur)
    assert client.post(ADD, filled)["Location"] == BACK
    assert typed(client.get(BACK))["subject"] == ["Aanbieding"]


def test_somebody_else_does_not_see_it(client, filled):
    client.logout()
    client.post(ADD, filled)
    client.force_login(member("rob", "redacteur"))
    assert "subject" not in typed(client.get(BACK))


def test_of_each_user_the_last_input_is_kept(client, redacteur, filled):
    other = "/beheer/programmes/annualreport/add/"
    last = typed(client.get(other), title="Jaarbericht 2024")
    client.logout()
    client.post(ADD, filled)
    client.post(other, last)
    client.force_login(redacteur)
    assert "subject" not in typed(client.get(BACK))
    client.post(BACK, filled)
    assert typed(client.get(f"{other}?invoer=1"))["title"] == ["Jaarbericht 2024"]


@pytest.mark.parametrize("sign", [lambda key: "", str, signing.dumps])
def test_without_a_signed_user_nothing_is_kept(client, redacteur, filled, sign):
    client.logout()
    response = client.post(ADD, filled | {"typed_by": sign(redacteur.pk)})
    assert response["Location"].startswith("/beheer/login/?next=/beheer/programmes/letter/add/")
    client.force_login(redacteur)
    assert "subject" not in typed(client.get(BACK))


def test_a_stale_token_alone_gives_the_usual_page(redacteur, filled):
    client = Client(enforce_csrf_checks=True)
    response = client.post(ADD, filled | {"typed_by": ""})
    assert response.status_code == 403
    assert "Het formulier is verlopen" in response.text


def test_too_much_is_not_kept(client, filled, monkeypatch):
    monkeypatch.setattr(held, "LARGEST", 100)
    client.logout()
    assert client.post(ADD, filled)["Location"].startswith("/beheer/login/")


def test_a_draft_is_shown_and_not_stored(as_redacteur, filled):
    page = as_redacteur.post(ADD, filled | {"_restore": "1", "draft": "abc1"})
    assert "Wat u typte, staat er weer." in page.text
    assert 'data-draft="abc1"' in page.text
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("draft", "tags"), [("abc1", "stored-abc1 success"), ("<b>", "success")])
def test_the_message_names_the_draft_that_was_stored(as_redacteur, filled, draft, tags):
    page = as_redacteur.post(ADD, filled | {"draft": draft}, follow=True)
    assert [message.tags for message in page.context["messages"]] == [tags]


@pytest.mark.parametrize("size", [1_000, 3_000_000])
def test_of_a_file_the_name_is_asked_again(client, redacteur, size):
    add = "/beheer/programmes/annualreport/add/"
    client.force_login(redacteur)
    filled = typed(client.get(add), title="Jaarbericht 2024")
    del client.cookies["sessionid"]
    file = SimpleUploadedFile("jaarbericht.pdf", b"%PDF-" + b"x" * size)
    back = client.post(add, filled | {"file": file})["Location"]
    client.force_login(redacteur)
    page = client.get(back)
    assert "Kies opnieuw: <strong>jaarbericht.pdf</strong>" in page.text
    assert typed(page)["title"] == ["Jaarbericht 2024"]


def test_what_was_filled_in_beside_a_letter_is_back(client, redacteur):
    letter = f"/beheer/programmes/incomingletter/{brought_in().pk}/change/"
    client.force_login(redacteur)
    filled = fields_of(client.get(letter), subject="Aanbieding van het werkprogramma")
    client.logout()
    back = client.post(letter, filled)["Location"]
    client.force_login(redacteur)
    page = client.get(back)
    assert "Wat u typte, staat er weer." in page.text
    assert fields_of(page)["subject"] == "Aanbieding van het werkprogramma"
    assert not Letter.objects.exists()


def fields_of(response, **given):
    (form,) = html.fromstring(response.text).find_class("letter-check__form")
    return dict(form.form_values()) | given


def test_the_explanation_of_a_verb_is_back(client, redacteur):
    letter = factories.LetterFactory(publish_at=None)
    factories.SignatureFactory(letter=letter)
    address = f"/beheer/programmes/letter/aanbieden/?ids={letter.pk}"
    client.force_login(redacteur)
    filled = typed(client.get(address), text="Let op de datum.")
    client.logout()
    back = client.post(address, filled)["Location"]
    client.force_login(redacteur)
    again = typed(client.get(back))
    assert again["text"][0].strip() == "Let op de datum."
    assert not Review.objects.exists()
    assert client.post(back, again).status_code == 302
    assert Review.objects.get().text == "Let op de datum."
    assert typed(client.get(back))["text"][0].strip() == ""


def test_outcomes_are_back_too(client, redacteur):
    activity = factories.PlanningFactory(
        programme__publish_at=None, activity__publish_at=None
    ).activity
    address = f"/beheer/programmes/workprogramme/{activity.programmes.get().pk}/uitkomsten/"
    client.force_login(redacteur)
    given = {f"{activity.pk}-kind": "rapport", f"{activity.pk}-title": "Rapport"}
    filled = typed(client.get(address), **given)
    client.logout()
    back = client.post(address, filled)["Location"]
    client.force_login(redacteur)
    assert typed(client.get(back))[f"{activity.pk}-title"] == ["Rapport"]
    assert not Event.objects.exists()


PDF = b"%PDF-1.7 " + bytes(5000)
FULL = "de schijf van de server is vol"


def test_input_is_back_when_the_disk_is_full(as_redacteur, filled, media, full_disk):
    filled["file"] = SimpleUploadedFile("brief.pdf", PDF)
    assert as_redacteur.post(ADD, filled)["Location"] == BACK
    page = as_redacteur.get(BACK)
    assert FULL in page.text
    assert typed(page)["subject"] == ["Aanbieding"]
    assert not Letter.objects.exists()
    assert not [each for each in media.rglob("*") if each.is_file()]


def test_a_spreadsheet_says_that_the_disk_is_full(as_redacteur, media, full_disk):
    file = SimpleUploadedFile("blad.csv", b"titel\n" + b"Een activiteit\n" * 100)
    data = {"kind": "activiteiten", "file": file}
    response = as_redacteur.post("/beheer/programmes/sheetimport/add/", data, follow=True)
    assert FULL in response.text
    assert not [each for each in media.rglob("*") if each.is_file()]


@pytest.mark.parametrize("others", [[], ["een.txt", "twee.txt"]])
def test_a_letter_that_the_disk_has_no_room_for_is_named(as_redacteur, media, full_disk, others):
    files = [SimpleUploadedFile(name, name.encode()) for name in others]
    files.insert(1, SimpleUploadedFile("groot.pdf", PDF))
    response = as_redacteur.post(INCOMING, {"files": files})
    received = IncomingLetter.objects.order_by("pk")
    assert [each.name for each in received] == others
    assert len([each for each in media.rglob("*") if each.is_file()]) == len(others)
    keys = "%2C".join(str(each.pk) for each in received)
    reading = f"/beheer/programmes/incomingletter/lezen/?ids={keys}&er_al="
    assert response["Location"] == (reading if others else INCOMING)
    assert [str(each) for each in get_messages(response.wsgi_request)] == [
        "“groot.pdf”: Dit bestand is niet opgeslagen: de schijf van de server is vol. Vraag een "
        "beheerder om ruimte te maken, en breng het opnieuw in."
    ]
