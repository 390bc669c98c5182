"""A query is widened with words that mean the same and with other forms of its words."""

import pytest

from programmes.fulltext.synonyms import FILE, groups, key, synonyms, widened
from programmes.fulltext.terms import Origin, terms_of
from tests import factories
from tests.search.asking import ask, found

TEXTS = [
    "regulier toezicht: gevangeniswezen",
    "de detentie in Vught",
    "doorlichting van een justitiële jeugdinrichting",
    "aanpak van digitale criminaliteit",
    "werkwijze van de Dienst Terugkeer en Vertrek",
    "samenwerking met het Openbaar Ministerie",
    "brieven van bedrijven",
]


@pytest.fixture
def texts(db):
    for text in TEXTS:
        factories.ActivityFactory(title=text)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("gevangenis", {0, 1}),
        ("gevangenissen", {0, 1}),
        ("detentie", {0, 1}),
        ("Gevangenissen", {0, 1}),
        ("jeugdgevangenis", {2}),
        ("jeugdgevangenissen", {2}),
        ("JJI", {2}),
        ("jji's", {2}),
        ("cybercrime", {3}),
        ("cybercrime aanpak", {3}),
        ("DT&V", {4}),
        ("dtenv", {4}),
        ("DT V", {4}),
        ("dt & v", {4}),
        ("DT en V", {4}),
        ("dt-v", {4}),
        ('"DT&V"', set()),
        ("OM", {5}),
        ("om", set()),
        ("bedrijf", {6}),
        ("brief bedrijf", {6}),
        ("jeugd inrichting", {2}),
        ("cybercrime OF JJI", {2, 3}),
        ("toezicht -gevangenis", {0}),
        ('"gevangenis"', set()),
        ('"cybercrime"', set()),
    ],
)
def test_a_word_finds_what_means_the_same(texts, question, places):
    assert {*found(question)} == {TEXTS[place] for place in places}


@pytest.mark.parametrize(
    ("question", "also", "exactly"),
    [
        ("cybercrime", ["cybercriminaliteit", "digitale criminaliteit", "computercriminaliteit"],
         '"cybercrime"'),
        ("digitale criminaliteit aanpak",
         ["cybercrime", "cybercriminaliteit", "computercriminaliteit"],
         '"digitale criminaliteit" aanpak'),
        ("aanpak OF NFI -OM", ["Nederlands Forensisch Instituut"], 'aanpak OF "NFI" -OM'),
        ("DT&V, aanpak", ["DTenV", "Dienst Terugkeer en Vertrek"], '"DT&V" aanpak'),
        ("Dienst Terugkeer & Vertrek", ["DT&V", "DTenV"], '"Dienst Terugkeer Vertrek"'),
        ("aanpak", [], "aanpak"),
        ("om", [], "om"),
        ('"cybercrime"', [], '"cybercrime"'),
    ],
)  # fmt: skip
def test_what_was_searched_for_too_is_said(db, question, also, exactly):
    answer = ask(question)
    assert (answer.also, answer.exactly if also else exactly) == (also, exactly)


def test_a_word_that_was_asked_for_comes_before_one_that_means_the_same(db):
    for title in ("digitale criminaliteit", "cybercrime", "iets over cybercrime en politie"):
        factories.ActivityFactory(title=title)
    assert found("cybercrime")[0] == "cybercrime"


def test_a_phrase_of_several_words_needs_all_of_them(texts):
    assert found("digitale aanpak") == ["aanpak van digitale criminaliteit"]
    assert ask("digitale aanpak").also == []


def test_the_number_of_words_of_a_question_stays_bounded(db):
    wide = widened(terms_of("JJI " * 20))
    assert {each.origin for each in wide} == {*Origin} - {Origin.FORM}
    assert ask("JJI " * 20).problems == []


def test_the_file_has_each_word_once_in_a_group_and_no_group_of_one():
    assert FILE.suffix == ".toml"
    assert [group for group in groups() if len({*map(key, group)}) < max(2, len(group))] == []


def test_a_word_has_the_other_words_of_its_groups():
    assert synonyms("Tbs-klinieken") == ["forensisch psychiatrisch centrum", "FPC"]
    assert synonyms("komkommer") == []
