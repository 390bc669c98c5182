"""Events and expectations from a spreadsheet."""

from datetime import date

import pytest

from programmes.intake.sheets import storing
from programmes.intake.sheets.kinds import EXPECTATIONS
from programmes.lists import columns
from programmes.models import Activity
from tests import factories
from tests.intake.sheets.files import bring_in, may_change, outcomes, upload


def test_events_come_in_with_what_is_known_of_their_date(world):
    activity = Activity.objects.first()
    text = (
        "activiteit,soort,datum,titel\n"
        f"/activiteiten/{activity.slug}/,gestart,2024-05-01,Begin\n"
        f"https://x.nl/activiteiten/{activity.slug}/,rapport,2024-06,\n"
        f"{activity.slug},afgerond,2025,\n"
        f"{activity.slug},vervallen,mei,\n"
    )
    sheet = bring_in(upload(text), "mijlpalen")
    assert [(row[1], row[3]) for row in outcomes(sheet)] == [
        ("nieuw", []),
        ("nieuw", []),
        ("nieuw", []),
        ("fout", [["datum", "Schrijf een datum als 2024-05-01, 2024-05 of 2024."]]),
    ]
    sheet.rows.filter(outcome="fout").delete()
    storing.store(sheet, may_change, "Bijgewerkt.")
    made = activity.events.exclude(kind="rapport", date_precision="dag").order_by("date")
    assert [(each.kind, each.when) for each in made] == [
        ("gestart", "1 mei 2024"),
        ("rapport", "juni 2024"),
        ("afgerond", "2025"),
    ]


