"""The form of an adjustment: its rows are stored as events in one transaction."""

from datetime import date

import pytest

from programmes.admin import adjustment_rows
from programmes.changes.for_staff import version_of
from programmes.models import Activity, Adjustment, Event, Planning
from programmes.workflow.along import together
from programmes.workflow.versions import last_changers
from tests import factories
from tests.admin.adjustments import (
    BASE,
    Kind,
    change,
    enter,
    new,
    problems,
    row,
    rows,
    sent,
    told,
)


def test_the_programme_is_chosen_first(as_redacteur, programme):
    page = as_redacteur.get(f"{BASE}/add/?_popup=1")
    first = page.text.split("<select")[1].split("<option")[1]
    assert first.startswith(' value="">Kies een werkprogramma<')
    assert f'<option value="{programme.pk}">Werkprogramma 2024</option>' in page.text
    assert '<input type="hidden" name="_popup" value="1">' in page.text


@pytest.mark.parametrize("key", ["999999", "x", "", "9" * 5000])
def test_a_programme_that_does_not_exist_is_not_found(as_redacteur, key):
    assert as_redacteur.get(f"{BASE}/add/?programme={key}").status_code == 404


def test_lists_and_programmes_link_to_the_form(as_redacteur, programme):
    factories.AdjustmentFactory(programme=programme, publish_at=None)
    listed = as_redacteur.get(f"{BASE}/?programme__id__exact={programme.pk}")
    # Whoever comes back from the form finds the list filtered as before.
    kept = f"_changelist_filters=programme__id__exact%3D{programme.pk}"
    assert f'<a href="{BASE}/add/?{kept}" class="addlink">Nieuwe bijstelling</a>' in listed.text
    assert "bijstelling 2024 (1 mei 2024)" in listed.text
    # A redacteur may not change a public programme, but may add an adjustment to it.
    page = as_redacteur.get(f"/beheer/programmes/workprogramme/{programme.pk}/change/").text
    assert f'<a href="{BASE}/add/?programme={programme.pk}">Nieuwe bijstelling</a>' in page
    assert f'<a href="{BASE}/?programme__id__exact={programme.pk}">Bijstellingen</a>' in page


def test_each_planned_activity_is_a_row(as_redacteur, programme, activities):
    page = as_redacteur.get(f"{BASE}/add/?programme={programme.pk}")
    subjects = [form.subject for form in rows(page)]
    assert subjects[:3] == ["jeugd", "politie", "migratie"]
    assert 'aria-label="wat er gebeurt: jeugd"' in page.text


def test_rows_are_stored_as_events_and_plannings(as_redacteur, programme, activities, later):
    youth, police, migration = activities
    known = factories.ActivityFactory(title="Bekend onderzoek")
    response = enter(
        as_redacteur,
        programme,
        **row(youth, kind="uitgesteld", note="Door een incident.", when="juni 2024"),
        **row(police, kind="getemporiseerd"),
        **row(migration, kind="verplaatst", moved_to=later.pk),
        **new(1, title="bekend ONDERZOEK"),
        **new(2, title="Onderzoek naar het incident", is_new="on", note="Op verzoek."),
    )
    assert response.status_code == 302
    adjustment = Adjustment.objects.get()
    assert (adjustment.programme, adjustment.state) == (programme, "concept")
    assert told(adjustment) == [
        ("jeugd", "uitgesteld juni 2024", "Door een incident."),
        ("politie", "getemporiseerd 1 mei 2024", ""),
        ("migratie", "verplaatst naar een ander werkprogramma 1 mei 2024", ""),
        ("Bekend onderzoek", "toegevoegd 1 mei 2024", ""),
        ("Onderzoek naar het incident", "toegevoegd 1 mei 2024", "Op verzoek."),
    ]
    made = Activity.objects.get(title="Onderzoek naar het incident")
    assert made.state == "concept"
    brought = {(each.programme, each.activity) for each in adjustment.plannings.all()}
    assert brought == {(later, migration), (programme, known), (programme, made)}
    assert not Event.objects.published().exists()
    assert together(adjustment) == [adjustment, made]


