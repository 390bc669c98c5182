"""Drafts of one's own are deleted together, after a page that lists them with what goes along."""

import pghistory
import pytest

from programmes.models import Activity, Event, Planning
from tests import factories
from tests.factories import member

BASE = "/beheer/programmes/activity/weggooien/"


def draft(title, user, **options):
    with pghistory.context(user=user.pk):
        return factories.ActivityFactory(title=title, publish_at=None, **options)


@pytest.fixture
def drafts(redacteur):
    """Two drafts of the redacteur, one with parts, one of somebody else, and a public one."""
    programme = factories.ProgrammeFactory()
    own = [draft(f"eigen {number}", redacteur) for number in (1, 2)]
    with pghistory.context(user=redacteur.pk):
        factories.PlanningFactory(activity=own[0], programme=programme)
        factories.EventFactory(activity=own[0], kind="gestart", date="2024-05-03")
    return [
        *own,
        draft("van Piet", member("piet", "redacteur")),
        factories.ActivityFactory(title="op"),
    ]


def address(records):
    return f"{BASE}?ids={','.join(str(each.pk) for each in records)}"


def test_the_action_asks_first(as_redacteur, drafts):
    chosen = {"action": "weggooien", "_selected_action": [each.pk for each in drafts]}
    answer = as_redacteur.post("/beheer/programmes/activity/", chosen)
    assert answer["Location"].startswith(BASE)
    page = as_redacteur.get(answer["Location"])
    gone = {
        str(each.record): [str(part) for part, _noun in each.along] for each in page.context["gone"]
    }
    assert gone == {
        "eigen 1": ["gestart 3 mei 2024", "Werkprogramma 2024: eigen 1"],
        "eigen 2": [],
    }
    assert {str(each.record): each.reason for each in page.context["kept"]} == {
        "van Piet": "Iemand anders heeft dit het laatst gewijzigd.",
        "op": "Het is geen concept: trek het in, of stuur het eerst terug.",
    }
    assert Activity.objects.count() == len(drafts)


def test_only_what_was_listed_is_deleted(as_redacteur, drafts):
    as_redacteur.post(address(drafts))
    assert sorted(Activity.objects.values_list("title", flat=True)) == ["op", "van Piet"]
    assert (Planning.objects.count(), Event.objects.count()) == (0, 0)


def test_what_others_refer_to_stays(as_redacteur, redacteur):
    with pghistory.context(user=redacteur.pk):
        frame = factories.PerspectiveFactory(publish_at=None)
    factories.ProgrammeFactory(perspective=frame, publish_at=None)
    page = as_redacteur.get(f"/beheer/programmes/perspective/weggooien/?ids={frame.pk}")
    assert [each.reason for each in page.context["kept"]] == [
        "In gebruik door: Werkprogramma 2024."
    ]


def test_who_has_no_rights_deletes_nothing(client, drafts, django_user_model):
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))
    assert client.post(address(drafts)).status_code == 403
