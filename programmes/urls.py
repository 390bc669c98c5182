"""The public URLs: Dutch, stable, each with a name."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path, re_path
from django.views.generic import TemplateView

from programmes.formats.changes_files import FILES as CHANGES_FILES
from programmes.formats.format import formats_of
from programmes.lists.nouns import ALL, DUE, NOUNS, PAGED
from programmes.metadata.sitemaps import with_entries
from programmes.models import AnnualReport, Letter, WorkProgramme
from programmes.notices import views as notices
from programmes.search import SEARCH
from programmes.views import opendata, records
from programmes.views.api import documentation
from programmes.views.changes import changes_feed, changes_file, register_changes
from programmes.views.comparing import compare
from programmes.views.debate import SHEETS
from programmes.views.fields import field_detail
from programmes.views.following import follow_page, record_calendar
from programmes.views.home import home
from programmes.views.lists import record_file, record_list
from programmes.views.pictured import overview
from programmes.views.preview import preview_link
from programmes.views.programme import programme_detail
from programmes.views.search import opensearch, search_file, search_page, synonyms

DETAILS = {
    "perspective": records.perspective_detail,
    "goal": records.goal_detail,
    "programme": programme_detail,
    "activity": records.activity_detail,
    "letter": records.letter_detail,
    "signatory": records.signatory_detail,
    "annual-report": records.annual_report_detail,
    "adjustment": records.adjustment_detail,
}
FILES = {"programme": WorkProgramme, "letter": Letter, "annual-report": AnnualReport}
PAGES = {
    "about": "over",
    "accessibility": "toegankelijkheid",
    "privacy": "privacy",
    "glossary": "begrippen",
    "outcomes": "uitkomsten",
    "report-vulnerability": "kwetsbaarheid-melden",
}


def file_paths(noun, view=record_file):
    """Return the URL patterns of the files of the list of a noun, answered by `view`."""
    given = {"noun": noun}
    return [
        *(
            path(
                f"{noun.path}.{each.extension}",
                view,
                given | {"chosen": each},
                name=f"{noun.key}-{each.key}",
            )
            for each in formats_of(noun)
        ),
        path(
            f"{noun.path}.csv-metadata.json", opendata.csv_metadata, given, name=f"{noun.key}-csvw"
        ),
    ]


def page_paths(noun):
    """Return the URL patterns of the records of a noun."""
    return [
        path(f"{noun.path}/<slug:slug>/", DETAILS[noun.key], name=f"{noun.key}-detail"),
        path(f"{noun.path}/<slug:slug>.atom", records.feed(noun), name=f"{noun.key}-feed"),
        path(f"{noun.path}/<slug:slug>.ics", record_calendar(noun), name=f"{noun.key}-calendar"),
        path(
            f"{noun.path}/<slug:slug>/citeer.bib",
            records.bibtex(noun.model),
            name=f"{noun.key}-cite",
        ),
    ]


urlpatterns = [
    path("", home, name="home"),
    path("werkprogrammas/vergelijken/", compare, name="programme-compare"),
    path("in-beeld/", overview, name="overview"),
    path("open-data/api/", documentation, name="api-documentation"),
    *(address for noun in [*ALL, DUE] for address in file_paths(noun)),
    *(
        path(f"{noun.path}/", record_list, {"noun": noun}, name=noun.list_name) for noun in PAGED
    ),
    *(
        path(f"{noun.path}/<slug:slug>/debat/", SHEETS[noun.key], name=f"{noun.key}-debate")
        for noun in ALL
        if noun.key in SHEETS
    ),
    path("toezichtgebieden/<slug:slug>/", field_detail, name="supervision-field-detail"),
    *(address for noun in NOUNS for address in page_paths(noun)),
    *(
        path(f"{noun.path}/<slug:slug>{end}", records.document(FILES[noun.key], saved),
             name=f"{noun.key}-{name}")
        for noun in NOUNS
        if noun.key in FILES
        for end, saved, name in (("/bestand/", True, "file"), (".pdf", False, "pdf"))
    ),
    *(
        path(f"{address}/", TemplateView.as_view(template_name=f"pages/{name}.html"), name=name)
        for name, address in PAGES.items()
    ),
    path("volgen/", notices.follow, name="follow"),
    path("volgen/verstuurd/", TemplateView.as_view(template_name="notices/sent.html"),
         name="follow-sent"),
    path("volgen/bevestigen/<slug:token>/", notices.confirm, name="confirm"),
    path("volgen/keuze/<slug:token>/", notices.subscription, name="subscription"),
    path("volgen/stoppen/<slug:token>/", notices.unsubscribe, name="unsubscribe"),
    path("berichten/<key:number>/", notices.notice, name="notice"),
    path("zoeken/", search_page, name="search"),
    path("zoeken/woorden/", synonyms, name="synonyms"),
    *file_paths(SEARCH, search_file),
    path("wijzigingen/", register_changes, name="changes"),
    path("wijzigingen.atom", changes_feed, name="changes-atom"),
    *(
        path(f"wijzigingen.{extension}", changes_file, {"chosen": extension},
             name=f"changes-{extension}")
        for extension in CHANGES_FILES
    ),
    path("volgen/<path:page>", follow_page, name="follow-page"),
    re_path(r"^voorvertoning/(?P<token>[^/]+)/(?P<path>.*)$", preview_link, name="preview"),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("open-data/", opendata.open_data, name="open-data"),
    path("open-data/catalogus.ttl", opendata.dcat, {"form": "turtle"}, name="dcat-ttl"),
    path("open-data/catalogus.jsonld", opendata.dcat, {"form": "json-ld"}, name="dcat-jsonld"),
    path("open-data/register.zip", opendata.snapshot_file, {"name": "register.zip"},
         name="snapshot-zip"),
    path("open-data/register.sqlite", opendata.snapshot_file, {"name": "register.sqlite"},
         name="snapshot-sqlite"),
    path("open-data/datapackage.json", opendata.datapackage, name="datapackage"),
    path("open-data/csv-metadata.json", opendata.csvw_group, name="csvw"),
    path("sitemap.xml", with_entries(index), {"sitemap_url_name": "sitemap-section"},
         name="sitemap"),
    path("sitemap-paginas-<section>.xml", with_entries(sitemap), name="sitemap-section"),
    path("sitemapindex-diwoo-infocat012.xml", opendata.diwoo_index, name="diwoo-index"),
    re_path(r"^sitemap-diwoo-infocat012-(?P<kind>[a-z-]+)-(?P<page>[0-9]{1,6})\.xml$",
            opendata.diwoo_sitemap, name="diwoo-sitemap"),
]  # fmt: skip