def test_an_event_comes_with_its_adjustment(world):
    adjustment = world.adjustments.get()
    activity = factories.ActivityFactory(slug="is-er")
    text = (
        "activiteit,soort,bijstelling,verplaatst_naar\n"
        f"is-er,toegevoegd,/bijstellingen/{adjustment.slug}/,\n"
        f"ook,verplaatst,{adjustment.slug},2023\n"
    )
    other = factories.ActivityFactory(slug="ook")
    storing.store(bring_in(upload(text), "mijlpalen"), may_change, "Bijgesteld.")
    added, moved = activity.events.get(), other.events.get()
    assert (added.adjustment, added.moved_to) == (adjustment, None)
    assert (moved.adjustment, moved.moved_to.first_year) == (adjustment, 2023)
    assert [(each.programme, each.adjustment) for each in activity.plannings.all()] == [
        (world, adjustment)
    ]
    assert [each.programme for each in other.plannings.all()] == [moved.moved_to]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("toegevoegd,onbekend,", ["bijstelling", "Dit record bestaat niet."]),
        ("verplaatst,,2031", ["verplaatst naar", "Dit record bestaat niet."]),
        ("rapport,,2023",
         ["verplaatst naar",
          "Alleen een activiteit die is verplaatst, heeft een ander werkprogramma."]),
        ("verplaatst,{slug},2024",
         ["verplaatst naar", "Kies een ander werkprogramma dan dat van de bijstelling."]),
        ("vervallen,{slug},", ["soort", "Deze bijstelling verandert deze activiteit al."]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_adjustment_is_told(world, row, problem):
    adjustment = world.adjustments.get()
    changed = adjustment.events.get().activity
    row = row.format(slug=adjustment.slug)
    text = f"activiteit,soort,bijstelling,verplaatst_naar\n{changed.slug},{row}\n"
    sheet = bring_in(upload(text), "mijlpalen")
    assert [each[3] for each in outcomes(sheet)] == [[problem]]


@pytest.mark.parametrize("spelling", ["34 775 VI, nr. 21", "kst-34775-VI-21", "34775-vi-21"])
def test_an_event_comes_with_its_kamerstuk_in_any_spelling(db, spelling):
    activity = factories.ActivityFactory(publish_at=None)
    text = (
        f"activiteit;soort;kamerstuk;ministerie\n{activity.slug};beleidsreactie;{spelling};JenV\n"
    )
    storing.store(bring_in(upload(text), "mijlpalen"), may_change)
    event = activity.events.get()
    assert (event.kamerstuk_key, event.ministry) == ("kst-34775-VI-21", "JenV")
    again = bring_in(upload(f"nummer;kamerstuk\n{event.pk};{spelling}\n"), "mijlpalen")
    assert [row[1] for row in outcomes(again)] == ["ongewijzigd"]
    storing.store(bring_in(upload(f"nummer,kamerstuk\n{event.pk},\n"), "mijlpalen"), may_change)
    event.refresh_from_db()
    assert event.kamerstuk_key == ""


def test_a_kamerstuk_that_cannot_be_read_is_told(db):
    activity = factories.ActivityFactory(publish_at=None)
    text = f"activiteit,soort,kamerstuk\n{activity.slug},rapport,nr. 21\n"
    (row,) = outcomes(bring_in(upload(text), "mijlpalen"))
    assert row[3] == [["Kamerstuk", "Schrijf een Kamerstuk als 34 775 VI, nr. 21."]]


def test_an_expectation_comes_in_with_the_days_of_its_words(world):
    activity = factories.ActivityFactory(publish_at=None)
    text = (
        "activiteit,soort,woorden,verteld_op,werkprogramma\n"
        f"{activity.slug},rapport,najaar 2025,,2024\n"
        f"/activiteiten/{activity.slug}/,Afronding,binnen zes weken,2024-02-01,\n"
        f"{activity.slug},rapport,zodra het kan,,\n"
    )
    sheet = bring_in(upload(text), "verwachtingen")
    rows = outcomes(sheet)
    assert [row[1] for row in rows] == ["nieuw"] * 3
    assert [row[2][-1] for row in rows] == [
        ["opgevat als", "", "1 september 2025 tot en met 30 november 2025"],
        ["opgevat als", "", "1 februari 2024 tot en met 14 maart 2024"],
        ["opgevat als", "", "uit deze woorden volgen geen dagen"],
    ]
    storing.store(sheet, may_change)
    made = activity.expectations.order_by("pk")
    assert [(str(each), each.last_day, each.origin) for each in made] == [
        ("rapport: najaar 2025", date(2025, 11, 30), world),
        ("afronding: binnen zes weken", date(2024, 3, 14), None),
        ("rapport: zodra het kan", None, None),
    ]


def test_a_spreadsheet_of_expectations_names_columns_as_the_open_data_do():
    published = {each.source.name: each.name for each in columns.EXPECTED if each.source}
    read = {each.source.name: each.name for each in EXPECTATIONS.columns if each.source}
    # The database works out the day for the open data.
    published["told_on"] = published["told"]
    assert {name: read[name] for name in read.keys() & published.keys()} == {
        "kind": "soort", "words": "woorden", "told_on": "verteld_op", "first_day": "eerste_dag",
        "last_day": "laatste_dag", "url": "bij_de_bron", "note": "toelichting",
    }  # fmt: skip


# The column had another name before.
@pytest.mark.parametrize("name", ["woorden", "termijn"])
def test_the_days_change_with_the_words(db, name):
    made = factories.ExpectationFactory(activity__publish_at=None, words="zodra het kan")
    text = f"nummer,{name},laatste_dag\n{made.pk},eind 2025,2030-01-01\n"
    sheet = bring_in(upload(text), "verwachtingen")
    assert [row[2] for row in outcomes(sheet)] == [
        [
            ["termijn in woorden", "zodra het kan", "eind 2025"],
            [
                "opgevat als",
                "1 november 2024 tot en met 31 december 2024",
                "1 september 2025 tot en met 31 december 2025",
            ],
        ]
    ]
    storing.store(sheet, may_change)
    made.refresh_from_db()
    assert (made.words, made.last_day) == ("eind 2025", date(2025, 12, 31))


def test_the_days_change_with_the_date_of_the_event_that_told_them(db):
    event = factories.EventFactory(activity__publish_at=None, date=date(2024, 5, 1))
    made = factories.ExpectationFactory(
        activity=event.activity, event=event, told_on=None, words="binnen zes weken",
        first_day=None, last_day=None,
    )  # fmt: skip
    sheet = bring_in(upload(f"nummer,datum\n{event.pk},2025-05-01\n"), "mijlpalen")
    storing.store(sheet, may_change)
    made.refresh_from_db()
    assert made.last_day == date(2025, 6, 12)


def test_days_that_were_given_by_hand_stay_with_their_words(db):
    made = factories.ExpectationFactory(activity__publish_at=None, words="zodra het kan")
    sheet = bring_in(upload(f"nummer,toelichting\n{made.pk},Niet zeker.\n"), "verwachtingen")
    assert [row[2] for row in outcomes(sheet)] == [[["toelichting voor lezers", "", "Niet zeker."]]]
    storing.store(sheet, may_change)
    made.refresh_from_db()
    assert (made.note, made.last_day) == ("Niet zeker.", date(2024, 12, 31))


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("rapport,,,,", ["termijn in woorden", "Dit veld kan niet leeg zijn"]),
        ("rapport,eind 2024,2024-01-15,,", ["termijn in woorden", "Deze verwachting staat er al."]),
        ("rapport,eind 2025,,2031,", ["gezegd in het werkprogramma", "Dit record bestaat niet."]),
        ("rapport,eind 2025,,,{other}", ["",
            "Kies een mijlpaal van deze activiteit, of anders de bijstelling."]),
        ("rapport,eind 2025,,2024,{own}", ["gezegd in de brief",
            "Kies waar het stond: een werkprogramma, een brief, een bijstelling of een mijlpaal, "
            "niet meer dan één."]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_expectation_is_told(world, given, problem):
    activity = factories.ActivityFactory(slug="is-er", publish_at=None)
    factories.ExpectationFactory(activity=activity)
    events = {"own": factories.EventFactory(activity=activity).pk,
              "other": factories.EventFactory().pk}  # fmt: skip
    header = "activiteit,soort,termijn,gezegd_op,werkprogramma,mijlpaal"
    text = f"{header}\nis-er,{given.format(**events)}\n"
    (row,) = outcomes(bring_in(upload(text), "verwachtingen"))
    assert row[3] == [problem]
