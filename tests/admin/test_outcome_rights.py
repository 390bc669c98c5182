"""The screen of outcomes: who adds what, with which note, and what another stored meanwhile."""

from datetime import timedelta

import pghistory
import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from programmes.models import PublicChange
from tests import factories
from tests.admin.outcomes import BASE, plan, problems, row, screen, sent, tell, told, viewer


def scheduled(programme):
    """Return an activity that is scheduled; it was planned before, as that makes it a draft."""
    activity = plan(programme, publish_at=None)
    activity.publish_at = timezone.now() + timedelta(days=1)
    activity.save()
    return activity


def test_a_public_change_needs_a_note(as_publicist, programme, activities):
    given = row(activities[0], kind="rapport", title="Blijft staan")
    response = tell(as_publicist, programme, **given, change_note=" ")
    assert problems(response) == ([], [("change_note", "Vertel lezers waarom dit verandert.")])
    assert 'value="Blijft staan"' in response.text
    assert told() == []


def test_a_draft_needs_no_note(as_redacteur, programme):
    draft = plan(programme, publish_at=None)
    assert tell(as_redacteur, programme, **row(draft, kind="rapport")).status_code == 302
    assert PublicChange.objects.count() == 0


def test_a_scheduled_record_needs_a_note_as_it_may_be_public_any_second(as_publicist, programme):
    _rows, whole = problems(
        tell(as_publicist, programme, **row(scheduled(programme), kind="rapport"))
    )
    assert whole == [("change_note", "Vertel lezers waarom dit verandert.")]


def test_who_saves_second_sees_what_was_added_and_keeps_the_input(
    as_publicist, programme, activities
):
    mine = as_publicist.get(screen(programme))
    given = row(activities[0], kind="rapport", title="Jong") | {"change_note": "Nieuw."}
    assert tell(as_publicist, programme, **given).status_code == 302
    typed = row(activities[0], kind="afgerond", note="Van mij.") | row(
        activities[1], kind="gestart"
    )
    second = as_publicist.post(screen(programme), sent(mine, **typed, change_note="Ook."))
    rows, _whole = problems(second)
    assert rows == [("jeugd", "__all__", "Iemand anders heeft hier intussen iets opgeslagen.")]
    assert "mijlpaal toegevoegd" in second.text
    assert "Titel: Jong" in second.text
    assert "Van mij.</textarea>" in second.text
    assert told() == [("jeugd", "rapport")]
    # The response has the new version, so that the same input is now valid.
    assert as_publicist.post(screen(programme), sent(second)).status_code == 302
    assert told()[1:] == [("jeugd", "afgerond"), ("politie", "gestart")]


def test_changes_in_another_row_are_no_conflict(as_publicist, programme, activities):
    mine = as_publicist.get(screen(programme))
    with pghistory.context(note="Van een ander."):
        factories.EventFactory(activity=activities[0])
    typed = row(activities[1], kind="rapport") | {"change_note": "Nieuw."}
    assert as_publicist.post(screen(programme), sent(mine, **typed)).status_code == 302


def test_a_row_without_a_version_is_not_stored(as_publicist, programme, activities):
    given = {"change_note": "Nieuw."}
    for activity, seen in zip(activities, ("", "x", "9" * 40), strict=True):
        given |= row(activity, kind="rapport", seen=seen)
    rows, _whole = problems(tell(as_publicist, programme, **given))
    message = "Iemand anders heeft hier intussen iets opgeslagen."
    assert rows == [(str(activity), "__all__", message) for activity in activities]


def test_an_activity_that_left_the_programme_has_an_error(as_publicist, programme, activities):
    mine = as_publicist.get(screen(programme))
    with pghistory.context(note="Van een ander."):
        activities[0].plannings.all().delete()
    given = row(activities[0], kind="rapport", title="Van mij") | {"change_note": "Nieuw."}
    response = as_publicist.post(screen(programme), sent(mine, **given))
    rows, _whole = problems(response)
    assert rows == [("jeugd", "__all__", "Deze activiteit staat niet meer in het werkprogramma.")]
    assert 'value="Van mij"' in response.text
    assert told() == []


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("redacteur", {"draft"}),
        ("publicist", {"draft", "scheduled", "public", "withdrawn"}),
        ("admin_user", {"draft", "scheduled", "public", "withdrawn"}),
        ("who may only look", set()),
        ("who may change activities but add no event", set()),
        ("who is in no group", set()),
        ("a visitor", set()),
    ],
)
def test_each_role_adds_what_it_may(client, request, programme, who, expected):
    withdrawn = {"withdrawn_at": factories.LONG_AGO, "withdrawal_reason": "Dubbel."}
    rows = {
        "draft": plan(programme, publish_at=None),
        "scheduled": scheduled(programme),
        "public": plan(programme),
        "withdrawn": plan(programme, **withdrawn),
    }
    match who:
        case "who may only look":
            client.force_login(viewer("add_event", "add_expectation"))
        case "who may change activities but add no event":
            client.force_login(viewer("change_activity", "publish_register"))
        case "who is in no group":
            client.force_login(User.objects.create_user("nel", is_staff=True))
        case "a visitor":
            pass
        case group:
            client.force_login(request.getfixturevalue(group))
    able = set()
    for name, activity in rows.items():
        given = row(activity, kind="rapport", seen="0.0") | {"change_note": "Nieuw."}
        client.post(screen(programme), given)
        able |= {name} if activity.events.exists() else set()
    assert able == expected


def test_who_may_add_nothing_sees_the_events(client, programme, activities):
    factories.EventFactory(activity=activities[0])
    client.force_login(viewer())
    page = client.get(screen(programme)).text
    assert "Laatste: rapport, 1 juni 2024" in page
    assert "<select" not in page
    assert "Opslaan" not in page
    assert client.post(screen(programme), row(activities[0], kind="rapport")).status_code == 403


def test_who_sees_no_activities_sees_no_outcomes(client, programme):
    user = User.objects.create_user("nel", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_workprogramme"))
    client.force_login(user)
    assert client.get(screen(programme)).status_code == 403
    assert screen(programme) not in client.get(f"{BASE}/{programme.pk}/change/").text
