import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from programmes.lists import facets
from programmes.models import AnnualReport, WorkProgramme
from programmes.views import lists
from tests.factories import (
    ActivityFactory,
    AnnualReportFactory,
    EventFactory,
    ExpectationFactory,
    FieldFactory,
    GoalFactory,
    LetterFactory,
    PerspectiveFactory,
    PlanningFactory,
    ProgrammeFactory,
    SignatoryFactory,
    SignatureFactory,
)
from tests.list_pages import rows, titles, values
from tests.world import make_world

pytestmark = pytest.mark.django_db


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


def test_a_record_is_named_by_its_slug_or_its_id(client):
    field = FieldFactory(slug="jeugd")
    ActivityFactory(title="wachtlijsten").fields.add(field)
    same = FieldFactory(slug=str(field.pk))
    ActivityFactory(title="iets anders").fields.add(same)
    planning = PlanningFactory(activity__title="gepland")
    programme = planning.programme.pk
    for query, title in (
        (f"gebied={same.pk}", "iets anders"),
        (f"gebied={field.pk}", "iets anders"),
        ("gebied=jeugd", "wachtlijsten"),
        (f"werkprogramma={programme}", "gepland"),
    ):
        assert titles(client.get(f"/activiteiten/?{query}")) == [title], query
    assert client.get(f"/api/v1/activiteiten?gebied={same.pk}").json()["resultaten"]


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
        ("van=2024&tot=2023", "Tot en met: Dit jaar ligt vóór het jaar bij “Van”."),
        ("van=2024&tot=x", "Tot en met: Geef een jaar van 1990 tot en met 2100."),
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
    assert rows(response) == []
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
    assert {row["url"] for page in pages for row in rows(page)} == {
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
        "<title>Werkprogramma&#x27;s, 2024, meerjarenperspectief Meerjarenperspectief 2021 |"
        in response.text
    )
    assert "Gekozen:" in response.text


def test_nothing_is_chosen_or_to_be_wiped_in_a_whole_list(client, programmes):
    text = client.get("/werkprogrammas/").text
    assert [each for each in ("Gekozen:", "Wis filters", "<details open") if each in text] == []
    assert "Wis filters" in client.get("/werkprogrammas/?sorteer=jaar").text


def headed(response):
    """Return (heading, titles) pairs of the groups of a list page."""
    return [
        (heading, [row["cells"][row["linked"]]["value"] for row in rows])
        for heading, rows in response.context["groups"]
    ]


def test_activities_are_grouped_by_their_newest_programme(client):
    older, newer = (ProgrammeFactory(first_year=year) for year in (2023, 2024))
    several = ProgrammeFactory(first_year=2018, last_year=2020)
    both = ActivityFactory(title="loopt door")
    for programme, activity, words in (
        (older, ActivityFactory(title="bureaus"), "najaar 2023"),
        (older, both, "2023"),
        (newer, both, ""),
        (several, ActivityFactory(title="asiel"), ""),
    ):
        PlanningFactory(programme=programme, activity=activity, planned_for=words)
    ActivityFactory(title="nergens")
    page = client.get("/activiteiten/")
    assert headed(page) == [
        ("Werkprogramma 2024", ["loopt door"]),
        ("Werkprogramma 2023", ["bureaus"]),
        ("Werkprogramma 2018-2020", ["asiel"]),
        ("Niet in een bekend werkprogramma", ["nergens"]),
    ]
    assert headed(client.get("/activiteiten/?sorteer=-jaar")) == headed(page)
    assert headed(client.get("/activiteiten/?sorteer=titel")) == [
        (None, ["asiel", "bureaus", "loopt door", "nergens"])
    ]
    promised = [row["cells"][0]["value"] for row in rows(page)]
    assert promised == ["2024", "najaar 2023", "2018-2020", None]
    assert client.get("/api/v1/activiteiten?sorteer=-jaar").json()["resultaten"][0]["titel"] == (
        "loopt door"
    )


