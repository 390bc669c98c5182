"""A change of what is public needs a note to readers."""

import pytest
from django.db import IntegrityError

from programmes.changes.for_staff import Field, version_of
from programmes.changes.on_page import changes_of
from programmes.models import PublicChange
from tests import factories
from tests.database import keep_facts

BASE = "/beheer/programmes"


@pytest.fixture
def report(db):
    return factories.AnnualReportFactory(title="Jaarbericht", sources=[])


def post(client, record, **given):
    noun = record._meta.model_name
    given = {"version": version_of(record)} | given
    return client.post(f"{BASE}/{noun}/{record.pk}/change/", given)


def report_form(**given):
    return {"year": 2024, "title": "Jaarbericht 2024", "summary": "Wat van het toezicht kwam.",
            "sources": ""} | factories.NO_RESULTS | given  # fmt: skip


def errors(response):
    return {k: list(v) for k, v in response.context["adminform"].form.errors.items()}


def notes(record):
    return [(each.note, each.is_typo) for each in PublicChange.objects.about(record)]


def test_a_change_without_a_note_is_refused(as_publicist, report):
    response = post(as_publicist, report, **report_form(change_note=" "))
    assert errors(response) == {"change_note": ["Vertel lezers waarom dit verandert."]}
    report.refresh_from_db()
    assert report.title == "Jaarbericht"


def test_readers_see_what_changed_and_why_and_staff_see_who(as_publicist, client, report):
    note = "De titel stond er niet volledig."
    assert post(as_publicist, report, **report_form(change_note=note)).status_code == 302
    client.logout()
    page = client.get("/jaarberichten/2024/").text
    section = page[page.index('id="wijzigingen"') :]
    for text in (note, "Jaarbericht gewijzigd", "Titel", "Jaarbericht 2024"):
        assert text in section
    assert "paul" not in page
    (change,) = changes_of(report)
    assert [line.fields for line in change.lines] == [
        [Field("titel", "Jaarbericht", "Jaarbericht 2024")]
    ]


def test_the_note_goes_with_this_save_only(as_publicist, report):
    assert post(as_publicist, report, **report_form(change_note="Eerst.")).status_code == 302
    report.title = "Daarna"
    with pytest.raises(IntegrityError, match="Leg uit waarom dit verandert"):
        report.save()


def test_staff_see_note_and_name_in_the_history(as_publicist, report):
    post(as_publicist, report, **report_form(change_note="De titel was niet volledig."))
    page = as_publicist.get(f"{BASE}/annualreport/{report.pk}/history/").text
    assert "Door paul" in page
    assert "De titel was niet volledig." in page


def test_a_typing_error_is_listed_apart(as_publicist, client, report):
    given = report_form(change_note="Een letter te veel.", change_is_typo="on")
    assert post(as_publicist, report, **given).status_code == 302
    assert notes(report) == [("Een letter te veel.", True)]
    page = client.get("/jaarberichten/2024/").text
    assert "Verbeterde typefouten (1)" in page


def test_a_draft_asks_for_no_note(as_redacteur):
    draft = factories.AnnualReportFactory(publish_at=None, sources=[])
    page = as_redacteur.get(f"{BASE}/annualreport/{draft.pk}/change/").text
    assert "change_note" not in page
    assert post(as_redacteur, draft, **report_form()).status_code == 302
    assert notes(draft) == []


def test_a_part_that_changes_is_explained_with_its_record(as_publicist, client):
    activity = factories.ActivityFactory(title="wachtlijsten", sources=[])
    rows = {
        "plannings-TOTAL_FORMS": 0,
        "plannings-INITIAL_FORMS": 0,
        "expectations-TOTAL_FORMS": 0,
        "expectations-INITIAL_FORMS": 0,
        "events-TOTAL_FORMS": 1,
        "events-INITIAL_FORMS": 0,
        "events-0-kind": "rapport",
        "events-0-date": "2024-06-01",
        "events-0-date_precision": "dag",
        "events-0-title": "Rapport over wachtlijsten",
    }
    given = {"title": "wachtlijsten", "form": "onbekend", "slug": activity.slug} | rows
    refused = post(as_publicist, activity, **given)
    assert "change_note" in errors(refused)
    given["change_note"] = "Het rapport is verschenen."
    assert post(as_publicist, activity, **given).status_code == 302
    page = client.get(activity.get_absolute_url()).text
    assert "Mijlpaal toegevoegd" in page
    assert "Het rapport is verschenen." in page


