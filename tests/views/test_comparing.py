"""The page that compares two programmes."""

import pytest

from programmes.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/werkprogrammas/vergelijken/"


@pytest.fixture
def programmes():
    """A programme of 2018-2020 and one of 2023, of two perspectives, one goal carried on."""
    frames = [
        factories.PerspectiveFactory(first_year=first, last_year=last)
        for first, last in [(2018, 2020), (2021, 2024)]
    ]
    old, gone = (
        factories.GoalFactory(perspective=frames[0], title=title) for title in ("leren", "weg")
    )
    factories.GoalFactory(perspective=frames[1], title="vers")
    factories.GoalFactory(perspective=frames[1], title="lerend vermogen").continues.add(old)
    earlier = factories.ProgrammeFactory(first_year=2018, last_year=2020, perspective=frames[0])
    later = factories.ProgrammeFactory(first_year=2023, perspective=frames[1])
    jeugd, politie = (factories.FieldFactory(name=name, slug=name) for name in ("jeugd", "politie"))
    for title, field, standing in [
        ("a", jeugd, [earlier]), ("b", jeugd, [earlier, later]), ("c", politie, [later])
    ]:  # fmt: skip
        activity = factories.ActivityFactory(title=title)
        activity.fields.add(field)
        for programme in standing:
            factories.PlanningFactory(programme=programme, activity=activity)
    return earlier, later


def tables(client, query):
    found = client.get(ADDRESS + query).context["tables"]
    return [
        [([str(x) for x in p.before], [str(x) for x in p.after], str(p.verdict)) for p in pairs]
        for _title, _url_name, pairs in found
    ]


@pytest.mark.parametrize("query", ["?a=2018-2020&b=2023", "?a=2023&b=2018-2020"])
def test_what_is_new_goes_on_or_is_gone_from_the_earlier_to_the_later(client, programmes, query):
    assert tables(client, query) == [
        [
            (["leren"], ["lerend vermogen"], "gaat door"),
            ([], ["vers"], "nieuw"),
            (["weg"], [], "niet meer genoemd"),
        ],
        [(["jeugd"], ["jeugd"], "gaat door"), ([], ["politie"], "nieuw")],
        [(["b"], ["b"], "gaat door"), ([], ["c"], "nieuw"), (["a"], [], "niet meer genoemd")],
    ]


def test_goals_are_carried_on_over_a_perspective_between_the_two(client, programmes):
    last = factories.PerspectiveFactory(first_year=2025, last_year=2028)
    goal = factories.GoalFactory(perspective=last, title="leervermogen")
    goal.continues.set(programmes[1].perspective.goals.filter(title="lerend vermogen"))
    factories.ProgrammeFactory(first_year=2026, perspective=last)
    assert tables(client, "?a=2018-2020&b=2026")[0] == [
        (["leren"], ["leervermogen"], "gaat door"),
        (["weg"], [], "niet meer genoemd"),
    ]


def test_an_activity_of_an_earlier_programme_than_the_compared_one_is_not_new(client, programmes):
    between = factories.ProgrammeFactory(first_year=2022)
    factories.PlanningFactory(programme=between, activity__title="d")
    running = Activity.objects.get(title="c")
    factories.PlanningFactory(programme=between, activity=running)
    factories.PlanningFactory(programme=programmes[1], activity__title="e")
    assert tables(client, "?a=2018-2020&b=2023")[2] == [
        (["b"], ["b"], "gaat door"),
        ([], ["c"], "loopt door uit een ander, eerder werkprogramma"),
        ([], ["e"], "nieuw"),
        (["a"], [], "niet meer genoemd"),
    ]
    text = client.get(f"{ADDRESS}?a=2018-2020&b=2023").text
    assert '(sinds <a href="/werkprogrammas/2022/">Werkprogramma 2022</a>)' in text


def test_nothing_is_called_new_or_gone_where_one_side_is_not_known(client, programmes):
    unknown = factories.ProgrammeFactory(first_year=2021)
    factories.PlanningFactory(programme=unknown, activity__title="d")
    assert tables(client, "?a=2021&b=2023")[1] == [
        ([], ["jeugd"], "niet bekend"),
        ([], ["politie"], "niet bekend"),
    ]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("?a=2023", "Kies een werkprogramma."),
        ("?a=2023&b=2023", "Kies een ander werkprogramma dan het eerste."),
        ("?a=2023&b=1999", "Deze keuze bestaat niet."),
        ("?a=2023&b=2018-2020&c=1", "“c” hoort niet in dit adres."),
    ],
)
def test_a_wrong_question_is_answered_with_the_reason(client, programmes, query, reason):
    response = client.get(ADDRESS + query)
    assert response.status_code == 400
    assert reason in response.text
    assert "tables" not in response.context


def test_without_a_question_there_is_a_form_of_what_is_public(client, programmes):
    factories.ProgrammeFactory(first_year=2024, publish_at=None)
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert "Werkprogramma 2024" not in response.text


def test_the_page_asks_few_questions(client, programmes, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        client.get(ADDRESS + "?a=2018-2020&b=2023")
