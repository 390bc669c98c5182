"""What is approved is what was seen: in a real browser, by an editor and a publicist."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import expect

from programmes.workflow.publishing import publish
from programmes.workflow.reviewing import submit
from tests import factories
from tests.browser.steps import follow

REPORT = "/beheer/programmes/annualreport"


@pytest.fixture
def pages(staff):
    return {name: staff(name) for name in ("redacteur", "publicist")}


@pytest.fixture
def draft(pages):
    """A draft that the editor submitted."""
    report = factories.AnnualReportFactory(publish_at=None, title="Jaarbericht 2024")
    submit(report, User.objects.get(username="redacteur"), "Klaar.")
    return report


def open_form(page, record):
    page.goto(f"{REPORT}/{record.pk}/change/")


def change_title(page, record, title):
    open_form(page, record)
    page.fill("#id_title", title)
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("**/annualreport/")


def use(page, record, verb):
    open_form(page, record)
    follow(page.get_by_role("link", name=verb, exact=True))


def confirm(page, verb):
    page.get_by_role("button", name=verb, exact=True).click()
    page.wait_for_url("**/change/")


def test_a_scheduled_record_that_changes_waits_for_review_again(pages, visit, draft, check):
    publish(draft, timezone.now() + timedelta(days=1))
    publicist = pages["publicist"]
    change_title(publicist, draft, "Jaarbericht over 2024")
    expect(publicist.locator(".messagelist")).to_contain_text("wacht op controle")
    editor = pages["redacteur"]
    editor.goto("/beheer/")
    expect(editor.locator(".worklist")).to_contain_text("Gewijzigd na")
    use(publicist, draft, "Publiceren")
    expect(publicist.locator("#content")).to_contain_text("een ander moet het controleren")
    draft.refresh_from_db()
    assert draft.publish_at is None


def test_an_edit_while_the_publicist_looks_is_not_published_unread(pages, visit, draft, check):
    publicist = pages["publicist"]
    use(publicist, draft, "Publiceren")
    change_title(pages["redacteur"], draft, "Ongelezen titel")
    publicist.get_by_role("button", name="Publiceren", exact=True).click()
    told = publicist.get_by_role("region", name="Gewijzigd")
    expect(told).to_contain_text("Ongelezen titel")
    check(publicist)
    assert visit().goto("/jaarberichten/2024/").status == 404
    confirm(publicist, "Publiceren")
    assert visit().goto("/jaarberichten/2024/").status == 200


def test_one_editor_and_one_publicist_finish(pages, visit, draft, check):
    editor, publicist = pages["redacteur"], pages["publicist"]
    change_title(publicist, draft, "Jaarbericht over 2024")
    editor.goto("/beheer/")
    expect(editor.locator(".worklist")).to_contain_text("Wacht op mijn akkoord (1)")
    check(editor)
    use(editor, draft, "Akkoord")
    expect(editor.get_by_role("region", name="Gewijzigd")).to_contain_text("Jaarbericht over 2024")
    check(editor)
    confirm(editor, "Akkoord")
    use(publicist, draft, "Publiceren")
    confirm(publicist, "Publiceren")
    visitor = visit()
    visitor.goto("/jaarberichten/2024/")
    expect(visitor.locator("h1")).to_have_text("Jaarbericht over 2024")


def test_an_editor_takes_a_submission_back(pages, draft, check):
    editor = pages["redacteur"]
    use(editor, draft, "Terugnemen")
    check(editor)
    confirm(editor, "Terugnemen")
    expect(editor.get_by_role("link", name="Ter controle aanbieden")).to_be_visible()


def test_a_publicist_lets_through_the_outcome_that_an_editor_proposes(pages, visit, check):
    activity = factories.ActivityFactory(title="wachtlijsten", slug="wachtlijsten")
    editor, publicist, visitor = pages["redacteur"], pages["publicist"], visit()
    editor.goto(f"/beheer/programmes/activity/{activity.pk}/change/")
    editor.get_by_role("link", name="Stel een wijziging voor").click()
    editor.locator("#events-group .add-row a").click()
    editor.select_option("#id_events-0-kind", "rapport")
    editor.fill("#id_events-0-title", "Rapport over wachtlijsten")
    editor.fill("#id_change_note", "Het rapport is verschenen.")
    check(editor)
    editor.get_by_role("button", name="Voorstellen").click()
    editor.wait_for_url("**/beheer/")
    expect(editor.locator(".worklist")).to_contain_text("Door mij voorgesteld (1)")
    visitor.goto("/activiteiten/wachtlijsten/")
    expect(visitor.locator("main")).not_to_contain_text("Rapport over wachtlijsten")

    publicist.goto("/beheer/")
    check(publicist)
    publicist.locator(".worklist").get_by_role("link", name="wachtlijsten").click()
    told = publicist.get_by_role("region", name="Voorstel van redacteur")
    expect(told).to_contain_text("Rapport over wachtlijsten")
    check(publicist)
    publicist.get_by_role("button", name="Overnemen").click()
    publicist.wait_for_url("**/beheer/")
    visitor.goto("/activiteiten/wachtlijsten/")
    expect(visitor.locator("main")).to_contain_text("Rapport over wachtlijsten")


def test_a_publicist_lets_through_outcomes_of_several_activities(pages, visit, check):
    programme = factories.ProgrammeFactory()
    titles = ("wachtlijsten", "jeugdhulp")
    first, second = (
        factories.PlanningFactory(
            programme=programme, activity__title=title, activity__slug=title
        ).activity
        for title in titles
    )
    editor, publicist, visitor = pages["redacteur"], pages["publicist"], visit()
    editor.goto(f"/beheer/programmes/workprogramme/{programme.pk}/uitkomsten/")
    for activity in (first, second):
        editor.select_option(f"#id_{activity.pk}-kind", "rapport")
        editor.fill(f"#id_{activity.pk}-title", f"Rapport over {activity}")
    editor.fill("#id_change_note", "De rapporten zijn verschenen.")
    check(editor)
    editor.get_by_role("button", name="Opslaan of voorstellen").click()
    editor.wait_for_url("**/beheer/")
    visitor.goto("/activiteiten/jeugdhulp/")
    expect(visitor.locator("main")).not_to_contain_text("Rapport over jeugdhulp")

    publicist.goto("/beheer/")
    follow(publicist.locator(".worklist").get_by_role("link", name=str(programme)))
    check(publicist)
    publicist.get_by_role("button", name="Overnemen").click()
    publicist.wait_for_url("**/beheer/")
    for title in titles:
        visitor.goto(f"/activiteiten/{title}/")
        expect(visitor.locator("main")).to_contain_text(f"Rapport over {title}")
