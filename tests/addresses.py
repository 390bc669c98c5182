"""Every public address by its name, with the record of `tests.world` that it shows."""

from django.urls import reverse

from programmes.api.resources import RESOURCES
from programmes.formats.changes_files import FILES as CHANGES_FILES
from programmes.formats.format import formats_of
from programmes.lists.nouns import ALL, DUE, PAGED
from programmes.search import SEARCH

NOUNS = {
    "perspective": "2021-2024",
    "goal": "doel-perspectief",
    "programme": "2024",
    "activity": "activiteit",
    "letter": "brief",
    "signatory": "ondertekenaar",
    "annual-report": "2024",
    "adjustment": "bijstelling",
}
# The slug of the supervision field, which has no publication of its own.
FIELD = "gebied"
WITH_FILE = ["programme", "letter", "annual-report"]
# Each says up to which moment it is complete, so that no two answers are the same.
MADE_ANEW = [f"changes-{extension}" for extension in CHANGES_FILES]
PAGES = [
    "home",
    "programme-compare",
    "changes",
    "changes-atom",
    *MADE_ANEW,
    "overview",
    "about",
    "accessibility",
    "api-documentation",
    "follow",
    "glossary",
    "outcomes",
    "privacy",
    "report-vulnerability",
    "search",
    "synonyms",
    "open-data",
]
SITEMAPS = ["sitemap", "sitemap-section", "diwoo-index", "diwoo-sitemap"]
# Addresses that show nothing of the register.
WITHOUT_RECORDS = ["livez", "readyz", "robots-txt", "security-txt", "opensearch"]
WITHOUT_RECORDS += ["house-style"]
WITHOUT_RECORDS += ["follow-sent", "datapackage", "csvw", "dcat-ttl", "dcat-jsonld"]
# Shows a draft to everybody with the link: tests/views/test_preview.py.
BY_LINK = ["preview"]
# For one subscriber, and what was mailed: tests/notices looks into them.
NOTICES = ["confirm", "subscription", "unsubscribe", "notice"]
# Made by a command: tests/opendata/test_snapshot.py looks into them.
SNAPSHOTS = ["snapshot-zip", "snapshot-sqlite"]
DIWOO = ["werkprogrammas", "jaarberichten"]
FORMS = ("list", "csv", "excel", "json", "ndjson", "atom")
LISTS = [f"{noun.key}-{form.key}" for noun in [*ALL, DUE] for form in formats_of(noun)]
LISTS += [f"search-{form.key}" for form in formats_of(SEARCH)]
LISTS += [noun.list_name for noun in PAGED]
DETAILS = [f"{noun}-detail" for noun in [*NOUNS, "supervision-field"]]
SHEETS = [f"{noun}-debate" for noun in ("goal", "programme", "signatory", "supervision-field")]
FEEDS = [f"{noun}-feed" for noun in NOUNS]
BESIDE = [f"{noun}-{form}" for noun in NOUNS for form in ("cite", "calendar")]
FILES = [f"{noun}-{form}" for noun in WITH_FILE for form in ("file", "pdf")]
# What the columns of a file mean: nothing of the register.
DESCRIPTIONS = [f"{noun.key}-csvw" for noun in [*ALL, DUE, SEARCH]]
RECORDS = {
    resource.path: "1" if resource.identifier == "pk" else NOUNS.get(resource.noun.key, FIELD)
    for resource in RESOURCES
}
API = ["api-root", "api-openapi", "api-changes", "api-search", "api-not-found"] + [
    f"api-{path}{item}" for path in RECORDS for item in ("", "-item")
]

# One view explains how to follow each list and each record.
FOLLOW = "follow-page"
SHOWN = {FOLLOW, *PAGES, *SITEMAPS, *LISTS, *DETAILS, *SHEETS, *FEEDS, *BESIDE, *FILES, *API}
# For administrators only: tests/inspectie/monitoring/test_condition.py.
STAFF = ["condition"]
NOT_SHOWN = {*STAFF, *WITHOUT_RECORDS, *BY_LINK, *NOTICES, *SNAPSHOTS, *DESCRIPTIONS}


def address(name):
    """Return the path of a named URL, with the record of its noun as argument where it has one."""
    noun, _, form = name.rpartition("-")
    of_record = form in ("detail", "debate", "file", "pdf", "feed", "cite", "calendar")
    return reverse(name, args=[NOUNS.get(noun, FIELD)] if of_record else [])


def body(response):
    whole = b"".join(response) if response.streaming else response.content
    return whole.decode(errors="replace")
