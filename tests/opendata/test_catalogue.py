"""The catalogue has all that DCAT-AP-NL 3.0 asks, with values from the right lists."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from programmes.nouns import NOUNS
from programmes.opendata import making
from programmes.opendata.catalogue import VCARD
from tests import factories
from tests.opendata.test_snapshot import Quiet

TURTLE, JSON_LD = "/open-data/catalogus.ttl", "/open-data/catalogus.jsonld"
EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
# What the profile asks of each class, once or more, and what may not stand there twice.
# Source: the tables and the SHACL shapes of the profile.
REQUIRED = {
    DCAT.Catalog: [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.publisher,
        DCAT.contactPoint,
        DCAT.dataset,
    ],
    DCAT.Dataset: [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.accessRights,
        DCAT.contactPoint,
        DCTERMS.creator,
        DCTERMS.identifier,
        DCTERMS.publisher,
        DCAT.theme,
        DCAT.distribution,
    ],
    DCAT.Distribution: [DCAT.accessURL, DCTERMS.license, DCAT.downloadURL, DCAT.mediaType],
    DCAT.DataService: [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.accessRights,
        DCAT.contactPoint,
        DCAT.endpointDescription,
        DCAT.endpointURL,
        DCTERMS.identifier,
        DCTERMS.license,
        DCTERMS.publisher,
        DCAT.theme,
    ],
}
ONCE = [
    DCTERMS.accessRights,
    DCAT.contactPoint,
    DCTERMS.identifier,
    DCTERMS.publisher,
    DCTERMS.creator,
    DCTERMS.license,
    DCTERMS.modified,
    DCTERMS.accrualPeriodicity,
    DCAT.accessURL,
    DCAT.downloadURL,
    DCAT.endpointURL,
    DCAT.endpointDescription,
]
LISTS = {
    DCTERMS.accessRights: EU + "access-right/",
    DCTERMS.language: EU + "language/",
    DCTERMS.license: EU + "licence/",
    DCTERMS.accrualPeriodicity: EU + "frequency/",
    DCTERMS.spatial: EU + "country/",
    DCTERMS.format: EU + "file-type/",
    DCAT.theme: EU + "data-theme/",
    DCAT.mediaType: IANA,
    DCTERMS.publisher: "https://identifier.overheid.nl/tooi/id/",
    DCTERMS.creator: "https://identifier.overheid.nl/tooi/id/",
}


def read(client, address=TURTLE, form="turtle"):
    response = client.get(address)
    assert response.status_code == 200
    return Graph().parse(data=response.content, format=form)


@pytest.mark.django_db
def test_every_mandatory_property_is_there_with_values_of_the_right_lists(client):
    graph = read(client)
    for kind, properties in REQUIRED.items():
        things = list(graph.subjects(RDF.type, kind))
        assert things
        for thing in things:
            assert [each for each in properties if (thing, each, None) not in graph] == []
            assert [each for each in ONCE if len(list(graph.objects(thing, each))) > 1] == []
    for name, start in LISTS.items():
        values = set(graph.objects(None, name))
        assert values
        assert [value for value in values if not value.startswith(start)] == []


@pytest.mark.django_db
def test_there_is_a_dataset_for_each_list_and_one_for_all(client):
    graph = read(client)
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    listed = {str(each).rpartition("#")[2] for each in graph.objects(catalogue, DCAT.dataset)}
    assert listed == {*(noun.path for noun in NOUNS), "alles"}
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    assert len(list(graph.objects(service, DCAT.servesDataset))) == len(NOUNS)


@pytest.mark.django_db
def test_agents_and_contacts_are_described(client):
    graph = read(client)
    (agent,) = set(graph.objects(None, DCTERMS.publisher))
    (contact,) = set(graph.objects(None, DCAT.contactPoint))
    assert (agent, RDF.type, FOAF.Agent) in graph
    assert (agent, FOAF.name, Literal("Inspectie Justitie en Veiligheid", "nl")) in graph
    assert (contact, RDF.type, VCARD.Kind) in graph
    assert (contact, VCARD.hasURL, URIRef("http://testserver/over/")) in graph


# rdflib's own reader of JSON-LD warns of a class that rdflib itself is to replace.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.django_db
def test_both_forms_say_the_same(client):
    factories.ProgrammeFactory()
    assert client.get(TURTLE)["Content-Type"] == "text/turtle; charset=utf-8"
    assert client.get(JSON_LD)["Content-Type"] == "application/ld+json"
    assert isomorphic(read(client), read(client, JSON_LD, "json-ld"))


@pytest.mark.django_db(transaction=True)
def test_every_file_in_the_catalogue_is_there(client):
    factories.ProgrammeFactory()
    making.make("http://testserver", Quiet())
    graph = read(client)
    for address in graph.objects(None, DCAT.downloadURL):
        response = client.get(str(address).removeprefix("http://testserver"))
        assert response.status_code == 200, address
        assert b"".join(response)
        (file,) = graph.subjects(DCAT.downloadURL, address)
        (media_type,) = graph.objects(file, DCAT.mediaType)
        assert response["Content-Type"].split(";")[0] == media_type.removeprefix(IANA)


@pytest.mark.django_db(transaction=True)
def test_the_catalogue_says_when_data_last_changed(client):
    programme = factories.ProgrammeFactory()
    made = making.make("http://testserver", Quiet())
    graph = read(client)
    changed = graph.value(URIRef("http://testserver/open-data/#werkprogrammas"), DCTERMS.modified)
    assert changed.toPython() == programme.history.get().pgh_created_at
    whole = graph.value(URIRef("http://testserver/open-data/#alles"), DCTERMS.modified)
    assert whole.toPython() == made.generated_at
