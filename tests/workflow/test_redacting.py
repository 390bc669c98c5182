"""A text is taken out of the history, and a public change hidden; both leave who, when and why."""

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, connection, transaction

from programmes.changes.for_staff import as_changes, entries
from programmes.models import (
    Activity,
    AnnualReport,
    HiddenChange,
    IncomingLetter,
    PublicChange,
    Redaction,
    Review,
    SearchWord,
    SheetImport,
    SheetRow,
    WriteCounter,
)
from programmes.workflow.proposing import propose
from programmes.workflow.redacting import hide, places, redact
from programmes.workflow.stored_files import stored_files
from tests import factories
from tests.addresses import body
from tests.letters.make import FILES

NAME = "De Wit"
pytestmark = pytest.mark.django_db(transaction=True)


def change(record, note, **values):
    for name, value in values.items():
        setattr(record, name, value)
    with pghistory.context(note=note):
        record.save()


@pytest.fixture
def activity(publicist):
    """A public activity that named a person in every sort of field, and no longer does."""
    activity = factories.ActivityFactory(slug="a", summary="over De Wit", partners=["De Wit", "x"])
    event = factories.EventFactory(activity=activity, title="klacht van De Wit")
    change(activity, "De Wit vroeg erom.", summary="over een inwoner", partners=["x"])
    change(event, "Zonder naam.", title="een klacht")
    Review.objects.create(
        noun="activity", record_id=activity.pk, step="aangeboden", by=publicist,
        title="over De Wit", text="Van De Wit.",
    )  # fmt: skip
    return activity


def dump():
    """Return everything that the database keeps, as one text."""
    found = ""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT coalesce(string_agg(kept::text, ''), '') FROM {table} AS kept")  # noqa: S608
            found += cursor.fetchone()[0]
    return found


def test_nothing_of_the_text_is_left(activity, publicist, client):
    assert NAME in dump()
    redaction = redact(NAME, places(NAME), "Gevraagd door de betrokkene.", publicist)
    assert NAME not in dump()
    assert (redaction.by, redaction.reason, redaction.records) == (
        publicist,
        "Gevraagd door de betrokkene.",
        str(activity),
    )
    rows = Activity.history.rel.related_model.objects.order_by("pgh_id").values_list("summary")
    assert list(rows) == [("over […]",), ("over een inwoner",)]
    page = client.get("/activiteiten/a/").text
    assert ("[…] vroeg erom." in page, "over […]" in page) == (True, True)


def test_its_words_are_not_suggested_but_those_of_others_are(publicist):
    activity = factories.ActivityFactory(summary="over mevrouw Xantippe")
    factories.ActivityFactory(summary="een mevrouw")
    change(activity, "Zonder naam.", summary="over een inwoner")
    assert words("mevrouw", "xantippe") == ["mevrouw", "xantippe"]
    redact("mevrouw Xantippe", places("mevrouw Xantippe"), "Gevraagd.", publicist)
    assert words("mevrouw", "xantippe") == ["mevrouw"]


def words(*asked):
    known = SearchWord.objects.filter(word__in=asked)
    return list(known.order_by("word").values_list("word", flat=True))


def test_the_history_of_other_records_stays(activity, publicist):
    other = factories.ActivityFactory(title="over De Wit")
    change(other, "Zonder naam.", title="over een inwoner")
    redact(NAME, [each for each in places(NAME) if each.key == activity.pk], "Vraag.", publicist)
    assert [(place.record, place.rows) for place in places(NAME)] == [(other, 1)]


def test_what_a_record_still_has_is_changed_first(activity, publicist):
    change(activity, "Terug.", summary="over De Wit")
    with pytest.raises(ValidationError, match="Wijzig dit eerst, de tekst of het"):
        redact(NAME, places(NAME), "Vraag.", publicist)
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(("text", "reason"), [("De", "Vraag."), (NAME, " ")])
def test_a_short_text_and_no_reason_are_refused(activity, publicist, text, reason):
    with pytest.raises(ValidationError):
        redact(text, places(text), reason, publicist)
    assert NAME in dump()


def test_the_history_stays_append_only(activity, publicist):
    redact(NAME, places(NAME), "Vraag.", publicist)
    history = Activity.history.rel.related_model.objects.all()
    for write in (history.delete, lambda: history.update(summary="anders")):
        with pytest.raises(Error, match="Cannot update or delete rows"), transaction.atomic():
            write()
    with pytest.raises(Error, match="Cannot update or delete rows"), transaction.atomic():
        Redaction.objects.update(reason="anders")


