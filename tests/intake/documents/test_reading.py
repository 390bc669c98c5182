"""The text of the PDFs that are kept here is read by page, and found by the search."""

import pghistory
import pytest
from django.core.management import call_command
from reportlab.lib.pdfencrypt import StandardEncryption

from programmes.intake.documents.process import in_paragraphs
from programmes.intake.documents.reading import read_documents
from programmes.models import DocumentPage, SearchWord
from programmes.workflow.publishing import withdraw
from programmes.workflow.redacting import places, redact
from programmes.workflow.stored_files import stored_files
from tests import factories
from tests.addresses import body
from tests.factories import AnnualReportFactory, LetterFactory, ProgrammeFactory, pdf_file
from tests.intake.letters.files import pdf
from tests.search.asking import ask, found

pytestmark = pytest.mark.django_db(transaction=True)
COVER = "Jaarbericht 2024 van de Inspectie"
PAGE = "In de gevangenissen van het land keken wij naar komkommers."


def report(*pages, **values):
    """Return a report with a PDF that was not read."""
    return AnnualReportFactory(file=pdf_file(pdf(*pages)), **values)


def with_page(record, text, number=1):
    """Add a page to the document of a record, as it is stored when the document is read."""
    kind = {"annualreport": "jaarberichten", "letter": "brieven"}.get(
        record._meta.model_name, "werkprogrammas"
    )
    DocumentPage.objects.create(
        kind=kind, record_id=record.pk, file=record.file.name, number=number, text=text
    )
    return record


