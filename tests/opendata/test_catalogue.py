"""The catalogue conforms to DCAT-AP-NL 3.0, by the SHACL shapes of that profile."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS

from programmes.lists.nouns import ALL
from programmes.opendata import making
from programmes.opendata.catalogue import VCARD
from tests import factories
from tests.opendata.files import Quiet, complaints, last_part

TURTLE, JSON_LD = "/open-data/catalogus.ttl", "/open-data/catalogus.jsonld"
IANA = "https://www.iana.org/assignments/media-types/"
# The mandatory properties of each class.
MANDATORY = {
    DCAT.Catalog: {"title", "description", "publisher", "contactPoint", "dataset"},
    DCAT.Dataset: {
        "title", "description", "accessRights", "contactPoint", "creator", "identifier",
        "publisher", "theme",
    },
    DCAT.Distribution: {"accessURL", "license", "mediaType"},
    DCAT.DataService: {
        "title", "description", "accessRights", "contactPoint", "endpointDescription",
        "endpointURL", "identifier", "license", "publisher", "theme",
    },
}  # fmt: skip


def read(client, address=TURTLE, form="turtle"):
    response = client.get(address)
    assert response.status_code == 200
    return Graph().parse(data=response.content, format=form)


@pytest.mark.django_db
def test_the_validator_tells_what_is_absent(client):
    graph = read(client)
    for kind, names in MANDATORY.items():
        for thing in graph.subjects(RDF.type, kind):
            for each in {*graph.predicates(thing)}:
                if last_part(each) in names:
                    graph.remove((thing, each, None))
    wanted = {(kind, name) for kind, names in MANDATORY.items() for name in names}
    assert wanted <= complaints(graph)


@pytest.mark.django_db
def test_the_validator_refuses_values_of_other_lists(client):
    graph = read(client)
    own = URIRef("http://testserver/vrij")
    for dataset in [*graph.subjects(RDF.type, DCAT.Dataset)]:
        for name in (DCAT.theme, DCTERMS.accessRights, DCTERMS.publisher):
            graph.set((dataset, name, own))
    assert complaints(graph) == {
        (DCAT.Dataset, name) for name in ("theme", "accessRights", "publisher")
    }


@pytest.mark.django_db
def test_there_is_a_dataset_for_each_list_and_one_for_all(client):
    graph = read(client)
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    listed = {str(each).rpartition("#")[2] for each in graph.objects(catalogue, DCAT.dataset)}
    assert listed == {*(noun.path for noun in ALL), "alles"}
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    assert len(list(graph.objects(service, DCAT.servesDataset))) == len(ALL)


@pytest.mark.django_db
def test_a_portal_can_show_each_dataset_by_itself(client):
    graph = read(client)
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        assert len(graph.value(dataset, DCTERMS.description)) >= 50
        for theme in graph.objects(dataset, DCAT.theme):
            assert graph.value(theme, SKOS.prefLabel).language == "nl"


@pytest.mark.django_db
def test_every_dataset_and_file_names_its_standard(client):
    graph = read(client)
    for kind in (DCAT.Dataset, DCAT.Distribution):
        for thing in graph.subjects(RDF.type, kind):
            assert (graph.value(thing, DCTERMS.conformsTo), RDF.type, DCTERMS.Standard) in graph
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    files = set(graph.subjects(RDF.type, DCAT.Distribution))
    beside = {
        str(each).rpartition("#")[2]
        for each in files - set(graph.subjects(DCAT.accessService, service))
    }
    assert beside == {"register.zip", "register.sqlite"}


@pytest.mark.django_db
def test_agents_and_contacts_are_described(client):
    graph = read(client)
    (agent,) = set(graph.objects(None, DCTERMS.publisher))
    (contact,) = set(graph.objects(None, DCAT.contactPoint))
    assert (agent, RDF.type, FOAF.Agent) in graph
    assert (agent, FOAF.name, Literal("Inspectie Justitie en Veiligheid", "nl")) in graph
    assert (contact, RDF.type, VCARD.Kind) in graph
    assert (contact, VCARD.hasURL, URIRef("http://testserver/over/")) in graph


# rdflib's JSON-LD parser uses a class that rdflib deprecates.
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
    assert changed.toPython() == programme.publish_at
    whole = graph.value(URIRef("http://testserver/open-data/#alles"), DCTERMS.modified)
    assert whole.toPython() == made.generated_at
