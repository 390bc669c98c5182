"""The catalogue of the open data for data portals, as RDF: DCAT-AP-NL 3.0.

Source: https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/. Controlled vocabularies: the authority
tables of the European Union, https://publications.europa.eu/resource/authority, and TOOI for
organisations.
"""

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD

from programmes.lists.nouns import ALL
from programmes.metadata.publisher import PUBLISHER
from programmes.opendata import datapackage
from programmes.opendata.snapshot import SQLITE, ZIP

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = Namespace("http://publications.europa.eu/resource/authority/")
IANA = Namespace("https://www.iana.org/assignments/media-types/")
PROFILE = URIRef("https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/")
DUTCH, NETHERLANDS = EU["language/NLD"], EU["country/NLD"]
PUBLIC, CC0 = EU["access-right/PUBLIC"], EU["licence/CC0"]
THEMES = (EU["data-theme/GOVE"], EU["data-theme/JUST"])
IRREGULAR, DAILY = EU["frequency/IRREG"], EU["frequency/DAILY"]
KEYWORDS = ("toezicht", "werkprogramma", "Inspectie Justitie en Veiligheid", "Tweede Kamer")
API = ("API van het register", "Alle lijsten en stukken van het register, voor programma's.")
WHOLE = "alles"
# Per file extension of a list: the media type, and the code in the EU's table of file types.
LIST_FORMS = {"csv": ("text/csv", "CSV"), "json": ("application/json", "JSON")}
LIST_FORMS["atom"] = ("application/atom+xml", "ATOM")
SNAPSHOT_FORMS = {ZIP: ("application/zip", "ZIP"), SQLITE: ("application/vnd.sqlite3", None)}