def test_activities_in_no_known_programme_are_counted_apart(client):
    PlanningFactory(programme=ProgrammeFactory(), activity=ActivityFactory(title="in"))
    draft = ProgrammeFactory(first_year=2023, publish_at=None)
    PlanningFactory(programme=draft, activity=ActivityFactory(title="in een concept"))
    ActivityFactory(title="nergens")
    page = client.get("/activiteiten/")
    assert "<p>Daarvan 2 niet in een bekend werkprogramma.</p>" in page.text
    facet = page.context["facets"]["werkprogramma"]
    assert [(each.value, each.count) for each in facet.choices] == [("2024", 1), ("onbekend", 2)]
    outside = client.get("/activiteiten/?werkprogramma=onbekend")
    assert [title for _heading, titles in headed(outside) for title in titles] == [
        "in een concept",
        "nergens",
    ]
    assert not outside.context["doubts"]
    assert "Daarvan" not in outside.text
    together = client.get("/api/v1/activiteiten?werkprogramma=onbekend&werkprogramma=2024").json()
    assert len(together["resultaten"]) == 3
    assert client.get("/").context["glance"].total == 1


def test_a_large_list_has_no_headings(client, monkeypatch):
    monkeypatch.setattr(lists, "MOST", 1)
    for year in (2022, 2023):
        PlanningFactory(programme__first_year=year, activity__title=f"activiteit {year}")
    assert headed(client.get("/activiteiten/")) == [(None, ["activiteit 2022", "activiteit 2023"])]


def test_activities_are_sorted_by_their_last_step_and_by_how_long_they_wait(client):
    for title, year, events in (
        ("gestart", 2020, [("gestart", "2021-03-01")]),
        ("gepland", 2022, []),
        ("rapport", 2020, [("gestart", "2020-03-01"), ("rapport", "2022-06-01")]),
        ("klaar", 2020, [("rapport", "2020-06-01"), ("beleidsreactie", "2020-07-01")]),
    ):
        programme = WorkProgramme.objects.filter(first_year=year).first()
        activity = ActivityFactory(title=title)
        PlanningFactory(activity=activity, programme=programme or ProgrammeFactory(first_year=year))
        for kind, day in events:
            EventFactory(activity=activity, kind=kind, date=day)
    for sort, wanted in {
        "-datum": ["rapport", "gestart", "klaar", "gepland"],
        "datum": ["klaar", "gestart", "rapport", "gepland"],
        "wacht": ["gestart", "gepland", "rapport", "klaar"],
    }.items():
        assert titles(client.get(f"/activiteiten/?sorteer={sort}")) == wanted
        answer = client.get(f"/api/v1/activiteiten?sorteer={sort}&aantal=2").json()
        following = client.get(answer["_links"]["next"]["href"]).json()
        both = [*answer["resultaten"], *following["resultaten"]]
        assert [each["titel"] for each in both] == wanted
    assert values(client.get("/activiteiten/?sorteer=-datum"), "laatste_stap") == [
        "rapport, 1 juni 2022", "gestart, 1 maart 2021", "beleidsreactie, 1 juli 2020", None,
    ]  # fmt: skip


def test_a_printed_list_says_what_it_is_of_and_when(client):
    text = client.get("/activiteiten/?van=2021").text
    today = date_format(timezone.localdate())
    assert f'<p class="printed">http://testserver/activiteiten/?van=2021<br>{today}</p>' in text


def fields_and_activities():
    """Create activities of police (2021 and 2024), of youth (2023), and of neither (2024)."""
    made = {name: FieldFactory(name=name, slug=name) for name in ("politie", "jeugd", "migratie")}
    for title, names, year in (
        ("bureaus", ["politie"], 2021),
        ("agenten", ["politie", "jeugd"], 2024),
        ("wachtlijsten", ["jeugd"], 2023),
        ("iets anders", [], 2024),
    ):
        activity = ActivityFactory(title=title, slug=title.replace(" ", "-"))
        activity.fields.set([made[name] for name in names])
        programme = WorkProgramme.objects.filter(first_year=year).first()
        PlanningFactory(activity=activity, programme=programme or ProgrammeFactory(first_year=year))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("gebied=politie&gebied=jeugd", ["agenten", "bureaus", "wachtlijsten"]),
        ("gebied=politie&gebied=onbekend", ["agenten", "bureaus", "iets anders"]),
        ("gebied=politie&gebied=jeugd&van=2023", ["agenten", "wachtlijsten"]),
        ("van=2021&tot=2023", ["bureaus", "wachtlijsten"]),
        ("tot=2021", ["bureaus"]),
        ("gebied=politie&werkprogramma=2021&werkprogramma=2024", ["agenten", "bureaus"]),
    ],
)
def test_values_of_one_filter_widen_and_filters_narrow(client, query, wanted):
    fields_and_activities()
    page = client.get(f"/activiteiten/?sorteer=titel&{query}")
    assert titles(page) == wanted
    answer = client.get(f"/api/v1/activiteiten?sorteer=titel&{query}").json()
    assert [each["titel"] for each in answer["resultaten"]] == wanted