def test_an_adjustment_is_changed_on_the_same_screen(as_redacteur, programme, activities, later):
    youth, police, _migration = activities
    enter(
        as_redacteur,
        programme,
        **row(youth, kind="uitgesteld"),
        **row(police, kind="verplaatst", moved_to=later.pk),
        **new(1, title="Nieuw", is_new="on"),
    )
    adjustment = Adjustment.objects.get()
    added = Activity.objects.get(title="Nieuw")
    page = as_redacteur.get(f"{BASE}/{adjustment.pk}/change/")
    assert [form.subject for form in rows(page)][:4] == ["jeugd", "politie", "migratie", "Nieuw"]
    given = row(youth, kind="vervallen") | row(police, kind="", moved_to="")
    given[f"additions-{added.pk}-remove"] = "on"
    assert change(as_redacteur, adjustment, date="2-6-2024", **given).status_code == 302
    assert told(adjustment) == [("jeugd", "vervallen 2 juni 2024", "")]
    assert not Planning.objects.filter(adjustment=adjustment).exists()


def test_a_new_activity_that_is_taken_out_stays_and_can_be_removed(
    as_redacteur, programme, activities
):
    known = factories.ActivityFactory(title="Bekend", publish_at=None)
    factories.PlanningFactory(activity=known, programme__first_year=2023)
    given = new(1, title="Nieuw", is_new="on") | new(2, title="Bekend")
    enter(as_redacteur, programme, **given, **row(activities[0], kind="vervallen"))
    adjustment, added = Adjustment.objects.get(), Activity.objects.get(title="Nieuw")
    removed = {f"additions-{each.pk}-remove": "on" for each in (known, added)}
    change(as_redacteur, adjustment, **removed, **row(activities[0], kind=""))
    page = as_redacteur.get(f"{BASE}/{adjustment.pk}/change/")
    address = f"/beheer/programmes/activity/{added.pk}/delete/"
    told = "“Nieuw” staat in geen werkprogramma meer. Zij blijft als concept in het register."
    assert page.text.count("blijft als concept in het register") == 1
    assert f'{told} <a href="{address}">Verwijder haar</a>' in page.text
    as_redacteur.post(address, {"post": "yes"})
    assert not Activity.objects.filter(title="Nieuw").exists()


def test_events_on_the_date_of_the_adjustment_follow_it(as_redacteur, programme, activities):
    given = row(activities[0], kind="uitgesteld") | row(
        activities[1], kind="vervallen", when="2024"
    )
    enter(as_redacteur, programme, **given)
    adjustment = Adjustment.objects.get()
    change(as_redacteur, adjustment, date="")
    dates = adjustment.events.order_by("pk").values_list("date", "date_precision")
    assert list(dates) == [(None, None), (date(2024, 1, 1), "jaar")]


def test_saving_without_a_change_stores_nothing(as_redacteur, programme, activities):
    enter(as_redacteur, programme, **row(activities[0], kind="uitgesteld", when="juni 2024"))
    adjustment = Adjustment.objects.get()
    before = version_of(adjustment)
    assert change(as_redacteur, adjustment).status_code == 302
    assert version_of(adjustment).split(".")[1:] == before.split(".")[1:]


def test_an_activity_is_found_by_some_words(as_redacteur, programme):
    for year in (2022, 2023):
        factories.PlanningFactory(
            programme=factories.ProgrammeFactory(first_year=year),
            activity__title="Toezicht op de werkstraf",
        )
    factories.ActivityFactory(title="Straf en werk")
    response = enter(as_redacteur, programme, **new(1, title="werkstraf toezicht"))
    (found,) = [form for form in rows(response) if "found" in form.fields]
    choices = found.fields["found"].widget.choices
    assert [label for _key, label in choices] == [
        "---------",
        "Toezicht op de werkstraf (werkprogramma 2022)",
        "Toezicht op de werkstraf (werkprogramma 2023)",
    ]
    chosen, _label = choices[2]
    given = new(1, title="werkstraf toezicht", found=chosen)
    assert enter(as_redacteur, programme, **given).status_code == 302
    assert Event.objects.get().activity.pk == int(chosen)