def test_a_goal_of_a_public_perspective_asks_for_a_note(as_publicist):
    given = {"perspective": factories.PerspectiveFactory().pk, "position": 1, "title": "Nieuw"}
    response = as_publicist.post(f"{BASE}/goal/add/", given)
    assert errors(response) == {"change_note": ["Vertel lezers waarom dit verandert."]}


def test_a_goal_is_changed_and_explained(as_publicist, client):
    goal = factories.GoalFactory(title="lerend vermogen", slug="leren")
    given = {"perspective": goal.perspective_id, "position": 1, "title": "leren", "slug": "leren"}
    page = as_publicist.get(f"{BASE}/goal/{goal.pk}/change/").text
    assert f'name="version" value="{version_of(goal)}"' in page
    note = "Het perspectief zegt het korter."
    assert post(as_publicist, goal, **given, change_note=note).status_code == 302
    assert note in client.get("/doelen/leren/").text


@pytest.fixture
def field(db):
    """A supervision field with a public activity, and a draft."""
    field = factories.FieldFactory(name="jeugd", slug="jeugd")
    for activity in (
        factories.ActivityFactory(slug="a"),
        factories.ActivityFactory(publish_at=None, title="[geheim]"),
    ):
        activity.fields.add(field)
    return field


def test_a_field_in_public_use_asks_for_a_note(as_publicist, field):
    response = post(as_publicist, field, name="jongeren", slug="jeugd")
    assert errors(response) == {"change_note": ["Vertel lezers waarom dit verandert."]}
    field.refresh_from_db()
    assert field.name == "jeugd"


def test_readers_see_that_a_field_has_another_name_and_why(as_publicist, client, field):
    note = "De wet noemt het zo."
    given = {"name": "jongeren", "slug": "jeugd", "change_note": note}
    assert post(as_publicist, field, **given).status_code == 302
    page = client.get("/activiteiten/a/").text
    for text in (note, "Toezichtgebied gewijzigd", "jeugd", "jongeren"):
        assert text in page[page.index('id="wijzigingen"') :]
    listed = client.get("/wijzigingen/?soort=toezichtgebieden").text
    assert f"<p>{note}</p>" in listed
    assert '<a href="/toezichtgebieden/jeugd/">Jongeren</a> (toezichtgebied)' in listed


def test_a_field_of_drafts_only_asks_for_no_note(as_redacteur):
    field = factories.FieldFactory(name="jeugd", slug="jeugd")
    factories.ActivityFactory(publish_at=None).fields.add(field)
    assert post(as_redacteur, field, name="jongeren", slug="jeugd").status_code == 302
    assert notes(field) == []


@pytest.mark.django_db(transaction=True)
def test_an_activity_shows_changes_of_its_fields_since_it_has_them():
    field = factories.FieldFactory(name="jeugd")
    first, second = factories.ActivityFactory.create_batch(2)
    first.fields.add(field)
    field.name = "jongeren"
    field.save()
    second.fields.add(field)
    told = [[change.lines[0].action for change in changes_of(each)] for each in (first, second)]
    assert told == [["gewijzigd", "toegevoegd"], ["toegevoegd"]]


def test_what_is_not_public_is_not_named_in_a_change(as_publicist, client, report):
    letter = factories.LetterFactory(subject="[geheim]", publish_at=None)
    given = report_form(letter=letter.pk, change_note="De brief is gekoppeld.")
    assert post(as_publicist, report, **given).status_code == 302
    page = client.get("/jaarberichten/2024/").text
    assert "De brief is gekoppeld." in page
    assert "[geheim]" not in page
    assert "niet openbaar" in page


def test_a_part_with_a_draft_is_not_shown(db):
    programme = factories.ProgrammeFactory()
    planning = factories.PlanningFactory(programme=programme, activity__title="[geheim]")
    assert len(changes_of(programme)) == 1
    activity = planning.activity
    type(activity).objects.filter(pk=activity.pk).update(
        withdrawn_at=factories.LONG_AGO, withdrawal_reason="Dubbel."
    )
    assert changes_of(programme) == []


def test_a_long_value_is_truncated(as_publicist, report):
    given = report_form(summary="woord " * 100, change_note="Uitgebreid.")
    post(as_publicist, report, **given)
    (change,) = changes_of(report)
    assert [len(field.after) for field in change.lines[0].fields if field.label != "titel"] == [301]


def test_a_page_with_many_changes_takes_few_queries(db, client, django_assert_max_num_queries):
    activity = factories.ActivityFactory()
    for _number in range(30):
        factories.EventFactory(activity=activity)
    keep_facts()
    with django_assert_max_num_queries(20):
        client.get(activity.get_absolute_url())
