"""Editors propose a change of what only publicists may change; nothing is public before."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.changes.for_staff import as_changes, entries, version_of
from programmes.models import AnnualReport, Proposal, PublicChange
from programmes.workflow.context import history_context
from tests import factories
from tests.addresses import body
from tests.factories import member

BASE = "/beheer/programmes/annualreport"


@pytest.fixture
def report(db):
    return factories.AnnualReportFactory(title="Jaarbericht", sources=[])


def form(report, **given):
    return factories.NO_RESULTS | {
        "year": 2024,
        "title": report.title,
        "summary": report.summary,
        "sources": "",
        "change_note": "De titel stond er niet volledig.",
        "version": version_of(report),
        "_save": "Voorstellen",
    } | given  # fmt: skip


def propose(client, report, **given):
    return client.post(f"{BASE}/{report.pk}/voorstellen/", form(report, **given))


@pytest.fixture
def proposal(client, redacteur, report):
    client.force_login(redacteur)
    propose(client, report, title="Jaarbericht 2024")
    return Proposal.objects.get()


def title(report):
    return AnnualReport.objects.get(pk=report.pk).title


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_the_form_of_a_public_record_leads_an_editor_to_a_proposal(as_redacteur, report):
    page = as_redacteur.get(f"{BASE}/{report.pk}/change/").text
    assert f'<a href="{BASE}/{report.pk}/voorstellen/">Stel een wijziging voor</a>' in page
    page = as_redacteur.get(f"{BASE}/{report.pk}/voorstellen/").text
    assert 'name="title"' in page
    assert 'value="Voorstellen"' in page
    assert "_continue" not in page


def test_a_proposal_changes_nothing_and_waits_for_a_publicist(client, publicist, proposal, report):
    assert (title(report), PublicChange.objects.count()) == ("Jaarbericht", 0)
    assert proposal.data["title"] == ["Jaarbericht 2024"]
    assert [*proposal.data].count("_save") == 0
    client.force_login(publicist)
    page = client.get("/beheer/").text
    assert proposal.get_absolute_url() in page
    assert ": De titel stond er niet volledig.</p>" in page


def test_the_publicist_sees_the_difference_and_lets_it_through(
    client, publicist, redacteur, proposal, report
):
    client.force_login(publicist)
    page = client.get(proposal.get_absolute_url())
    assert [(each.what, each.fields) for each in page.context["proposed"]] == [
        ("jaarbericht", [("titel", "Jaarbericht", "Jaarbericht 2024")])
    ]
    assert 'value="Jaarbericht 2024"' in page.text
    assert page.context["adminform"].form.non_field_errors() == []
    given = form(report, title="Jaarbericht over 2024")
    assert client.post(proposal.get_absolute_url(), given).status_code == 302
    assert title(report) == "Jaarbericht over 2024"
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by) == ("overgenomen", publicist)
    assert as_changes(entries(report))[0].who == "riet, doorgelaten door paul"
    assert client.get(proposal.get_absolute_url()).status_code == 404


def test_looking_at_a_proposal_stores_nothing(client, publicist, proposal, report):
    before = version_of(report)
    client.force_login(publicist)
    client.get(proposal.get_absolute_url())
    assert (version_of(report), title(report)) == (before, "Jaarbericht")


def test_a_proposal_is_sent_back_with_a_remark_and_proposed_again(
    client, publicist, redacteur, proposal, report
):
    client.force_login(publicist)
    refused = client.post(proposal.get_absolute_url(), {"_send_back": "", "proposal-remark": " "})
    assert "Zeg wat er anders moet" in refused.text
    client.post(proposal.get_absolute_url(), {"_send_back": "", "proposal-remark": "Welk jaar?"})
    client.force_login(redacteur)
    assert "Welk jaar?" in client.get("/beheer/").text
    page = client.get(proposal.get_absolute_url()).text
    assert "Welk jaar?" in page
    assert 'value="Opnieuw voorstellen"' in page
    client.post(proposal.get_absolute_url(), form(report, title="Jaarbericht over 2024"))
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.data["title"]) == ("", ["Jaarbericht over 2024"])
    assert (title(report), Proposal.objects.count()) == ("Jaarbericht", 1)


def test_an_editor_takes_a_proposal_back(as_redacteur, proposal, report):
    assert as_redacteur.post(proposal.get_absolute_url(), {"_take_back": ""}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.decision, title(report)) == ("teruggenomen", "Jaarbericht")


def test_a_proposal_on_an_older_version_shows_the_conflict(client, publicist, proposal, report):
    with history_context(note="Anders."):
        AnnualReport.objects.update(title="Intussen anders")
    client.force_login(publicist)
    page = client.get(proposal.get_absolute_url())
    assert page.context["conflict"] is not None
    assert "Iemand anders was u voor" in page.text
    assert client.post(proposal.get_absolute_url(), dict(page_data(proposal))).status_code == 200
    assert title(report) == "Intussen anders"


def page_data(proposal):
    return {name: values[0] for name, values in proposal.data.items()}


def test_what_the_form_refuses_is_not_proposed(as_redacteur, report):
    refused = propose(as_redacteur, report, title="Anders", change_note=" ")
    assert "change_note" in refused.context["adminform"].form.errors
    assert propose(as_redacteur, report).status_code == 302
    assert said(as_redacteur.get("/beheer/")) == ["U wijzigde nog niets."]
    assert not Proposal.objects.exists()


def test_hostile_input_is_stored_as_text_or_refused(client, publicist, redacteur, report):
    client.force_login(redacteur)
    propose(
        client,
        report,
        title="<script>alert(1)</script>",
        publish_at="2030-01-01",
        withdrawn_at_0="2020-01-01",
        hoop="a\0b",
    )
    proposal = Proposal.objects.get()
    assert "hoop" not in proposal.data
    client.force_login(publicist)
    page = client.get(proposal.get_absolute_url()).text
    assert "<script>alert(1)</script>" not in page
    client.post(proposal.get_absolute_url(), page_data(proposal))
    report.refresh_from_db()
    assert (report.publish_at, report.withdrawn_at) == (factories.LONG_AGO, None)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_decide_is_refused(client, proposal, report, method):
    nobody = User.objects.create_user("nel", is_staff=True)
    statuses = {}
    for user in (member("vera", "redacteur"), nobody):
        client.force_login(user)
        answer = getattr(client, method)(proposal.get_absolute_url(), form(report, title="x"))
        statuses[user.username] = answer.status_code
    assert statuses == {"vera": 403, "nel": 403}
    assert title(report) == "Jaarbericht"


def test_a_publicist_proposes_nothing_and_a_draft_is_changed_directly(client, publicist, redacteur):
    draft = factories.AnnualReportFactory(publish_at=None)
    for user in (publicist, redacteur):
        client.force_login(user)
        assert client.get(f"{BASE}/{draft.pk}/voorstellen/").status_code == 403


def test_an_outcome_is_proposed_in_the_form_of_its_activity(client, publicist, redacteur):
    activity = factories.ActivityFactory(title="wachtlijsten", sources=[])
    address = f"/beheer/programmes/activity/{activity.pk}"
    given = {
        "title": "wachtlijsten",
        "form": "onbekend",
        "slug": activity.slug,
        "change_note": "Het rapport is verschenen.",
        "version": version_of(activity),
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
    client.force_login(redacteur)
    client.post(f"{address}/voorstellen/", given)
    assert not activity.events.exists()
    proposal = Proposal.objects.get()
    client.force_login(publicist)
    page = client.get(proposal.get_absolute_url())
    assert [(each.what, each.action) for each in page.context["proposed"]] == [
        ("mijlpaal", "toegevoegd")
    ]
    assert not activity.events.exists()
    client.post(proposal.get_absolute_url(), page_data(proposal))
    assert [event.title for event in activity.events.all()] == ["Rapport over wachtlijsten"]


def stored():
    """Return the names of all files in the storage."""
    root = Path(default_storage.location)
    return sorted(str(each.relative_to(root)) for each in root.rglob("*.pdf"))


def pdf(name, text=b"nieuw"):
    return SimpleUploadedFile(name, b"%PDF-1.7 " + text)


@pytest.fixture
def with_file(client, redacteur, report):
    """A proposal of another file for a public report."""
    client.force_login(redacteur)
    assert propose(client, report, file=pdf("nieuw.pdf")).status_code == 302
    return Proposal.objects.get()


@pytest.mark.django_db(transaction=True)
def test_a_proposed_file_is_public_when_it_is_let_through(client, publicist, with_file, report):
    assert stored() == ["voorstellen/nieuw.pdf"]
    address = f"/jaarberichten/{report.slug}/bestand/"
    assert client.get(address).status_code == 404
    client.force_login(publicist)
    page = client.get(with_file.get_absolute_url())
    assert [(each.label, each.after) for each in page.context["proposed"][0].fields] == [
        ("bestand", "nieuw.pdf")
    ]
    assert "Kies opnieuw" not in page.text
    (file,) = with_file.files.all()
    assert file.get_absolute_url() in page.text
    assert body(client.get(file.get_absolute_url())) == "%PDF-1.7 nieuw"
    assert stored() == ["voorstellen/nieuw.pdf"]
    assert client.post(with_file.get_absolute_url(), form(report)).status_code == 302
    assert stored() == ["jaarberichten/nieuw.pdf"]
    assert body(client.get(address)) == "%PDF-1.7 nieuw"


@pytest.mark.django_db(transaction=True)
def test_the_file_of_the_publicist_counts(client, publicist, with_file, report):
    client.force_login(publicist)
    given = form(report, file=pdf("ander.pdf"))
    assert client.post(with_file.get_absolute_url(), given).status_code == 302
    assert stored() == ["jaarberichten/ander.pdf"]


@pytest.mark.django_db(transaction=True)
def test_a_file_stays_with_a_proposal_that_comes_again(
    client, publicist, redacteur, with_file, report
):
    client.force_login(publicist)
    client.post(with_file.get_absolute_url(), {"_send_back": "", "proposal-remark": "Titel?"})
    client.force_login(redacteur)
    client.post(with_file.get_absolute_url(), form(report, title="Jaarbericht 2024"))
    assert (stored(), with_file.files.count()) == (["voorstellen/nieuw.pdf"], 1)
    client.post(with_file.get_absolute_url(), form(report, file=pdf("beter.pdf")))
    assert stored() == ["voorstellen/beter.pdf"]
    client.post(with_file.get_absolute_url(), {"_take_back": ""})
    assert (stored(), with_file.files.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_a_proposal_to_clear_the_file_after_all_loses_its_own(client, publicist, redacteur):
    report = factories.AnnualReportFactory(title="Jaarbericht", sources=[], file=pdf("oud.pdf"))
    client.force_login(redacteur)
    propose(client, report, file=pdf("nieuw.pdf"))
    proposal = Proposal.objects.get()
    client.force_login(publicist)
    client.post(proposal.get_absolute_url(), {"_send_back": "", "proposal-remark": "Weg?"})
    client.force_login(redacteur)
    client.post(proposal.get_absolute_url(), form(report, **{"file-clear": "on"}))
    assert stored() == ["jaarberichten/oud.pdf"]
    client.force_login(publicist)
    page = client.get(proposal.get_absolute_url())
    assert page.context["adminform"].form.errors == {}
    assert page.context["proposed"][0].fields == [("bestand", "jaarberichten/oud.pdf", "")]


def test_only_who_opens_the_proposal_gets_its_file(client, with_file, report):
    (file,) = with_file.files.all()
    for user in (member("rob", "redacteur"), User.objects.create_user("nel", is_staff=True)):
        client.force_login(user)
        assert client.get(file.get_absolute_url()).status_code in (403, 404)


def test_what_is_no_pdf_is_not_proposed(as_redacteur, report):
    page = propose(as_redacteur, report, file=SimpleUploadedFile("x.pdf", b"geen"))
    assert "Het bestand is geen PDF" in page.text
    assert (stored(), Proposal.objects.count()) == ([], 0)
