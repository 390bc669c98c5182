"""The screen of outcomes: what is expected of the activities of a programme."""

from datetime import date

from programmes.models import Event, Expectation
from programmes.models.outcome import Outcome
from tests import factories
from tests.admin.outcomes import plan, problems, row, screen, sent, tell, told


def test_the_same_expectation_twice_in_a_row_is_an_error(as_publicist, programme, activities):
    same = {"kind": "verwachting", "expected_kind": "rapport", "expected_words": "eind 2025"}
    second = {f"tweede-{name}": value for name, value in same.items()}
    page = tell(as_publicist, programme, **row(activities[0], **same, **second), change_note="N.")
    errors = page.context["form"].rows[0].second.errors
    assert errors == {"expected_words": ["Deze verwachting staat er al."]}
    assert expectations() == []


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


# What is typed in a row, and its errors.
WRONG = [
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
]  # fmt: skip


def test_errors_of_an_expectation_are_beside_it(as_publicist, programme):
    given, expected = {"change_note": "Nieuw."}, []
    for number, (typed, errors) in enumerate(WRONG):
        activity = plan(programme, title=f"fout {number}")
        factories.ExpectationFactory(activity=activity)
        given |= row(activity, **typed)
        expected += [(activity.title, *error) for error in errors]
    rows, _whole = problems(tell(as_publicist, programme, **given))
    assert rows == expected
    assert (Event.objects.count(), Expectation.objects.count()) == (0, len(WRONG))


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