def test_an_empty_value_of_a_filter_with_several_is_no_value(client):
    fields_and_activities()
    page = client.get("/activiteiten/?sorteer=titel&gebied=&gebied=jeugd&vorm=")
    assert titles(page) == ["agenten", "wachtlijsten"]


def test_the_api_takes_several_values_of_a_filter(client):
    fields_and_activities()
    page = client.get("/api/v1/activiteiten?gebied=politie&gebied=jeugd&van=2023&tot=2024").json()
    assert [each["titel"] for each in page["resultaten"]] == ["agenten", "wachtlijsten"]
    wrong = client.get("/api/v1/activiteiten?gebied=politie&gebied=x&van=2025&tot=2024").json()
    assert [(each["name"], each["detail"]) for each in wrong["errors"]] == [
        ("gebied", "Deze keuze bestaat niet."),
        ("tot", "Dit jaar ligt vóór het jaar bij “Van”."),
    ]


def test_a_programme_between_two_years_is_not_found_in_a_gap(client):
    activity = ActivityFactory()
    for year in (2018, 2026):
        PlanningFactory(activity=activity, programme__first_year=year)
    assert titles(client.get("/activiteiten/?van=2019&tot=2025")) == []


def counts(client, query):
    """Return {label: (number of results, whether it is chosen)} of the choices of `gebied`."""
    facets = dict(client.get(f"/activiteiten/?{query}").context["facets"])
    choices = facets["gebied"].choices
    return {str(each.label): (each.count, each.chosen) for each in choices}


def test_a_choice_shows_how_many_results_it_gives_with_the_other_filters(client):
    fields_and_activities()
    assert counts(client, "") == {
        "niet bekend": (1, False), "jeugd": (2, False), "politie": (2, False),
    }  # fmt: skip
    assert counts(client, "jaar=2024&gebied=jeugd") == {
        "niet bekend": (1, False), "jeugd": (1, True), "politie": (1, False),
    }  # fmt: skip
    assert counts(client, "jaar=2021&gebied=jeugd") == {
        "jeugd": (0, True), "politie": (1, False),
    }  # fmt: skip


def test_choices_of_a_large_list_are_not_counted(client, monkeypatch):
    monkeypatch.setattr(facets, "MOST", 3)
    fields_and_activities()
    assert counts(client, "gebied=jeugd") == {
        "niet bekend": (None, False), "jeugd": (None, True), "politie": (None, False),
    }  # fmt: skip


def test_the_heading_says_what_is_chosen(client):
    fields_and_activities()
    heading = "Activiteiten over jeugd en politie, 2021-2026, vorm quick scan of doorlichting"
    query = "gebied=politie&gebied=jeugd&van=2021&tot=2026&vorm=quick_scan&vorm=doorlichting"
    text = client.get(f"/activiteiten/?{query}").text
    assert f"<h1>{heading}</h1>" in text
    assert f"<title>{heading} |" in text
    for query, heading in {
        "van=2021": "Activiteiten, vanaf 2021",
        "tot=2021": "Activiteiten, tot en met 2021",
        "van=2021&tot=2021&gebied=onbekend": "Activiteiten, 2021, toezichtgebied niet bekend",
    }.items():
        assert f"<h1>{heading}</h1>" in client.get(f"/activiteiten/?{query}").text


def test_each_value_is_taken_away_by_itself(client):
    fields_and_activities()
    query = "gebied=politie&gebied=jeugd&jaar=2024"
    chosen = client.get(f"/activiteiten/?{query}").context["chosen"]
    assert {each.value: address for each, address in chosen} == {
        "2024": "/activiteiten/?gebied=politie&gebied=jeugd",
        "jeugd": "/activiteiten/?gebied=politie&jaar=2024",
        "politie": "/activiteiten/?gebied=jeugd&jaar=2024",
    }


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


def test_a_fact_that_is_not_known_is_a_dash_that_a_screen_reader_reads(client):
    SignatoryFactory(in_office_from="2022-01-10")
    SignatoryFactory()
    text = client.get("/ondertekenaars/").text
    assert (
        '<td class="unknown-cell" data-label="in functie vanaf"><span class="unknown">'
        '<span aria-hidden="true">–</span><span class="visually-hidden">niet bekend</span></span>'
    ) in text


