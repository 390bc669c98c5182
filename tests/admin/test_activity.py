"""The list of activities, and the form with events and expectations."""

from datetime import date

import pytest
from django.contrib.messages import get_messages

from programmes.models import Expectation
from programmes.workflow.versions import last_changers
from tests import factories

LIST = "/beheer/programmes/activity/"


def test_the_list_counts_the_activities_of_each_year(as_redacteur):
    factories.PlanningFactory(programme__first_year=2023)
    programme = factories.ProgrammeFactory(first_year=2024)
    factories.PlanningFactory.create_batch(2, programme=programme)
    page = as_redacteur.get(f"{LIST}?_facets=True")
    assert page.status_code == 200
    assert [year in page.text for year in ("2024 (2)", "2023 (1)")] == [True, True]


def test_the_list_shows_the_activities_of_a_year(as_redacteur):
    planning = factories.PlanningFactory(programme__first_year=2023, programme__last_year=2024)
    factories.PlanningFactory(programme__first_year=2025)
    page = as_redacteur.get(f"{LIST}?jaar=2024")
    assert list(page.context["cl"].queryset) == [planning.activity]


def posted(page, **given):
    """Return the POST data of the form in a response, updated with `given`."""
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    rows = [form for formset in formsets for form in formset.forms]
    forms = [page.context["adminform"].form, *(each.management_form for each in formsets), *rows]
    values = {field.html_name: field.value() for form in forms for field in form}
    values |= {name: page.context.get(name) for name in ("version", "seen")}
    values |= {"sources": "", "partners": ""}
    return {k: v for k, v in (values | given).items() if v is not None and v is not False}


def change(client, activity, **given):
    address = f"{LIST}{activity.pk}/change/"
    return client.post(address, posted(client.get(address), **given))


def expected(number, total, **given):
    names = {f"expectations-{number}-{name}": value for name, value in given.items()}
    return names | {"expectations-TOTAL_FORMS": total}


def rows(page):
    """Return the text of the read-only fields of each expectation on the screen."""
    inlines = page.context["inline_admin_formsets"]
    (inline,) = [each for each in inlines if each.formset.model is Expectation]
    return [
        [
            field.contents()
            for fieldset in form
            for line in fieldset
            for field in line
            if field.is_readonly
        ]
        for form in inline
    ]


@pytest.fixture
def activity(db):
    return factories.ActivityFactory(publish_at=None, sources=[])


def test_the_days_of_a_term_follow_from_its_words(as_redacteur, activity):
    given = expected(0, 1, kind="rapport", words="najaar 2025", told_on="1-2-2025")
    change(as_redacteur, activity, **given)
    page = as_redacteur.get(f"{LIST}{activity.pk}/change/")
    days = "1 september 2025 tot en met 30 november 2025"
    assert f"“najaar 2025”: {days}." in page.text
    assert rows(page)[0] == ["geldt", days]
    change(as_redacteur, activity, **expected(0, 1, words="eind 2025"))
    assert activity.expectations.get().last_day == date(2025, 12, 31)


def test_words_that_are_not_known_take_days_by_hand(as_redacteur, activity):
    given = {"kind": "rapport", "words": "zodra het kan"}
    change(as_redacteur, activity, **expected(0, 1, **given))
    page = as_redacteur.get(f"{LIST}{activity.pk}/change/")
    none = "uit deze woorden volgen geen dagen; vul ze zelf in als de bron ze noemt"
    assert rows(page)[0] == ["geldt", none]
    change(as_redacteur, activity, **expected(0, 1, first_day="1-3-2025", last_day="2-3-2025"))
    page = as_redacteur.get(f"{LIST}{activity.pk}/change/")
    days = "1 maart 2025 tot en met 2 maart 2025 (zelf ingevuld)"
    assert rows(page)[0] == ["geldt", days]


def test_expectations_stand_in_the_order_in_which_they_were_told(as_redacteur, activity):
    draft = factories.AdjustmentFactory(date=date(2024, 9, 1), publish_at=None)
    for words, source in [
        ("begin 2025", {"adjustment": draft, "told_on": None}),
        ("eind 2024", {"told_on": date(2024, 6, 1)}),
        ("medio 2024", {"told_on": date(2024, 1, 1)}),
    ]:
        factories.ExpectationFactory(activity=activity, words=words, **source)
    page = as_redacteur.get(f"{LIST}{activity.pk}/change/")
    assert [standing for standing, _term in rows(page)[:3]] == [
        "vervangen door een latere",
        "geldt",
        "geldt zodra openbaar is waarin het staat",
    ]


def test_an_expectation_is_told_with_an_event_of_the_same_activity(as_redacteur, activity):
    own = factories.EventFactory(activity=activity)
    factories.EventFactory(activity=activity, adjustment=factories.AdjustmentFactory())
    other = factories.EventFactory()
    page = as_redacteur.get(f"{LIST}{activity.pk}/change/")
    (field,) = [
        inline.formset.empty_form.fields["event"]
        for inline in page.context["inline_admin_formsets"]
        if inline.formset.model is Expectation
    ]
    assert list(field.queryset) == [own]
    given = {"kind": "rapport", "words": "eind 2025", "event": other.pk}
    refused = change(as_redacteur, activity, **expected(0, 1, **given))
    assert refused.status_code == 200
    change(as_redacteur, activity, **expected(0, 1, **given | {"event": own.pk}))
    assert activity.expectations.get().event == own


