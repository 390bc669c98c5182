"""The screen of outcomes: events for all activities of a programme in one transaction."""

from datetime import date, timedelta

import pghistory
import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.utils import timezone
from lxml import html

from programmes.admin import outcomes
from programmes.changes.for_staff import as_changes, entries
from programmes.models import Event, Expectation, Proposal, PublicChange
from programmes.models.outcome import Outcome
from programmes.workflow.versions import last_changers
from tests import factories

BASE = "/beheer/programmes/workprogramme"
Kind = Event.Kind


@pytest.fixture
def programme(db):
    return factories.ProgrammeFactory(first_year=2024)


@pytest.fixture
def activities(programme):
    titles = ("jeugd", "politie", "migratie")
    return [plan(programme, title=title) for title in titles]


def plan(programme, **given):
    planned = {f"activity__{name}": value for name, value in given.items()}
    return factories.PlanningFactory(programme=programme, **planned).activity


def screen(programme):
    return f"{BASE}/{programme.pk}/uitkomsten/"


def scheduled(programme):
    """Return an activity that is scheduled; it was planned before, as that makes it a draft."""
    activity = plan(programme, publish_at=None)
    activity.publish_at = timezone.now() + timedelta(days=1)
    activity.save()
    return activity


def sent(page, **given):
    """Return the POST data of the form in a response, updated with `given`."""
    form = page.context["form"]
    values = {field.html_name: field.value() for each in (form, *form.rows) for field in each}
    values |= {f"{row.prefix}-seen": row.activity.seen for row in form.rows}
    return {name: "" if value is None else value for name, value in (values | given).items()}


def tell(client, programme, **given):
    return client.post(screen(programme), sent(client.get(screen(programme)), **given))


def row(activity, **given):
    return {f"{activity.pk}-{name}": value for name, value in given.items()}


def problems(response):
    """Return the errors of the form in a response: of each row, and of the whole."""
    assert response.status_code == 200
    form = response.context["form"]
    rows = [(each.subject, name, message) for each in form.rows
            for name, messages in each.errors.items() for message in messages]  # fmt: skip
    whole = [(name, message) for name, messages in form.errors.items() for message in messages]
    return rows, whole


def told():
    return [(str(each.activity), str(each)) for each in Event.objects.order_by("pk")]


def test_each_planned_activity_shows_what_is_known_of_it(as_publicist, programme, activities):
    factories.EventFactory(activity=activities[0], kind=Kind.STARTED, date=date(2024, 2, 1))
    factories.EventFactory(activity=activities[0], title="Jong en vast")
    factories.EventFactory(
        activity=activities[0], kind=Kind.RESPONSE, date=None, date_precision=None
    )
    draft = plan(programme, title="Nog een concept", publish_at=None)
    page = as_publicist.get(screen(programme))
    rows = page.context["form"].rows
    assert [(str(each.activity), each.activity.outcome) for each in rows] == [
        ("jeugd", "gereed"),
        ("politie", "niets"),
        ("migratie", "niets"),
        ("Nog een concept", "niets"),
    ]
    assert "Laatste: rapport, 1 juni 2024: Jong en vast" in page.text
    assert f'id="activiteit-{draft.pk}"' in page.text
    assert '<p class="entries__quiet">concept</p>' in page.text
    assert 'aria-label="wat er gebeurde: jeugd"' in page.text


def test_an_event_of_a_draft_adjustment_is_not_the_last_event(as_publicist, programme, activities):
    draft = factories.AdjustmentFactory(programme=programme, publish_at=None)
    factories.EventFactory(activity=activities[0], kind=Kind.DROPPED, adjustment=draft)
    first = as_publicist.get(screen(programme)).context["form"].rows[0]
    assert (first.activity.outcome, first.activity.last_event) == ("niets", None)


