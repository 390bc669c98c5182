"""What a redacteur and a publicist may do, by the buttons and by the requests themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.changes.for_staff import version_of
from programmes.models import AnnualReport, Goal, State
from programmes.workflow.reviewing import submit
from tests import factories
from tests.admin.forms import carry_out

BASE = "/beheer/programmes/annualreport"


def verb(name, record, **given):
    return f"{BASE}/{name}/?ids={record.pk}", given


@pytest.fixture
def draft(db):
    return factories.AnnualReportFactory(publish_at=None)


@pytest.fixture
def submitted(draft, redacteur):
    submit(draft, redacteur, "Klaar om te controleren.")
    return draft


@pytest.fixture
def report(db):
    return factories.AnnualReportFactory(year=2023)


def fresh(record):
    return AnnualReport.objects.get(pk=record.pk)


@pytest.mark.parametrize(
    "name", ["publiceren", "inplannen", "terugsturen", "intrekken", "herstellen"]
)
def test_a_redacteur_uses_no_verb_of_publicists(as_redacteur, draft, name):
    address, _given = verb(name, draft)
    assert as_redacteur.get(address).status_code == 403
    assert as_redacteur.post(address).status_code == 403
    assert fresh(draft).state == State.CONCEPT


def test_a_redacteur_changes_drafts_only(as_redacteur, draft, report):
    given = {"year": 2024, "title": "Nieuw", "summary": "x", "sources": ""}
    given |= {"version": version_of(draft)} | factories.NO_RESULTS
    assert as_redacteur.post(f"{BASE}/{draft.pk}/change/", given).status_code == 302
    assert as_redacteur.post(f"{BASE}/{report.pk}/change/", given).status_code == 403
    assert (fresh(draft).title, fresh(report).title) == ("Nieuw", "Jaarbericht 2023")


def test_a_redacteur_deletes_drafts_only(as_redacteur, draft, report):
    assert as_redacteur.post(f"{BASE}/{draft.pk}/delete/", {"post": "yes"}).status_code == 302
    assert as_redacteur.post(f"{BASE}/{report.pk}/delete/", {"post": "yes"}).status_code == 403
    assert list(AnnualReport.objects.all()) == [report]


def test_nobody_deletes_what_has_been_public(admin_client, report):
    assert admin_client.post(f"{BASE}/{report.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [report.pk], "post": "yes"}
    admin_client.post(f"{BASE}/", chosen)
    assert AnnualReport.objects.filter(pk=report.pk).exists()


def test_a_publicist_publishes(as_publicist, submitted, draft):
    address, given = verb("publiceren", draft)
    assert as_publicist.get(address).status_code == 200
    assert carry_out(as_publicist, address, **given).status_code == 302
    assert fresh(draft).state == State.PUBLISHED


def test_publishing_shows_all_that_is_missing(as_publicist, submitted, draft):
    AnnualReport.objects.update(title="", summary="")
    address, given = verb("publiceren", draft)
    response = carry_out(as_publicist, address, **given)
    assert response.context["form"].non_field_errors() == [
        "jaarbericht 2024 kan nog niet openbaar worden. Er ontbreekt: titel, samenvatting."
    ]
    assert fresh(draft).state == State.CONCEPT


def test_a_publicist_schedules(as_publicist, submitted, draft):
    moment = timezone.localtime() + timedelta(days=7)
    address, given = verb(
        "inplannen", draft, at_0=moment.strftime("%d-%m-%Y"), at_1=moment.strftime("%H:%M")
    )
    assert carry_out(as_publicist, address, **given).status_code == 302
    assert fresh(draft).publish_at == moment.replace(second=0, microsecond=0)


def test_a_moment_in_the_past_is_refused(as_publicist, submitted, draft):
    address, given = verb("inplannen", draft, at_0="01-01-2020", at_1="10:00")
    response = carry_out(as_publicist, address, **given)
    assert response.context["form"].non_field_errors() == [
        "Iets kan niet in het verleden openbaar worden."
    ]


def test_a_publicist_withdraws_with_a_reason_and_restores(as_publicist, report):
    address, given = verb("intrekken", report, reason=" ")
    assert "reason" in carry_out(as_publicist, address, **given).context["form"].errors
    address, given = verb("intrekken", report, reason="Verkeerd bestand.")
    assert carry_out(as_publicist, address, **given).status_code == 302
    assert (fresh(report).state, fresh(report).withdrawal_reason) == (
        State.WITHDRAWN,
        "Verkeerd bestand.",
    )
    address, given = verb("herstellen", report)
    assert carry_out(as_publicist, address, **given).status_code == 302
    assert fresh(report).state == State.PUBLISHED


def test_the_list_offers_the_verbs_to_those_who_may_use_them(client, publicist, redacteur, draft):
    def offered(user):
        client.force_login(user)
        form = client.get(f"{BASE}/").context["action_form"]
        return [value for value, _label in form.fields["action"].choices if value] if form else []

    assert offered(redacteur) == ["aanbieden", "weggooien"]
    assert offered(publicist) == [
        "aanbieden",
        "publiceren",
        "inplannen",
        "terugsturen",
        "intrekken",
        "herstellen",
        "weggooien",
    ]


def test_an_action_goes_to_the_page_of_its_verb(as_publicist, draft):
    response = as_publicist.post(
        f"{BASE}/", {"action": "publiceren", "_selected_action": [draft.pk]}
    )
    assert response["Location"] == f"{BASE}/publiceren/?ids={draft.pk}"
    assert fresh(draft).state == State.CONCEPT


def test_a_visitor_is_redirected_to_sign_in(client, report):
    for address in (f"{BASE}/", f"{BASE}/{report.pk}/change/", f"{BASE}/intrekken/?ids=1"):
        response = client.get(address)
        assert response.status_code == 302
        assert "/beheer/" in response["Location"]


def test_records_that_do_not_exist_are_not_found(as_publicist):
    assert as_publicist.get(f"{BASE}/publiceren/?ids=999").status_code == 404
    assert as_publicist.get(f"{BASE}/publiceren/?ids=x,1").status_code == 404


def test_a_goal_is_added_to_a_public_perspective_by_a_publicist_only(client, redacteur, publicist):
    given = {
        "perspective": factories.PerspectiveFactory().pk,
        "position": 1,
        "title": "Nieuw",
        "change_note": "Dit doel ontbrak.",
    }
    for user, made in [(redacteur, 0), (publicist, 1)]:
        client.force_login(user)
        client.post("/beheer/programmes/goal/add/", given)
        assert Goal.objects.count() == made


def test_a_field_of_a_public_activity_is_changed_by_a_publicist_and_deleted_by_nobody(
    client, redacteur, publicist
):
    field = factories.FieldFactory(name="jeugd", slug="jeugd")
    factories.ActivityFactory().fields.add(field)
    address = f"/beheer/programmes/supervisionfield/{field.pk}"
    given = {"name": "jongeren", "slug": "jeugd", "change_note": "Zo heet het nu."}
    given |= {"version": version_of(field)}
    answers = {}
    for user in (redacteur, publicist):
        client.force_login(user)
        change = client.post(f"{address}/change/", given)
        delete = client.post(f"{address}/delete/", {"post": "yes"})
        answers[user.username] = (change.status_code, delete.status_code)
    assert answers == {"riet": (403, 403), "paul": (302, 403)}