@pytest.mark.parametrize("given", [{}, {"expectations-0-note": "Volgens het rapport."}])
def test_the_days_follow_an_event_that_is_corrected_in_the_same_save(as_redacteur, activity, given):
    event = factories.EventFactory(activity=activity, kind="rapport", date=date(2024, 5, 1))
    factories.ExpectationFactory(
        activity=activity, kind="beleidsreactie", event=event, told_on=None,
        words="binnen zes weken", first_day=None, last_day=None,
    )  # fmt: skip
    assert activity.expectations.get().last_day == date(2024, 6, 12)
    change(as_redacteur, activity, **given | {"events-0-date": "1-5-2025"})
    assert activity.events.get().date == date(2025, 5, 1)
    assert activity.expectations.get().last_day == date(2025, 6, 12)


@pytest.mark.parametrize("spelling", ["34 775 VI, nr. 21", "kst-34775-VI-21", "34775-vi-21"])
def test_an_event_takes_a_kamerstuk_in_any_spelling(as_redacteur, activity, spelling):
    given = {
        "events-TOTAL_FORMS": 1,
        "events-0-kind": "beleidsreactie",
        "events-0-kamerstuk": spelling,
        "events-0-ministry": "Minister voor Rechtsbescherming",
    }
    change(as_redacteur, activity, **given)
    event = activity.events.get()
    assert (event.kamerstuk_key, event.ministry) == (
        "kst-34775-VI-21",
        "Minister voor Rechtsbescherming",
    )
    change(as_redacteur, activity, **{"events-0-kamerstuk": ""})
    event.refresh_from_db()
    assert event.kamerstuk_key == ""


@pytest.mark.parametrize("wrong", ["nr. 21", "34 775 VI, nr. 21 en 34 775 VI, nr. 22"])
def test_a_kamerstuk_that_cannot_be_read_is_refused(as_redacteur, activity, wrong):
    given = {"events-TOTAL_FORMS": 1, "events-0-kind": "rapport", "events-0-kamerstuk": wrong}
    response = change(as_redacteur, activity, **given)
    assert "Schrijf een Kamerstuk als 34 775 VI, nr. 21." in response.text
    assert not activity.events.exists()


def test_an_expectation_counts_as_a_change_of_its_activity(as_redacteur, redacteur, activity):
    page = as_redacteur.get(f"{LIST}{activity.pk}/change/")
    change(as_redacteur, activity, **expected(0, 1, kind="rapport", words="eind 2025"))
    assert last_changers([activity]) == {activity: redacteur.pk}
    second = as_redacteur.post(f"{LIST}{activity.pk}/change/", posted(page, title="Anders"))
    theirs = second.context["conflict"].theirs
    assert [(each.what, each.action) for each in theirs] == [("verwachting", "toegevoegd")]
    history = as_redacteur.get(f"{LIST}{activity.pk}/history/").context["changes"]()
    assert ("verwachting", "toegevoegd") in [(each.what, each.action) for each in history]


def test_a_response_before_its_report_is_asked_about_and_stored(as_redacteur, activity):
    factories.EventFactory(activity=activity, kind="rapport", date=date(2024, 5, 2))
    factories.EventFactory(activity=activity, kind="beleidsreactie", date=date(2024, 5, 1))
    page = change(as_redacteur, activity, title="Andere titel")
    assert page.status_code == 302
    (question,) = [str(each) for each in get_messages(page.wsgi_request) if "vóór" in str(each)]
    assert question == (
        "Andere titel: de beleidsreactie van 1 mei 2024 is van vóór het rapport. Kijk de datums na."
    )


def test_two_responses_of_one_day_are_asked_about_once(as_redacteur, activity):
    factories.EventFactory(activity=activity, kind="rapport", date=date(2024, 5, 2))
    for title in ("aan de Kamer", "aan de burgemeester"):
        factories.EventFactory(
            activity=activity, kind="beleidsreactie", date=date(2024, 5, 1), title=title
        )
    page = change(as_redacteur, activity, title="Andere titel")
    assert len([each for each in get_messages(page.wsgi_request) if "vóór" in str(each)]) == 1


def told_day(client, activity, **given):
    """Add a report with a date; return the response."""
    given |= {"kind": "rapport"}
    row = {f"events-0-{name}": value for name, value in given.items()}
    return change(client, activity, **row, **{"events-TOTAL_FORMS": 1})


def test_a_day_is_a_day_without_choosing_that(as_redacteur, activity):
    assert told_day(as_redacteur, activity, date="22 september 2026").status_code == 302
    assert activity.events.get().date_precision == "dag"


def test_a_precision_that_is_cleared_is_asked_for(as_redacteur, activity):
    event = factories.EventFactory(activity=activity, kind="rapport", date=date(2024, 5, 2))
    row = {f"events-0-{name}": value for name, value in {
        "id": event.pk, "activity": activity.pk, "kind": "rapport", "date": "2-5-2024",
        "date_precision": "",
    }.items()}  # fmt: skip
    counts = {"events-TOTAL_FORMS": 1, "events-INITIAL_FORMS": 1}
    page = change(as_redacteur, activity, **row, **counts)
    assert "Geef een datum met de nauwkeurigheid erbij" in page.text


def test_the_first_day_of_a_month_may_stand_for_the_month(as_redacteur, activity):
    page = told_day(as_redacteur, activity, date="1-9-2026")
    assert "Geef een datum met de nauwkeurigheid erbij" in page.text
    told_day(as_redacteur, activity, date="1-9-2026", date_precision="maand")
    assert activity.events.get().when == "september 2026"


def test_an_expectation_chooses_among_many_events(as_redacteur, activity):
    events = factories.EventFactory.create_batch(20, activity=activity, kind="bericht")
    factories.ExpectationFactory(activity=activity)
    page = as_redacteur.get(f"{LIST}{activity.pk}/change/")
    (inline,) = [
        each for each in page.context["inline_admin_formsets"] if each.formset.model is Expectation
    ]
    assert len(list(inline.formset.forms[0].fields["event"].choices)) == len(events) + 1
