"""Which record a row is about, and which column a cell is in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db.models import F

from programmes.intake.sheets import storing
from programmes.intake.sheets.kinds import LAYOUTS
from programmes.lists.columns import Column
from programmes.models import Activity, SheetImport, SheetRow
from programmes.models.record import database_now
from programmes.workflow import reviewing
from tests import factories
from tests.intake.sheets.files import bring_in, may_change, outcomes, upload

COLUMNS = LAYOUTS[SheetImport.Kind.ACTIVITIES].columns


LABELS = [str(column.label) for column in COLUMNS if not column.derived]


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (
            "titel,status_van,adres",
            f"Onbekende kolommen: status_van. Bekend zijn: {', '.join(LABELS)}.",
        ),
        (
            ",titel,,samenvatting",
            "Onbekende kolommen: kolom A (zonder titel), kolom C (zonder titel). "
            f"Bekend zijn: {', '.join(LABELS)}.",
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
