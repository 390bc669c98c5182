"""The form of an adjustment: until when an activity is postponed."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission

from programmes.models import Adjustment
from programmes.workflow import publishing
from tests import factories
from tests.admin.adjustments import (
    BASE,
    Kind,
    change,
    enter,
    row,
    sent,
    viewer,
)


def terms(adjustment):
    found = adjustment.expectations.order_by("pk")
    return [(str(each.activity), str(each), each.first_day, each.last_day) for each in found]


def test_postponing_asks_until_when(as_redacteur, programme, activities):
    youth, police, _migration = activities
    factories.ExpectationFactory(activity=police)
    given = row(youth, kind="uitgesteld", until="najaar 2025")
    given |= row(police, kind="uitgesteld", until="zodra het kan")
    enter(as_redacteur, programme, **given)
    adjustment = Adjustment.objects.get()
    assert terms(adjustment) == [
        ("jeugd", "afronding: najaar 2025", date(2025, 9, 1), date(2025, 11, 30)),
        # Of the kind that was due.
        ("politie", "rapport: zodra het kan", None, None),
    ]
    page = as_redacteur.get(f"{BASE}/{adjustment.pk}/change/").text
    assert "“najaar 2025”: 1 september 2025 tot en met 30 november 2025." in page
    assert 'value="najaar 2025"' in page
    assert '<p class="entries__quiet">1 september 2025 tot en met 30 november 2025</p>' in page


def test_other_terms_of_an_adjustment_are_shown_and_kept(as_redacteur, programme, activities):
    enter(as_redacteur, programme, **row(activities[0], kind="uitgesteld", until="najaar 2025"))
    adjustment = Adjustment.objects.get()
    factories.ExpectationFactory(
        activity=activities[0], kind="rapport", words="eind 2025", adjustment=adjustment
    )
    assert (
        "1 september 2025 tot en met 30 november 2025. Ook gezegd: rapport: eind 2025. "
        "Verander dat op het scherm van de activiteit."
    ) in as_redacteur.get(f"{BASE}/{adjustment.pk}/change/").text
    change(as_redacteur, adjustment, **row(activities[0], until="eind 2030"))
    assert [each[1] for each in terms(adjustment)] == ["afronding: eind 2030", "rapport: eind 2025"]


def test_a_term_changes_with_its_row_and_with_the_date_it_counts_from(
    as_redacteur, programme, activities
):
    enter(as_redacteur, programme, **row(activities[0], kind="uitgesteld", until="over een jaar"))
    adjustment = Adjustment.objects.get()
    assert terms(adjustment)[0][2:] == (date(2025, 1, 1), date(2025, 12, 31))
    change(as_redacteur, adjustment, date="1-5-2025")
    assert terms(adjustment)[0][2:] == (date(2026, 1, 1), date(2026, 12, 31))
    change(as_redacteur, adjustment, **row(activities[0], until="eind 2027"))
    assert terms(adjustment) == [
        ("jeugd", "afronding: eind 2027", date(2027, 9, 1), date(2027, 12, 31))
    ]


@pytest.mark.parametrize("given", [{"kind": ""}, {"kind": "vervallen"}, {"until": ""}])
def test_a_term_goes_with_its_row(as_redacteur, programme, activities, given):
    enter(as_redacteur, programme, **row(activities[0], kind="uitgesteld", until="eind 2025"))
    adjustment = Adjustment.objects.get()
    change(as_redacteur, adjustment, **row(activities[0], **given))
    assert terms(adjustment) == []


@pytest.mark.parametrize("given", [{}, {"kind": "getemporiseerd"}, {"kind": "vervallen"}])
def test_an_expectation_of_another_row_than_a_postponed_one_stays(
    as_redacteur, programme, activities, given
):
    youth, police, _migration = activities
    enter(as_redacteur, programme, **row(police, kind="vervallen"), **row(youth, **given))
    adjustment = Adjustment.objects.get()
    factories.ExpectationFactory(activity=youth, adjustment=adjustment)
    before = terms(adjustment)
    change(as_redacteur, adjustment, explanation="Anders.")
    change(as_redacteur, adjustment, **row(youth, kind="verplaatst"))
    assert terms(adjustment) == before
    assert before[0][:2] == ("jeugd", "rapport: eind 2024")


def test_only_the_term_goes_with_a_postponed_row(as_redacteur, programme, activities):
    enter(as_redacteur, programme, **row(activities[0], kind="uitgesteld", until="eind 2025"))
    adjustment = Adjustment.objects.get()
    factories.ExpectationFactory(activity=activities[0], adjustment=adjustment)
    change(as_redacteur, adjustment, **row(activities[0], kind="vervallen"))
    assert [each[1] for each in terms(adjustment)] == ["rapport: eind 2024"]


def test_a_term_that_is_stored_already_is_not_stored_twice(as_redacteur, programme, activities):
    enter(as_redacteur, programme, **row(activities[0], kind="vervallen"))
    adjustment = Adjustment.objects.get()
    factories.ExpectationFactory(
        activity=activities[0], adjustment=adjustment, kind="afronding", told_on=None
    )
    before = terms(adjustment)
    given = row(activities[0], kind="uitgesteld", until="eind 2024")
    assert change(as_redacteur, adjustment, **given).status_code == 302
    assert terms(adjustment) == before


def test_a_row_that_is_not_sent_keeps_its_term(as_redacteur, programme, activities):
    enter(as_redacteur, programme, **row(activities[0], kind="uitgesteld", until="eind 2025"))
    adjustment = Adjustment.objects.get()
    before = terms(adjustment)
    page = as_redacteur.get(f"{BASE}/{adjustment.pk}/change/")
    given = {name: value for name, value in sent(page).items()
             if not name.startswith(f"changes-{activities[0].pk}-")}  # fmt: skip
    as_redacteur.post(f"{BASE}/{adjustment.pk}/change/", given)
    assert terms(adjustment) == before


def test_a_term_is_public_with_its_adjustment(
    as_redacteur, publicist, client, programme, activities
):
    enter(as_redacteur, programme, **row(activities[0], kind="uitgesteld", until="eind 2025"))
    adjustment = Adjustment.objects.get()
    assert "eind 2025" not in client.get("/werkprogrammas/2024/").text
    publishing.publish(adjustment, by=publicist, emergency=True, reason="Spoed.")
    plan = client.get("/werkprogrammas/2024/").text
    assert "1 mei 2024, tot eind 2025, door de" in " ".join(plan.split())
    assert "uitgesteld tot eind 2025 (1 mei 2024)" in client.get(adjustment.get_absolute_url()).text


def test_who_saves_second_sees_the_term_of_the_other(as_redacteur, programme, activities):
    enter(as_redacteur, programme, **row(activities[0], kind="uitgesteld", until="eind 2025"))
    adjustment = Adjustment.objects.get()
    mine = as_redacteur.get(f"{BASE}/{adjustment.pk}/change/")
    change(as_redacteur, adjustment, **row(activities[0], until="eind 2026"))
    second = as_redacteur.post(f"{BASE}/{adjustment.pk}/change/", sent(mine, explanation="Anders."))
    (theirs,) = second.context["conflict"].theirs
    assert (theirs.what, theirs.action) == ("verwachting", "gewijzigd")
    fields = [(each.label, each.before, each.after) for each in theirs.fields]
    assert ("termijn in woorden", "eind 2025", "eind 2026") in fields


def test_a_change_of_a_term_is_explained_to_readers(as_publicist, client, programme, activities):
    adjustment = factories.AdjustmentFactory(programme=programme, sources=[])
    given = row(activities[0], kind="uitgesteld", until="eind 2025")
    change(as_publicist, adjustment, change_note="Stond er nog niet bij.", **given)
    given = row(activities[0], until="eind 2026") | {"change_note": "Het jaar klopte niet."}
    change(as_publicist, adjustment, **given)
    for page in (adjustment, activities[0]):
        text = " ".join(client.get(page.get_absolute_url()).text.split())
        assert "Het jaar klopte niet." in text
        assert "Verwachting gewijzigd" in text
    history = as_publicist.get(f"{BASE}/{adjustment.pk}/history/").text
    assert "verwachting gewijzigd" in " ".join(history.split()).lower()


@pytest.mark.parametrize("kind", ["uitgesteld", "vervallen"])
def test_who_may_not_tell_what_is_expected_keeps_the_term(client, programme, activities, kind):
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None, sources=[])
    event = factories.EventFactory(activity=activities[0], kind=Kind.POSTPONED, adjustment=draft)
    factories.ExpectationFactory(activity=event.activity, adjustment=draft, told_on=None)
    user = viewer()
    names = ["change_adjustment", "add_event", "change_event"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    client.force_login(user)
    given = row(activities[0], until="eind 2030", note="Met een toelichting.", kind=kind)
    assert change(client, draft, **given).status_code == 302
    assert [(each.kind, each.note) for each in draft.events.all()] == [
        (kind, "Met een toelichting.")
    ]
    assert draft.expectations.get().words == "eind 2024"