class Catalogue:
    """Builder of the catalogue's graph.

    Args:
        site: the URL of this site without a trailing slash.
        changed: a dict from the path of a noun, or `WHOLE`, to the datetime of its last change, or
            None.
    """

    def __init__(self, site, changed):
        self.site, self.changed, self.graph = site, changed, Graph()
        for prefix, names in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("vcard", VCARD)):
            self.graph.bind(prefix, names)
        self.publisher, self.contact = URIRef(PUBLISHER.address), self.at("/open-data/#contact")
        self.service = self.at("/open-data/#api")

    def at(self, path):
        return URIRef(f"{self.site}{path}")

    def add(self, subject, kind, *pairs):
        """Add a subject of class `kind` with (property, value) pairs; None is skipped."""
        self.graph.add((subject, RDF.type, kind))
        for name, value in pairs:
            if value is not None:
                self.graph.add((subject, name, value))

    def build(self):
        """Return the rdflib `Graph` with the catalogue, its datasets and the API."""
        self.add_values()
        datasets = [self.add_list(noun) for noun in ALL] + [self.add_whole()]
        self.add_service(datasets)
        self.add(
            self.at("/open-data/#catalogus"),
            DCAT.Catalog,
            *self.basic_pairs(datapackage.TITLE, datapackage.DESCRIPTION),
            (DCTERMS.language, DUTCH),
            (DCTERMS.license, CC0),
            (DCTERMS.conformsTo, PROFILE),
            (FOAF.homepage, self.at("/open-data/")),
            (DCAT.service, self.service),
            *((DCAT.dataset, each) for each in datasets),
        )
        return self.graph

    def add_values(self):
        """Add the class of each vocabulary term, so that the graph can be validated on its own."""
        kinds = {
            DUTCH: DCTERMS.LinguisticSystem,
            NETHERLANDS: DCTERMS.Location,
            PUBLIC: DCTERMS.RightsStatement,
            CC0: DCTERMS.LicenseDocument,
            IRREGULAR: DCTERMS.Frequency,
            DAILY: DCTERMS.Frequency,
            PROFILE: DCTERMS.Standard,
            **dict.fromkeys(THEMES, SKOS.Concept),
        }
        for value, kind in kinds.items():
            self.add(value, kind)
        self.add(self.publisher, FOAF.Agent, (FOAF.name, Literal(PUBLISHER.name, "nl")))
        self.add(
            self.contact,
            VCARD.Kind,
            (VCARD.fn, Literal(PUBLISHER.name, "nl")),
            (VCARD.hasURL, self.at("/over/")),
        )

    def basic_pairs(self, title, description):
        """Return the (property, value) pairs of every resource in the catalogue."""
        return (
            (DCTERMS.title, Literal(str(title), "nl")),
            (DCTERMS.description, Literal(str(description), "nl")),
            (DCTERMS.publisher, self.publisher),
            (DCTERMS.creator, self.publisher),
            (DCAT.contactPoint, self.contact),
        )

    def access_pairs(self, thing):
        """Return the further (property, value) pairs of a dataset or service."""
        return (
            (DCTERMS.identifier, Literal(str(thing))),
            (DCTERMS.accessRights, PUBLIC),
            (DCTERMS.language, DUTCH),
            *((DCAT.theme, theme) for theme in THEMES),
            *((DCAT.keyword, Literal(word, "nl")) for word in KEYWORDS),
        )

    def add_list(self, noun):
        """Add the dataset of a noun's list; return its URI."""
        files = {
            f"/{noun.path}.{form}": kind
            for form, kind in LIST_FORMS.items()
            if noun.has_feed or form != "atom"
        }
        facts = (
            *self.basic_pairs(noun.title, noun.intro),
            *self.page_pairs(f"/{noun.path}/", f"/open-data/#kolommen-{noun.path}"),
        )
        dataset = self.add_dataset(noun.path, facts, IRREGULAR, files)
        columns = self.at(f"/{noun.path}.csv-metadata.json")
        self.add(columns, DCTERMS.Standard)
        self.graph.add((self.at(f"/open-data/#{noun.path}.csv"), DCTERMS.conformsTo, columns))
        return dataset

    def add_whole(self):
        """Add the dataset of the full exports; return its URI."""
        files = {f"/open-data/{name}": kind for name, kind in SNAPSHOT_FORMS.items()}
        facts = (
            *self.basic_pairs(datapackage.TITLE, datapackage.DESCRIPTION),
            *self.page_pairs("/open-data/", "/open-data/#kolommen"),
        )
        return self.add_dataset(WHOLE, facts, DAILY, files)

    def page_pairs(self, page, documentation):
        """Return the (property, value) pairs for the landing page and the documentation."""
        for path in (page, documentation):
            self.add(self.at(path), FOAF.Document)
        return ((DCAT.landingPage, self.at(page)), (FOAF.page, self.at(documentation)))

    def add_dataset(self, key, facts, frequency, files):
        dataset, moment = self.at(f"/open-data/#{key}"), self.changed.get(key)
        self.add(
            dataset,
            DCAT.Dataset,
            *facts,
            *self.access_pairs(dataset),
            (DCTERMS.accrualPeriodicity, frequency),
            (DCTERMS.spatial, NETHERLANDS),
            (DCTERMS.modified, Literal(moment, datatype=XSD.dateTime) if moment else None),
            *((DCAT.distribution, self.add_file(path, kind)) for path, kind in files.items()),
        )
        return dataset

    def add_file(self, path, kind):
        """Add the distribution of a file; return its URI.

        Args:
            path: the path of the file on this site.
            kind: (media type, code in the EU's table of file types or None).
        """
        (media_type, file_type), address = kind, self.at(path)
        distribution = self.at(f"/open-data/#{path.rpartition('/')[2]}")
        self.add(IANA[media_type], DCTERMS.MediaType)
        if file_type:
            self.add(EU[f"file-type/{file_type}"], DCTERMS.MediaTypeOrExtent)
        self.add(
            distribution,
            DCAT.Distribution,
            (DCTERMS.title, Literal(path.rpartition("/")[2], "nl")),
            (DCAT.accessURL, address),
            (DCAT.downloadURL, address),
            (DCAT.mediaType, IANA[media_type]),
            (DCTERMS.format, EU[f"file-type/{file_type}"] if file_type else None),
            (DCTERMS.license, CC0),
            (DCTERMS.language, DUTCH),
        )
        return distribution

    def add_service(self, datasets):
        self.add(
            self.service,
            DCAT.DataService,
            *self.basic_pairs(*API),
            *self.page_pairs("/open-data/", "/open-data/api/"),
            *self.access_pairs(self.service),
            (DCAT.endpointURL, self.at("/api/v1")),
            (DCAT.endpointDescription, self.at("/api/v1/openapi.json")),
            (DCTERMS.license, CC0),
            *((DCAT.servesDataset, each) for each in datasets if not each.endswith(WHOLE)),
        )
