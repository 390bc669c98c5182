"""The form of an adjustment: its rows are stored as events in one transaction."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User

from programmes.admin import adjustment_rows
from programmes.changes.for_staff import version_of
from programmes.models import Activity, Adjustment, Event, Planning, PublicChange
from programmes.workflow import publishing
from programmes.workflow.along import together
from programmes.workflow.versions import last_changers
from tests import factories

BASE = "/beheer/programmes/adjustment"
Kind = Event.Kind


@pytest.fixture
def programme(db):
    return factories.ProgrammeFactory(first_year=2024)


@pytest.fixture
def later(programme):
    return factories.ProgrammeFactory(first_year=2025)


@pytest.fixture
def activities(programme):
    titles = ("jeugd", "politie", "migratie")
    return [
        factories.PlanningFactory(programme=programme, activity__title=title).activity
        for title in titles
    ]


def rows(page):
    """Return the forms of the rows on the screen."""
    return [form for inline in page.context["inline_admin_formsets"]
            for form in inline.formset.forms]  # fmt: skip


def sent(page, **given):
    """Return the POST data of the form in a response, updated with `given`."""
    screen = page.context["adminform"].form
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    forms = [screen, *(each.management_form for each in formsets), *rows(page)]
    values = {field.html_name: field.value() for form in forms for field in form}
    values |= {name: page.context.get(name) for name in ("version", "seen")} | {"sources": ""}
    # A browser does not send checkboxes that are off.
    return {k: v for k, v in (values | given).items() if v is not None and v is not False}


def enter(client, programme, **given):
    address = f"{BASE}/add/?programme={programme.pk}"
    own = {"date": "1-5-2024", "reason": "incident", "explanation": "Een incident."}
    return client.post(address, sent(client.get(address), **(own | given)))


def change(client, adjustment, **given):
    address = f"{BASE}/{adjustment.pk}/change/"
    return client.post(address, sent(client.get(address), **given))


def row(activity, **given):
    return {f"changes-{activity.pk}-{name}": value for name, value in given.items()}


def new(number, **given):
    return {f"additions-nieuw-{number}-{name}": value for name, value in given.items()}


def problems(response):
    """Return the errors of each row of the form in a response."""
    assert response.status_code == 200
    return [
        (form.subject, name, message)
        for form in rows(response)
        for name, messages in form.errors.items()
        for message in messages
    ]


def told(adjustment):
    events = adjustment.events.order_by("pk")
    return [(str(each.activity), str(each), each.note) for each in events]


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
    assert f'<a href="{BASE}/add/" class="addlink">Nieuwe bijstelling</a>' in listed.text
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


def test_who_may_not_remove_an_activity_gets_no_link(client, programme):
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None, sources=[])
    added = factories.ActivityFactory(title="Nieuw", publish_at=None)
    factories.EventFactory(activity=added, kind=Kind.ADDED, adjustment=draft, date=draft.date)
    user = viewer()
    rights = ["change_adjustment", "add_event", "change_event"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    change(client, draft, **{f"additions-{added.pk}-remove": "on"})
    page = client.get(f"{BASE}/{draft.pk}/change/").text
    assert "Zij blijft als concept in het register." in page
    assert "Verwijder haar" not in page


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


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"note": "Zomaar."}, ("kind", "Kies wat er met deze activiteit gebeurt.")),
        (
            {"kind": "rapport"},
            ("kind", "Selecteer een geldige keuze. rapport is geen beschikbare keuze."),
        ),
        (
            {"kind": "vervallen", "when": "ooit"},
            ("when", "Geef een dag (3-5-2024), een maand (mei 2024) of een jaar (2024)."),
        ),
        (
            {"kind": "vervallen", "moved_to": "later"},
            ("moved_to", "Alleen een activiteit die is verplaatst, heeft een ander werkprogramma."),
        ),
        (
            {"kind": "verplaatst", "moved_to": "programme"},
            ("moved_to", "Selecteer een geldige keuze. Deze keuze is niet beschikbaar."),
        ),
    ],
)
def test_errors_are_beside_their_row_and_nothing_is_stored(
    as_redacteur, programme, activities, later, given, expected
):
    keys = {"later": later.pk, "programme": programme.pk}
    given = {name: keys.get(value, value) for name, value in given.items()}
    good = row(activities[1], kind="vervallen", note="Blijft staan.") | new(1, title="Blijft ook")
    response = enter(as_redacteur, programme, **row(activities[0], **given), **good)
    assert problems(response)[0] == ("jeugd", *expected)
    assert "Blijft staan.</textarea>" in response.text
    assert 'value="Blijft ook"' in response.text
    assert not Adjustment.objects.exists()
    assert not Event.objects.exists()


NOT_CALLED_SO = "Geen activiteit heet zo. Is zij nieuw, vink dat dan aan."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"title": "jeugd"}, ("title", "Deze activiteit staat al in het werkprogramma.")),
        ({"title": "heel iets anders"}, ("title", NOT_CALLED_SO)),
        (
            {"title": "onderzoek bij politie"},
            (
                "title",
                "Geen activiteit heet zo. Kies er een die erop lijkt, of vink “nieuw” aan.",
            ),
        ),
        (
            {"title": "jeugd", "is_new": "on"},
            ("is_new", "Deze activiteit staat al in het register."),
        ),
        ({"note": "Zonder titel."}, ("title", "Dit veld is verplicht.")),
    ],
)
def test_errors_of_an_addition_are_beside_it(as_redacteur, programme, activities, given, expected):
    response = enter(as_redacteur, programme, **new(2, **given))
    assert [(name, text) for _subject, name, text in problems(response)] == [expected]
    assert not Adjustment.objects.exists()


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


def test_an_activity_has_one_row(as_redacteur, programme, activities):
    twice = new(1, title="Heel  nieuw", is_new="on") | new(2, title="heel nieuw ", is_new="on")
    response = enter(as_redacteur, programme, **twice)
    message = "Deze activiteit staat al in een regel hiervoor."
    assert [text for _subject, _name, text in problems(response)] == [message]
    both = row(activities[0], kind="vervallen") | new(1, title="jeugd")
    response = enter(as_redacteur, programme, **both)
    message = "Hierboven gebeurt er iets anders met deze activiteit."
    assert [text for _subject, _name, text in problems(response)] == [message]


def test_what_was_taken_out_before_can_be_added_again(as_redacteur, programme, activities):
    earlier = factories.AdjustmentFactory(programme=programme, date=date(2024, 2, 1))
    factories.EventFactory(activity=activities[0], kind=Kind.DROPPED, adjustment=earlier)
    assert enter(as_redacteur, programme, **new(1, title="jeugd")).status_code == 302
    assert Planning.objects.filter(activity=activities[0]).count() == 1


def test_two_drafts_do_not_plan_an_activity_in_the_same_programme(
    as_redacteur, programme, activities, later
):
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None)
    factories.PlanningFactory(programme=later, activity=activities[0], adjustment=draft)
    response = enter(
        as_redacteur, programme, **row(activities[0], kind="verplaatst", moved_to=later.pk)
    )
    message = (
        "Een andere bijstelling, die niet openbaar is, brengt deze activiteit daar: "
        "bijstelling 2024 (1 mei 2024)."
    )
    assert problems(response) == [("jeugd", "moved_to", message)]


def test_an_activity_of_another_programme_is_ignored(as_redacteur, programme):
    stranger = factories.ActivityFactory()
    enter(as_redacteur, programme, **row(stranger, kind="vervallen"))
    assert not Event.objects.exists()


def test_who_saves_second_sees_the_conflict_and_keeps_the_input(
    as_redacteur, programme, activities
):
    enter(as_redacteur, programme, **row(activities[0], kind="uitgesteld", note="Eerst."))
    adjustment = Adjustment.objects.get()
    mine = as_redacteur.get(f"{BASE}/{adjustment.pk}/change/")
    theirs = row(activities[0], kind="") | new(1, title="Hun activiteit", is_new="on", note="Hun.")
    assert change(as_redacteur, adjustment, **theirs).status_code == 302

    address = f"{BASE}/{adjustment.pk}/change/"
    second = as_redacteur.post(address, sent(mine, **row(activities[2], kind="vervallen")))
    assert "Iemand anders heeft dit intussen opgeslagen." in second.text
    done = {(each.what, each.action) for each in second.context["conflict"].theirs}
    assert {("mijlpaal", "verwijderd"), ("mijlpaal", "toegevoegd")} <= done
    assert told(adjustment) == [("Hun activiteit", "toegevoegd 1 mei 2024", "Hun.")]

    # Rows that only the other changed are as stored; the row that was changed here stays.
    assert as_redacteur.post(address, sent(second)).status_code == 302
    assert sorted(told(adjustment)) == [
        ("Hun activiteit", "toegevoegd 1 mei 2024", "Hun."),
        ("migratie", "vervallen 1 mei 2024", ""),
    ]


def test_a_change_of_a_row_is_a_change_of_the_adjustment(
    as_redacteur, programme, activities, redacteur
):
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None)
    change(as_redacteur, draft, **row(activities[0], kind="vervallen"))
    assert last_changers([draft]) == {draft: redacteur.pk}


def test_a_change_of_a_public_adjustment_is_explained(as_publicist, client, programme, activities):
    adjustment = factories.AdjustmentFactory(programme=programme, sources=[])
    given = row(activities[0], kind="vervallen", note="Geen mensen.")
    refused = change(as_publicist, adjustment, **given)
    errors = refused.context["adminform"].form.errors
    assert errors == {"change_note": ["Vertel lezers waarom dit verandert."]}
    assert "Geen mensen.</textarea>" in refused.text
    given |= {"change_note": "Stond er nog niet bij."}
    assert change(as_publicist, adjustment, **given).status_code == 302
    noted = PublicChange.objects.filter(note="Stond er nog niet bij.")
    assert sorted(noted.values_list("noun", flat=True)) == ["activity", "adjustment"]
    page = client.get(adjustment.get_absolute_url()).text
    assert "Mijlpaal toegevoegd" in page
    assert "Stond er nog niet bij." in page


def viewer():
    user = User.objects.create_user("kees", is_staff=True)
    names = ["view_adjustment", "view_event"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


@pytest.mark.parametrize("who", ["redacteur", "publicist", "viewer", "visitor", "nobody"])
def test_each_role_stores_what_it_may(client, request, who, programme, activities):
    public = factories.AdjustmentFactory(programme=programme, sources=[])
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None, sources=[])
    if who in ("redacteur", "publicist"):
        client.force_login(request.getfixturevalue(who))
    elif who != "visitor":
        client.force_login(
            viewer() if who == "viewer" else User.objects.create_user("nel", is_staff=True)
        )
    counts = {f"{prefix}-{key}": 0 for prefix in ("changes", "additions")
              for key in ("TOTAL_FORMS", "INITIAL_FORMS")}  # fmt: skip
    own = {"date": "1-5-2024", "reason": "incident", "explanation": "x", "change_note": "Zo."}
    given = counts | own | row(activities[0], kind="vervallen")

    def store(path, **more):
        before = Event.objects.count()
        client.post(f"{BASE}/{path}", given | more)
        return Event.objects.count() > before

    able = {
        "add": store(f"add/?programme={programme.pk}"),
        "change a draft": store(f"{draft.pk}/change/", version=version_of(draft)),
        "change what is public": store(f"{public.pk}/change/", version=version_of(public)),
    }
    expected = {
        "redacteur": {"add", "change a draft"},
        "publicist": {"add", "change a draft", "change what is public"},
    }
    assert {action for action, done in able.items() if done} == expected.get(who, set())


def test_who_may_only_view_sees_the_rows(client, programme, activities):
    adjustment = factories.AdjustmentFactory(programme=programme)
    event = factories.EventFactory(
        activity=activities[0], kind=Kind.DROPPED, adjustment=adjustment, note="Geen mensen."
    )
    client.force_login(viewer())
    page = client.get(f"{BASE}/{adjustment.pk}/change/").text
    assert "Geen mensen." in page
    assert f'name="changes-{event.activity_id}-kind"' not in page


def test_who_may_change_adjustments_but_not_events_changes_no_event(client, programme, activities):
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None, sources=[])
    factories.EventFactory(activity=activities[0], kind=Kind.DROPPED, adjustment=draft)
    user = viewer()
    user.user_permissions.add(Permission.objects.get(codename="change_adjustment"))
    client.force_login(user)
    given = row(activities[0], kind="uitgesteld") | row(activities[1], kind="vervallen")
    assert change(client, draft, explanation="Anders.", **given).status_code == 302
    draft.refresh_from_db()
    assert draft.explanation == "Anders."
    assert [(str(each.activity), each.kind) for each in draft.events.all()] == [
        ("jeugd", "vervallen")
    ]


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