def test_of_two_activities_with_one_title_one_is_chosen(as_redacteur, programme):
    first, _second = [factories.ActivityFactory(title="Werkstraf") for _number in range(2)]
    response = enter(as_redacteur, programme, **new(1, title="werkstraf"))
    message = "Meer dan één activiteit heet zo. Kies welke u bedoelt."
    assert [text for _subject, _name, text in problems(response)] == [message]
    enter(as_redacteur, programme, **new(1, title="werkstraf", found=first.pk))
    assert Event.objects.get().activity == first


def test_what_was_taken_out_before_can_be_added_again(as_redacteur, programme, activities):
    earlier = factories.AdjustmentFactory(programme=programme, date=date(2024, 2, 1))
    factories.EventFactory(activity=activities[0], kind=Kind.DROPPED, adjustment=earlier)
    assert enter(as_redacteur, programme, **new(1, title="jeugd")).status_code == 302
    assert Planning.objects.filter(activity=activities[0]).count() == 1


def test_a_change_of_a_row_is_a_change_of_the_adjustment(
    as_redacteur, programme, activities, redacteur
):
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None)
    change(as_redacteur, draft, **row(activities[0], kind="vervallen"))
    assert last_changers([draft]) == {draft: redacteur.pk}


def subjects(page):
    changes = page.context["inline_admin_formsets"][0].formset
    return [form.subject for form in changes.forms]


def test_a_long_programme_is_divided_into_pages(as_redacteur, programme, activities, monkeypatch):
    monkeypatch.setattr(adjustment_rows, "SHOWN", 2)
    add = f"{BASE}/add/?programme={programme.pk}"
    first = as_redacteur.get(add)
    assert subjects(first) == ["jeugd", "politie"]
    assert f'href="?programme={programme.pk}&amp;activiteiten=2#regels"' in first.text
    assert subjects(as_redacteur.get(f"{add}&activiteiten=2")) == ["migratie"]
    assert subjects(as_redacteur.get(f"{add}&zoek=POLI")) == ["politie"]

    enter(as_redacteur, programme, **row(activities[0], kind="vervallen"))
    adjustment = Adjustment.objects.get()
    # What it changes is on each page.
    second = f"{BASE}/{adjustment.pk}/change/?activiteiten=2"
    page = as_redacteur.get(second)
    assert subjects(page) == ["migratie", "jeugd"]
    as_redacteur.post(second, sent(page, **row(activities[2], kind="uitgesteld")))
    assert sorted((str(each.activity), each.kind) for each in adjustment.events.all()) == [
        ("jeugd", "vervallen"),
        ("migratie", "uitgesteld"),
    ]


def test_a_search_drops_no_row_that_was_sent(as_redacteur, programme, activities):
    address = f"{BASE}/add/?programme={programme.pk}&zoek=poli"
    page = as_redacteur.get(address)
    Activity.objects.filter(title="politie").update(title="agenten")
    own = {"date": "1-5-2024", "reason": "incident", "explanation": "Een incident."}
    given = own | row(activities[1], kind="vervallen")
    assert as_redacteur.post(address, sent(page, **given)).status_code == 302
    assert told(Adjustment.objects.get()) == [("agenten", "vervallen 1 mei 2024", "")]


def test_many_rows_take_no_more_queries(as_redacteur, programme, django_assert_max_num_queries):
    for _number in range(30):
        factories.PlanningFactory(programme=programme)
    with django_assert_max_num_queries(20):
        as_redacteur.get(f"{BASE}/add/?programme={programme.pk}")