def test_an_incoming_letter_loses_the_text_and_keeps_its_file(publicist):
    letter = IncomingLetter.objects.create(
        file="ingekomen/De Wit.pdf", name="De Wit.pdf", sha256="0", pages=["Van De Wit", "slot"],
        facts={"subject": 'De Wit over "zaken"'},
    )  # fmt: skip
    redact(NAME, places(NAME), "Vraag.", publicist)
    letter.refresh_from_db()
    assert (letter.name, letter.pages, letter.facts) == (
        "[…].pdf",
        ["Van […]", "slot"],
        {"subject": '[…] over "zaken"'},
    )
    assert letter.file.name == "ingekomen/De Wit.pdf"


SURFACES = ("/activiteiten/a/", "/activiteiten/a.atom", "/wijzigingen/", "/wijzigingen.atom")


def test_a_hidden_change_is_on_no_surface(activity, publicist, client):
    def shown():
        return [each for each in SURFACES if NAME in client.get(each).text]

    def version():
        return sum(WriteCounter.objects.values_list("writes", flat=True))

    change(activity, "Preciezer.", summary="over een bewoner")
    assert shown() == list(SURFACES)
    before = version()
    older = PublicChange.objects.exclude(note="Preciezer.")
    for public in older:
        hide(public, "Persoonsgegevens.", publicist)
    assert (shown(), version()) == ([], before + len(older))
    assert "Preciezer." in client.get("/activiteiten/a/").text
    hidden = as_changes(entries(activity))[0]
    assert (hidden.who, hidden.action, hidden.fields[0].after) == (
        "paul",
        "verborgen",
        "Persoonsgegevens.",
    )


def test_a_change_is_hidden_once_and_with_a_reason(activity, publicist):
    public = PublicChange.objects.first()
    with pytest.raises(ValidationError):
        hide(public, " ", publicist)
    hide(public, "Persoonsgegevens.", publicist)
    with pytest.raises(ValidationError):
        hide(public, "Nog eens.", publicist)


def test_a_publicist_hides_a_change_on_its_screen(activity, as_publicist):
    listed = "/beheer/programmes/publicchange/"
    public = PublicChange.objects.get(note="De Wit vroeg erom.")
    screen = f"{listed}{public.pk}/verbergen/"
    assert screen in as_publicist.get(f"{listed}?noun=activity&record_id={activity.pk}").text
    assert as_publicist.post(screen, {"reason": "Persoonsgegevens."}).status_code == 302
    assert HiddenChange.objects.get().change == public
    assert "verborgen door paul: Persoonsgegevens." in as_publicist.get(listed).text
    assert as_publicist.get(screen).status_code == 404


def test_an_administrator_finds_the_text_and_takes_it_out(activity, admin_client):
    screen = "/beheer/programmes/redaction/add/"
    found = admin_client.post(screen, {"text": NAME}).text
    assert f'value="activity-{activity.pk}"' in found
    given = {"text": NAME, "seen": "1", "place": f"activity-{activity.pk}"}
    assert "Geef de reden." in admin_client.post(screen, given).text
    assert admin_client.post(screen, given | {"reason": "Vraag."}).status_code == 302
    assert places(NAME) == []
    assert NAME not in admin_client.get("/beheer/programmes/redaction/").text


@pytest.fixture
def sheet(publicist):
    """A stored import of which the name and a cell name a person."""
    sheet = SheetImport(
        kind="activiteiten", name="klacht De Wit.xlsx", sha256="0", columns=["titel"],
        for_people=True, received_by=publicist,
        stored_at=factories.LONG_AGO, public_note="Van De Wit.",
    )  # fmt: skip
    sheet.file.save("klacht.xlsx", ContentFile(b"De Wit"))
    SheetRow.objects.create(sheet=sheet, number=2, cells=["over De Wit"], record="over De Wit")
    return sheet


def test_an_import_loses_the_text_in_its_name_note_and_rows_and_its_file(sheet, publicist):
    (file,) = stored_files(NAME, places(NAME))
    assert (file.record, file.is_present) == (sheet, False)
    redaction = redact(NAME, places(NAME), "Vraag.", publicist, [file])
    assert NAME not in dump()
    sheet.refresh_from_db()
    assert (sheet.name, sheet.public_note) == ("klacht […].xlsx", "Van […].")
    assert not default_storage.exists(sheet.file.name)
    assert (redaction.files, redaction.records) == (sheet.file.name, "klacht […].xlsx")
    with pytest.raises(Error, match="Een verwerkte import blijft zoals hij is"):
        SheetImport.objects.update(name="anders")


