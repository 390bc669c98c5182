"""Lists that readers download of parts of activities: corrected, and brought in again."""

from datetime import date

import pytest

from programmes.intake.sheets import storing
from programmes.models import Event, Expectation
from tests import factories
from tests.intake.sheets.files import bring_in, may_change, upload


@pytest.fixture
def event(db):
    activity = factories.ActivityFactory(title="Toezicht op tbs", slug="toezicht-op-tbs")
    return factories.EventFactory(
        activity=activity, title="Het rapport", date=date(2024, 5, 1), date_precision="maand"
    )


def row_of(event, told="2024-05-01,maand", title="Het rapport"):
    """Return the header and the row of an event in the list for readers, as far as it matters."""
    header = "activiteit,soort,datum,precisie,titel,adres,id,activiteit_id,verplaatst_naar_id"
    address = event.activity.get_absolute_url()
    row = f"Toezicht op tbs,rapport,{told},{title},{address},{event.pk},{event.activity_id},"
    return header, row


def outcomes(kind, *rows):
    sheet = bring_in(upload("\n".join(rows)), kind)
    found = sheet.rows.values_list("outcome", "changes", "problems", "consequences")
    return sheet, list(found)


@pytest.mark.parametrize(
    ("changed", "stored"),
    [
        ({"told": "2024-06-01,maand"}, (date(2024, 6, 1), "maand")),
        ({"told": "2024-05-17,dag"}, (date(2024, 5, 17), "dag")),
        ({"told": "1-1-2024, Jaar"}, (date(2024, 1, 1), "jaar")),
        ({"told": "2024-06,"}, (date(2024, 6, 1), "maand")),
        ({"told": ","}, (None, None)),
        ({"title": "Het eindrapport"}, (date(2024, 5, 1), "maand")),
    ],
)
def test_an_event_keeps_the_precision_beside_its_date(event, changed, stored):
    assert outcomes("mijlpalen", *row_of(event))[1] == [("ongewijzigd", [], [], [])]
    sheet, ((outcome, changes, problems, _told),) = outcomes("mijlpalen", *row_of(event, **changed))
    assert (outcome, len(changes), problems) == ("gewijzigd", 1, [])
    storing.store(sheet, may_change, note="Verbeterd.")
    event.refresh_from_db()
    assert (event.date, event.date_precision) == stored


@pytest.mark.parametrize(
    "told", ["2024-05,dag", "2024,maand", "2024-05-01,ongeveer", "ooit,dag", ",maand"]
)
def test_a_date_that_does_not_go_with_its_precision_is_refused(event, told):
    _sheet, ((outcome, _changes, problems, _told),) = outcomes(
        "mijlpalen", *row_of(event, told=told)
    )
    assert (outcome, problems) == (
        "fout", [["datum", "Schrijf een datum als 2024-05-01, 2024-05 of 2024."]],
    )  # fmt: skip


def test_a_new_event_names_its_activity_by_title(client, event):
    rows = ["activiteit,soort,datum,precisie", "toezicht  op TBS,gestart,2023-02-01,maand"]
    sheet, ((outcome, _changes, problems, _told),) = outcomes("mijlpalen", *rows)
    assert (outcome, problems) == ("nieuw", [])
    storing.store(sheet, may_change, note="Erbij.")
    made = Event.objects.get(kind="gestart")
    assert (made.activity, made.date_precision) == (event.activity, "maand")
    factories.ActivityFactory(title="Toezicht op tbs")
    _sheet, ((_outcome, _changes, problems, _told),) = outcomes("mijlpalen", *rows)
    assert problems == [["toezichtactiviteit", "Niet duidelijk welke: toezicht  op TBS."]]


def test_an_expectation_is_found_and_what_follows_from_a_rule_is_left_out(event):
    letter = factories.LetterFactory(date=date(2024, 2, 3))
    term = factories.ExpectationFactory(activity=event.activity, told_on=None, letter=letter)
    rows = (
        "activiteit,soort,woorden,verteld_op,volgens_regel,adres,id,brief_id",
        f"Toezicht op tbs,rapport,{{}},2024-02-03,nee,toezicht-op-tbs,verwachting-{term.pk},9",
        f"Toezicht op tbs,beleidsreactie,{{}},2024-05-31,ja,toezicht-op-tbs,regel-{event.pk},",
    )
    _sheet, found = outcomes("verwachtingen", *(row.format("eind 2024") for row in rows))
    assert [each[0] for each in found] == ["ongewijzigd", "ongewijzigd"]
    sheet, found = outcomes("verwachtingen", *(row.format("najaar 2024") for row in rows))
    rule = "Deze rij volgt uit de regel van zes weken: ze wordt niet gelezen."
    assert [(each[0], each[3]) for each in found] == [("gewijzigd", []), ("ongewijzigd", [rule])]
    storing.store(sheet, may_change, note="Verbeterd.")
    term.refresh_from_db()
    assert (term.words, term.told_on, term.letter) == ("najaar 2024", None, letter)
    assert Expectation.objects.count() == 1


def test_the_list_of_what_is_due_changes_nothing(client, transactional_db, event):
    factories.ExpectationFactory(activity=event.activity, told_on=date(2024, 7, 1))
    content = b"".join(client.get("/verwacht.csv"))
    sheet = bring_in(upload(content), "verwachtingen")
    assert list(sheet.rows.values_list("outcome", flat=True)) == ["ongewijzigd"] * 2
