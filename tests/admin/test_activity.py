from tests import factories

LIST = "/beheer/programmes/activity/"


def test_the_list_counts_the_activities_of_each_year(as_redacteur):
    factories.PlanningFactory(programme__first_year=2023)
    programme = factories.ProgrammeFactory(first_year=2024)
    factories.PlanningFactory.create_batch(2, programme=programme)
    page = as_redacteur.get(f"{LIST}?_facets=True")
    assert page.status_code == 200
    assert [year in page.text for year in ("2024 (2)", "2023 (1)")] == [True, True]


def test_the_list_shows_the_activities_of_a_year(as_redacteur):
    planning = factories.PlanningFactory(programme__first_year=2023, programme__last_year=2024)
    factories.PlanningFactory(programme__first_year=2025)
    page = as_redacteur.get(f"{LIST}?jaar=2024")
    assert list(page.context["cl"].queryset) == [planning.activity]