def test_many_rows_are_stored_at_once(as_publicist, programme, activities, publicist):
    youth, police, migration = activities
    response = tell(
        as_publicist,
        programme,
        **row(youth, kind="rapport", when="3-5-2024", title="Jong", url="www.inspectie-jenv.nl/r"),
        **row(police, kind="beleidsreactie", when="juni 2024", note="In één brief."),
        **row(migration, kind="afgerond"),
        change_note="De uitkomsten van 2024.",
    )
    assert response["Location"] == screen(programme)
    assert told() == [
        ("jeugd", "rapport 3 mei 2024"),
        ("politie", "beleidsreactie juni 2024"),
        ("migratie", "afgerond"),
    ]
    report = Event.objects.get(kind=Kind.REPORT)
    assert (report.title, report.url) == ("Jong", "https://www.inspectie-jenv.nl/r")
    noted = PublicChange.objects.filter(note="De uitkomsten van 2024.")
    told_of = {(each.noun, each.record_id) for each in noted}
    assert told_of == {("activity", each.pk) for each in activities}
    assert last_changers([youth]) == {youth: publicist.pk}
    page = as_publicist.get(screen(programme))
    assert "3 mijlpalen toegevoegd." in page.text
    assert "Laatste: beleidsreactie, juni 2024" in page.text
    public = as_publicist.get(youth.get_absolute_url()).text
    assert "Jong" in public
    assert "De uitkomsten van 2024." in public


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_of_event_can_be_added(as_publicist, programme, activities, kind):
    tell(as_publicist, programme, **row(activities[0], kind=kind), change_note="Nieuw.")
    assert Event.objects.get().kind == kind


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"title": "Zomaar"}, ("kind", "Kies wat er met deze activiteit gebeurde.")),
        (
            {"kind": "feest"},
            ("kind", "Selecteer een geldige keuze. feest is geen beschikbare keuze."),
        ),
        (
            {"kind": "rapport", "when": "ooit"},
            ("when", "Geef een dag (3-5-2024), een maand (mei 2024) of een jaar (2024)."),
        ),
        ({"kind": "rapport", "url": "geen adres"}, ("url", "Voer een geldige URL in.")),
        (
            {"kind": "rapport", "title": "x" * 301},
            (
                "title",
                "Zorg dat deze waarde niet meer dan 300 tekens bevat (het zijn er nu 301).",
            ),
        ),
        (
            {"kind": "rapport", "title": "Jong", "when": "1-6-2024"},
            ("kind", "Deze mijlpaal is er al."),
        ),
    ],
)
def test_errors_are_beside_their_row_and_nothing_is_stored(
    as_publicist, programme, activities, given, expected
):
    factories.EventFactory(activity=activities[0], title="Jong")
    good = row(activities[1], kind="rapport", note="Blijft staan.")
    response = tell(
        as_publicist, programme, **row(activities[0], **given), **good, change_note="Nu"
    )
    assert problems(response) == (
        [("jeugd", *expected)],
        [("__all__", "Er is nog niets opgeslagen: verbeter eerst de regels die gemarkeerd zijn.")],
    )
    assert "Blijft staan.</textarea>" in response.text
    assert f'<a href="#activiteit-{activities[0].pk}">jeugd</a>' in response.text
    assert Event.objects.count() == 1


def test_a_report_and_its_response_go_in_one_row(as_publicist, programme, activities):
    given = row(activities[0], kind="rapport", when="3-5-2024", title="Jong en vast")
    response = {"kind": "beleidsreactie", "when": "1-7-2024", "ministry": "JenV"}
    given |= {f"{activities[0].pk}-tweede-{name}": value for name, value in response.items()}
    response = tell(as_publicist, programme, **given, change_note="Nieuw.")
    assert response.status_code == 302
    assert told() == [("jeugd", "rapport 3 mei 2024"), ("jeugd", "beleidsreactie 1 juli 2024")]
    twice = given | {f"{activities[0].pk}-{name}": "" for name in ("kind", "when", "title")}
    page = tell(as_publicist, programme, **twice, change_note="Nieuw.")
    second = page.context["form"].rows[0].second
    assert dict(second.errors) == {"kind": ["Deze mijlpaal is er al."]}


def test_the_same_event_twice_in_a_row_is_an_error(as_publicist, programme, activities):
    same = row(activities[0], kind="rapport")
    same |= {f"{activities[0].pk}-tweede-kind": "rapport"}
    page = tell(as_publicist, programme, **same, change_note="Nieuw.")
    second = page.context["form"].rows[0].second
    assert dict(second.errors) == {"kind": ["Deze mijlpaal is er al."]}


def test_many_activities_are_on_pages(as_publicist, programme, monkeypatch):
    monkeypatch.setattr(outcomes, "SHOWN", 2)
    planned = [plan(programme, title=f"activiteit {number}") for number in range(3)]
    page = as_publicist.get(screen(programme))
    assert len(page.context["form"].rows) == 2
    address = f"{screen(programme)}?activiteiten=2"
    page = as_publicist.get(address)
    given = row(planned[2], kind="rapport") | {"change_note": "Nieuw."}
    response = as_publicist.post(address, sent(page, **given))
    assert response["Location"] == address
    assert told() == [("activiteit 2", "rapport")]


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


def test_an_empty_form_has_an_error(as_publicist, programme, activities):
    assert problems(tell(as_publicist, programme)) == (
        [],
        [("__all__", "Er is nog niets ingevuld.")],
    )


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


