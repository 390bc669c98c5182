"""The screen of outcomes: events for all activities of a programme in one transaction."""

from datetime import date

from lxml import html

from programmes.admin import outcomes
from programmes.models import Event, PublicChange
from programmes.workflow.versions import last_changers
from tests import factories
from tests.admin.outcomes import BASE, Kind, plan, problems, row, screen, sent, tell, told


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


def test_every_kind_of_event_can_be_added(as_publicist, programme):
    given = {}
    for kind in Kind.values:
        given |= row(plan(programme), kind=kind)
    tell(as_publicist, programme, **given, change_note="Nieuw.")
    assert [event.kind for event in Event.objects.order_by("pk")] == Kind.values


# What is typed in a row, and its errors.
WRONG = [
    ({"title": "Zomaar"}, ("kind", "Kies wat er met deze activiteit gebeurde.")),
    ({"kind": "feest"}, ("kind", "Selecteer een geldige keuze. feest is geen beschikbare keuze.")),
    (
        {"kind": "rapport", "when": "ooit"},
        ("when", "Geef een dag (3-5-2024), een maand (mei 2024) of een jaar (2024)."),
    ),
    ({"kind": "rapport", "url": "geen adres"}, ("url", "Voer een geldige URL in.")),
    (
        {"kind": "rapport", "title": "x" * 301},
        ("title", "Zorg dat deze waarde niet meer dan 300 tekens bevat (het zijn er nu 301)."),
    ),
    (
        {"kind": "rapport", "title": "Jong", "when": "1-6-2024"},
        ("kind", "Deze mijlpaal is er al."),
    ),
]


def test_errors_are_beside_their_row_and_nothing_is_stored(as_publicist, programme, activities):
    wrong = [plan(programme, title=f"fout {number}") for number in range(len(WRONG))]
    factories.EventFactory(activity=wrong[-1], title="Jong")
    given = row(activities[0], kind="rapport", note="Blijft staan.") | {"change_note": "Nu"}
    for activity, (typed, _error) in zip(wrong, WRONG, strict=True):
        given |= row(activity, **typed)
    response = tell(as_publicist, programme, **given)
    assert problems(response) == (
        [(f"fout {number}", *error) for number, (_typed, error) in enumerate(WRONG)],
        [("__all__", "Er is nog niets opgeslagen: verbeter eerst de regels die gemarkeerd zijn.")],
    )
    assert "Blijft staan.</textarea>" in response.text
    for activity in wrong:
        assert f'<a href="#activiteit-{activity.pk}">{activity}</a>' in response.text
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


def test_an_empty_form_has_an_error(as_publicist, programme, activities):
    assert problems(tell(as_publicist, programme)) == (
        [],
        [("__all__", "Er is nog niets ingevuld.")],
    )


def test_invalid_keys_are_ignored(as_publicist, programme, activities):
    given = {f"{key}-kind": "rapport" for key in ("999999", "9" * 30, "x", "²")}
    given |= row(activities[0], kind="afgerond")
    tell(as_publicist, programme, **given, change_note="Nieuw.")
    assert told() == [("jeugd", "afgerond")]


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


def test_a_response_has_its_kamerstuk_and_its_ministry(as_publicist, programme, activities):
    given = row(activities[0], kind="beleidsreactie", kamerstuk="34 775 VI, nr. 21",
        ministry="Minister van Justitie en Veiligheid")  # fmt: skip
    tell(as_publicist, programme, **given, change_note="De reactie.")
    event = Event.objects.get()
    assert (event.kamerstuk_key, event.ministry) == (
        "kst-34775-VI-21",
        "Minister van Justitie en Veiligheid",
    )


def test_no_field_refers_to_a_text_that_is_not_on_the_page(as_redacteur):
    programme = factories.PlanningFactory(
        programme__publish_at=None, activity__publish_at=None
    ).programme
    address = f"/beheer/programmes/workprogramme/{programme.pk}/uitkomsten/"
    tree = html.fromstring(as_redacteur.get(address).text)
    ids = set(tree.xpath("//@id"))
    assert tree.xpath("//*[@name and @aria-label]")
    assert [each for each in tree.xpath("//@aria-describedby") if not {*each.split()} <= ids] == []
