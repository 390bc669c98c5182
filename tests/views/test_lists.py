import pytest

from tests.factories import (
    ActivityFactory,
    EventFactory,
    FieldFactory,
    GoalFactory,
    LetterFactory,
    PerspectiveFactory,
    PlanningFactory,
    ProgrammeFactory,
    SignatoryFactory,
    SignatureFactory,
)

pytestmark = pytest.mark.django_db


def titles(response):
    """Return the first cell of every row of a list page."""
    return [row["cells"][0]["value"] for row in response.context["rows"]]


@pytest.fixture
def programmes():
    frame = PerspectiveFactory()
    return [ProgrammeFactory(first_year=year, perspective=frame) for year in (2022, 2023, 2024)]


def test_programmes_come_newest_first(client, programmes):
    response = client.get("/werkprogrammas/")
    assert titles(response) == ["Werkprogramma 2024", "Werkprogramma 2023", "Werkprogramma 2022"]


def test_programmes_are_sorted_as_asked(client, programmes):
    response = client.get("/werkprogrammas/?sorteer=jaar")
    assert titles(response) == ["Werkprogramma 2022", "Werkprogramma 2023", "Werkprogramma 2024"]


def test_a_programme_of_several_years_is_found_by_each_of_them(client):
    ProgrammeFactory(first_year=2018, last_year=2020, title="Meerjarenprogramma")
    assert titles(client.get("/werkprogrammas/?jaar=2019")) == ["Meerjarenprogramma"]


def test_activities_are_filtered_by_each_key(client, programmes):
    goal = GoalFactory(perspective=programmes[0].perspective)
    activity = ActivityFactory(title="wachtlijsten", form="thematisch")
    field = FieldFactory(name="jeugd", slug="jeugd")
    activity.fields.add(field)
    activity.goals.add(goal)
    PlanningFactory(programme=programmes[2], activity=activity)
    EventFactory(activity=activity, kind="rapport")
    ActivityFactory(title="iets anders")
    for query in (
        "jaar=2024",
        "werkprogramma=2024",
        f"doel={goal.slug}",
        "gebied=jeugd",
        "vorm=thematisch",
        "status=gerapporteerd",
        "uitkomst=bekend",
        "q=WACHT",
        "jaar=2024&gebied=jeugd&sorteer=-titel",
    ):
        assert titles(client.get(f"/activiteiten/?{query}")) == ["wachtlijsten"], query


def test_activities_are_asked_for_that_have_no_outcome_while_their_programme_is_over(client):
    PlanningFactory(programme__first_year=2020, activity__title="jeugd")
    reported = PlanningFactory(programme__first_year=2021, activity__title="politie").activity
    EventFactory(activity=reported, kind="rapport")
    assert titles(client.get("/activiteiten/?uitkomst=onbekend")) == ["jeugd"]
    answer = client.get("/api/v1/activiteiten?uitkomst=onbekend").json()
    assert [each["titel"] for each in answer["resultaten"]] == ["jeugd"]


def test_letters_are_filtered_by_each_key(client):
    signatory = SignatoryFactory(name="F.M. Weerwind")
    letter = LetterFactory(subject="Aanbieding", reference="123")
    SignatureFactory(letter=letter, signatory=signatory, office="Minister voor Rechtsbescherming")
    LetterFactory(subject="Een andere", date="2020-01-01")
    for query in (
        "jaar=2023",
        f"ondertekenaar={signatory.slug}",
        "ambt=rechtsbescherming",
        "q=aanbieding 123",
    ):
        assert titles(client.get(f"/brieven/?{query}")) == ["Aanbieding"], query


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("jaar=abc", "Jaar: Geef een jaar van 1990 tot en met 2100."),
        ("jaar=99999", "Jaar: Geef een jaar van 1990 tot en met 2100."),
        ("jaar=0", "Jaar: Geef een jaar van 1990 tot en met 2100."),
        ("foo=1", "“foo” is geen filter van deze lijst."),
        ("jaar=2023&jaar=2024", "“jaar” staat twee keer in het adres."),
        ("perspectief=1999-2000", "Meerjarenperspectief: Deze keuze bestaat niet."),
        ("pagina=7", "Pagina “7” bestaat niet. De laatste pagina is 1."),
        ("pagina=abc", "Pagina “abc” bestaat niet. De laatste pagina is 1."),
        ("pagina=²", "Pagina “²” bestaat niet. De laatste pagina is 1."),
    ],
)
def test_a_wrong_parameter_gives_a_notice_and_no_rows(client, programmes, query, problem):
    response = client.get(f"/werkprogrammas/?{query}")
    assert response.status_code == 200
    assert response.context["problems"] == [problem]
    assert response.context["rows"] == []
    assert problem in response.text


