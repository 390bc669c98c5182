"""The workbooks for staff: everything they may see, and brought back they change nothing."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from programmes.intake.sheets.kinds import LAYOUTS
from programmes.models import Planning, SheetImport
from tests import factories
from tests.database import kept
from tests.intake.sheets.workbooks import BASE, changed, rows, workbook


@pytest.fixture(scope="module")
def drafts(empty, django_db_blocker):
    """A public activity and a draft, both in a public programme and a draft of one."""
    with kept(django_db_blocker, empty, make_drafts):
        yield


def make_drafts():
    frame = factories.PerspectiveFactory()
    public = factories.ProgrammeFactory(perspective=frame)
    draft = factories.ProgrammeFactory(first_year=2023, publish_at=None)
    for title, options in {"=1+1": {}, "-concept": {"publish_at": None}}.items():
        activity = factories.ActivityFactory(title=title, summary="een\n@twee", **options)
        activity.goals.add(factories.GoalFactory(perspective=frame, title=f"doel {title}"))
        activity.fields.add(factories.FieldFactory(name=f"gebied {title}"))
        for programme in (public, draft):
            planning = Planning(activity=activity, programme=programme)
            planning.planned_for = f"medio {programme.slug}"
            planning.save()
        factories.EventFactory(activity=activity, title=title, note=title)
        factories.ExpectationFactory(activity=activity, note=title)
        letter = factories.LetterFactory(subject=title, **options)
        signatory = factories.SignatoryFactory(name=title, **options)
        for person in (signatory, None):
            factories.SignatureFactory(letter=letter, signatory=person, office=title)
    factories.GoalFocusFactory(programme=public, goal=activity.goals.get(), text="=1+1")
    factories.AdjustmentFactory(programme=draft, letter=letter, publish_at=None)
    activity.fields.update(group=factories.FieldGroupFactory(name="=1+1"))
    report = factories.AnnualReportFactory(predecessor="=1+1", summary="-een", publish_at=None)
    goal = factories.GoalFactory(title="=1+1", perspective=frame)
    factories.GoalResultFactory(report=report, goal=goal, text="@een")
    goal.continues.add(
        factories.GoalFactory(
            title="=1+1", perspective__first_year=2017, perspective__last_year=2020
        )
    )


def test_staff_see_drafts_with_their_dates(as_redacteur, drafts):
    found = rows(workbook(as_redacteur, "activiteiten"))
    assert [(row["titel"], row["staat"], row["werkprogramma's"]) for row in found] == [
        ("-concept", "concept", "2023; 2024"),
        ("=1+1", "gepubliceerd", "2023; 2024"),
    ]
    assert {name: found[0][name] for name in ("gepland voor", "rapport verwacht, in woorden")} == {
        "gepland voor": "medio 2023; medio 2024",
        "rapport verwacht, in woorden": "eind 2024",
    }
    days = [
        found[0][name].date() for name in ("gepland van", "gepland tot", "rapport verwacht tot")
    ]
    assert days == [date(2023, 5, 1), date(2024, 8, 31), date(2024, 12, 31)]


@pytest.mark.parametrize("kind", LAYOUTS)
def test_drafts_and_formulas_brought_back_change_nothing(as_redacteur, drafts, kind):
    assert changed(workbook(as_redacteur, kind), kind) == []


def test_a_workbook_offers_the_choices(as_redacteur, drafts):
    book = load_workbook(io.BytesIO(workbook(as_redacteur, "activiteiten")))
    sheet, kept = book.worksheets
    titles = [cell.value for cell in sheet[1]]
    offered = {
        titles[next(iter(rule.sqref.ranges)).min_col - 1]: [
            cell.value for (cell,) in kept[rule.formula1.partition("!")[2].replace("$", "")]
        ]
        for rule in sheet.data_validations.dataValidation
    }
    assert offered["toezichtgebieden"] == ["gebied -concept", "gebied =1+1"]
    assert offered["werkprogramma's"] == ["2024", "2023"]
    assert offered["vorm afgeleid"] == ["ja", "nee"]
    assert "quick scan" in offered["vorm van toezicht"]


def test_a_workbook_is_for_staff_and_never_cached(client, redacteur, django_user_model):
    client.force_login(redacteur)
    answer = client.get(f"{BASE}/mijlpalen.xlsx")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert b"".join(answer)
    assert client.get(f"{BASE}/iets.xlsx").status_code == 404
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))
    assert {client.get(f"{BASE}/{kind}.xlsx").status_code for kind in LAYOUTS} == {403}
    client.logout()
    assert client.get(f"{BASE}/activiteiten.xlsx").status_code == 302
    assert SheetImport.objects.count() == 0
