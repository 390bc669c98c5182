"""The words of a list find the records that the search finds."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from programmes.lists.nouns import BY_KEY, NOUNS
from programmes.models import Event, Expected
from programmes.search import search_all
from tests import factories

# Each finds something in the history, but for the last.
QUERIES = {
    "plural": "gevangenissen",
    "singular": "gevangenis",
    "synonym": "jeugdgevangenis",
    "abbreviation": "JJI",
    "abbreviation that is a stop word": "OM",
    "abbreviation with a sign": "DT&V",
    "phrase with a synonym": "digitale criminaliteit",
    "exactly": '"digitale criminaliteit"',
    "quotes": '"lerend vermogen"',
    "Kamerstuk": "24587 nr. 1071",
    "Kamerstuk in another spelling": "24 587, nr. 1071",
    "dossier": "24587",
    "kenmerk": "4896050",
    "accents": "yesilgoz",
    "without accents": "coordinatie",
    "beginning of a word": "jeugd",
    "without": "politie -jeugd",
    "one of two": "asiel of migratie",
    "year": "politie 2024",
    "nothing": "komkommer",
}


def found_by_list(noun, text, key="pk"):
    filterset = noun.filterset(query(q=text), noun.published())
    return {*filterset.qs.values_list(key, flat=True)}


def found_by_search(kind, text):
    rows = search_all(query(q=text, soort=kind)).rows
    return {*rows.values_list("record_id", flat=True)}


def query(**given):
    parameters = QueryDict(mutable=True)
    parameters.update(given)
    return parameters


@pytest.mark.parametrize("sort", QUERIES)
def test_a_list_and_the_search_find_the_same(real_history, sort):
    by_list = {noun.key: found_by_list(noun, QUERIES[sort]) for noun in NOUNS}
    assert by_list == {noun.key: found_by_search(noun.path, QUERIES[sort]) for noun in NOUNS}
    assert any(by_list.values()) == (sort != "nothing")


@pytest.mark.parametrize("sort", QUERIES)
def test_a_list_of_parts_has_those_of_what_the_search_finds(real_history, sort):
    activities = found_by_search("activiteiten", QUERIES[sort])
    changes = found_by_search("veranderingen", QUERIES[sort])
    events = Event.objects.published()
    assert found_by_list(BY_KEY["event"], QUERIES[sort]) == {
        key for key, activity in events.values_list("pk", "activity")
        if activity in activities or key in changes
    }  # fmt: skip
    assert found_by_list(BY_KEY["due"], QUERIES[sort], "activity") == activities & {
        *Expected.objects.published().open().values_list("activity", flat=True)
    }


@pytest.mark.django_db
def test_a_milestone_is_found_by_its_own_words_and_those_of_its_activity():
    activity = factories.ActivityFactory(title="De jeugdgevangenissen")
    report = factories.EventFactory(activity=activity, title="Rapport over reünies", note="")
    change = factories.EventFactory(
        activity=activity,
        adjustment=factories.AdjustmentFactory(),
        title="Uitgesteld naar volgend jaar",
    )
    factories.EventFactory(title="Iets anders")
    for text, found in {
        "JJI": {report.pk, change.pk},
        "reunie": {report.pk, change.pk},
        "uitgestelde": {change.pk},
    }.items():
        assert found_by_list(BY_KEY["event"], text) == found, text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gevangenissen", ["Gevangenissen en detentiecentra"]),
        ("detentie", ["Gevangenissen en detentiecentra"]),
        ("JJI", ["Jeugdgevangenissen"]),
        ("jeugd", ["Jeugd", "Jeugdgevangenissen"]),
        ("jeugd -jeugdgevangenissen", ["Jeugd"]),
        ('"en detentiecentra"', ["Gevangenissen en detentiecentra"]),
        ("politie of jeugdgevangenis", ["Jeugdgevangenissen", "Politie"]),
        ("2024", []),
    ],
)
def test_a_field_is_found_by_its_name_as_a_record_is(text, names):
    for name in ("Gevangenissen en detentiecentra", "Jeugd", "Jeugdgevangenissen", "Politie"):
        factories.ActivityFactory().fields.add(factories.FieldFactory(name=name))
    assert sorted(found_by_list(BY_KEY["supervision-field"], text, "name")) == names


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["het", "om", "-politie", "?", "a " * 21])
def test_words_that_can_find_nothing_are_an_error(client, text):
    page = client.get("/activiteiten/", {"q": text})
    assert page.context["page"].paginator.count == 0
    (problem,) = page.context["problems"]
    assert problem.startswith("Woorden: ")
    assert client.get("/activiteiten.csv", {"q": text}).status_code == 400


@pytest.mark.django_db
def test_a_list_asks_the_index_once(client):
    factories.ActivityFactory(title="de kliniek")
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/activiteiten/?q=klinieken")
    assert response.context["page"].paginator.count == 1
    assert sum('"vector" @@' in each["sql"] for each in asked) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("most", [1, 2])
def test_a_list_finds_the_same_when_there_are_many(client, monkeypatch, most):
    monkeypatch.setattr("programmes.lists.filters.searched.MOST", most)
    for title in ("een kliniek", "twee kliniek", "anders"):
        factories.ActivityFactory(title=title)
    assert client.get("/activiteiten/?q=kliniek").context["page"].paginator.count == 2
