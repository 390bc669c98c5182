"""A publicist publishes the version that was seen, an editor agrees to one; edits are marked."""

from datetime import timedelta

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programmes.models import Review, State
from programmes.workflow.publishing import publish
from programmes.workflow.reviewing import edited_since, last_review, submit
from programmes.workflow.versions import last_changers
from programmes.workflow.worklist import worklist
from tests import factories
from tests.admin.forms import carry_out

BASE = "/beheer/programmes/annualreport"
Step = Review.Step
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(redacteur):
    with pghistory.context(user=redacteur.pk):
        report = factories.AnnualReportFactory(publish_at=None, title="Jaarbericht 2024")
    submit(report, redacteur, "Klaar.")
    return report


def change(user, record, **given):
    with pghistory.context(user=user.pk):
        type(record).objects.filter(pk=record.pk).update(**given)


def versions(client, verb, record):
    return client.get(f"{BASE}/{verb}/?ids={record.pk}").context["form"].versions


def post(client, verb, record, **given):
    return client.post(f"{BASE}/{verb}/?ids={record.pk}", given)


def answer(client, verb, record, **given):
    """Post the form that the page of the verb has."""
    return carry_out(client, f"{BASE}/{verb}/?ids={record.pk}", **given)


def state(record):
    record.refresh_from_db()
    return record.state


def listed(user, title):
    found = {str(heading): items for heading, items, _more in worklist(user)}
    return found[title]


def test_what_was_seen_is_published(as_publicist, draft):
    seen = versions(as_publicist, "publiceren", draft)
    assert post(as_publicist, "publiceren", draft, versions=seen).status_code == 302
    assert state(draft) == State.PUBLISHED


def test_a_change_in_between_refuses_with_the_difference(as_publicist, redacteur, draft):
    seen = versions(as_publicist, "publiceren", draft)
    change(redacteur, draft, title="Anders")
    page = post(as_publicist, "publiceren", draft, versions=seen)
    assert "Anders is gewijzigd terwijl u keek." in page.text
    ((*_package, (since,)),) = page.context["packages"]
    assert [each.fields for each in since.changes] == [[("titel", "Jaarbericht 2024", "Anders")]]
    assert state(draft) == State.CONCEPT
    again = post(as_publicist, "publiceren", draft, versions=page.context["form"].versions)
    assert (again.status_code, state(draft)) == (302, State.PUBLISHED)


def test_a_refusal_for_another_reason_still_shows_what_changed(as_publicist, publicist, draft):
    change(publicist, draft, title="Anders")
    page = answer(as_publicist, "publiceren", draft)
    assert "een ander moet het controleren" in page.text
    assert "Gewijzigd na aanbieden" in page.text


def test_a_change_of_what_goes_along_refuses_too(as_publicist, redacteur, draft):
    letter = factories.LetterFactory(publish_at=None)
    factories.SignatureFactory(letter=letter)
    change(redacteur, draft, letter=letter)
    seen = versions(as_publicist, "publiceren", draft)
    with pghistory.context(user=redacteur.pk):
        factories.SignatureFactory(letter=letter)
    page = post(as_publicist, "publiceren", draft, versions=seen, seen="")
    assert state(draft) == State.CONCEPT
    assert state(letter) == State.CONCEPT
    assert "ondertekening" in page.text


def test_a_post_without_a_version_is_refused_with_the_difference(as_publicist, redacteur, draft):
    change(redacteur, draft, title="Anders")
    for verb, given in (("publiceren", {}), ("inplannen", {"at_0": "01-01-2099", "at_1": "10:00"})):
        page = post(as_publicist, verb, draft, **given)
        assert "U hebt Anders nog niet bekeken." in page.text
        ((*_package, (since,)),) = page.context["packages"]
        assert [each.fields for each in since.changes] == [
            [("titel", "Jaarbericht 2024", "Anders")]
        ]
        assert state(draft) == State.CONCEPT


def test_an_agreement_without_a_version_is_refused(client, publicist, redacteur, draft):
    change(publicist, draft, title="Anders")
    client.force_login(redacteur)
    assert "U hebt Anders nog niet bekeken." in post(client, "akkoord", draft).text
    assert last_review(draft).step == Step.SUBMITTED


@pytest.mark.parametrize("hostile", ["", "x", "annualreport-1:1.2.3", ":::", "letter-9:9"])
def test_a_version_that_was_not_seen_publishes_nothing(as_publicist, draft, hostile):
    assert post(as_publicist, "publiceren", draft, versions=hostile).status_code == 200
    assert state(draft) == State.CONCEPT


def test_the_page_shows_what_changed_since_it_was_submitted_and_what_is_new(
    as_publicist, redacteur, draft
):
    change(redacteur, draft, title="Anders")
    first = as_publicist.get(f"{BASE}/publiceren/?ids={draft.pk}").text
    assert "Gewijzigd na aanbieden" in first
    assert "nieuw sinds u keek" not in first
    change(redacteur, draft, summary="Nieuw.")
    second = as_publicist.get(f"{BASE}/publiceren/?ids={draft.pk}").text
    assert second.count("nieuw sinds u keek") == 1
    assert second.count("gewijzigd door riet") == 2


