"""The words that a list without entries in the search is searched for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.lists.filters import WordsFilter
from programmes.models import Activity, Letter
from tests import factories

pytestmark = pytest.mark.django_db


def found(model, words, *fields):
    return WordsFilter(*fields).matching(model.objects.all(), words).count()


@pytest.mark.parametrize(
    "words", ["reorganisatie privé", "Réorganisatie", "prive\u0301", "PRIVE", "privé-kliniek"]
)
def test_accents_and_case_do_not_matter(words):
    factories.ActivityFactory(title="de reörganisatie van een privé-kliniek")
    factories.ActivityFactory(title="de reorganisatie", summary="van een prive-kliniek")
    factories.ActivityFactory(title="iets anders")
    assert found(Activity, words, "title", "summary") == 2


@pytest.mark.parametrize("words", ["kliniekk", "prive kliniek anders", "%", "_"])
def test_each_word_has_to_occur(words):
    factories.ActivityFactory(title="de privé-kliniek")
    assert found(Activity, words, "title") == 0


@pytest.mark.parametrize("words", ["31015", "31 015", "31.015", "31\u00a0015", "brief 31015"])
@pytest.mark.parametrize("spelling", ["31015", "31 015", "31.015", "31\u00a0015"])
def test_the_number_of_a_dossier_is_found_in_any_spelling(words, spelling):
    factories.LetterFactory(subject="brief", summary=f"Zie Kamerstuk {spelling}, nr. 4.")
    assert found(Letter, words, "subject", "summary") == 1


def test_a_list_reads_all_texts_once(client):
    factories.EventFactory(title="de privé-kliniek")
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/mijlpalen/?q=prive")
    assert response.context["page"].paginator.count == 1
    assert sum("folded" in each["sql"] or "normalize(" in each["sql"] for each in asked) == 1


@pytest.mark.parametrize("most", [1, 2])
def test_a_list_finds_the_same_when_there_are_many(client, monkeypatch, most):
    monkeypatch.setattr("programmes.lists.filters.words.MOST", most)
    for title in ("een kliniek", "twee kliniek", "anders"):
        factories.EventFactory(title=title)
    assert client.get("/mijlpalen/?q=kliniek").context["page"].paginator.count == 2
