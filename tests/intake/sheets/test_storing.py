"""A spreadsheet is stored whole or not at all; an exported file changes nothing."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pghistory
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from programmes.intake.sheets import storing
from programmes.intake.sheets.kinds import EXPECTATIONS, LAYOUTS
from programmes.lists import columns
from programmes.lists.columns import Column
from programmes.models import Activity, Event, SheetImport, SheetRow
from programmes.models.record import database_now
from programmes.workflow import reviewing
from tests import factories
from tests.intake.sheets.files import HOSTILE, bring_in, excel, may_change, ods, upload

COLUMNS = LAYOUTS[SheetImport.Kind.ACTIVITIES].columns
LABELS = [str(column.label) for column in COLUMNS if not column.derived]
Outcome = SheetRow.Outcome


def outcomes(sheet):
    return list(sheet.rows.values_list("number", "outcome", "changes", "problems"))


def history():
    return [
        model.history.rel.related_model.objects.count()
        for model in (Activity, Event, factories.models.Planning, factories.models.Signature)
    ]


# Groups of fields have no list of their own.
PUBLIC = [kind for kind in LAYOUTS if kind != "groepen"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ending", [".csv", ".excel.csv"])
def test_our_own_files_change_nothing(client, register, ending):
    before = history()
    for kind in PUBLIC:
        content = b"".join(client.get(f"/{kind}{ending}"))
        sheet = bring_in(upload(content), kind)
        assert [row for row in outcomes(sheet) if row[1] != "ongewijzigd"] == []
        by_rule = sheet.rows.exclude(consequences=[]).count()
        rows = sheet.rows.count() - by_rule
        assert rows == LAYOUTS[kind].model.objects.published().count() > 0
        assert (by_rule > 0) == (kind == "verwachtingen")
    assert history() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", [excel, ods])
def test_our_file_saved_by_a_spreadsheet_program_changes_nothing(client, world, make):
    text = b"".join(client.get("/activiteiten.excel.csv")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    sheet = bring_in(make(*rows))
    assert [row for row in outcomes(sheet) if row[1] != "ongewijzigd"] == []
    assert sheet.rows.count() == len(HOSTILE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "rows"), [("mijlpalen", len(HOSTILE) + 2), ("verwachtingen", 4)])
def test_the_list_of_parts_changes_nothing(admin_client, world, kind, rows):
    content = b"".join(admin_client.get(f"/beheer/programmes/sheetimport/{kind}.csv"))
    sheet = bring_in(upload(content), kind)
    assert [row for row in outcomes(sheet) if row[1] != "ongewijzigd"] == []
    assert sheet.rows.count() == rows


def test_a_new_activity_is_a_draft_with_its_links(world):
    text = (
        "titel,vorm,gebieden,doelen,werkprogrammas,gepland_voor,samen_met,bronnen\n"
        "wachtlijsten,thematisch,jeugd,scherp houden,2024,medio 2024,IGJ; NZa,https://x.nl/\n"
    )
    sheet = bring_in(upload(text))
    (row,) = outcomes(sheet)
    assert row[1:] == (
        "nieuw",
        [
            ["titel", "", "wachtlijsten"],
            ["vorm van toezicht", "", "thematisch"],
            ["toezichtgebieden", "", "jeugd"],
            ["doelen", "", "scherp houden"],
            ["werkprogramma's", "", "2024"],
            ["gepland voor", "", "medio 2024"],
            ["samen met", "", "IGJ; NZa"],
            ["bronnen", "", "https://x.nl/"],
        ],
        [],
    )
    assert not Activity.objects.filter(title="wachtlijsten").exists()
    storing.store(sheet, may_change)
    made = Activity.objects.get(title="wachtlijsten")
    planning = made.plannings.get()
    assert (made.publish_at, made.form, made.partners, made.sources) == (
        None, "thematisch", ["IGJ", "NZa"], ["https://x.nl/"],
    )  # fmt: skip
    assert (str(made.fields.get()), str(made.goals.get())) == ("jeugd", "scherp houden")
    assert (planning.programme, planning.planned_for) == (world, "medio 2024")
    last = made.history.order_by("-pgh_id").first()
    assert last.pgh_context["sheet_import"] == sheet.pk


def test_a_change_shows_before_and_after_and_loses_our_apostrophe(db):
    activity = factories.ActivityFactory(title="oud", summary="=1+1", publish_at=None)
    text = f"\ufefftitel;samenvatting;adres\r\noud;'=2+2;/activiteiten/{activity.slug}/\r\n"
    sheet = bring_in(upload(text))
    sheet.for_people = True
    sheet.save()
    sheet.rows.update(outcome=Outcome.WAITING)
    storing.check_next(sheet, may_change)
    assert outcomes(sheet) == [(2, "gewijzigd", [["samenvatting", "'=1+1", "'=2+2"]], [])]
    storing.store(sheet, may_change)
    activity.refresh_from_db()
    assert activity.summary == "=2+2"


def test_a_value_may_be_written_in_several_ways(db):
    activity = factories.ActivityFactory(form="quick_scan")
    other = factories.ActivityFactory()
    text = f"vorm,vorm_afgeleid,adres\nQuick scan,,{activity.slug}\n,nee,{other.slug}\n"
    assert [row[1] for row in outcomes(bring_in(upload(text)))] == ["ongewijzigd"] * 2


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        (
            "vorm",
            "onzin",
            "“onzin” is geen van de keuzes. Kies uit: regulier toezicht, verdiepend toezicht, "
            "intensief toezicht, incidentonderzoek, doorlichting, thematisch onderzoek, "
            "quick scan, vervolgonderzoek, niet bekend.",
        ),
        ("vorm_afgeleid", "misschien", "Schrijf ja of nee."),
        ("gebieden", "ruimtevaart", "Niet bekend: ruimtevaart."),
        ("werkprogrammas", "2031", "Niet bekend: 2031."),
        ("gepland_voor", "medio", "Alleen voor een activiteit die in één werkprogramma staat."),
        ("adres", "/activiteiten/bestaat-niet/", "Dit record bestaat niet."),
        ("titel", "", "Dit veld kan niet leeg zijn"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(world, column, value, reason):
    header = ["titel", *([column] if column != "titel" else ["vorm"])]
    row = ["iets", value] if column != "titel" else ["", "thematisch"]
    sheet = bring_in(upload(";".join(header) + "\n" + ";".join(row) + "\n"))
    ((number, outcome, _changes, problems),) = outcomes(sheet)
    label = str(storing.LAYOUTS["activiteiten"].by_name[column].label)
    assert (number, outcome) == (2, "fout")
    assert any(told == label and reason in why for told, why in problems), problems


def test_one_wrong_row_and_nothing_is_stored(world):
    activity = factories.ActivityFactory(publish_at=None)
    text = f"titel,adres\nanders,{activity.slug}\nnieuw een,\n"
    sheet = bring_in(upload(text))
    Activity.objects.filter(pk=activity.pk).update(title="intussen veranderd")
    before = history()
    with pytest.raises(ValidationError, match="Rij 2 verandert iets anders"):
        storing.store(sheet, may_change)
    assert history() == before
    assert not Activity.objects.filter(title="nieuw een").exists()
    sheet.refresh_from_db()
    assert sheet.stored_at is None


def test_what_is_public_is_for_those_who_may_change_it(world):
    activity = Activity.objects.first()
    sheet = bring_in(
        upload(f"titel,adres\nanders,{activity.slug}\n"), may_change=lambda record: False
    )
    assert [row[3] for row in outcomes(sheet)] == [
        [["adres", "Alleen een publicist wijzigt wat openbaar of ingepland is."]]
    ]


def test_a_formula_makes_its_row_wrong(world):
    sheet = bring_in(excel(["titel", "samenvatting"], ["nieuw", "=1+1"], ["ook nieuw", "x"]))
    assert [(row[1], row[3]) for row in outcomes(sheet)] == [
        ("fout", [["samenvatting", "Hier staat een formule. Zet de waarde ervoor in de plaats."]]),
        ("nieuw", []),
    ]


def test_links_with_what_is_not_public_stay(world):
    activity = Activity.objects.first()
    draft = factories.ProgrammeFactory(first_year=2022, publish_at=None)
    factories.PlanningFactory(programme=draft, activity=activity)
    sheet = bring_in(upload(f"werkprogrammas,adres\n,{activity.slug}\n"))
    storing.store(sheet, may_change, "Stond er ten onrechte in.")
    assert list(activity.programmes.all()) == [draft]


@pytest.mark.parametrize(
    ("kind", "rows", "twice"),
    [
        ("activiteiten", ["titel,werkprogrammas", "nieuw,2024", "a,", "Nieuw ,2023; 2024"], True),
        ("activiteiten", ["titel,werkprogrammas", "nieuw,2024", "a,", "nieuw,2023"], False),
        ("activiteiten", ["titel,werkprogrammas", "nieuw,2024", "a,", "nieuw,"], True),
        ("activiteiten", ["titel,werkprogrammas", "nieuw,", "a,", "nieuw,2024"], True),
        ("activiteiten", ["adres,titel", "is-er,x", "ook,y", "/activiteiten/is-er/,z"], True),
        ("mijlpalen", ["activiteit,soort,datum", "is-er,rapport,2024-06", "ook,rapport,2024-06",
            "https://x.nl/activiteiten/is-er/,Rapport,2024-06"], True),
        ("mijlpalen", ["activiteit,soort,datum", "is-er,rapport,2024-06", "ook,rapport,2024-06",
            "is-er,rapport,2024-07"], False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("batch", [1, 500])
def test_a_record_that_is_there_twice_is_told_with_both_rows(
    world, monkeypatch, kind, rows, twice, batch
):
    monkeypatch.setattr(storing, "BATCH", batch)
    for slug in ("is-er", "ook"):
        factories.ActivityFactory(slug=slug, publish_at=None)
    sheet = bring_in(upload("\n".join(rows)), kind)
    found = [(number, problems) for number, _outcome, _changes, problems in outcomes(sheet)]
    told = [["", "Rij 2 gaat over hetzelfde record."]] if twice else []
    assert found == [(2, []), (3, []), (4, told)]


def test_who_looks_when_all_was_looked_at_changes_nothing(world):
    sheet = bring_in(upload("titel\nnieuw\n"))
    before = outcomes(sheet)
    storing.check_next(sheet, may_change)
    assert outcomes(sheet) == before


def test_the_notes_of_a_check_and_of_an_import_end_with_them(world):
    with pghistory.context(user=7) as request:
        sheet = bring_in(upload("titel\nnieuw\n"))
        storing.store(sheet, may_change, note="Uit een bestand.")
    assert request.metadata == {"user": 7}


def test_a_programme_that_a_cell_names_twice_counts_once(world):
    sheet = bring_in(upload("titel,werkprogrammas,gebieden\nnieuw,2024; 2024,jeugd; Jeugd\n"))
    storing.store(sheet, may_change)
    made = Activity.objects.get(title="nieuw")
    assert (made.plannings.count(), made.fields.count()) == (1, 1)


def test_what_the_database_refuses_is_told_by_its_row(world):
    rows = [f"nieuw {n},onbekend,{'ja' if n in (3, 7) else 'nee'}" for n in range(2, 10)]
    sheet = bring_in(upload("\n".join(["titel,vorm,vorm_afgeleid", *rows])))
    told = [["vorm afgeleid", "Een vorm die niet bekend is, kan niet zijn afgeleid."]]
    assert {row[0]: row[3] for row in outcomes(sheet) if row[3]} == {3: told, 7: told}
    assert {row[1] for row in outcomes(sheet)} == {"nieuw", "fout"}


def test_a_batch_asks_as_many_questions_however_many_rows_it_has(world):
    def asked(rows):
        text = [f"wachtlijst {rows} {n},2024,jeugd,scherp houden,2024" for n in range(rows)]
        header = "titel,werkprogrammas,gebieden,doelen,gepland_voor"
        user = User.objects.create(username=f"riet {rows}")
        file = upload("\n".join([header, *text]))
        sheet = storing.receive(file, file.name, "activiteiten", user)
        with CaptureQueriesContext(connection) as checking:
            storing.check_next(sheet, may_change)
        with CaptureQueriesContext(connection) as stored:
            storing.store(sheet, may_change)
        return len(checking), len(stored)

    assert asked(2) == asked(60)


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


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (
            "titel,status_van,adres",
            f"Onbekende kolommen: status_van. Bekend zijn: {', '.join(LABELS)}.",
        ),
        ("titel,titel", "De kolom titel staat er twee keer in."),
        ("samenvatting,vorm", "Er ontbreken kolommen: titel."),
    ],
)
def test_a_wrong_header_is_refused(db, header, reason):
    with pytest.raises(ValidationError) as refused:
        bring_in(upload(f"{header}\nx,y,z\n"))
    assert refused.value.messages == [reason]
    assert SheetImport.objects.count() == 0


def test_what_is_refused_half_way_leaves_nothing(db, media):
    rows = ["titel", *(f"nieuw {n}" for n in range(1200)), "x" * 20_001]
    with pytest.raises(ValidationError, match="Rij 1202"):
        bring_in(upload("\n".join(rows)))
    assert (SheetImport.objects.count(), SheetRow.objects.count()) == (0, 0)
    assert not media.exists()


def test_a_column_that_nothing_writes_stops_the_start():
    layout = LAYOUTS[SheetImport.Kind.ACTIVITIES]
    added = Column("nieuw", "nieuw", "nieuw", F("title"))
    with pytest.raises(ImproperlyConfigured) as refused:
        replace(layout, columns=(*layout.columns, added))
    assert str(refused.value) == "No import writes the columns nieuw."


def test_an_id_alone_finds_its_activity(world):
    activity = factories.ActivityFactory(title="oud", publish_at=None)
    sheet = bring_in(upload(f"id,titel\n{activity.pk},nieuw\n"))
    assert outcomes(sheet) == [(2, "gewijzigd", [["titel", "oud", "nieuw"]], [])]
    sheet = bring_in(upload(f"id,adres,titel\n{activity.pk},,nieuw\n"))
    assert outcomes(sheet) == [(2, "gewijzigd", [["titel", "oud", "nieuw"]], [])]


@pytest.mark.parametrize("key", ["999999", "x", "1" * 30])
def test_an_id_that_no_activity_has_is_refused(world, key):
    sheet = bring_in(upload(f"id,titel\n{key},nieuw\n"))
    ((_number, outcome, _changes, problems),) = outcomes(sheet)
    assert (outcome, problems) == ("fout", [["adres", "Dit record bestaat niet."]])


def test_an_id_of_another_activity_than_the_address_is_refused(world):
    first, second = factories.ActivityFactory.create_batch(2, publish_at=None)
    sheet = bring_in(upload(f"id,adres,titel\n{first.pk},{second.slug},nieuw\n"))
    ((_number, outcome, _changes, problems),) = outcomes(sheet)
    assert (outcome, problems) == ("fout", [["id", "Dit is niet het id van dit adres."]])


def test_what_waits_for_review_or_is_scheduled_is_told_beforehand(world, redacteur):
    waiting = factories.ActivityFactory(title="wacht", slug="wacht", publish_at=None)
    reviewing.submit(waiting, redacteur, "Alles is ingevoerd.")
    moment = database_now() + timedelta(days=1)
    factories.ActivityFactory(title="gepland", slug="gepland", publish_at=moment)
    programme = factories.ProgrammeFactory(first_year=2022, publish_at=moment)
    text = "titel,adres,werkprogrammas\nanders,wacht,\nanders,gepland,\nnieuw,,2022\n"
    sheet = bring_in(upload(text))
    assert list(sheet.rows.values_list("consequences", flat=True)) == [
        ["anders wacht op controle: het wordt gemarkeerd als gewijzigd na aanbieden."],
        ["anders is ingepland: het wordt een concept dat weer op controle wacht."],
        [f"{programme} is ingepland: het wordt een concept dat weer op controle wacht."],
    ]
    storing.store(sheet, may_change)
    programme.refresh_from_db()
    assert (programme.publish_at, Activity.objects.get(slug="gepland").publish_at) == (None, None)


# "privé onderzoek" as a spreadsheet may have it: decomposed, with other spaces, with signs between.
WRITTEN_OTHERWISE = [
    "prive\u0301 onderzoek", "privé\u00a0onderzoek", "Privé  onderzoek", "privé onderzoek\u200b",
    " privé onderzoek ", "privé onder\u00adzoek",
]  # fmt: skip


@pytest.mark.parametrize("title", WRITTEN_OTHERWISE)
def test_a_title_written_otherwise_is_known(world, title):
    factories.ActivityFactory(title="privé onderzoek")
    ((_number, outcome, _changes, problems),) = outcomes(bring_in(upload(f"titel\n{title}\n")))
    there = "Er is al een activiteit met deze titel; geef het adres ervan."
    assert (outcome, problems) == ("fout", [["titel", there]])


def test_titles_written_otherwise_in_one_file_are_the_same(world):
    text = "titel\n" + "\n".join(["privé onderzoek", *WRITTEN_OTHERWISE]) + "\n"
    found = [
        (outcome, problems) for _n, outcome, _changes, problems in outcomes(bring_in(upload(text)))
    ]
    same = ("fout", [["", "Rij 2 gaat over hetzelfde record."]])
    assert found == [("nieuw", []), *[same] * len(WRITTEN_OTHERWISE)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Toezicht 2019/2020", "Evaluatie 2019/2020"),
        ("Is het veilig? Politie", "Is het veilig? Jeugd"),
        ("Thema #1", "Thema #2"),
    ],
)
def test_parts_of_activities_whose_titles_look_like_addresses_differ(world, one, other):
    factories.ActivityFactory(title=one)
    factories.ActivityFactory(title=other)
    text = "activiteit,soort,woorden\n" + "".join(
        f"{title},rapport,medio 2024\n" for title in (one, other, one.upper())
    )
    found = outcomes(bring_in(upload(text), "verwachtingen"))
    assert [(outcome, problems) for _number, outcome, _changes, problems in found] == [
        ("nieuw", []), ("nieuw", []), ("fout", [["", "Rij 2 gaat over hetzelfde record."]]),
    ]  # fmt: skip


def test_the_end_of_a_title_is_no_address(world):
    factories.ActivityFactory(title="Politie")
    text = "activiteit,soort,woorden\nEvaluatie/politie,rapport,medio 2024\n"
    ((_number, outcome, _changes, problems),) = outcomes(bring_in(upload(text), "verwachtingen"))
    reasons = [reason for _label, reason in problems]
    assert (outcome, reasons) == ("fout", ["Dit record bestaat niet."])


@pytest.mark.parametrize("title", ["\u00a0", "\u200b", '" "', "\u2060\u00ad", "\u3164"])
def test_a_title_that_nobody_sees_makes_its_row_wrong(world, title):
    ((_number, outcome, _changes, problems),) = outcomes(
        bring_in(upload(f"titel,samenvatting\n{title},a\n"))
    )
    assert (outcome, [label for label, _reason in problems]) == ("fout", ["titel"])


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("0302-05-01", "Geef een datum van 1990 tot en met 2100."),
        ("1-5-3024", "Geef een datum van 1990 tot en met 2100."),
        ("2024-W20-1", "Schrijf een datum als 2024-05-01, 2024-05 of 2024."),
    ],
)
def test_a_date_that_cannot_be_makes_its_row_wrong(world, day, reason):
    activity = factories.ActivityFactory()
    text = f"activiteit,soort,datum\n{activity.slug},gestart,{day}\n"
    ((_number, outcome, _changes, problems),) = outcomes(bring_in(upload(text), "mijlpalen"))
    assert (outcome, problems) == ("fout", [["datum", reason]])


@pytest.mark.parametrize(
    ("day", "date", "precision"),
    [
        ("7-9-2023", "2023-09-07", "dag"),
        ("12 januari 2023", "2023-01-12", "dag"),
        ("okt-23", "2023-10-01", "maand"),
    ],
)
def test_a_date_as_dutch_excel_writes_it_is_read(world, day, date, precision):
    activity = factories.ActivityFactory()
    sheet = bring_in(
        upload(f"activiteit,soort,datum\n{activity.slug},gestart,{day}\n"), "mijlpalen"
    )
    storing.store(sheet, may_change, note="Nieuw.")
    made = activity.events.get()
    assert (made.date.isoformat(), made.date_precision) == (date, precision)