@pytest.mark.parametrize("seen", ["", "x", "9" * 40])
def test_a_row_without_a_version_is_not_stored(as_publicist, programme, activities, seen):
    given = row(activities[0], kind="rapport", seen=seen) | {"change_note": "Nieuw."}
    rows, _whole = problems(tell(as_publicist, programme, **given))
    assert rows == [("jeugd", "__all__", "Iemand anders heeft hier intussen iets opgeslagen.")]


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


@pytest.mark.parametrize("key", ["999999", "9" * 30, "x", "²"])
def test_invalid_keys_are_ignored(as_publicist, programme, activities, key):
    given = {f"{key}-kind": "rapport"} | row(activities[0], kind="afgerond")
    tell(as_publicist, programme, **given, change_note="Nieuw.")
    assert told() == [("jeugd", "afgerond")]


def viewer(*more):
    user = User.objects.create_user("kees", is_staff=True)
    names = ["view_workprogramme", "view_activity", *more]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


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


def test_the_same_expectation_twice_in_a_row_is_an_error(as_publicist, programme, activities):
    same = {"kind": "verwachting", "expected_kind": "rapport", "expected_words": "eind 2025"}
    second = {f"tweede-{name}": value for name, value in same.items()}
    page = tell(as_publicist, programme, **row(activities[0], **same, **second), change_note="N.")
    errors = page.context["form"].rows[0].second.errors
    assert errors == {"expected_words": ["Deze verwachting staat er al."]}
    assert expectations() == []


def test_only_drafts_are_stored_at_once_by_an_editor(as_redacteur, programme, activities):
    draft = plan(programme, title="concept", publish_at=None)
    page = as_redacteur.get(screen(programme)).text
    assert 'value="Opslaan of voorstellen"' in page
    assert page.count("Wat erbij komt, stelt u voor") == len(activities)
    tell(as_redacteur, programme, **row(draft, kind="rapport"))
    assert (told(), Proposal.objects.count()) == ([("concept", "rapport")], 0)


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


def test_a_programme_links_to_its_outcomes(as_redacteur, programme):
    page = as_redacteur.get(f"{BASE}/{programme.pk}/change/").text
    assert f'<a href="{screen(programme)}">Uitkomsten</a>' in page
    assert "nog geen activiteiten" in as_redacteur.get(screen(programme)).text


def test_a_programme_that_does_not_exist_is_not_found(as_publicist, db):
    assert as_publicist.get(f"{BASE}/999999/uitkomsten/").status_code == 404


