"""The screens to take in a letter, by their forms and by direct requests."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.intake.letters.checking import ADD_LINE, as_submitted
from programmes.intake.letters.facts import from_json
from programmes.models import IncomingLetter, Letter, WorkProgramme
from tests import factories
from tests.admin.incoming import TEXT, brought_in
from tests.letters.make import FILES

BASE = "/beheer/programmes/incomingletter"
MODEL = FILES / "01-model.pdf"


def upload(*files):
    return {"files": [SimpleUploadedFile(name, content) for name, content in files]}


def messages(response):
    return [str(message) for message in response.context["messages"]]


def fields(response):
    """Return the values of the fields of the form on a page, as a browser would send them."""
    check = response.context["form"], response.context["lines"]
    data = {name: check[0][name].value() for name in check[0].fields}
    for line in check[1]:
        data |= {line.add_prefix(name): line[name].value() for name in line.fields}
    data |= {f"form-{name}": check[1].data[f"form-{name}"] for name in ("TOTAL_FORMS",)}
    return {name: "" if value is None else value for name, value in data.items()} | {
        "form-INITIAL_FORMS": "0"
    }


def test_one_file_leads_to_its_check(as_redacteur, redacteur):
    sent = upload(("Brief.pdf", MODEL.read_bytes()))
    response = as_redacteur.post(f"{BASE}/add/", sent, follow=True)
    assert response.redirect_chain[0][0].startswith(f"{BASE}/lezen/?ids=")
    assert "0 van 1 gelezen" in response.text
    response = as_redacteur.get(response["Refresh"].partition("url=")[2], follow=True)
    incoming = IncomingLetter.objects.get()
    assert (incoming.name, incoming.received_by) == ("Brief.pdf", redacteur)
    assert response.redirect_chain[-1][0] == f"{BASE}/{incoming.pk}/change/"
    assert "gelezen op pagina 1: <q>Ons kenmerk 5120934</q>" in response.text
    assert response.text.count("niet gevonden") >= 4


def test_several_files_lead_to_the_list(as_redacteur):
    sent = upload(("een.txt", TEXT), ("twee.txt", b"Iets anders."))
    response = as_redacteur.post(f"{BASE}/add/", sent, follow=True)
    address = response.redirect_chain[-1][0]
    for _file in range(2):
        response = as_redacteur.get(f"{address}&lees=1", follow=True)
    assert response.redirect_chain[-1][0] == f"{BASE}/"
    assert re.findall(r">(een\.txt|twee\.txt)</a>", response.text) == ["twee.txt", "een.txt"]
    assert messages(response) == [
        f"“{name}”: gelezen; kijk het na." for name in ("een.txt", "twee.txt")
    ]
    again = upload(("een.txt", TEXT), ("drie.txt", b"Nog iets."))
    response = as_redacteur.post(f"{BASE}/add/", again, follow=True)
    response = as_redacteur.get(f"{response.redirect_chain[-1][0]}&lees=1", follow=True)
    assert messages(response) == [
        "“een.txt”: Dit bestand was er al.",
        "“drie.txt”: gelezen; kijk het na.",
    ]


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(as_redacteur):
    sent = upload(("kwaad.pdf", b"MZ\x90\x00"), ("goed.txt", TEXT))
    response = as_redacteur.post(f"{BASE}/add/", sent, follow=True)
    address = response.redirect_chain[-1][0]
    told = messages(as_redacteur.get(f"{address}&lees=1", follow=True))
    assert told == [
        "“kwaad.pdf”: Dit is geen pdf, Word-document (docx) of tekst. "
        "Andere bestanden worden niet gelezen."
    ]
    assert as_redacteur.get(f"{address}&lees=1").status_code == 302
    assert [each.name for each in IncomingLetter.objects.all()] == ["goed.txt"]


def test_nothing_chosen_is_told_beside_the_field(as_redacteur):
    response = as_redacteur.post(f"{BASE}/add/", {})
    (problem,) = response.context["form"].errors.as_data()["files"]
    assert problem.code == "required"


def test_the_same_file_leads_to_the_letter_that_is_there(as_redacteur):
    incoming = brought_in()
    letter = factories.LetterFactory(publish_at=None)
    incoming.letter = letter
    incoming.save()
    response = as_redacteur.post(f"{BASE}/add/", upload(("opnieuw.txt", TEXT)), follow=True)
    assert response.redirect_chain[-1][0] == f"/beheer/programmes/letter/{letter.pk}/change/"
    assert messages(response) == ["Dit bestand staat al in het register."]


def test_confirming_lands_on_the_draft(as_redacteur):
    factories.PerspectiveFactory()
    incoming = brought_in(MODEL.read_bytes(), "brief.pdf")
    form = as_redacteur.get(f"{BASE}/{incoming.pk}/change/")
    sent = fields(form) | {"subject": "Verbeterd onderwerp"}
    response = as_redacteur.post(f"{BASE}/{incoming.pk}/change/", sent, follow=True)
    programme = WorkProgramme.objects.get()
    assert response.redirect_chain == [
        (f"/beheer/programmes/workprogramme/{programme.pk}/change/", 302)
    ]
    assert programme.letter.subject == "Verbeterd onderwerp"


def test_goals_that_a_known_perspective_has_not_are_not_called_new(as_redacteur):
    factories.PerspectiveFactory(first_year=2021, last_year=2024)
    incoming = brought_in(MODEL.read_bytes(), "brief.pdf")
    page = as_redacteur.get(f"{BASE}/{incoming.pk}/change/").text
    assert page.count("niet in dit perspectief</span> wordt niet opgeslagen:") == 4
    assert 'state--new">nieuw</span> stimuleren' not in page


def test_a_signatory_is_offered_with_office_and_years(as_redacteur):
    for office, year in (("Minister", 2022), ("Staatssecretaris", 2020)):
        factories.SignatoryFactory(name="A. Jansen", office=office, in_office_from=f"{year}-01-10")
    page = as_redacteur.get(f"{BASE}/{brought_in().pk}/change/").text
    offered = re.findall(r">(A\. Jansen[^<]*)</option>", page.partition("form-1-")[0])
    assert offered == ["A. Jansen (Minister, 2022–)", "A. Jansen (Staatssecretaris, 2020–)"]


def test_a_term_of_the_letter_goes_to_the_activity_that_was_chosen(as_redacteur):
    activity = factories.ActivityFactory(publish_at=None)
    incoming = brought_in((FILES / "80-response-before-the-summer.pdf").read_bytes(), "brief.pdf")
    form = as_redacteur.get(f"{BASE}/{incoming.pk}/change/")
    assert "Dat is 15 mei 2024 tot en met 4 juli 2024." in form.text
    sent = fields(form) | {"term-0-activity": activity.pk, "term-0-words": "voor de zomer"}
    sent |= {"term-0-kind": "beleidsreactie"}
    response = as_redacteur.post(f"{BASE}/{incoming.pk}/change/", sent, follow=True)
    letter = Letter.objects.get()
    assert response.redirect_chain == [(f"/beheer/programmes/letter/{letter.pk}/change/", 302)]
    assert str(letter.expectations.get()) == "beleidsreactie: voor de zomer"


def test_a_conflict_is_shown_before_anything_is_saved(as_redacteur):
    factories.LetterFactory(reference="77")
    incoming = brought_in()
    response = as_redacteur.get(f"{BASE}/{incoming.pk}/change/")
    assert response.context["form"].errors["reference"] == ["Er is al een brief met dit kenmerk."]
    response = as_redacteur.post(f"{BASE}/{incoming.pk}/change/", fields(response))
    assert response.status_code == 200
    assert Letter.objects.count() == 1
    assert IncomingLetter.objects.to_process().count() == 1


def test_what_two_people_confirm_at_once_is_stored_once(as_redacteur):
    incoming = brought_in()
    sent = fields(as_redacteur.get(f"{BASE}/{incoming.pk}/change/"))
    assert as_redacteur.post(f"{BASE}/{incoming.pk}/change/", sent).status_code == 302
    response = as_redacteur.post(f"{BASE}/{incoming.pk}/change/", sent, follow=True)
    assert messages(response)[-1] == "Dit bestand staat al in het register."
    assert Letter.objects.count() == 1


def test_a_letter_that_was_read_before_facts_were_kept_is_read_again(as_redacteur):
    incoming = brought_in()
    IncomingLetter.objects.update(facts=None)
    response = as_redacteur.get(f"{BASE}/{incoming.pk}/change/", follow=True)
    assert response.redirect_chain == [(f"{BASE}/lezen/?ids={incoming.pk}", 302)]
    response = as_redacteur.get(response["Refresh"].partition("url=")[2], follow=True)
    assert response.redirect_chain[-1][0] == f"{BASE}/{incoming.pk}/change/"
    assert response.context["form"]["reference"].value() == "77"


def test_a_scan_is_typed_over(as_redacteur):
    incoming = brought_in(b"\n \n", "scan.txt")
    assert incoming.error == "no_text"
    response = as_redacteur.get(f"{BASE}/{incoming.pk}/change/")
    assert "In dit bestand staat geen tekst" in response.text
    check = response.context["check"]
    assert len(check.lines) == 3
    sent = {**as_submitted(from_json(incoming.facts)), "form-0-name": "D. de Boer", ADD_LINE: "1"}
    for number in (4, 5):
        response = as_redacteur.post(f"{BASE}/{incoming.pk}/change/", sent)
        lines = response.context["lines"]
        assert (len(lines), lines[0]["name"].value()) == (number, "D. de Boer")
        sent["form-TOTAL_FORMS"] = str(number)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "content_type", "shown"),
    [
        (MODEL.read_bytes(), "brief.pdf", "application/pdf", "inline"),
        (TEXT, "brief.html", "text/plain; charset=utf-8", "inline"),
        (
            (FILES / "04-goals-in-a-sentence.docx").read_bytes(),
            "brief.docx",
            "application/octet-stream",
            "attachment",
        ),
    ],
)
def test_the_file_is_handed_out_but_never_as_a_page(
    as_redacteur, content, name, content_type, shown
):
    incoming = brought_in(content, name)
    response = as_redacteur.get(f"{BASE}/{incoming.pk}/bestand/")
    assert b"".join(response.streaming_content) == content
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'{shown}; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_the_check_may_show_the_file_in_a_frame_and_nothing_else(as_redacteur):
    incoming = brought_in()
    response = as_redacteur.get(f"{BASE}/{incoming.pk}/change/")
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


ADDRESSES = ["", "add/", "lezen/?ids={pk}", "{pk}/change/", "{pk}/bestand/", "{pk}/delete/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_visitors_get_none_of_it(client, db, address):
    incoming = brought_in()
    for answer in (client.get, client.post):
        response = answer(f"{BASE}/{address.format(pk=incoming.pk)}")
        assert (response.status_code, response["Location"].partition("?")[0]) == (
            302,
            "/beheer/login/",
        )


@pytest.mark.parametrize("address", ADDRESSES)
def test_staff_without_a_group_get_none_of_it(client, db, address):
    client.force_login(User.objects.create_user("gast", is_staff=True))
    incoming = brought_in()
    for answer in (client.get, client.post):
        status = answer(f"{BASE}/{address.format(pk=incoming.pk)}").status_code
        assert status in (403, 405)
    assert IncomingLetter.objects.to_process().count() == 1


def test_what_waits_may_be_removed_with_its_file(
    as_redacteur, media, django_capture_on_commit_callbacks
):
    address = f"{BASE}/{brought_in().pk}/delete/"
    with django_capture_on_commit_callbacks(execute=True):
        assert as_redacteur.post(address, {"post": "yes"}).status_code == 302
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_what_was_processed_stays(as_redacteur):
    incoming = brought_in()
    incoming.letter = factories.LetterFactory(publish_at=None)
    incoming.save()
    response = as_redacteur.post(f"{BASE}/{incoming.pk}/delete/", {"post": "yes"})
    assert response.status_code == 403
