from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.admin import record as record_screens
from programmes.changes.for_staff import Field, as_changes, entries, version_of
from tests import factories


def test_the_history_shows_who_changed_what(as_redacteur, redacteur):
    report = factories.AnnualReportFactory(publish_at=None, title="Jaarbericht", sources=[])
    given = {"year": 2024, "title": "Jaarbericht 2024", "summary": report.summary, "sources": ""}
    given |= {"version": version_of(report)} | factories.NO_RESULTS
    as_redacteur.post(f"/beheer/programmes/annualreport/{report.pk}/change/", given)
    last, first = as_changes(entries(report))
    assert (last.who, last.what, last.action, last.fields) == (
        "riet",
        "jaarbericht",
        "gewijzigd",
        [Field("titel", "Jaarbericht", "Jaarbericht 2024")],
    )
    assert (first.who, first.action) == ("iemand rechtstreeks in de database", "toegevoegd")
    page = as_redacteur.get(f"/beheer/programmes/annualreport/{report.pk}/history/")
    assert "Jaarbericht 2024" in page.text
    assert "Door riet" in page.text


def test_the_history_of_a_programme_has_its_parts(db):
    programme = factories.ProgrammeFactory(perspective=factories.PerspectiveFactory())
    goal = factories.GoalFactory(perspective=programme.perspective, title="lerend vermogen")
    focus = factories.GoalFocusFactory(programme=programme, goal=goal, text="eerst")
    focus.text = "later"
    focus.save()
    focus.delete()
    of_focus = [
        each for each in as_changes(entries(programme)) if each.what == "uitwerking van een doel"
    ]
    assert [(each.action, each.fields) for each in of_focus[:2]] == [
        (
            "verwijderd",
            [
                Field("werkprogramma", "Werkprogramma 2024", None),
                Field("doel", "lerend vermogen", None),
                Field("uitwerking", "later", None),
            ],
        ),
        ("gewijzigd", [Field("uitwerking", "eerst", "later")]),
    ]


def test_a_history_sends_as_many_queries_for_many_activities_as_for_one(db):
    numbers = []
    for year, count in ((2031, 1), (2032, 5)):
        programme = factories.ProgrammeFactory(first_year=year, last_year=year)
        factories.PlanningFactory.create_batch(count, programme=programme)
        with CaptureQueriesContext(connection) as queries:
            assert len(as_changes(entries(programme))) == count + 1
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_a_long_history_has_pages(as_redacteur, monkeypatch):
    monkeypatch.setattr(record_screens, "CHANGES", 2)
    report = factories.AnnualReportFactory(publish_at=None, title="een")
    for title in ("twee", "drie"):
        report.title = title
        report.save()
    address = f"/beheer/programmes/annualreport/{report.pk}/history/"
    first, second = as_redacteur.get(address).text, as_redacteur.get(f"{address}?pagina=2").text
    assert first.count('class="change"') == 2
    assert "Wijziging 1 tot en met 2 van 3, de nieuwste eerst." in first
    assert ("jaarbericht toegevoegd" in first, "jaarbericht toegevoegd" in second) == (False, True)
