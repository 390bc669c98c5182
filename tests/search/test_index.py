"""The triggers of the index follow every change; results are what is published at this second."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from programmes.models import (
    Activity,
    Adjustment,
    AnnualReport,
    Event,
    Goal,
    GoalFocus,
    GoalResult,
    Letter,
    Perspective,
    Planning,
    SearchEntry,
    Signature,
    SupervisionField,
    WorkProgramme,
)
from tests import factories
from tests.search.asking import STATES, ask, found

pytestmark = pytest.mark.django_db
# The tables of parts with a parent that may be hidden, by kind.
PARTS = {"doelen": "goal", "uitwerkingen": "goalfocus", "resultaten": "goalresult"}


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_change_with_sql_is_found():
    factories.ActivityFactory(title="oud")
    run("UPDATE programmes_activity SET title = 'nieuw'")
    assert (found("oud"), found("nieuw")) == ([], ["nieuw"])
    run("DELETE FROM programmes_activity WHERE false")
    Activity.objects.update(summary="een samenvatting")
    assert found("samenvatting") == ["nieuw"]


def test_what_is_removed_is_not_found():
    factories.ActivityFactory(title="concept", publish_at=None).delete()
    assert not SearchEntry.objects.exists()


def test_each_part_of_a_record_is_followed():
    activity = factories.ActivityFactory(title="activiteit")
    field = factories.FieldFactory(name="jeugd")
    activity.fields.add(field)
    factories.EventFactory(activity=activity, title="wachttijden")
    letter = factories.LetterFactory(subject="brief")
    factories.SignatureFactory(letter=letter, office="premier")
    assert found("jeugd") == found("wachttijden") == ["activiteit"]
    assert found("premier") == ["brief"]

    SupervisionField.objects.update(name="politie")
    Event.objects.update(title="doorstroom")
    Signature.objects.update(office="staatssecretaris")
    assert found("politie") == found("doorstroom") == ["activiteit"]
    assert found("staatssecretaris") == ["brief"]
    assert [found(word) for word in ("jeugd", "wachttijden", "premier")] == [[], [], []]

    activity.fields.clear()
    Event.objects.all().delete()
    Signature.objects.all().delete()
    assert [found(word) for word in ("politie", "doorstroom", "staatssecretaris")] == [[]] * 3


def test_a_part_that_moves_is_found_where_it_went():
    first, second = (factories.ActivityFactory(title=title) for title in ("eerste", "tweede"))
    factories.EventFactory(activity=first, title="rapport")
    Event.objects.update(activity=second)
    assert found("rapport") == ["tweede"]


def test_what_carries_the_name_or_years_of_a_parent_follows_it():
    perspective = factories.PerspectiveFactory(first_year=2021, last_year=2024)
    programme = factories.ProgrammeFactory(first_year=2024, perspective=perspective)
    goal = factories.GoalFactory(perspective=perspective, title="lerend vermogen")
    factories.GoalFocusFactory(programme=programme, goal=goal, text="uitwerking")
    report = factories.AnnualReportFactory(year=2023)
    factories.GoalResultFactory(report=report, goal=goal, text="resultaat")
    factories.AdjustmentFactory(programme=programme, explanation="bijgesteld")
    AnnualReport.objects.update(year=2022, slug="2022")
    Goal.objects.update(title="burgerperspectief")
    WorkProgramme.objects.update(first_year=2023, last_year=2023, slug="2023")
    Perspective.objects.update(first_year=2020, last_year=2023, slug="2020-2023")
    assert found("uitwerking") == ["burgerperspectief"]
    assert found("resultaat") == ["burgerperspectief"]
    assert ask("resultaat").results[0].url == "/jaarberichten/2022/"
    assert ask("uitwerking").results[0].years == [2023]
    assert found("bijgesteld") == ["Bijstelling 2023"]
    assert [each.period for each in ask("burgerperspectief", soort="doelen").results] == [
        "2020-2023"
    ]


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_public_is_not_found(state):
    made = [
        factories.ProgrammeFactory(summary="geheim", **STATES[state]),
        factories.ActivityFactory(title="geheim", **STATES[state]),
        factories.LetterFactory(text="geheim", reference="12345", **STATES[state]),
        factories.SignatoryFactory(name="geheim", **STATES[state]),
        factories.AnnualReportFactory(summary="geheim", **STATES[state]),
        factories.AdjustmentFactory(
            programme=WorkProgramme.objects.get(), explanation="geheim", **STATES[state]
        ),
    ]
    assert len(made) == SearchEntry.objects.count()
    assert (found("geheim"), found("12345"), ask("gehiem").suggestions.meant) == ([], [], None)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("hidden", ["programme", "report", "perspective"])
def test_a_part_is_found_only_with_all_its_parents(state, hidden):
    perspective = factories.PerspectiveFactory()
    programme = factories.ProgrammeFactory(perspective=perspective)
    goal = factories.GoalFactory(perspective=perspective, title="komkommer")
    factories.GoalFocusFactory(programme=programme, goal=goal, text="komkommer")
    factories.GoalResultFactory(report=factories.AnnualReportFactory(), goal=goal, text="komkommer")
    assert len(found("komkommer")) == 3
    changed = {"programme": WorkProgramme, "report": AnnualReport, "perspective": Perspective}
    changed = changed[hidden]
    # Withdrawn in the usual way; the other two as if they never were public.
    run("SET session_replication_role = replica")
    changed.objects.update(**STATES[state])
    run("SET session_replication_role = DEFAULT")
    for kind, table in PARTS.items():
        run(f"SELECT programmes_search_refresh('{kind}', array_agg(id)) FROM programmes_{table}")
    left = {"programme": ["doelen", "resultaten"], "report": ["doelen", "uitwerkingen"]}
    assert sorted(each.kind for each in ask("komkommer").results) == left.get(hidden, [])


def test_withdrawing_a_parent_takes_its_parts_along():
    perspective = factories.PerspectiveFactory()
    programme = factories.ProgrammeFactory(perspective=perspective)
    goal = factories.GoalFactory(perspective=perspective, title="komkommer")
    factories.GoalFocusFactory(programme=programme, goal=goal, text="komkommer")
    factories.GoalResultFactory(report=factories.AnnualReportFactory(), goal=goal, text="komkommer")
    Perspective.objects.update(**STATES["ingetrokken"])
    assert found("komkommer") == []
    Perspective.objects.update(withdrawn_at=None, withdrawal_reason="")
    WorkProgramme.objects.update(**STATES["ingetrokken"])
    AnnualReport.objects.update(**STATES["ingetrokken"])
    assert [each.kind for each in ask("komkommer").results] == [SearchEntry.Kind.GOAL]


@pytest.fixture
def change():
    """The programme and activities of an adjustment of 2024."""
    return factories.EventFactory(
        activity__title="keten",
        activity__slug="keten",
        adjustment=factories.AdjustmentFactory(programme__first_year=2024),
        note="komkommer",
    )


def results(word, **chosen):
    """Return the kind and the path of each result."""
    return [(each.kind, each.url) for each in ask(word, **chosen).results]


ADJUSTED = (SearchEntry.Kind.ADJUSTMENT, "/bijstellingen/bijstelling/")
CHANGED = (SearchEntry.Kind.CHANGE, "/activiteiten/keten/")


def test_a_change_is_found_with_its_adjustment_and_its_activity(change):
    Adjustment.objects.update(slug="bijstelling")
    assert sorted(results("komkommer")) == [ADJUSTED, CHANGED]
    assert ask("komkommer", soort="veranderingen").results[0].years == [2024]
    for model in (Adjustment, Activity):
        model.objects.update(**STATES["ingetrokken"])
        assert CHANGED not in results("komkommer")
        model.objects.update(withdrawn_at=None, withdrawal_reason="")
        assert CHANGED in results("komkommer")


def test_a_change_is_found_from_the_very_second_of_its_adjustment(change):
    moment = timezone.now() + timedelta(hours=1)
    draft = factories.AdjustmentFactory(programme__first_year=2025, publish_at=None)
    Event.objects.update(adjustment=draft)
    assert results("komkommer") == []
    Adjustment.objects.filter(pk=draft.pk).update(publish_at=moment)
    assert results("komkommer") == []
    changes = SearchEntry.objects.filter(kind="veranderingen")
    before, after = (changes.published(moment + timedelta(seconds=n)) for n in (-1, 0))
    assert (before.count(), after.count()) == (0, 1)


def test_a_change_follows_its_activity(change):
    field = factories.FieldFactory(slug="jeugd")
    change.activity.fields.add(field)
    assert CHANGED in results("komkommer", gebied="jeugd")
    change.activity.fields.clear()
    assert results("komkommer", gebied="jeugd") == []
    Activity.objects.update(title="augurk", slug="augurk")
    assert (SearchEntry.Kind.CHANGE, "/activiteiten/augurk/") in results("augurk")


def test_a_change_is_found_by_what_happened(change):
    Event.objects.update(kind="uitgesteld")
    assert results("uitgesteld") == [CHANGED]
    Adjustment.objects.update(**STATES["ingetrokken"])
    assert results("uitgesteld") == []


def test_a_change_that_is_gone_is_not_found(change):
    Event.objects.update(adjustment=None)
    assert results("komkommer") == [(SearchEntry.Kind.ACTIVITY, "/activiteiten/keten/")]
    Event.objects.all().delete()
    assert results("komkommer") == []


def test_the_years_of_an_activity_are_those_of_its_public_programmes():
    activity = factories.ActivityFactory(title="keten")
    public = factories.ProgrammeFactory(first_year=2023)
    draft = factories.ProgrammeFactory(first_year=2024, publish_at=None)
    for programme in (public, draft):
        factories.PlanningFactory(programme=programme, activity=activity)
    assert ask("keten").results[0].years == [2023]
    assert (found("keten", jaar="2023"), found("keten", jaar="2024")) == (["keten"], [])
    Planning.objects.filter(programme=public).delete()
    assert ask("keten").results[0].years == []


def test_a_record_is_found_from_its_very_second():
    activity = factories.ActivityFactory(title="keten", publish_at=None)
    assert found("keten") == []
    Activity.objects.filter(pk=activity.pk).update(publish_at=Now())
    assert found("keten") == ["keten"]
    Activity.objects.update(withdrawn_at=Now() + timedelta(hours=1), withdrawal_reason="x")
    assert found("keten") == ["keten"]
    Activity.objects.update(withdrawn_at=Now())
    assert found("keten") == []


def test_filling_the_index_anew_changes_nothing():
    programme = factories.ProgrammeFactory(perspective=factories.PerspectiveFactory())
    goal = factories.GoalFactory(perspective=programme.perspective)
    factories.GoalFocusFactory(programme=programme, goal=goal)
    factories.GoalResultFactory(report=factories.AnnualReportFactory(), goal=goal)
    factories.AdjustmentFactory(programme=programme)
    factories.SignatureFactory()
    factories.EventFactory()
    factories.EventFactory(adjustment=Adjustment.objects.get(), note="Later.")
    kept = list(SearchEntry.objects.order_by("kind", "record_id").values())
    SearchEntry.objects.all().delete()
    for model, kind in [
        (WorkProgramme, "werkprogrammas"), (Perspective, "meerjarenperspectieven"),
        (Goal, "doelen"), (GoalFocus, "uitwerkingen"), (Activity, "activiteiten"),
        (Letter, "brieven"), (Adjustment, "bijstellingen"), (GoalResult, "resultaten"),
        (AnnualReport, "jaarberichten"), (Event, "veranderingen"),
    ]:  # fmt: skip
        run(
            f"SELECT programmes_search_refresh('{kind}', array_agg(id)) FROM {model._meta.db_table}"
        )
    without_keys = [{**row, "id": None} for row in kept if row["kind"] != "ondertekenaars"]
    assert [
        {**row, "id": None} for row in SearchEntry.objects.order_by("kind", "record_id").values()
    ] == without_keys


def test_a_very_long_text_can_be_saved():
    words = " ".join(f"{number:x}\U00020000" for number in range(100_000))
    factories.LetterFactory(subject="lang", text="begin " + words)
    assert found("begin") == ["lang"]