def test_an_edit_after_submitting_is_marked_for_both(client, publicist, redacteur, draft):
    assert edited_since({draft: last_review(draft)}) == {}
    change(redacteur, draft, title="Anders")
    ((_at, user),) = edited_since({draft: last_review(draft)}).values()
    assert user == redacteur
    for reader, title in (
        (publicist, "Wacht op mijn controle"),
        (redacteur, "Door mij aangeboden"),
    ):
        assert [item.edit[1] for item in listed(reader, title)] == [redacteur]
        client.force_login(reader)
        assert "Gewijzigd na aanbieden" in client.get("/beheer/").text
        assert "Gewijzigd na aanbieden" in client.get(f"{BASE}/{draft.pk}/change/").text


def test_who_submitted_takes_it_back(client, publicist, redacteur, draft):
    client.force_login(publicist)
    assert post(client, "terugnemen", draft).status_code == 403
    client.force_login(redacteur)
    assert post(client, "terugnemen", draft).status_code == 302
    assert last_review(draft).step == Step.TAKEN_BACK
    assert listed(publicist, "Wacht op mijn controle") == []
    assert post(client, "terugnemen", draft).status_code == 403
    assert post(client, "aanbieden", draft, text="Toch klaar.").status_code == 302


def test_one_editor_and_one_publicist_finish(client, publicist, redacteur, draft):
    change(publicist, draft, title="Jaarbericht over 2024")
    client.force_login(publicist)
    assert answer(client, "publiceren", draft).status_code == 200
    assert post(client, "akkoord", draft).status_code == 403
    client.force_login(redacteur)
    assert [item.record for item in listed(redacteur, "Wacht op mijn akkoord")] == [draft]
    seen = versions(client, "akkoord", draft)
    assert post(client, "akkoord", draft, versions=seen).status_code == 302
    assert listed(redacteur, "Wacht op mijn akkoord") == []
    assert [item.record for item in listed(publicist, "Wacht op mijn controle")] == [draft]
    client.force_login(publicist)
    assert answer(client, "publiceren", draft).status_code == 302
    assert state(draft) == State.PUBLISHED


def test_an_agreement_is_about_what_was_seen(client, publicist, redacteur, draft):
    change(publicist, draft, title="Jaarbericht over 2024")
    client.force_login(redacteur)
    seen = versions(client, "akkoord", draft)
    change(publicist, draft, title="Nog anders")
    page = post(client, "akkoord", draft, versions=seen)
    assert "Nog anders is gewijzigd terwijl u keek." in page.text
    assert last_review(draft).step == Step.SUBMITTED


def test_a_correction_of_what_goes_along_is_agreed_to_with_the_document(
    client, publicist, redacteur, draft
):
    letter = factories.LetterFactory(publish_at=None)
    factories.SignatureFactory(letter=letter)
    change(redacteur, draft, letter=letter)
    change(publicist, letter, subject="Jaarbericht")
    client.force_login(redacteur)
    seen = versions(client, "akkoord", draft)
    assert post(client, "akkoord", draft, versions=seen).status_code == 302
    assert last_review(letter).step == Step.AGREED
    draft.refresh_from_db()
    publish(draft, by=publicist)
    assert [state(draft), state(letter)] == [State.PUBLISHED] * 2


def test_a_scheduled_record_that_changes_waits_for_review_again(
    client, publicist, redacteur, draft
):
    client.force_login(publicist)
    given = {"at_0": "01-01-2099", "at_1": "10:00"}
    assert answer(client, "inplannen", draft, **given).status_code == 302
    assert state(draft) == State.SCHEDULED
    form = factories.NO_RESULTS | {"year": 2024, "title": "Anders", "summary": "x", "sources": ""}
    form["version"] = client.get(f"{BASE}/{draft.pk}/change/").context["version"]
    page = client.post(f"{BASE}/{draft.pk}/change/", form, follow=True)
    assert state(draft) == State.CONCEPT
    assert "Anders wacht op controle." in page.text
    assert [item.record for item in listed(redacteur, "Wacht op mijn akkoord")] == [draft]
    assert answer(client, "publiceren", draft).status_code == 200


def test_what_becomes_a_draft_along_is_still_approved_itself(publicist, redacteur, draft):
    letter = factories.LetterFactory(publish_at=None)
    factories.SignatureFactory(letter=letter)
    change(redacteur, draft, letter=letter)
    draft.refresh_from_db()
    publish(draft, timezone.now() + timedelta(days=1), by=publicist)
    change(publicist, draft, title="Anders")
    assert [state(draft), state(letter)] == [State.CONCEPT] * 2
    assert last_changers([draft, letter]) == {draft: publicist.pk}


def test_the_page_sends_as_many_queries_for_many_activities_as_for_few(as_publicist):
    numbers = []
    for year, count in ((2031, 2), (2032, 6)):
        programme = factories.ProgrammeFactory(publish_at=None, first_year=year, last_year=year)
        for _each in range(count):
            factories.PlanningFactory(programme=programme, activity__publish_at=None)
        address = f"/beheer/programmes/workprogramme/publiceren/?ids={programme.pk}"
        with CaptureQueriesContext(connection) as queries:
            assert len(as_publicist.get(address).context["form"].pieces) == count
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
