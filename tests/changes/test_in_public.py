"""What was withdrawn stays hidden after the return of a record, on every surface."""

from datetime import date

import pghistory
import pytest

from programmes.models import Activity
from programmes.workflow.publishing import restore, withdraw
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
SURFACES = ("/activiteiten/a/", "/activiteiten/a.atom", "/wijzigingen/", "/wijzigingen.atom")


def change(record, note, **values):
    for name, value in values.items():
        setattr(record, name, value)
    with pghistory.context(note=note):
        record.save()


def told(client, surfaces=SURFACES):
    return "".join(client.get(address).text for address in surfaces)


def test_nothing_from_before_a_withdrawal_or_during_it_is_shown(client):
    activity = factories.ActivityFactory(slug="a", summary="over mevrouw De Wit")
    change(activity, "Naam ingekort.", summary="over mevrouw W.")
    withdraw(activity, "Persoonsgegevens.")
    change(activity, "Tussentijds.", summary="nooit openbaar")
    change(activity, "Hersteld.", summary="over een inwoner")
    restore(Activity.objects.get(pk=activity.pk))
    activity = Activity.objects.get(pk=activity.pk)
    change(activity, "Preciezer.", summary="over een bewoner")
    text = told(client)
    hidden = ["De Wit", "mevrouw W.", "nooit openbaar", "ingekort", "Tussentijds", "Hersteld."]
    assert [word for word in hidden if word in text] == []
    assert [word for word in ("Preciezer.", "een inwoner", "een bewoner") if word not in text] == []


def test_an_address_from_during_a_withdrawal_does_not_redirect(client):
    activity = factories.ActivityFactory(slug="a")
    withdraw(activity, "Persoonsgegevens.")
    for slug in ("klacht-van-de-wit", "b"):
        change(activity, "Adres.", slug=slug)
    restore(activity)
    addresses = ("a", "klacht-van-de-wit")
    found = [client.get(f"/activiteiten/{slug}/").status_code for slug in addresses]
    assert found == [301, 404]


def test_an_address_of_a_goal_from_during_a_withdrawal_does_not_redirect(client):
    goal = factories.GoalFactory(slug="a")
    withdraw(goal.perspective, "Persoonsgegevens.")
    for slug in ("klacht-van-de-wit", "b"):
        change(goal, "Adres.", slug=slug)
    restore(goal.perspective)
    found = [client.get(f"/doelen/{slug}/").status_code for slug in ("a", "klacht-van-de-wit")]
    assert found == [301, 404]


def test_a_change_saved_with_the_return_is_hidden(client):
    activity = factories.ActivityFactory(slug="a", summary="over mevrouw De Wit")
    withdraw(activity, "Persoonsgegevens.")
    change(activity, "Hersteld.", summary="anders", withdrawn_at=None, withdrawal_reason="")
    assert [word for word in ("De Wit", "Hersteld.") if word in told(client)] == []


def test_a_part_of_a_record_that_was_withdrawn_stays_hidden(client):
    activity = factories.ActivityFactory(slug="a")
    adjustment = factories.AdjustmentFactory(programme=factories.ProgrammeFactory())
    event = factories.EventFactory(
        activity=activity, adjustment=adjustment, title="klacht van De Wit", date=date(2024, 6, 1)
    )
    change(event, "Ingekort.", title="klacht van W.")
    withdraw(adjustment, "Persoonsgegevens.")
    change(event, "Tussentijds.", title="een klacht")
    restore(adjustment)
    text = told(client, SURFACES[:2])
    assert [word for word in ("De Wit", "van W.") if word in text] == []
    change(event, "Preciezer.", title="een melding")
    text = told(client, SURFACES[:2])
    assert [word for word in ("Preciezer.", "een klacht", "een melding") if word not in text] == []