@pytest.fixture
def proposal(redacteur):
    """A proposal of which the name of the file names a person, with another file."""
    report = factories.AnnualReportFactory()
    files = {"file": pdf("klacht De Wit.pdf"), "file2": pdf("bijlage.pdf")}
    return propose(report, redacteur, {"title": ["Jaarbericht"]}, files=files)


def test_a_proposal_loses_the_text_in_the_names_of_its_files(proposal, publicist):
    (place,) = places(NAME)
    assert (place.record, place.is_present) == (AnnualReport.objects.get(), False)
    redact(NAME, [place], "Vraag.", publicist)
    assert [each.name for each in proposal.files.all()] == ["klacht […].pdf", "bijlage.pdf"]
    assert all(default_storage.exists(each.file.name) for each in proposal.files.all())


def test_a_file_of_a_proposal_is_deleted_with_its_row(proposal, publicist, admin_client):
    named, other = proposal.files.all()
    (file,) = stored_files(NAME)
    found = stored_files(NAME, places(NAME))
    assert {each.record: each.is_present for each in found} == {named: False, other: False}
    redact(NAME, places(NAME), "Vraag.", publicist, [file])
    assert NAME not in dump()
    assert ([*proposal.files.all()], default_storage.exists(named.file.name)) == ([other], False)
    assert admin_client.get(proposal.get_absolute_url()).status_code == 200
    assert admin_client.get(named.get_absolute_url()).status_code == 404


def test_the_page_of_a_deleted_file_is_not_found(sheet, publicist, admin_client):
    address = f"/beheer/programmes/sheetimport/{sheet.pk}/bestand/"
    assert body(admin_client.get(address)) == "De Wit"
    redact(NAME, [], "Vraag.", publicist, stored_files(NAME))
    assert admin_client.get(address).status_code == 404


def pdf(name):
    return SimpleUploadedFile(name, b"%PDF-1.7 x")


def test_a_file_that_was_replaced_is_deleted_and_the_present_one_stays(publicist):
    letter = factories.LetterFactory(file=pdf("brief-de-wit.pdf"))
    change(letter, "Zonder naam.", file=pdf("brief.pdf"))
    (old,) = stored_files("de-wit")
    assert (old.record, old.is_present) == (letter, False)
    redaction = redact("de-wit", places("de-wit"), "Vraag.", publicist, [old])
    assert (redaction.files, redaction.rows) == ("brieven/brief-[…].pdf", 1)
    assert not default_storage.exists(old.name)
    assert default_storage.exists(letter.file.name)


def test_files_with_the_text_within_and_files_without_text_are_found_when_asked(admin_client):
    letter = (FILES / "01-model.pdf").read_bytes()
    factories.LetterFactory(file=SimpleUploadedFile("brief.pdf", letter))
    factories.LetterFactory(file=pdf("scan.pdf"))
    address = "/beheer/programmes/redaction/add/"
    asked = {"text": "de minister van justitie", "in_files": "on"}
    assert admin_client.post(address, asked | {"in_files": ""}).context["form"].files == []
    form = admin_client.post(address, asked).context["form"]
    assert [each.name for each in form.files] == ["brieven/brief.pdf", "brieven/scan.pdf"]
    assert form.unread == ["brieven/scan.pdf"]
    again = {"seen": "1", "found": "brieven/brief.pdf", "unread": "brieven/scan.pdf"}
    page = admin_client.post(address, asked | again)
    assert "Geef de reden." in page.text
    assert [each.name for each in page.context["form"].files] == [
        "brieven/brief.pdf",
        "brieven/scan.pdf",
    ]


def test_a_file_in_use_is_not_deleted(publicist):
    letter = factories.LetterFactory(file=pdf("brief-de-wit.pdf"))
    with pytest.raises(ValidationError, match="Wijzig dit eerst"):
        redact("de-wit", [], "Vraag.", publicist, stored_files("de-wit"))
    assert default_storage.exists(letter.file.name)


def test_files_of_a_record_with_the_text_are_listed_whatever_their_name(publicist):
    letter = factories.LetterFactory(subject="Over De Wit", file=pdf("brief.pdf"))
    change(letter, "Zonder naam.", subject="Over een inwoner", file=pdf("verbeterd.pdf"))
    found = {each.name: each.is_present for each in stored_files(NAME, places(NAME))}
    assert sorted(found.values()) == [False, True]
