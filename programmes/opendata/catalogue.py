"""The catalogue of the open data for data portals, as RDF: DCAT-AP-NL 3.0.

Source: https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/. Controlled vocabularies: the authority
tables of the European Union, https://publications.europa.eu/resource/authority, and TOOI for
organisations.
"""

from typing import NamedTuple

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD

from programmes.lists.nouns import ALL
from programmes.metadata.publisher import PUBLISHER, TITLE
from programmes.opendata import datapackage
from programmes.opendata.snapshot import SQLITE, ZIP

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = Namespace("http://publications.europa.eu/resource/authority/")
IANA = Namespace("https://www.iana.org/assignments/media-types/")
PROFILE = URIRef("https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/")
DUTCH, NETHERLANDS = EU["language/NLD"], EU["country/NLD"]
PUBLIC, CC0 = EU["access-right/PUBLIC"], EU["licence/CC0"]
# With their labels in that table.
THEMES = {
    EU["data-theme/GOVE"]: "Overheid en publieke sector",
    EU["data-theme/JUST"]: "Justitie, rechtsstelsel en openbare veiligheid",
}
IRREGULAR, DAILY = EU["frequency/IRREG"], EU["frequency/DAILY"]
KEYWORDS = ("toezicht", "werkprogramma", PUBLISHER.name, "Tweede Kamer")
API = ("API van het register", "Alle lijsten en stukken van het register, voor programma's.")
# Behind the description of each dataset, which stands alone on a portal.
SOURCE = f"Uit het register: {TITLE}."
WHOLE = "alles"
RFC = "https://www.rfc-editor.org/rfc/"


class Form(NamedTuple):
    """A form of a file.

    Attributes:
        media_type: as IANA has it.
        file_type: its code in the EU's table of file types, or None.
        standard: the address of its specification.
    """

    media_type: str
    file_type: str | None
    standard: str


# By the extension of a list, and by the name of a full export.
LIST_FORMS = {
    "csv": Form("text/csv", "CSV", f"{RFC}rfc4180"),
    "json": Form("application/json", "JSON", f"{RFC}rfc8259"),
    "atom": Form("application/atom+xml", "ATOM", f"{RFC}rfc4287"),
}
SNAPSHOT_FORMS = {
    ZIP: Form("application/zip", "ZIP", "https://specs.frictionlessdata.io/data-package/"),
    SQLITE: Form("application/vnd.sqlite3", None, "https://www.sqlite.org/fileformat.html"),
}


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
        self.publisher, self.contact = URIRef(PUBLISHER.uri), self.at("/open-data/#contact")
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
            *self.basic_pairs(TITLE, datapackage.DESCRIPTION),
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
        }
        for value, kind in kinds.items():
            self.add(value, kind)
        for theme, label in THEMES.items():
            self.add(theme, SKOS.Concept, (SKOS.prefLabel, Literal(label, "nl")))
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
            f"/{noun.path}.{extension}": form
            for extension, form in LIST_FORMS.items()
            if noun.has_feed or extension != "atom"
        }
        facts = (
            *self.basic_pairs(noun.title, f"{noun.intro} {SOURCE}"),
            *self.page_pairs(f"/{noun.path}/", f"/open-data/#kolommen-{noun.path}"),
            self.columns(f"/{noun.path}.csv-metadata.json"),
        )
        return self.add_dataset(noun.path, facts, IRREGULAR, files)

    def add_whole(self):
        """Add the dataset of the full exports; return its URI."""
        files = {f"/open-data/{name}": form for name, form in SNAPSHOT_FORMS.items()}
        facts = (
            *self.basic_pairs(TITLE, datapackage.DESCRIPTION),
            *self.page_pairs("/open-data/", "/open-data/#kolommen"),
            self.columns("/open-data/csv-metadata.json"),
        )
        return self.add_dataset(WHOLE, facts, DAILY, files)

    def columns(self, path):
        """Return the (property, value) pair for the description of the columns at a path."""
        self.add(self.at(path), DCTERMS.Standard)
        return (DCTERMS.conformsTo, self.at(path))

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
            *((DCAT.distribution, self.add_file(path, form)) for path, form in files.items()),
        )
        return dataset

    def add_file(self, path, form):
        """Add the distribution of a file, given its path on this site and `Form`; return its URI.

        The API gives access to what the files of a list hold, but not to the full exports.
        """
        name, address = path.rpartition("/")[2], self.at(path)
        distribution = self.at(f"/open-data/#{name}")
        media_type, file_type = IANA[form.media_type], EU[f"file-type/{form.file_type}"]
        self.add(media_type, DCTERMS.MediaType)
        self.add(URIRef(form.standard), DCTERMS.Standard)
        if form.file_type:
            self.add(file_type, DCTERMS.MediaTypeOrExtent)
        self.add(
            distribution,
            DCAT.Distribution,
            (DCTERMS.title, Literal(name, "nl")),
            (DCAT.accessURL, address),
            (DCAT.downloadURL, address),
            (DCAT.accessService, None if name in SNAPSHOT_FORMS else self.service),
            (DCAT.mediaType, media_type),
            (DCTERMS.format, file_type if form.file_type else None),
            (DCTERMS.conformsTo, URIRef(form.standard)),
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
