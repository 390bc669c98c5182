"""An activity in no programme becomes part of the planned activity that it is."""

from datetime import timedelta

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from lxml import html

from programmes.admin import choices
from programmes.models import Activity, PublicChange
from programmes.workflow.joining import join
from programmes.workflow.publishing import withdraw
from tests import factories
from tests.admin.forms import as_sent

pytestmark = pytest.mark.django_db
SOURCE = "https://www.inspectie-jenv.nl/nieuws/zegt-het"


@pytest.fixture
def planned():
    activity = factories.ActivityFactory(title="wachtlijsten", slug="wachtlijsten", sources=["x"])
    factories.PlanningFactory(programme=factories.ProgrammeFactory(), activity=activity)
    return activity


@pytest.fixture
def outside():
    activity = factories.ActivityFactory(
        title="Rapport over wachtlijsten", slug="rapport", sources=["https://nos.nl/1"]
    )
    factories.EventFactory(activity=activity, kind="rapport", date="2024-06-03", title="Lang")
    return activity


def post(client, activity, **given):
    address = reverse("admin:programmes_activity_change", args=[activity.pk])
    given = {name: [value] for name, value in given.items()}
    return client.post(address, as_sent(client.get(address)) | given)


def test_its_events_and_sources_go_to_the_planned_one_and_its_address_redirects(
    client, as_publicist, planned, outside
):
    note = "De Inspectie zegt dat het hetzelfde onderzoek is."
    sent = {"part_of": planned.pk, "part_of_source": SOURCE, "change_note": note}
    assert post(as_publicist, outside, **sent).status_code == 302
    planned.refresh_from_db()
    assert [event.title for event in planned.events.all()] == ["Lang"]
    assert planned.sources == ["x", SOURCE, "https://nos.nl/1"]
    told = PublicChange.objects.filter(noun="activity", note=note)
    assert {each.record_id for each in told} == {planned.pk, outside.pk}
    answer = client.get("/activiteiten/rapport/")
    assert (answer.status_code, answer.url) == (301, "/activiteiten/wachtlijsten/")
    assert [str(each) for each in Activity.objects.published()] == ["wachtlijsten"]


def test_it_is_refused_when_the_planned_one_is_withdrawn_before_the_lock(planned, outside):
    with pghistory.context(note="Hetzelfde."):
        Activity.objects.filter(pk=outside.pk).update(part_of=planned, part_of_source=SOURCE)
    outside.refresh_from_db()
    withdraw(planned, "Fout.")
    with pytest.raises(ValidationError, match="Kies een openbare activiteit"):
        join(outside)
    assert outside.events.count() == 1


def test_it_is_refused_without_the_source_that_says_so(as_publicist, planned, outside):
    response = post(as_publicist, outside, part_of=planned.pk, change_note="Hetzelfde.")
    assert response.status_code == 200
    assert response.context["adminform"].form.errors == {
        "part_of_source": [
            "Geef de activiteit waar dit bij hoort met de bron die dat zegt, of geen van beide."
        ]
    }


def test_an_activity_of_a_programme_is_part_of_no_other(as_publicist, planned, outside):
    sent = {"part_of": outside.pk, "part_of_source": SOURCE, "change_note": "Hetzelfde."}
    assert list(post(as_publicist, planned, **sent).context["adminform"].form.errors) == ["part_of"]


def test_an_editor_can_only_propose_it(as_redacteur, planned, outside):
    sent = {"part_of": planned.pk, "part_of_source": SOURCE, "change_note": "Hetzelfde."}
    address = reverse("admin:programmes_activity_change", args=[outside.pk])
    assert as_redacteur.post(address, sent).status_code == 403
    outside.refresh_from_db()
    assert outside.part_of is None