def test_a_column_that_is_not_known_for_most_rows_is_left_out_of_the_page(client):
    SignatoryFactory()
    response = client.get("/ondertekenaars/")
    assert [column.name for column in response.context["columns"]] == ["naam", "ambt"]
    assert "niet bekend: in functie vanaf, in functie tot." in response.text
    assert b"in_functie_vanaf" in client.get("/ondertekenaars.csv").getvalue()


def test_no_line_may_cut_a_day_or_a_period_in_two(client, programmes):
    text = client.get("/werkprogrammas/?jaar=2024").text
    assert '<td class="whole" data-label="Jaren">2024</td>' in text


def test_who_signed_and_who_only_held_an_office_are_two_lists(client):
    SignatoryFactory(name="Ambtsdrager")
    SignatureFactory(signatory=SignatoryFactory(name="Ondertekenaar"))
    SignatureFactory(signatory=SignatoryFactory(name="Van een concept"), letter__publish_at=None)
    groups = client.get("/ondertekenaars/").context["groups"]
    assert [
        (str(heading), [row["cells"][0]["value"] for row in found]) for heading, found in groups
    ] == [
        ("Ondertekenden een brief, of die ging mede namens hen", ["Ondertekenaar"]),
        (
            "Hadden een ambt; een brief met hun naam is niet bekend",
            ["Ambtsdrager", "Van een concept"],
        ),
    ]
    assert titles(client.get("/ondertekenaars/?ondertekende=ja")) == ["Ondertekenaar"]
    answer = client.get("/api/v1/ondertekenaars?ondertekende=nee").json()
    assert [each["ondertekende"] for each in answer["resultaten"]] == ["nee", "nee"]


def from_json(client, address):
    """Return the rows of a list as JSON."""
    return json.loads(client.get(address).getvalue())["rijen"]


@pytest.mark.django_db(transaction=True)
def test_a_list_and_its_file_are_as_of_the_day_that_is_asked(client):
    programme = ProgrammeFactory(first_year=2017, published_on="2017-01-17")
    reported = PlanningFactory(programme=programme).activity
    EventFactory(activity=reported, kind="gestart", date="2017-03-01")
    EventFactory(activity=reported, kind="rapport", date="2018-02-01")
    later = PlanningFactory(programme=ProgrammeFactory(first_year=2019)).activity
    (row,) = from_json(client, "/activiteiten.json?op=2017-10-01")
    assert (row["titel"], row["uitkomst"], row["status"]) == (reported.title, "nog_niet", None)
    assert (row["laatste_stap_op"], row["rapport"]) == ("2017-03-01", None)
    assert titles(client.get("/activiteiten/?op=2017-10-01")) == [reported.title]
    now = {row["titel"]: row["rapport"] for row in from_json(client, "/activiteiten.json")}
    assert now == {reported.title: "2018-02-01", later.title: None}


def test_a_list_of_a_past_day_says_so_and_leads_to_today(client):
    page = client.get("/activiteiten/?op=2017-10-01&gebied=onbekend").text
    assert "U ziet de stand van 1 oktober 2017." in page
    assert "Titels, samenvattingen, toezichtgebieden en bronnen zijn die van vandaag." in page
    assert '<a href="/activiteiten/?gebied=onbekend">Toon hoe het nu is</a>' in page


def test_a_day_before_every_programme_says_so(client):
    ProgrammeFactory(first_year=2017, published_on="2017-01-17")
    text = client.get("/activiteiten/?op=2010-01-01").text
    assert "Op 1 januari 2010 was er geen werkprogramma dat hier bekend is." in text


@pytest.mark.parametrize("day", ["2017-13-01", "1 oktober 2017", "20171001", "9999-01-01"])
def test_a_day_that_is_none_or_has_yet_to_come_is_refused(client, day):
    assert client.get(f"/activiteiten.csv?op={day}").status_code == 400


def outcomes(client, address):
    """Return the outcome as the list shows it, by title."""
    return {
        row["cells"][row["linked"]]["value"]: str(row["cells"][-1]["value"])
        for row in rows(client.get(address))
    }


def test_the_list_of_activities_always_says_what_came_of_them(client):
    planning = PlanningFactory(programme=ProgrammeFactory(first_year=2020))
    late = PlanningFactory(programme=planning.programme)
    ExpectationFactory(activity=late.activity, last_day=timezone.localdate() - timedelta(days=2))
    assert outcomes(client, "/activiteiten/") == {
        planning.activity.title: "niets bekend",
        late.activity.title: "2 dagen over tijd (afgeleid)",
    }