def change(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    with pghistory.context(note="Een verandering."):
        record.save()


def pages():
    """Return the number and the text of each stored page."""
    return list(DocumentPage.objects.order_by("pk").values_list("number", "text"))


def test_a_command_reads_documents_once_and_the_search_finds_their_pages(client, capsys):
    report(COVER, PAGE, slug="2024")
    call_command("read_documents")
    assert capsys.readouterr().out == "Jaarbericht 2024: bladzijden met tekst: 2.\n"
    call_command("read_documents")
    assert (capsys.readouterr().out, pages()) == ("", [(1, COVER), (2, PAGE)])
    (result,) = ask("gevangenis komkommer").results
    assert (result.text, result.kind.label, result.years, result.page, result.url) == (
        "Jaarbericht 2024, bladzijde 2",
        "bladzijde van een jaarbericht",
        [2024],
        2,
        "/jaarberichten/2024.pdf#page=2",
    )
    text = client.get("/zoeken/?q=komkommer").text
    assert '<h3><a href="/jaarberichten/2024.pdf#page=2">Jaarbericht 2024, bladzijde 2</a>' in text
    assert 'In het document, bladzijde 2. <a href="/jaarberichten/2024/">Over dit stuk</a>' in text
    assert "naar <mark>komkommers</mark>." in text
    assert "Bladzijden van jaarberichten" in text
    row = body(client.get("/zoeken.csv?q=komkommer")).splitlines()[1]
    assert "http://testserver/jaarberichten/2024.pdf#page=2" in row
    (answer,) = client.get("/api/v1/zoek?q=komkommer").json()["resultaten"]
    assert (answer["bladzijde"], answer["adres"]) == (
        2,
        "http://testserver/jaarberichten/2024.pdf#page=2",
    )
    assert "Jaarbericht 2024" in body(client.get("/zoeken.atom?q=komkommer"))
    response = client.get("/jaarberichten/2024.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    response.close()


def test_a_document_without_text_is_read_once_and_found_by_nothing():
    record = report("", "", title="Jaarbericht 2024")
    assert list(read_documents()) == [(record, 0)]
    assert list(read_documents()) == []
    assert pages() == [(1, ""), (2, "")]
    assert found("jaarbericht") == ["Jaarbericht 2024"]


def test_a_document_that_cannot_be_read_leaves_the_others(caplog):
    lock = StandardEncryption("geheim", canPrint=0)
    AnnualReportFactory(year=2021, file=pdf_file(pdf(PAGE, encrypt=lock)))
    AnnualReportFactory(year=2022, file=pdf_file(b"%PDF-1.7\nkomkommer"))
    lost = AnnualReportFactory(year=2023, file=pdf_file(pdf(PAGE)))
    lost.file.storage.delete(lost.file.name)
    report(PAGE)
    assert [(record.year, number) for record, number in read_documents()] == [
        (2021, 0), (2022, 0), (2024, 1)
    ]  # fmt: skip
    assert found("komkommer") == ["Jaarbericht 2024, bladzijde 1"]
    assert "cannot be opened" in caplog.text
    assert list(read_documents()) == []


@pytest.mark.parametrize(
    ("make", "url"),
    [
        (ProgrammeFactory, "/werkprogrammas/2024.pdf#page=3"),
        (LetterFactory, "/brieven/brief.pdf#page=3"),
        (AnnualReportFactory, "/jaarberichten/2024.pdf#page=3"),
    ],
)
def test_pages_are_public_as_long_as_their_record_is(client, make, url):
    values = {"slug": "brief"} if make is LetterFactory else {}
    record = with_page(make(file=pdf_file(), publish_at=None, **values), PAGE, number=3)
    assert ask("komkommer").total == 0
    make._meta.model.objects.update(publish_at="2024-01-01T00:00Z")
    record.refresh_from_db()
    assert [each.url for each in ask("komkommer").results] == [url]
    assert "komkommer" in client.get("/zoeken/?q=komkomer").text
    withdraw(record, "Dubbel.")
    for address in ("/zoeken/?q=komkommer", "/zoeken/?q=komkomer", "/zoeken/?q=gevangenissen"):
        text = client.get(address).text
        assert "komkommers" not in text
        assert "Bedoelde u" not in text
    assert "Bladzijden" not in client.get("/zoeken/?q=gevangenissen").text
    assert client.get("/api/v1/zoek?q=komkommer").json()["aantal"] == 0
    assert b"bladzijde" not in b"".join(client.get("/zoeken.csv?q=komkommer"))[300:]
    assert client.get(url.partition("#")[0]).status_code == 410


def test_the_text_of_a_replaced_removed_or_deleted_document_is_gone_at_once():
    record = with_page(report(COVER, publish_at=None), PAGE)
    change(record, file=pdf_file(pdf("iets anders")))
    assert pages() == []
    list(read_documents())
    assert pages() == [(1, "iets anders")]
    change(record, file="")
    assert pages() == []
    with_page(record, PAGE)
    record.delete()
    assert pages() == []


def test_a_page_follows_the_name_of_its_record():
    record = with_page(report(COVER), PAGE)
    change(record, title="Verslag over 2024")
    assert found("komkommer") == ["Verslag over 2024, bladzijde 1"]


def test_what_became_another_document_while_it_was_read_is_read_again(monkeypatch):
    record = report(COVER)

    def replaced(_record):
        change(record, file="jaarberichten/ander.pdf")
        return [PAGE]

    monkeypatch.setattr("programmes.intake.documents.reading.texts_of", replaced)
    list(read_documents())
    assert pages() == []


def test_personal_data_in_a_document_is_found_and_goes_with_the_file(publicist):
    record = with_page(report(COVER), "Een klacht van Vermeulen.")
    (place,) = places("Vermeulen")
    assert (place.record, place.rows, place.is_present) == (record, 1, True)
    old = record.file.name
    change(record, file=pdf_file(pdf("Een klacht.")))
    assert [each for each in places("Vermeulen") if each.is_present] == []
    files = stored_files("Vermeulen", names=[old])
    redact("Vermeulen", places("Vermeulen"), "Gevraagd.", publicist, files)
    assert (found("klacht"), found("Vermeulen")) == ([], [])
    assert not record.file.storage.exists(old)
    assert not SearchWord.objects.filter(word="vermeulen").exists()
    assert SearchWord.objects.filter(word="jaarbericht").exists()


def test_a_broken_word_and_a_broken_line_are_one():
    text = "Het toezicht op\nde gevange-\nnissen.  \n\nDe heer Jansen-\nDe Vries\n\x0c"
    assert in_paragraphs(text) == "Het toezicht op de gevangenissen.\nDe heer Jansen- De Vries"


def test_a_letter_without_a_document_has_no_pages():
    factories.LetterFactory()
    assert (list(read_documents()), pages()) == ([], [])
