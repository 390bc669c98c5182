"""Every fact of the history has a source, in an order of trust."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from programmes.data.files import read

# The government, its inspectorates and the House.
OFFICIAL = re.compile(
    r"""(.*\.)?(inspectie-jenv|inspectievenj|officielebekendmakingen|tweedekamer|rijksoverheid
    |rijksfinancien|rijksinspecties|igj|onderwijsinspectie|dji|dienstterugkeerenvertrek|nctv)\.nl""",
    re.VERBOSE,
)
# Sites that copy documents of the House.
COPIES = ("berthub.eu", "openkamer.org")
BOUNDS = (date(2000, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def records():
    """The records of the files that have sources, each a dict of its values by field name."""
    files = read().items()
    return [record for kind, records in files if "sources" in kind.fields for record in records]


def rank(source):
    """Return 0 for an official page or document, 1 for a copy of one, 2 for any other page."""
    host = (urlsplit(source).hostname or "").removeprefix("www.")
    if not host or OFFICIAL.fullmatch(host):
        return 0
    return 1 if host in COPIES else 2


def values(row):
    """Return all values of a record and its parts."""
    nested = [each for value in row.values() if isinstance(value, list) for each in value]
    parts = [each for each in nested if isinstance(each, dict)]
    return [*row.values(), *(value for part in parts for value in values(part))]


def in_order(sources):
    return sorted(set(sources), key=lambda each: (rank(each), sources.index(each)))


def test_a_record_names_its_sources_official_pages_first(records):
    assert [each for each in records if each["sources"] != in_order(each["sources"])] == []
    assert [each for each in records if not each["sources"]] == []


def test_a_source_is_an_address_or_a_letter(records):
    known = re.compile(r"https?://\S+|Brief \d+ van .*")
    sources = {source for record in records for source in record["sources"]}
    assert [each for each in sources if not known.fullmatch(each)] == []


def test_a_milestone_and_an_expectation_name_their_page(records):
    rows = [
        row
        for key in ("events", "expectations")
        for record in records
        for row in record.get(key, [])
    ]
    assert [each for each in rows if not (each.get("url") or each.get("programme"))] == []


def test_dates_lie_within_the_years_of_the_inspectie_and_its_predecessors(records):
    dates = {value for each in records for value in values(each) if isinstance(value, date)}
    assert [day for day in dates if not BOUNDS[0] <= day <= BOUNDS[1]] == []
