"""The year of another inspectorate comes in from sheets alone, in an empty register."""

from programmes.intake.sheets import storing
from programmes.models import AnnualReport, Goal, Letter, Perspective, Planning, WorkProgramme
from programmes.workflow import publishing
from tests.intake.sheets.files import bring_in, may_change, upload
from tests.intake.sheets.year import SHEETS


def brought_in(kind, text):
    sheet = bring_in(upload(text), kind)
    assert list(sheet.rows.exclude(problems=[]).values_list("number", "problems")) == []
    storing.store(sheet, may_change)


def test_a_year_comes_in_from_sheets_and_is_published(client, transactional_db):
    for kind, text in SHEETS.items():
        brought_in(kind, text)
    for model in (Letter, Perspective, WorkProgramme, AnnualReport):
        assert not model.objects.exclude(publish_at=None).exists()

    for perspective in Perspective.objects.all():
        publishing.publish(perspective)
    programme = WorkProgramme.objects.get()
    publishing.publish(programme)

    page = client.get("/werkprogrammas/2023/").text
    for text in ("Jaarplan 2023", "veilig voedsel", "Wij letten op stallen.", "slachthuizen"):
        assert text.lower() in page.lower()
    letter = client.get("/brieven/2022-001/").text
    for text in ("E. Effen", "Minister voor Natuur", "33\u00a0835"):
        assert text in letter
    planning = Planning.objects.published().get()
    assert (str(planning.programme), planning.planned_for) == ("Jaarplan 2023", "medio 2023")
    events = planning.activity.events.order_by("date")
    assert list(events.values_list("kind", "date_precision")) == [
        ("gestart", "maand"), ("rapport", "dag"),
    ]  # fmt: skip
    assert list(planning.activity.expectations.values_list("words", "programme")) == [
        ("medio 2023", programme.pk),
    ]  # fmt: skip

    for report in AnnualReport.objects.all():
        publishing.publish(report)
    page = client.get("/jaarberichten/2023/").text
    for text in ("Jaarverslag 2023", "Vlees was verser.", "Stallen waren ruimer."):
        assert text in page
    assert "Er was meer toezicht." in client.get("/jaarberichten/2021-keuringsdienst/").text
    goal = Goal.objects.get(slug="veilig-voedsel-2")
    assert list(goal.continues.values_list("slug", flat=True)) == ["veilig-voedsel"]
