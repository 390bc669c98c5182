"""An editor proposes outcomes of what is public; a publicist lets them through."""

import pghistory
import pytest
from django.db import connection

from programmes.changes.for_staff import as_changes, entries
from programmes.models import Event, Proposal, PublicChange
from tests import factories
from tests.admin.outcomes import Kind, plan, problems, row, screen, sent, tell, told


@pytest.fixture
def proposal(as_redacteur, programme, activities):
    """A proposal of an editor: a report of a public activity and of a draft."""
    draft = plan(programme, title="concept", publish_at=None)
    given = row(activities[0], kind="rapport", title="Klaar") | row(draft, kind="afgerond")
    response = tell(as_redacteur, programme, **given, change_note="Nieuw.")
    assert response["Location"] == "/beheer/"
    return Proposal.objects.get()


def test_an_editor_proposes_what_only_publicists_may_add(proposal, programme, client, publicist):
    assert (told(), PublicChange.objects.filter(note="Nieuw.").count()) == ([], 0)
    assert (proposal.by.username, str(proposal)) == ("riet", str(programme))
    client.force_login(publicist)
    assert proposal.get_absolute_url() in client.get("/beheer/").text
    page = client.get(proposal.get_absolute_url())
    assert [form.activity.title for form in page.context["form"].rows] == ["jeugd", "concept"]
    assert "Voorstel van riet" in page.text
    assert 'value="Overnemen"' in page.text
    response = client.post(proposal.get_absolute_url(), sent(page))
    assert response.status_code == 302
    assert told() == [("jeugd", "rapport"), ("concept", "afgerond")]
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by) == ("overgenomen", publicist)
    event = Event.objects.get(title="Klaar")
    (change,) = [each for each in as_changes(entries(event.activity)) if each.note == "Nieuw."]
    assert change.who == "riet, doorgelaten door paul"
    assert PublicChange.objects.get(note="Nieuw.").record_id == event.activity_id


def test_a_proposal_of_outcomes_goes_back_and_comes_again(proposal, client, publicist, redacteur):
    address = proposal.get_absolute_url()
    client.force_login(publicist)
    page = client.post(address, {"_send_back": "", "proposal-remark": " "})
    assert "Zeg wat er anders moet" in page.text
    client.post(address, {"_send_back": "", "proposal-remark": "Welke dag?"})
    client.force_login(redacteur)
    page = client.get(address)
    assert "Welke dag?" in page.text
    activity = page.context["form"].rows[0].activity
    client.post(address, sent(page, **row(activity, when="3 mei 2024")))
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.data[f"{activity.pk}-when"]) == ("", ["3 mei 2024"])
    client.post(address, {"_take_back": ""})
    proposal.refresh_from_db()
    assert (proposal.decision, told()) == ("teruggenomen", [])


def test_a_proposal_shows_what_somebody_stored_meanwhile(proposal, activities, client, publicist):
    client.force_login(publicist)
    with pghistory.context(note="Intussen."):
        factories.EventFactory(activity=activities[0], kind=Kind.STARTED)
    page = client.get(proposal.get_absolute_url())
    assert "Iemand anders heeft hier intussen iets opgeslagen" in page.text
    assert client.post(proposal.get_absolute_url(), sent(page)).status_code == 302


def test_what_the_database_refuses_is_not_proposed(as_redacteur, programme, activities):
    given = row(activities[0], kind="rapport", when="geen dag")
    response = tell(as_redacteur, programme, **given, change_note="Nieuw.")
    rows, _whole = problems(response)
    assert [name for _activity, name, _message in rows] == ["when"]
    assert not Proposal.objects.exists()


def test_a_refusal_of_the_database_is_an_error_of_the_form(
    proposal, as_redacteur, client, publicist, programme, activities
):
    message = "Iemand heeft intussen iets opgeslagen dat hier niet bij past. Kijk daar eerst naar."
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE programmes_event ADD CONSTRAINT refused CHECK (title <> 'Klaar')"
        )
    given = row(activities[0], kind="rapport", title="Klaar") | {"change_note": "Nieuw."}
    assert problems(tell(as_redacteur, programme, **given))[1] == [("__all__", message)]
    client.force_login(publicist)
    assert problems(tell(client, programme, **given))[1] == [("__all__", message)]
    page = client.get(proposal.get_absolute_url())
    refused = client.post(proposal.get_absolute_url(), sent(page))
    assert problems(refused)[1] == [("__all__", message)]
    assert (told(), Proposal.objects.open().count()) == ([], 1)


def test_only_drafts_are_stored_at_once_by_an_editor(as_redacteur, programme, activities):
    draft = plan(programme, title="concept", publish_at=None)
    page = as_redacteur.get(screen(programme)).text
    assert 'value="Opslaan of voorstellen"' in page
    assert page.count("Wat erbij komt, stelt u voor") == len(activities)
    tell(as_redacteur, programme, **row(draft, kind="rapport"))
    assert (told(), Proposal.objects.count()) == ([("concept", "rapport")], 0)
