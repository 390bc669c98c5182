"""The page of unfinished business: what it lists, for whom, and its links."""

import pytest
from django.contrib.auth.models import User

from tests import factories

ADDRESS = "/beheer/programmes/workprogramme/onafgemaakt/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def planning():
    return factories.PlanningFactory(
        programme__first_year=2020, activity__title="wachtlijsten", programme__title="Plan 2020"
    )


def lists(client, query=""):
    found = client.get(ADDRESS + query).context["lists"]
    return {name: ([str(row) for row in rows], more) for name, (rows, more) in found.items()}


def test_each_item_links_to_the_screen_that_completes_it(as_redacteur, planning):
    report = factories.EventFactory(title="Te lang gewacht")
    page = as_redacteur.get(ADDRESS).text
    for address in (
        f"activity/{planning.activity_id}/change/#events-group",
        f"activity/{report.activity_id}/change/#events-group",
        f"workprogramme/{planning.programme_id}/change/",
        "annualreport/add/?year=2020",
    ):
        assert f'href="/beheer/programmes/{address}"' in page
    outcomes = f"/beheer/programmes/workprogramme/{planning.programme_id}/uitkomsten/"
    row = f"{outcomes}#activiteit-{planning.activity_id}"
    badge = '<span class="nl-data-badge badge--unknown">niets bekend</span>'
    assert f'<a href="{row}">Plan 2020</a>; {badge}' in " ".join(page.split())
    assert "rapport van 1 juni 2024" in page


def test_the_lists_are_narrowed_down_by_sort_and_year(as_redacteur, planning):
    factories.EventFactory(activity=planning.activity, kind="gestart")
    later = factories.PlanningFactory(programme__first_year=2021, activity__title="jeugd").activity
    factories.EventFactory(
        activity=factories.PlanningFactory(programme=planning.programme).activity, title="Rapport"
    )
    assert lists(as_redacteur, "?soort=activiteiten") == {
        "activiteiten": (["jeugd", "wachtlijsten"], 0)
    }
    assert lists(as_redacteur, "?soort=activiteiten&jaar=2021") == {
        "activiteiten": ([str(later)], 0)
    }
    assert lists(as_redacteur, "?soort=rapporten&jaar=2021") == {"rapporten": ([], 0)}
    assert lists(as_redacteur, "?soort=rapporten&jaar=2020") == {
        "rapporten": (["rapport 1 juni 2024"], 0)
    }
    facts = as_redacteur.get(f"{ADDRESS}?soort=werkprogrammas&jaar=2020").context["lists"]
    assert [each.programme for each in facts["werkprogrammas"][0]] == [planning.programme]


def test_a_long_list_shows_how_many_more_there_are_in_a_few_queries(
    as_redacteur, planning, django_assert_max_num_queries
):
    factories.PlanningFactory.create_batch(25, programme=planning.programme)
    with django_assert_max_num_queries(24):
        page = as_redacteur.get(ADDRESS)
    assert "Activiteiten zonder uitkomst (26)" in page.text
    assert "En nog 6." in page.text
    assert len(lists(as_redacteur, "?soort=activiteiten")["activiteiten"][0]) == 26


@pytest.mark.parametrize("query", ["?soort=alles", "?jaar=abc", "?jaar=1999", "?gebied=x"])
def test_a_filter_that_does_not_exist_is_refused(as_redacteur, planning, query):
    response = as_redacteur.get(ADDRESS + query)
    assert (response.status_code, response.context["lists"]) == (400, {})


def test_it_is_for_staff_who_see_programmes_and_activities(
    client, redacteur, publicist, admin_user
):
    users = [redacteur, publicist, admin_user, User.objects.create_user("nel", is_staff=True)]
    answers = {}
    for user in users:
        client.force_login(user)
        answers[user.username] = (
            client.get(ADDRESS).status_code,
            ADDRESS in client.get("/beheer/").text,
        )
    client.logout()
    assert answers == {
        "riet": (200, True),
        "paul": (200, True),
        "admin": (200, True),
        "nel": (403, False),
    }
    assert client.get(ADDRESS).status_code == 302