@pytest.mark.parametrize(
    "given",
    [
        {"publish_at": None},
        {"publish_at": timezone.now() + timedelta(days=9)},
        {"withdrawn_at": factories.LONG_AGO, "withdrawal_reason": "Dubbel."},
    ],
)
def test_only_public_activities_are_joined(as_publicist, planned, outside, given):
    hidden = factories.ActivityFactory(title="apart", **given)
    whole = factories.ActivityFactory(title="gepland", **given)
    factories.PlanningFactory(activity=whole, programme=planned.plannings.get().programme)
    sent = {"part_of_source": SOURCE, "change_note": "Hetzelfde."}
    response = post(as_publicist, hidden, part_of=planned.pk, **sent)
    assert response.context["adminform"].form.errors["part_of"] == [
        "Alleen een openbare activiteit die in geen werkprogramma staat, kan bij een andere horen."
    ]
    response = post(as_publicist, outside, part_of=whole.pk, **sent)
    assert response.context["adminform"].form.errors["part_of"] == [
        "Kies een openbare activiteit die in een werkprogramma staat."
    ]


def test_the_form_offers_only_what_it_can_be_part_of(as_publicist, planned, outside, monkeypatch):
    monkeypatch.setattr(choices, "SEARCHED", 1)
    page = as_publicist.get(reverse("admin:programmes_activity_change", args=[outside.pk]))
    (select,) = html.fromstring(page.text).xpath("//select[@name='part_of']")
    assert [option.get("value") for option in select] == ["", str(planned.pk)]
    found = as_publicist.get(f"{select.get('data-search')}&q=wachtlijsten")
    assert [each["value"] for each in found.json()["results"]] == [planned.pk]


def test_what_was_joined_can_still_be_changed(as_publicist, planned, outside):
    sent = {"part_of": planned.pk, "part_of_source": SOURCE, "change_note": "Hetzelfde."}
    post(as_publicist, outside, **sent)
    response = post(as_publicist, outside, summary="Kort.", change_note="Samenvatting erbij.")
    assert response.status_code == 302


def test_a_refusal_tells_nothing_that_was_not_done(as_publicist, planned, outside):
    for activity, words in ((planned, "eind 2024"), (outside, "voor de zomer")):
        factories.ExpectationFactory(
            activity=activity, kind="beleidsreactie", words=words, told_on="2024-01-02"
        )
    sent = {"part_of": planned.pk, "part_of_source": SOURCE, "change_note": "Hetzelfde."}
    page = post(as_publicist, outside, **sent, **{"expectations-0-words": "eind 2024"})
    assert page.status_code == 200
    assert page.context["errors"]
    assert [str(each) for each in page.context["messages"]] == []


def test_what_others_stored_of_the_planned_one_stays(planned, outside):
    outside.part_of, outside.part_of_source = planned, SOURCE
    Activity.objects.filter(pk=planned.pk).update(summary="Intussen.", sources=["x", "y"])
    join(outside)
    planned.refresh_from_db()
    assert (planned.summary, planned.sources[:2]) == ("Intussen.", ["x", "y"])


def test_an_event_that_both_have_is_there_once(planned, outside):
    own = factories.EventFactory(activity=planned, kind="rapport", date="2024-06-03", title="Lang")
    told = factories.ExpectationFactory(
        activity=outside, event=outside.events.get(), kind="beleidsreactie", told_on=None
    )
    outside.part_of, outside.part_of_source = planned, SOURCE
    join(outside)
    told.refresh_from_db()
    assert (list(planned.events.all()), told.activity, told.event) == ([own], planned, own)


def test_a_response_before_the_report_of_the_planned_one_is_asked_about(
    as_publicist, planned, outside
):
    factories.EventFactory(activity=planned, kind="rapport", date="2024-06-03")
    outside.events.update(kind="beleidsreactie", date="2024-05-01")
    sent = {"part_of": planned.pk, "part_of_source": SOURCE, "change_note": "Hetzelfde."}
    page = as_publicist.get(post(as_publicist, outside, **sent).url)
    told = "wachtlijsten: de beleidsreactie van 1 mei 2024 is van vóór het rapport."
    assert str(next(iter(page.context["messages"]))).startswith(told)
