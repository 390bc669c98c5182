"""An import is taken back whole, except for what somebody changed since."""

import pghistory
import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from programmes.intake.sheets import storing, undoing
from programmes.intake.sheets.kinds import LAYOUTS
from programmes.models import (
    Activity,
    Event,
    Expectation,
    Planning,
    PublicChange,
    SheetImport,
    Signature,
)
from tests import factories
from tests.intake.sheets.files import bring_in, may_change, upload
from tests.intake.sheets.year import SHEETS

HEADER = "titel,adres,gebieden,doelen,werkprogrammas,gepland_voor\n"
COLUMNS = ("title", "summary", "publish_at", "slug")


@pytest.fixture
def world(db):
    programme = factories.ProgrammeFactory(perspective=factories.PerspectiveFactory())
    factories.GoalFactory(perspective=programme.perspective, title="scherp houden")
    for name in ("jeugd", "politie"):
        factories.FieldFactory(name=name)
    return programme


@pytest.fixture
def activity(world):
    activity = factories.ActivityFactory(title="oud", slug="oud", publish_at=None)
    activity.fields.add(factories.FieldFactory(name="asiel"))
    factories.PlanningFactory(activity=activity, programme=world, planned_for="2024")
    return activity


def stored(text, kind="activiteiten", **options):
    sheet = bring_in(upload(text), kind)
    storing.store(sheet, may_change, **options)
    return sheet


def undone(sheet, may_change=may_change, note=""):
    """Take back an import; return (name, reasons) of each record."""
    found = undoing.undo(sheet, User.objects.get(username="riet"), may_change, note)
    return [(each.name, each.reasons) for each in found]


def register():
    """Return everything that a spreadsheet writes."""
    return [
        list(Activity.objects.order_by("pk").values_list("pk", *COLUMNS)),
        list(Activity.objects.order_by("pk", "fields").values_list("pk", "fields__name")),
        list(Activity.objects.order_by("pk", "goals").values_list("pk", "goals__title")),
        *(list(model.objects.order_by("pk").values()) for model in (Planning, Event, Expectation)),
    ]


def test_what_was_added_and_changed_goes_back(activity):
    before = register()
    sheet = stored(f"{HEADER}nieuw,,jeugd,scherp houden,2024,2025\nanders,oud,jeugd; politie,,,\n")
    assert register() != before
    assert undone(sheet) == [("anders", []), ("nieuw", [])]
    assert register() == before
    sheet.refresh_from_db()
    assert (sheet.undone_by.username, sheet.kept) == ("riet", [])
    last = activity.history.order_by("-pgh_id").first()
    assert (last.title, last.pgh_context["sheet_undone"]) == ("oud", sheet.pk)


def test_events_with_what_follows_from_them_go_back(world):
    activity = factories.ActivityFactory(title="oud", slug="oud")
    event = factories.EventFactory(activity=activity, kind="gestart")
    words = "binnen zes weken"
    told = factories.ExpectationFactory(
        activity=activity, event=event, told_on=None, words=words, first_day=None, last_day=None
    )
    told.set_days()
    told.save()
    adjustment = factories.AdjustmentFactory(programme=world)
    before = register()
    sheet = stored(
        "nummer,activiteit,soort,datum,bijstelling\n"
        f"{event.pk},oud,gestart,2024-07-01,\n,oud,toegevoegd,,{adjustment.slug}\n",
        "mijlpalen",
        note="Aangevuld.",
    )
    assert Planning.objects.filter(adjustment=adjustment).exists()
    assert undone(sheet, note="Het was een vergissing.") == [("oud", [])]
    assert register() == before
    notes = PublicChange.objects.about(activity).values_list("note", flat=True)
    assert list(notes)[0] == "Het was een vergissing."


def test_an_expectation_goes_back(activity):
    before = register()
    sheet = stored("activiteit,soort,termijn\noud,rapport,eind 2025\n", "verwachtingen")
    assert undone(sheet) == [("oud", [])]
    assert register() == before


def test_what_somebody_changed_since_stays(activity):
    sheet = stored(f"{HEADER}nieuw,,,,2024,\nander,,,,2024,\nanders,oud,,,,\n")
    piet = User.objects.create(username="piet")
    with pghistory.context(user=piet.pk):
        Activity.objects.filter(slug="oud").update(summary="Van Piet.")
        factories.EventFactory(activity=Activity.objects.get(title="nieuw"))
    found = undone(sheet)
    assert [(name, [reason[:28] for reason in reasons]) for name, reasons in found] == [
        ("ander", []),
        ("anders", ["Sindsdien gewijzigd, door pi"]),
        ("nieuw", ["Sindsdien gewijzigd, door pi"]),
    ]
    assert sorted(Activity.objects.values_list("title", flat=True)) == ["anders", "nieuw"]
    sheet.refresh_from_db()
    assert [name for name, _reason in sheet.kept] == ["anders", "nieuw"]


