"""The charts agree with the lists, and each shape links to its list."""

import re
from datetime import date

import pytest
from django.utils.html import strip_tags

from programmes.models import Activity, Event, Planning, SupervisionField, WorkProgramme
from programmes.models.version import register_version
from programmes.views.matrices import counted_by
from tests import factories
from tests.database import keep_facts
from tests.list_pages import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    old = factories.PerspectiveFactory(first_year=2018, last_year=2020, title="Koers")
    new = factories.PerspectiveFactory(first_year=2021, last_year=2024, title="Perspectief")
    earlier = factories.GoalFactory(perspective=old, title="focus op leren", slug="oud")
    goal = factories.GoalFactory(perspective=new, title="leren bevorderen", slug="nieuw")
    goal.continues.add(earlier)
    jeugd = factories.FieldFactory(name="jeugd", slug="jeugd")
    programmes = [
        factories.ProgrammeFactory(
            first_year=2018, last_year=2020, perspective=old, title="WP oud"
        ),
        factories.ProgrammeFactory(first_year=2019, perspective=old),
        factories.ProgrammeFactory(first_year=2023, perspective=new),
    ]
    # Title, programmes, goal and outcome.
    for title, places, aim, kind in [
        ("wachtlijsten", [0, 1], earlier, Event.Kind.REPORT),
        ("incasso", [0], earlier, None),
        ("hackbevoegdheid", [2], goal, Event.Kind.STARTED),
    ]:
        activity = factories.ActivityFactory(title=title, slug=title)
        activity.goals.add(aim)
        activity.fields.add(jeugd)
        for place in places:
            factories.PlanningFactory(programme=programmes[place], activity=activity)
        if kind:
            factories.EventFactory(activity=activity, kind=kind, date=date(2023, 6, 1))
    factories.GoalFocusFactory(programme=programmes[2], goal=goal)
    hidden = factories.ActivityFactory(title="[verborgen]", publish_at=None)
    hidden.fields.add(jeugd)
    hidden.goals.add(goal)
    factories.PlanningFactory(programme=programmes[2], activity=hidden)


def test_every_cell_counts_what_its_list_shows(client, register):
    page = client.get("/in-beeld/").text
    cells = re.findall(r'class="cell" href="([^"]+)".*?<text[^>]*>(\d+)[+]</text>', page)
    assert len(cells) == 8
    for address, count in cells:
        rows = client.get(address.replace("&amp;", "&")).context["page"].paginator.count
        assert (address, rows) == (address, int(count))


@pytest.mark.django_db(transaction=True)
def test_the_numbers_are_counted_once_for_each_version_of_the_register(
    register, settings, django_assert_num_queries
):
    settings.REGISTER_CHECK_SECONDS = 60
    next_look()
    before = counted_by("fields")
    with django_assert_num_queries(0):
        assert counted_by("fields") == before
    activity = factories.ActivityFactory(title="erbij")
    activity.fields.add(SupervisionField.objects.get())
    factories.PlanningFactory(programme=WorkProgramme.objects.get(slug="2023"), activity=activity)
    next_look()
    after = counted_by("fields")
    settings.REGISTER_CHECK_SECONDS = 0
    assert after == counted_by("fields") != before


def next_look():
    """Let the process look at the version of the register again."""
    register_version.holds_until = 0


def test_a_goal_runs_on_from_perspective_to_perspective(client, register):
    drawn = client.get("/doelen/nieuw/").context["lineage"]
    assert [block.goal.title for block in drawn.blocks] == ["focus op leren", "leren bevorderen"]
    assert [
        (row.year.year, row.year.elaboration, [dot.activity.title for dot in row.dots])
        for block in drawn.blocks
        for row in block.rows
    ] == [
        (2018, "", ["incasso", "wachtlijsten"]),
        (2019, "", ["incasso", "wachtlijsten"]),
        (2020, "", ["incasso", "wachtlijsten"]),
        (2021, "", []),
        (2022, "", []),
        (2023, "Werkprogramma 2023", ["hackbevoegdheid"]),
        (2024, "", []),
    ]
    assert client.get("/doelen/oud/").context["lineage"] == drawn


def test_what_has_no_field_has_a_row_of_its_own(client, register):
    activity = factories.ActivityFactory(title="zonder gebied")
    factories.PlanningFactory(
        programme=WorkProgramme.objects.get(first_year=2023), activity=activity
    )
    last = client.get("/in-beeld/").context["fields"].bands[-1]
    assert (last.row.label, last.row.query) == ("geen toezichtgebied genoemd", "gebied=onbekend")
    assert [(cell.year, cell.total) for cell in last.cells if cell.total] == [(2023, 1)]
    shown = client.get(f"/activiteiten/?{last.row.query}&jaar=2023")
    assert titles(shown) == ["zonder gebied"]


