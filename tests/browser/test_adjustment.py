"""An adjustment in a real browser: from the programme's form to the public plan."""

from playwright.sync_api import expect

from tests import factories


def begin(editor, programme):
    """Fill in the adjustment itself."""
    editor.goto("/beheer/programmes/adjustment/")
    editor.get_by_role("link", name="Nieuwe bijstelling").click()
    editor.get_by_label("Van welk werkprogramma?").select_option(str(programme.pk))
    editor.get_by_role("button", name="Verder").click()
    editor.get_by_label("Datum:", exact=True).fill("1-5-2024")
    editor.get_by_label("Aanleiding:").select_option(label="incident")
    editor.get_by_label("Uitleg:").fill("Na een incident is de planning veranderd.")


def change_the_plan(editor, later, youth, police, borders):
    """Fill in what becomes of each activity, and a new one."""
    editor.locator(f"[name=changes-{youth.pk}-kind]").select_option("vervallen")
    expect(editor.locator(f"[name=changes-{youth.pk}-when]")).to_be_visible()
    expect(editor.locator(f"[name=changes-{youth.pk}-moved_to]")).to_be_hidden()
    expect(editor.locator(f"[name=changes-{police.pk}-when]")).to_be_hidden()
    editor.locator(f"[name=changes-{police.pk}-kind]").select_option("verplaatst")
    editor.locator(f"[name=changes-{police.pk}-moved_to]").select_option(str(later.pk))
    editor.locator(f"[name=changes-{borders.pk}-kind]").select_option("uitgesteld")
    expect(editor.locator(f"[name=changes-{borders.pk}-moved_to]")).to_be_hidden()
    editor.get_by_label("tot wanneer: Grenzen").fill("najaar 2025")
    editor.locator("[name=additions-nieuw-1-title]").fill("Onderzoek na het incident")
    editor.locator("[name=additions-nieuw-1-is_new]").check()


def test_an_adjustment_is_entered_checked_and_shown(staff, visit, violations):
    programme = factories.ProgrammeFactory(first_year=2024)
    later = factories.ProgrammeFactory(first_year=2025)
    activities = [
        factories.PlanningFactory(programme=programme, activity__title=title).activity
        for title in ("Jeugd", "Politie", "Grenzen")
    ]
    editor = staff("redacteur")
    begin(editor, programme)
    change_the_plan(editor, later, *activities)
    for width in (320, 1280):
        editor.set_viewport_size({"width": width, "height": 900})
        assert violations(editor) == []
        assert editor.evaluate("document.documentElement.scrollWidth") <= width
    editor.locator("input[name=_continue]").first.click()
    days = "“najaar 2025”: 1 september 2025 tot en met 30 november 2025."
    expect(editor.locator(".messagelist")).to_contain_text(days)
    editor.get_by_role("link", name="Ter controle aanbieden").click()
    editor.get_by_label("Toelichting").fill("Zoals in de brief van mei.")
    editor.get_by_role("button", name="Ter controle aanbieden").click()
    editor.wait_for_url("**/change/")

    visitor = visit()
    visitor.goto("/werkprogrammas/2024/")
    expect(visitor.locator("main")).not_to_contain_text("Onderzoek na het incident")
    publicist = staff("publicist")
    publicist.goto(editor.url)
    publicist.get_by_role("link", name="Publiceren").click()
    publicist.get_by_role("button", name="Publiceren").click()
    publicist.wait_for_url("**/change/")

    visitor.goto("/werkprogrammas/2024/")
    plan = visitor.locator("section:has(> #plan)")
    for told in ("Grenzen", "vervallen", "verplaatst", "Onderzoek na het incident", "najaar 2025"):
        expect(plan).to_contain_text(told)
    visitor.goto("/werkprogrammas/2024/?op=2024-04-30")
    expect(plan).not_to_contain_text("Onderzoek na het incident")
    assert violations(visitor) == []
    visitor.goto("/werkprogrammas/2025/")
    expect(visitor.locator("main")).to_contain_text("Politie")