@pytest.mark.parametrize("path", ["/werkprogrammas.csv", "/werkprogrammas.excel.csv"])
def test_a_wrong_parameter_makes_a_file_fail_with_the_reason(client, path):
    response = client.get(f"{path}?jaar=abc&foo=1")
    assert response.status_code == 400
    assert response.text == (
        "Dit adres is niet te beantwoorden:\n"
        "Jaar: Geef een jaar van 1990 tot en met 2100.\n"
        "“foo” is geen filter van deze lijst.\n"
    )


def test_a_list_has_fifty_rows_on_a_page_and_a_total(client):
    ActivityFactory.create_batch(51)
    first, second = (client.get(f"/activiteiten/?pagina={number}") for number in (1, 2))
    assert (len(titles(first)), len(titles(second))) == (50, 1)
    assert "51 resultaten" in first.text


def test_pages_never_overlap_when_rows_are_equal(client):
    made = {each.slug for each in ActivityFactory.create_batch(60, title="gelijk")}
    pages = [client.get(f"/activiteiten/?sorteer=titel&pagina={number}") for number in (1, 2)]
    assert {row["url"] for page in pages for row in page.context["rows"]} == {
        f"/activiteiten/{slug}/" for slug in made
    }


def test_a_list_names_its_filters_and_takes_each_away(client, programmes):
    response = client.get("/werkprogrammas/?jaar=2024&perspectief=2021-2024&sorteer=jaar&pagina=1")
    assert [(made.label, made.value, address) for made, address in response.context["chosen"]] == [
        ("Jaar", "2024", "/werkprogrammas/?perspectief=2021-2024&sorteer=jaar"),
        (
            "Meerjarenperspectief",
            "Meerjarenperspectief 2021",
            "/werkprogrammas/?jaar=2024&sorteer=jaar",
        ),
    ]
    assert (
        "<title>Werkprogramma&#x27;s: jaar 2024, meerjarenperspectief Meerjarenperspectief 2021 |"
        in response.text
    )
    assert "Gekozen:" in response.text


def test_nothing_is_chosen_or_to_be_wiped_in_a_whole_list(client, programmes):
    text = client.get("/werkprogrammas/").text
    assert [each for each in ("Gekozen:", "Wis filters", "<details open") if each in text] == []
    assert "Wis filters" in client.get("/werkprogrammas/?sorteer=jaar").text


def test_a_value_is_named_as_people_say_it(client):
    made = client.get("/activiteiten/?status=gerapporteerd&gebied=onbekend").context["chosen"]
    assert [(each.label, each.value) for each, _address in made] == [
        ("Toezichtgebied", "niet bekend"),
        ("Status", "rapport verschenen"),
    ]


def test_activities_without_a_field_can_be_asked_for(client):
    ActivityFactory(title="zonder")
    ActivityFactory(title="met").fields.add(FieldFactory())
    assert titles(client.get("/activiteiten/?gebied=onbekend")) == ["zonder"]
    answer = client.get("/api/v1/activiteiten?gebied=onbekend").json()
    assert [each["titel"] for each in answer["resultaten"]] == ["zonder"]


@pytest.mark.parametrize(
    ("query", "heading", "advice"),
    [
        ("", "Nog niets vastgelegd", "Zodra hier iets openbaar is"),
        ("?jaar=2024", "0 resultaten", "Wis de filters"),
    ],
)
def test_an_empty_list_says_why_and_can_be_downloaded(client, query, heading, advice):
    text = client.get(f"/bijstellingen/{query}").text
    assert f">{heading}</h2>" in text
    assert advice in text
    assert f'href="/bijstellingen.csv{query}"' in text


def test_a_fact_that_is_not_known_is_told_in_a_cell_of_its_own(client):
    SignatoryFactory(office="")
    text = client.get("/ondertekenaars/").text
    assert '<td class="unknown-cell" data-label="in functie vanaf"><span class="unknown">' in text


def test_no_line_may_cut_a_day_or_a_period_in_two(client, programmes):
    text = client.get("/werkprogrammas/?jaar=2024").text
    assert '<td class="whole" data-label="Jaren">2024</td>' in text
    activity = ActivityFactory()
    for programme in programmes[:2]:
        PlanningFactory(programme=programme, activity=activity)
    assert ">2022;\n2023</td>" in client.get("/activiteiten/").text
