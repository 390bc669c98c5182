"""The form of an annual report, with results for the goals of its year."""

import pytest

from programmes.changes.for_staff import version_of
from programmes.models import AnnualReport, GoalResult, PublicChange
from tests import factories
from tests.admin.forms import carry_out

BASE = "/beheer/programmes/annualreport"


@pytest.fixture
def goals(db):
    factories.GoalFactory(perspective__first_year=2017, perspective__last_year=2020)
    frame = factories.PerspectiveFactory(first_year=2021, last_year=2024)
    return [factories.GoalFactory(perspective=frame, title=title) for title in ("leren", "weten")]


def given(report, *texts, **more):
    """Return the POST data of the form, with a text for each of the first results."""
    rows = {"results-TOTAL_FORMS": len(texts), "results-INITIAL_FORMS": 0}
    for number, (goal, text) in enumerate(texts):
        rows |= {f"results-{number}-goal": goal.pk, f"results-{number}-text": text}
    own = {"year": report.year, "title": "Jaarbericht", "summary": "x", "sources": ""}
    return own | rows | {"version": version_of(report)} | more


def results():
    return [(str(each.goal), each.text) for each in GoalResult.objects.all()]


def formset(client, report):
    page = client.get(f"{BASE}/{report.pk}/change/")
    return page.context["inline_admin_formsets"][0].formset


def test_each_goal_of_that_year_has_a_row_and_no_other_can_be_chosen(as_redacteur, goals):
    report = factories.AnnualReportFactory(year=2023, publish_at=None)
    factories.GoalResultFactory(report=report, goal=goals[0])
    rows = formset(as_redacteur, report)
    assert [form["goal"].value() for form in rows.forms] == [goal.pk for goal in goals]
    assert list(rows.forms[0].fields["goal"].queryset) == goals


def test_an_empty_text_stores_nothing(as_redacteur, goals):
    report = factories.AnnualReportFactory(year=2023, publish_at=None)
    sent = given(report, (goals[0], "Er werd geleerd."), (goals[1], ""))
    assert as_redacteur.post(f"{BASE}/{report.pk}/change/", sent).status_code == 302
    assert results() == [("leren", "Er werd geleerd.")]


def test_a_goal_of_another_year_is_refused(as_redacteur, goals):
    report = factories.AnnualReportFactory(year=2019, publish_at=None)
    sent = given(report, (goals[0], "Er werd geleerd."))
    response = as_redacteur.post(f"{BASE}/{report.pk}/change/", sent)
    errors = response.context["inline_admin_formsets"][0].formset.errors
    assert [list(each) for each in errors] == [["goal"]]
    assert results() == []


def test_a_new_report_goes_on_to_its_results(as_redacteur, goals):
    page = as_redacteur.get(f"{BASE}/add/?year=2023")
    assert page.context["inline_admin_formsets"] == []
    sent = {"year": 2023, "title": "Jaarbericht", "summary": "x", "sources": ""}
    response = as_redacteur.post(f"{BASE}/add/", sent)
    report = AnnualReport.objects.get()
    assert response["Location"] == f"{BASE}/{report.pk}/change/"


def test_a_public_result_is_stored_with_a_note_by_a_publicist_only(
    client, redacteur, publicist, goals
):
    report = factories.AnnualReportFactory(year=2023)
    address, row = f"{BASE}/{report.pk}/change/", (goals[0], "Er werd geleerd.")
    client.force_login(redacteur)
    sent = given(report, row, change_note="Aangevuld.")
    assert client.post(address, sent).status_code == 403
    client.force_login(publicist)
    response = client.post(address, given(report, row))
    assert response.context["adminform"].form.errors["change_note"]
    assert results() == []
    assert client.post(address, given(report, row, change_note="Aangevuld.")).status_code == 302
    assert results() == [("leren", "Er werd geleerd.")]
    assert [each.note for each in PublicChange.objects.about(report)] == ["Aangevuld."]
    changes = client.get(report.get_absolute_url()).text
    assert "Aangevuld." in changes
    assert "Er werd geleerd." in changes


def test_who_wrote_the_results_cannot_review_the_draft(client, redacteur, publicist, goals):
    report = factories.AnnualReportFactory(year=2023, publish_at=None)
    client.force_login(redacteur)
    client.post(f"{BASE}/aanbieden/?ids={report.pk}", {"text": "Klaar."})
    client.force_login(publicist)
    client.post(f"{BASE}/{report.pk}/change/", given(report, (goals[0], "Er werd geleerd.")))
    page = carry_out(client, f"{BASE}/publiceren/?ids={report.pk}")
    assert page.status_code == 200
    assert AnnualReport.objects.get().publish_at is None
