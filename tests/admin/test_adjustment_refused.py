"""The form of an adjustment: what it refuses, from whom, and what another stored meanwhile."""

import pytest
from django.contrib.auth.models import Permission, User

from programmes.changes.for_staff import version_of
from programmes.models import Adjustment, Event, PublicChange
from tests import factories
from tests.admin.adjustments import (
    BASE,
    Kind,
    change,
    enter,
    new,
    problems,
    row,
    sent,
    told,
    viewer,
)
from tests.admin.outcomes import plan


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


# What is typed in a row, and its error.
WRONG = [
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
]


def test_errors_are_beside_their_row_and_nothing_is_stored(as_redacteur, programme, later):
    keys = {"later": later.pk, "programme": programme.pk}
    good = plan(programme, title="goed")
    given = row(good, kind="vervallen", note="Blijft staan.") | new(1, title="Blijft ook")
    expected = []
    for number, (typed, error) in enumerate(WRONG):
        activity = plan(programme, title=f"fout {number}")
        given |= row(activity, **{name: keys.get(value, value) for name, value in typed.items()})
        expected.append((activity.title, *error))
    response = enter(as_redacteur, programme, **given)
    assert problems(response)[: len(WRONG)] == expected
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


def test_an_activity_has_one_row(as_redacteur, programme, activities):
    twice = new(1, title="Heel  nieuw", is_new="on") | new(2, title="heel nieuw ", is_new="on")
    response = enter(as_redacteur, programme, **twice)
    message = "Deze activiteit staat al in een regel hiervoor."
    assert [text for _subject, _name, text in problems(response)] == [message]
    both = row(activities[0], kind="vervallen") | new(1, title="jeugd")
    response = enter(as_redacteur, programme, **both)
    message = "Hierboven gebeurt er iets anders met deze activiteit."
    assert [text for _subject, _name, text in problems(response)] == [message]


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