def test_what_is_public_since_stays_and_what_was_public_needs_the_right(activity):
    public = factories.ActivityFactory(title="openbaar", slug="openbaar")
    text = f"{HEADER}nieuw,,,,2024,\nanders,openbaar,,,,\n"
    sheet = stored(text, note="De titel klopte niet.")
    Activity.objects.filter(title="nieuw").update(publish_at=factories.LONG_AGO)

    def not_public(record):
        return not record.has_been_public

    found = undoing.preview(sheet, not_public)
    assert [(each.name, each.is_public, each.reasons) for each in found] == [
        ("anders", True, ["Alleen een publicist wijzigt wat openbaar of ingepland is."]),
        ("nieuw", True, ["Het is openbaar sinds 1 januari 2020, of wordt het nog."]),
    ]
    assert undone(sheet, note="Het was een vergissing.")[0] == ("anders", [])
    public.refresh_from_db()
    assert public.title == "openbaar"


def test_what_was_published_since_keeps_that(activity):
    sheet = stored(f"{HEADER}anders,oud,,,,\n")
    with pghistory.context(verb=True):
        Activity.objects.filter(slug="oud").update(publish_at=factories.LONG_AGO)
    assert undone(sheet, note="Het was een vergissing.") == [("anders", [])]
    activity.refresh_from_db()
    assert (activity.title, activity.publish_at) == ("oud", factories.LONG_AGO)


def test_what_the_database_refuses_stays_and_the_rest_goes_back(activity):
    gone = factories.FieldFactory(name="verdwenen")
    activity.fields.add(gone)
    sheet = stored(f"{HEADER}nieuw,,,,2024,\nanders,oud,jeugd,,,\n")
    gone.delete()
    message = "Iemand heeft intussen iets opgeslagen dat hier niet bij past. Kijk daar eerst naar."
    assert undone(sheet) == [("anders", [message]), ("nieuw", [])]
    assert list(Activity.objects.values_list("title", flat=True)) == ["anders"]


def test_an_import_is_taken_back_once(activity):
    sheet = stored(f"{HEADER}nieuw,,,,2024,\n")
    undone(sheet)
    assert undoing.undo(sheet, User.objects.get(), may_change) is None
    for change in ({"undo_note": "x"}, {"undone_at": None}, {"name": "x"}):
        with pytest.raises(IntegrityError, match="blijft zoals hij is"), transaction.atomic():
            SheetImport.objects.filter(pk=sheet.pk).update(**change)


def test_a_year_goes_back_sheet_by_sheet(db):
    sheets = [stored(text, kind) for kind, text in SHEETS.items()]
    for sheet in reversed(sheets):
        found = undone(sheet)
        assert found
        assert [reasons for _name, reasons in found if reasons] == []
    assert {
        kind: layout.model.objects.count() for kind, layout in LAYOUTS.items()
    } == dict.fromkeys(LAYOUTS, 0)


def test_what_others_built_on_a_new_record_keeps_it(db):
    sheets = {kind: stored(text, kind) for kind, text in SHEETS.items()}
    kept = {
        kind: [name for name, reasons in undone(sheets[kind]) if reasons]
        for kind in ("toezichtgebieden", "brieven", "doelen", "werkprogrammas")
    }
    assert kept == {
        "toezichtgebieden": ["dierenwelzijn", "voedselveiligheid"],
        "brieven": ["Jaarplan 2023 (2022-001)"],
        "doelen": ["gezonde dieren", "veilig voedsel", "veilig voedsel"],
        "werkprogrammas": ["Jaarplan 2023"],
    }


def test_what_a_sheet_changed_of_documents_and_letters_goes_back(world):
    letter = factories.LetterFactory(publish_at=None, slug="brief")
    for position, office in enumerate(("Minister van A", "Minister van B"), 1):
        factories.SignatureFactory(letter=letter, office=office, position=position)
    goal = factories.GoalFactory(perspective=world.perspective)
    focus = factories.GoalFocusFactory(programme=world, goal=goal, text="oud")
    models = [type(each) for each in (letter, goal, focus, world)] + [Signature]

    def now():
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = now()
    sheets = [
        stored(
            'adres,onderwerp,ambten\nbrief,anders,"Minister van C; Minister van A"\n', "brieven"
        ),
        stored(f"adres,titel\n{goal.slug},anders\n", "doelen", note="Anders."),
        stored(f"id,uitwerking\n{focus.pk},anders\n", "uitwerkingen", note="Anders."),
        stored("adres,motto\n2024,anders\n", "werkprogrammas", note="Anders."),
    ]
    assert now() != before
    for sheet in sheets:
        assert [reasons for _name, reasons in undone(sheet, note="Terug.")] == [[]]
    assert now() == before
