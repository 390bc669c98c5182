"""Metadata of a page: citation, Open Graph and JSON-LD."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from struct import unpack

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from programmes.metadata.citing import Citation, citation
from tests import factories

pytestmark = pytest.mark.django_db
ORGANISATION = "https://identifier.overheid.nl/tooi/id/oorg/oorg12351"


@pytest.fixture
def programme():
    moment = datetime(2024, 5, 3, 12, tzinfo=UTC)
    return factories.ProgrammeFactory(published_on=date(2023, 9, 18), publish_at=moment)


def properties(text):
    """Return the Open Graph properties of a page."""
    return dict(re.findall(r'<meta property="og:([^"]+)" content="([^"]*)">', text))


def linked_data(text):
    """Return the objects of the JSON-LD of a page, by type."""
    (document,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    return {thing["@type"]: thing for thing in json.loads(document)["@graph"]}


def test_a_record_is_cited_with_its_document_and_then_its_page(client, programme):
    text = client.get("/werkprogrammas/2024/").text
    assert (
        "<p>Inspectie Justitie en Veiligheid, “Werkprogramma 2024” (werkprogramma), 18 september "
        "2023. Register van de werkprogramma&#x27;s, versie van 3 mei 2024, "
        "http://testserver/werkprogrammas/2024/ (CC0 1.0).</p>" in text
    )
    assert '<a href="/werkprogrammas/2024/citeer.bib" download>' in text
    response = client.get("/werkprogrammas/2024/citeer.bib")
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response.text.splitlines() == [
        "@misc{werkprogrammas-2024,",
        "  author = {{Inspectie Justitie en Veiligheid}},",
        "  title = {{Werkprogramma 2024}},",
        "  howpublished = {werkprogramma},",
        "  year = {2023},",
        "  date = {2023-09-18},",
        "  url = {http://testserver/werkprogrammas/2024/},",
        "  note = {Register van de werkprogramma's, versie van 3 mei 2024, CC0 1.0, "
        "https://creativecommons.org/publicdomain/zero/1.0/deed.nl},",
        "}",
    ]


@pytest.fixture
def letter():
    numbers = {"kamerstuk_dossier": "36410", "kamerstuk_suffix": "VI", "kamerstuk_number": "7"}
    letter = factories.LetterFactory(reference="4896050", **numbers)
    signatory = factories.SignatoryFactory(name="D. Yeşilgöz-Zegerius")
    factories.SignatureFactory(letter=letter, signatory=signatory)
    return letter


OFFER = (
    "aan de Tweede Kamer aangeboden door de Minister van Justitie en Veiligheid, brief van "
    "22 september 2023, kenmerk 4896050, Kamerstuk 36 410 VI, nr. 7"
)


def cited(record):
    """Return what a citation says of the document of a record."""
    plain = citation(record, "http://x/a/b/").plain
    return " ".join(plain.split()).split(". Register van de werkprogramma's")[0]


def test_a_letter_is_cited_with_who_signed_it_and_its_numbers(letter):
    assert cited(letter) == (
        "Minister van Justitie en Veiligheid (D. Yeşilgöz-Zegerius), “Werkprogramma 2024” "
        "(Kamerbrief), 22 september 2023, kenmerk 4896050, "
        "Kamerstuk 36 410 VI, nr. 7"
    )


def test_a_document_is_cited_with_the_letter_that_offers_it(programme, letter):
    programme.letter = letter
    assert cited(programme) == (
        "Inspectie Justitie en Veiligheid, “Werkprogramma 2024” (werkprogramma), "
        f"18 september 2023, {OFFER}"
    )


def test_an_activity_is_cited_with_its_first_programme(programme, letter):
    type(programme).objects.update(letter=letter)
    planning = factories.PlanningFactory(programme=programme)
    factories.PlanningFactory(
        programme=factories.ProgrammeFactory(first_year=2025), activity=planning.activity
    )
    assert cited(planning.activity) == (
        f"Inspectie Justitie en Veiligheid, “{planning.activity}” (toezichtactiviteit), "
        f"18 september 2023, in Werkprogramma 2024, {OFFER}"
    )


def test_an_activity_without_a_programme_has_no_year():
    activity = factories.ActivityFactory()
    assert cited(activity) == f"Inspectie Justitie en Veiligheid, “{activity}” (toezichtactiviteit)"
    assert "year =" not in citation(activity, "http://x/a/b/").bibtex


def test_a_goal_is_cited_with_its_perspective():
    goal = factories.GoalFactory(perspective__published_on=date(2021, 2, 11))
    assert cited(goal) == (
        f"Inspectie Justitie en Veiligheid, “{goal}” (doel), 11 februari 2021, "
        "in Meerjarenperspectief 2021"
    )


def test_a_title_is_no_command_for_tex():
    title = r"50% {meer} & \input{x} ~ #1 $2 a_b ^"
    entry = Citation("a", "De auteur", title, "activiteit", None, (), "http://x/", None).bibtex
    assert (
        r"title = {{50\% \textbraceleft meer\textbraceright \& \textbackslash input\textbraceleft "
        r"x\textbraceright \textasciitilde \#1 \$2 a\_b \textasciicircum}},"
    ) in entry
    assert entry.count("{") == entry.count("}")


def test_a_page_that_is_no_record_has_no_citation(client):
    assert "Citeer deze pagina" not in client.get("/werkprogrammas/").text


def test_a_record_is_described_to_those_who_share_it(client, programme):
    text = client.get("/werkprogrammas/2024/?op=2024-05-01").text
    assert '<link rel="canonical" href="http://testserver/werkprogrammas/2024/">' in text
    assert properties(text) == {
        "url": "http://testserver/werkprogrammas/2024/",
        "type": "article",
        "site_name": "Werkprogramma's Inspectie Justitie en Veiligheid",
        "locale": "nl_NL",
        "title": "Werkprogramma 2024",
        "description": "Waar de Inspectie toezicht op houdt.",
        "image": f"http://testserver{static('img/share.png')}",
        "image:type": "image/png",
        "image:width": "1200",
        "image:height": "630",
        "image:alt": "Werkprogramma's van de Inspectie Justitie en Veiligheid: "
        "wat de Inspectie van plan was, en wat ervan kwam",
    }


def test_a_record_is_described_as_linked_data(client, programme):
    found = linked_data(client.get("/werkprogrammas/2024/").text)
    assert found["DigitalDocument"] == {
        "@type": "DigitalDocument",
        "@id": "http://testserver/werkprogrammas/2024/",
        "url": "http://testserver/werkprogrammas/2024/",
        "name": "Werkprogramma 2024",
        "description": "Waar de Inspectie toezicht op houdt.",
        "inLanguage": "nl",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        "publisher": {"@id": ORGANISATION},
        "dateModified": "2024-05-03",
        "datePublished": "2023-09-18",
        "temporalCoverage": "2024/2024",
    }
    assert found["GovernmentOrganization"]["@id"] == ORGANISATION
    assert [each["item"] for each in found["BreadcrumbList"]["itemListElement"]] == [
        "http://testserver/",
        "http://testserver/werkprogrammas/",
        "http://testserver/werkprogrammas/2024/",
    ]


@pytest.mark.parametrize(
    ("factory", "about"),
    [
        (factories.ActivityFactory, {"@type": "Thing", "name": "jeugd"}),
        (factories.GoalFactory, {"@type": "DefinedTerm", "name": "jeugd"}),
    ],
)
def test_what_is_no_document_is_what_its_page_is_about(client, factory, about):
    record = factory(title="jeugd")
    assert linked_data(client.get(record.get_absolute_url()).text)["WebPage"]["about"] == about


def test_a_signatory_is_a_person(client):
    signatory = factories.SignatoryFactory(name="D. Yeşilgöz", office="Minister")
    page = linked_data(client.get(signatory.get_absolute_url()).text)["WebPage"]
    assert page["about"] == {"@type": "Person", "name": "D. Yeşilgöz", "jobTitle": "Minister"}


def test_linked_data_cannot_leave_its_element(client):
    title = "</script><script>alert(1)</script> & <!--"
    activity = factories.ActivityFactory(title=title, summary=title)
    text = client.get(activity.get_absolute_url()).text
    assert linked_data(text)["WebPage"]["name"] == title
    assert "<script>alert" not in text


def test_a_list_is_a_dataset(client):
    text = client.get("/activiteiten/").text
    found = linked_data(text)["Dataset"]
    assert found["distribution"][0]["contentUrl"] == "http://testserver/activiteiten.csv"
    assert '<link rel="canonical" href="http://testserver/activiteiten/">' in text
    assert "canonical" not in client.get("/activiteiten/?jaar=2024").text


def test_the_front_page_tells_how_to_search(client):
    action = linked_data(client.get("/").text)["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == "http://testserver/zoeken/?q={search_term_string}"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/over/", "Over deze site"),
        ("/zoeken/", "Zoeken"),
        ("/werkprogrammas/vergelijken/", "Werkprogramma's vergelijken"),
        ("/open-data/api/", "API"),
    ],
)
def test_every_other_page_describes_itself(client, address, name):
    text = client.get(address).text
    assert f'<link rel="canonical" href="http://testserver{address}">' in text
    page = linked_data(text)["WebPage"]
    assert (page["name"], page["url"]) == (name, f"http://testserver{address}")
    assert page["description"]
    assert [each["item"] for each in linked_data(text)["BreadcrumbList"]["itemListElement"]] == [
        "http://testserver/",
        f"http://testserver{address}",
    ]


def test_one_of_many_answers_is_not_the_page_to_name(client):
    assert "canonical" not in client.get("/zoeken/?q=jeugd").text


def test_a_page_for_the_staff_describes_nothing(client):
    text = client.get("/beheer/inloggen/").text
    assert "ld+json" not in text
    assert '<meta name="robots" content="noindex">' in text


def test_the_answer_to_a_wrong_question_is_not_to_be_cited(client, programme):
    response = client.get("/werkprogrammas/2024/?op=gisteren")
    assert response.status_code == 400
    for word in ("Citeer", "canonical", "ld+json", "application/atom+xml"):
        assert word not in response.text


def test_a_page_that_is_not_there_describes_nothing(client):
    gone = factories.ActivityFactory(
        withdrawn_at=datetime(2024, 1, 1, tzinfo=UTC), withdrawal_reason="Dubbel."
    )
    for address, status in [("/activiteiten/niets/", 404), (gone.get_absolute_url(), 410)]:
        response = client.get(address)
        assert response.status_code == status
        assert "ld+json" not in response.text
        assert "Citeer" not in response.text


def test_pages_have_a_picture_for_a_link_to_them(client, programme):
    """Its size is in the header of a PNG, after the signature and the name of the chunk."""
    addresses = ["/", "/werkprogrammas/", "/werkprogrammas/2024/", "/over/"]
    pictures = {properties(client.get(each).text)["image"] for each in addresses}
    assert pictures == {f"http://testserver{static('img/share.png')}"}
    picture = Path(finders.find("img/share.png")).read_bytes()
    assert (picture[:8], unpack(">II", picture[16:24])) == (b"\x89PNG\r\n\x1a\n", (1200, 630))
    assert len(picture) < 60_000
