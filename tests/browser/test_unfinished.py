"""Unfinished business in a real browser: from the list to the form that completes it."""

from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import NOTHING, wrong

ADDRESS = "/beheer/programmes/workprogramme/onafgemaakt/"


def test_the_lists_lead_to_the_rows_where_outcomes_are_told(staff, violations):
    planning = factories.PlanningFactory(programme__first_year=2020, activity__title="Jeugd")
    reported = factories.PlanningFactory(programme=planning.programme, activity__title="Politie")
    factories.EventFactory(activity=reported.activity, title="Te lang gewacht")
    page = staff("publicist")
    page.goto("/beheer/")
    page.get_by_role("link", name="Onafgemaakt werk").press("Enter")
    page.wait_for_url(f"**{ADDRESS}")
    assert wrong(page, violations) == NOTHING

    page.get_by_label("Soort").select_option(label="activiteiten zonder uitkomst")
    page.get_by_role("button", name="Toon").press("Enter")
    page.wait_for_url("**?soort=activiteiten*")
    headings = page.get_by_role("heading", level=2)
    expect(headings).to_have_text(["Activiteiten zonder uitkomst (1)"])
    assert wrong(page, violations) == NOTHING
    page.goto(f"{ADDRESS}?jaar=1999")
    page.locator(".errorlist").wait_for()
    assert wrong(page, violations) == NOTHING

    page.goto(ADDRESS)
    section = page.get_by_role("region", name="Activiteiten zonder uitkomst")
    section.get_by_role("link", name=str(planning.programme)).press("Enter")
    page.wait_for_url("**/uitkomsten/#activiteit-*")
    page.locator(f"[name='{planning.activity_id}-kind']").select_option("vervallen")
    page.get_by_label("Waarom dit verandert").fill("Het onderzoek ging niet door.")
    page.get_by_role("button", name="Opslaan").click()
    page.locator(".success").wait_for()
    page.goto(ADDRESS)
    expect(page.locator("#content")).to_contain_text("Activiteiten zonder uitkomst (0)")