def test_a_hundred_rows_take_no_more_queries(
    as_publicist, programme, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(outcomes, "SHOWN", 100)
    for activity in factories.ActivityFactory.create_batch(100):
        factories.PlanningFactory(programme=programme, activity=activity)
        factories.EventFactory(activity=activity, kind=Kind.STARTED)
    with django_assert_max_num_queries(12):
        page = as_publicist.get(screen(programme))
    rows = page.context["form"].rows
    given = {}
    for each in rows:
        given |= row(each.activity, kind="rapport", when="3-5-2024")
    with django_assert_max_num_queries(20):
        response = as_publicist.post(screen(programme), sent(page, **given, change_note="Alles."))
    assert response.status_code == 302
    assert Event.objects.filter(kind=Kind.REPORT).count() == 100


def expectations():
    found = Expectation.objects.order_by("pk")
    return [(str(each.activity), str(each), each.last_day, each.told_day) for each in found]


def test_each_activity_shows_the_terms_that_are_not_met(as_publicist, programme, activities):
    youth, police, _migration = activities
    factories.ExpectationFactory(activity=youth)
    factories.EventFactory(activity=police)
    page = " ".join(as_publicist.get(screen(programme)).text.split())
    assert "Verwacht: rapport, “eind 2024” (1 november 2024 tot en met 31 december 2024)" in page
    assert "Verwacht: beleidsreactie, “binnen zes weken” (" in page
    assert "volgens de regel" in page
    assert f"{Outcome.OVERDUE.label.capitalize()}, " in page
    assert "(afgeleid)" in page


def test_an_expectation_is_told_with_an_event(as_publicist, programme, activities):
    given = row(activities[0], kind="plan_van_aanpak", when="3-5-2024")
    given |= row(activities[0], expected_kind="rapport", expected_words="binnen zes weken")
    response = tell(as_publicist, programme, **given, change_note="Het plan.")
    assert response.status_code == 302
    day = date(2024, 5, 3)
    assert expectations() == [("jeugd", "rapport: binnen zes weken", date(2024, 6, 14), day)]
    assert Expectation.objects.get().event == Event.objects.get()
    page = as_publicist.get(screen(programme)).text
    for message in (
        "1 mijlpaal toegevoegd.",
        "1 verwachting toegevoegd.",
        "“binnen zes weken”: 3 mei 2024 tot en met 14 juni 2024.",
    ):
        assert message in page


def test_an_expectation_is_told_without_an_event(as_publicist, programme, activities):
    given = row(activities[0], kind="verwachting", when="1-2-2024", url="x.nl/brief", note="Zo.")
    given |= row(activities[0], expected_kind="afronding", expected_words="voor de zomer")
    tell(as_publicist, programme, **given, change_note="Een brief.")
    assert told() == []
    last, day = date(2024, 7, 4), date(2024, 2, 1)
    assert expectations() == [("jeugd", "afronding: voor de zomer", last, day)]
    made = Expectation.objects.get()
    assert (made.url, made.note, made.event) == ("https://x.nl/brief", "Zo.", None)
    public = as_publicist.get(activities[0].get_absolute_url()).text
    assert "Een brief." in public


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"kind": "rapport", "expected_words": "eind 2025"},
         [("expected_kind", "Zeg wat er wordt verwacht, en tegen wanneer.")]),
        ({"kind": "verwachting", "expected_kind": "rapport"},
         [("expected_words", "Zeg wat er wordt verwacht, en tegen wanneer.")]),
        ({"kind": "verwachting", "expected_kind": "rapport", "expected_words": "eind 2025",
          "title": "Jong", "kamerstuk": "34775-VI-21"},
         [("title", "Dit hoort bij iets wat is gebeurd. Kies wat."),
          ("kamerstuk", "Dit hoort bij iets wat is gebeurd. Kies wat.")]),
        ({"kind": "verwachting", "expected_kind": "rapport", "expected_words": "eind 2025",
          "when": "mei 2024"},
         [("when", "Geef de dag waarop het is gezegd, of laat dit leeg.")]),
        ({"kind": "verwachting", "expected_kind": "rapport", "expected_words": "eind 2024",
          "when": "15-1-2024"},
         [("expected_words", "Deze verwachting staat er al.")]),
        ({"expected_kind": "rapport", "expected_words": "eind 2025"},
         [("kind", "Kies wat er met deze activiteit gebeurde.")]),
        ({"kind": "rapport", "kamerstuk": "nr. 21"},
         [("kamerstuk", "Schrijf een Kamerstuk als 34 775 VI, nr. 21.")]),
    ],
)  # fmt: skip
def test_errors_of_an_expectation_are_beside_it(
    as_publicist, programme, activities, given, expected
):
    factories.ExpectationFactory(activity=activities[0])
    response = tell(as_publicist, programme, **row(activities[0], **given), change_note="Nieuw.")
    rows, _whole = problems(response)
    assert rows == [("jeugd", *each) for each in expected]
    assert (Event.objects.count(), Expectation.objects.count()) == (0, 1)


def test_a_response_has_its_kamerstuk_and_its_ministry(as_publicist, programme, activities):
    given = row(activities[0], kind="beleidsreactie", kamerstuk="34 775 VI, nr. 21",
        ministry="Minister van Justitie en Veiligheid")  # fmt: skip
    tell(as_publicist, programme, **given, change_note="De reactie.")
    event = Event.objects.get()
    assert (event.kamerstuk_key, event.ministry) == (
        "kst-34775-VI-21",
        "Minister van Justitie en Veiligheid",
    )


def test_an_expectation_of_somebody_else_is_a_conflict(as_publicist, programme, activities):
    mine = as_publicist.get(screen(programme))
    given = row(activities[0], kind="verwachting", expected_kind="rapport", expected_words="2025")
    tell(as_publicist, programme, **given, change_note="Nieuw.")
    typed = row(activities[0], kind="rapport") | {"change_note": "Ook."}
    second = as_publicist.post(screen(programme), sent(mine, **typed))
    rows, _whole = problems(second)
    assert rows == [("jeugd", "__all__", "Iemand anders heeft hier intussen iets opgeslagen.")]
    assert "verwachting toegevoegd" in second.text
    assert "Termijn in woorden: 2025" in second.text


def test_no_field_refers_to_a_text_that_is_not_on_the_page(as_redacteur):
    programme = factories.PlanningFactory(
        programme__publish_at=None, activity__publish_at=None
    ).programme
    address = f"/beheer/programmes/workprogramme/{programme.pk}/uitkomsten/"
    tree = html.fromstring(as_redacteur.get(address).text)
    ids = set(tree.xpath("//@id"))
    assert tree.xpath("//*[@name and @aria-label]")
    assert [each for each in tree.xpath("//@aria-describedby") if not {*each.split()} <= ids] == []