def test_an_activity_counts_in_the_years_that_its_planning_names(client, register):
    planning = Planning.objects.get(activity__slug="incasso")
    planning.planned_for = "start in 2019, als de wet er dan is"
    planning.save()
    row = client.get("/in-beeld/").context["fields"].bands[0]
    assert {cell.year: cell.total for cell in row.cells if cell.total} == {
        2018: 1, 2019: 2, 2020: 1, 2023: 1
    }  # fmt: skip
    for year, found in (2018, ["wachtlijsten"]), (2019, ["incasso", "wachtlijsten"]):
        assert sorted(titles(client.get(f"/activiteiten/?jaar={year}"))) == found


def test_an_empty_cell_says_what_is_known_of_its_year(client, register):
    WorkProgramme.objects.filter(first_year=2023).update(coverage="alle")
    planning = factories.PlanningFactory(
        programme=WorkProgramme.objects.get(first_year=2019), planned_for="2019"
    )
    planning.activity.fields.add(factories.FieldFactory(name="politie", slug="politie"))
    page = client.get("/in-beeld/")
    (politie,) = [band for band in page.context["fields"].bands if band.row.label == "politie"]
    assert [(cell.year, cell.sign) for cell in politie.cells] == [
        (2018, "?"), (2019, "1+"), (2020, "?"), (2021, "–"), (2022, "–"), (2023, "0")
    ]  # fmt: skip
    assert page.context["years"] == [
        ("Van deze jaren zijn alle activiteiten bekend", "2023"),
        ("Van deze jaren zijn de activiteiten niet bekend", "2018, 2019, 2020"),
        ("Van deze jaren is geen werkprogramma bekend", "2021, 2022"),
    ]


def test_a_programme_says_what_came_of_its_activities(client, register):
    text = client.get("/werkprogrammas/2018-2020/").text
    assert "Van 2 activiteiten uit dit werkprogramma weten wij van 1" in text
    assert "<title>niets bekend: 1</title>" in text


def test_a_bar_of_one_activity_is_not_drawn(client, register):
    text = client.get("/werkprogrammas/2023/").text
    assert "Van de ene activiteit uit dit werkprogramma" in text
    assert "Activiteiten naar wat ervan kwam" not in text


def test_the_front_page_says_of_how_many_the_outcome_is_known(client, register):
    text = client.get("/").text
    rows = client.get("/activiteiten/?uitkomst=onbekend").context["page"].paginator.count
    assert (
        "Van 3 activiteiten uit afgelopen werkprogramma&#x27;s weten wij van 1 wat ervan kwam."
        in text
        or "Van 3 activiteiten uit afgelopen werkprogramma's weten wij van 1 wat ervan kwam."
        in text
    )
    assert f"Bekijk de {rows} waarvan wij het niet weten" in text


def test_the_life_of_an_activity_leads_to_what_happened(client, register):
    event = Event.objects.get(activity__slug="hackbevoegdheid")
    page = client.get("/activiteiten/hackbevoegdheid/").text
    assert f'href="#m{event.pk}"' in page
    assert f'<li id="m{event.pk}"' in page


def test_the_timeline_has_all_its_rows_in_its_table(client, register):
    factories.AnnualReportFactory(year=2020)
    undated = {"date": None, "subject": "Zonder datum", "reference": None, "slug": "zonder"}
    factories.AnnualReportFactory(year=2022, letter=factories.LetterFactory(**undated))
    factories.LetterFactory(date="2022-05-01", subject="Over een rapport", reference="1")
    timeline = client.get("/").context["timeline"]
    drawn = {shape.row.text for shape in timeline["lying"].shapes}
    assert drawn == {"2018-2020", "2021-2024", "2019", "2023", "2020", "2022"}
    assert {shape.row for shape in timeline["lying"].shapes} == {
        shape.row for shape in timeline["standing"].shapes
    }
    assert [(row["name"], row["when"]) for row in timeline["rows"]][-1] == (
        "Zonder datum",
        "",
    )


def test_what_is_not_public_is_in_no_picture(client, register):
    for address in ("/", "/in-beeld/", "/doelen/nieuw/", "/werkprogrammas/2023/"):
        assert "[verborgen]" not in strip_tags(client.get(address).text)
    Activity.objects.filter(slug="hackbevoegdheid").update(
        withdrawn_at="2024-01-01T00:00Z", withdrawal_reason="Dubbel."
    )
    assert "2023" not in re.findall(r"jaar=(\d+)", client.get("/in-beeld/").text)


@pytest.mark.parametrize("address", ["/", "/in-beeld/"])
def test_an_empty_register_has_an_empty_picture(client, address):
    assert client.get(address).status_code == 200


def test_pictures_ask_a_bounded_number_of_questions(
    client, register, django_assert_max_num_queries
):
    keep_facts()
    for address in ("/", "/in-beeld/", "/doelen/nieuw/", "/meerjarenperspectieven/2018-2020/"):
        with django_assert_max_num_queries(24):
            client.get(address)
