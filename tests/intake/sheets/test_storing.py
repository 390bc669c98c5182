"""A spreadsheet is stored whole or not at all."""

import pghistory
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.intake.sheets import storing
from programmes.intake.sheets.kinds import LAYOUTS
from programmes.models import Activity, Event, SheetImport, SheetRow
from tests import factories
from tests.intake.sheets.files import bring_in, excel, may_change, outcomes, upload

COLUMNS = LAYOUTS[SheetImport.Kind.ACTIVITIES].columns


LABELS = [str(column.label) for column in COLUMNS if not column.derived]


Outcome = SheetRow.Outcome


def history():
    return [
        model.history.rel.related_model.objects.count()
        for model in (Activity, Event, factories.models.Planning, factories.models.Signature)
    ]


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