def test_an_outcome_that_was_searched_in_vain_says_so(client):
    for title, year, searched in (
        ("niets", 2020, {"not_found": ["uitkomst"]}),
        ("nog niet", timezone.localdate().year, {"not_found": ["uitkomst"]}),
        ("gedateerd", 2021, {"searched_on": "2026-05-03"}),
        ("iets anders", 2022, {"not_found": ["kenmerk"]}),
    ):
        activity = ActivityFactory(title=title, **searched)
        PlanningFactory(activity=activity, programme__first_year=year)
    found = outcomes(client, "/activiteiten/")
    assert found == {
        "niets": "niets bekend, wel gezocht",
        "nog niet": "nog niet zover (afgeleid)",
        "gedateerd": "niets bekend, wel gezocht",
        "iets anders": "niets bekend",
    }


def test_a_programme_that_ran_on_a_past_day_was_not_over(client):
    PlanningFactory(programme=ProgrammeFactory(first_year=2017, published_on="2016-12-01"))
    assert titles(client.get("/activiteiten/?op=2017-10-01&uitkomst=onbekend")) == []
    assert len(titles(client.get("/activiteiten/?op=2018-01-01&uitkomst=onbekend"))) == 1


def test_the_status_of_today_does_not_go_with_a_past_day(client):
    response = client.get("/activiteiten.csv?op=2017-10-01&status=lopend")
    assert response.status_code == 400
    message = "Status: De status is die van vandaag: kies een uitkomst."
    assert message in response.text
    assert message in client.get("/activiteiten/?op=2017-10-01&status=lopend").text


def test_a_signature_names_its_letter_also_without_a_subject(client):
    bare = LetterFactory(
        subject="", reference=None, date="2016-01-12",
        kamerstuk_dossier="34300", kamerstuk_suffix="VI", kamerstuk_number="73",
    )  # fmt: skip
    ProgrammeFactory(first_year=2016, letter=bare)
    for position, letter in enumerate((bare, LetterFactory(subject="Werkprogramma 2024")), 1):
        SignatureFactory(letter=letter, position=position)
    assert sorted(titles(client.get("/ondertekeningen/"))) == [
        "Brief van 12\xa0januari\xa02016 bij Werkprogramma 2016", "Werkprogramma 2024"
    ]  # fmt: skip


def test_a_status_in_an_address_is_kept_and_not_offered(client):
    for kind in ("rapport", "gestart", "vervallen"):
        EventFactory(activity__title=kind, kind=kind)
    response = client.get("/activiteiten/?status=gerapporteerd&status=lopend")
    assert sorted(titles(response)) == ["gestart", "rapport"]
    assert "status" not in response.context["facets"]
    for value in ("gerapporteerd", "lopend"):
        assert f'<input type="hidden" name="status" value="{value}"' in response.text


def test_letters_without_a_subject_take_no_more_queries(client):
    asked = []
    for _again in range(2):
        for _each in range(3):
            letter = LetterFactory(subject="")
            AnnualReportFactory(letter=letter, year=2001 + AnnualReport.objects.count())
        with CaptureQueriesContext(connection) as found:
            page = client.get("/brieven/")
        asked.append(len(found))
    assert asked[0] == asked[1]
    assert all(f"bij {report}" in page.text for report in AnnualReport.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "feed", "calendar"),
    [
        (
            "/activiteiten/?gebied=gebied&pagina=1",
            "/volgen/activiteiten/?gebied=gebied",
            "/activiteiten.ics?gebied=gebied",
        ),
        (
            "/activiteiten/activiteit/",
            "/volgen/activiteiten/activiteit/",
            "/activiteiten/activiteit.ics",
        ),
        (
            "/toezichtgebieden/gebied/",
            "/volgen/toezichtgebieden/gebied/",
            "/verwacht.ics?gebied=gebied",
        ),
        (
            "/wijzigingen/?wijziging=ingetrokken",
            "/volgen/wijzigingen/?wijziging=ingetrokken",
            None,
        ),
    ],
)
def test_the_button_beside_a_heading_offers_a_calendar_and_a_feed(client, page, feed, calendar):
    make_world()
    button = client.get(page).text.split('<details class="follow">')[1].split("</details>")[0]
    assert "Houd mij op de hoogte" in button
    assert f'<a href="{feed}">' in button
    assert ("webcal:" in button) == bool(calendar)
    assert not calendar or f'<a href="webcal://testserver{calendar}">' in button
