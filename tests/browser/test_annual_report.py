"""An annual report with results per goal, in a real browser: entered, checked and read."""

from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import NOTHING, wrong


def test_results_per_goal_are_entered_and_read(staff, visit, violations):
    frame = factories.PerspectiveFactory(first_year=2021, last_year=2024)
    learning, knowing = (
        factories.GoalFactory(perspective=frame, title=title)
        for title in ("bevorderen van lerend vermogen", "zichtbaar maken van risico's")
    )
    page = staff("redacteur")
    page.goto("/beheer/programmes/annualreport/add/")
    page.get_by_label("Jaar:").fill("2023")
    page.get_by_label("Titel:").fill("Jaarbericht 2023")
    page.get_by_label("Samenvatting:").fill("Wat er van het toezicht kwam.")
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("**/change/")
    assert wrong(page, violations) == NOTHING
    page.locator("[name=results-0-text]").fill("Organisaties leerden van incidenten.")
    page.locator("[name=results-1-goal]").select_option(str(learning.pk))
    page.locator("[name=results-1-text]").fill("Twee keer hetzelfde doel.")
    page.locator("input[name=_save]").first.click()
    page.locator(".errornote").first.wait_for()
    assert wrong(page, violations) == NOTHING
    page.locator("[name=results-1-text]").fill("")
    page.locator("[name=results-1-goal]").select_option(str(knowing.pk))
    page.locator("input[name=_continue]").first.click()
    page.locator(".success").wait_for()

    page.get_by_role("link", name="Ter controle aanbieden").click()
    page.get_by_label("Toelichting").fill("Klaar.")
    page.get_by_role("button", name="Ter controle aanbieden").click()
    page.wait_for_url("**/change/")
    publicist = staff("publicist")
    publicist.goto(page.url)
    publicist.get_by_role("link", name="Publiceren").click()
    publicist.get_by_role("button", name="Publiceren").click()
    publicist.wait_for_url("**/change/")

    visitor = visit()
    visitor.goto("/jaarberichten/2023/")
    told = "Organisaties leerden van incidenten."
    expect(visitor.locator("section:has(> #resultaten)")).to_contain_text(told)
    assert wrong(visitor, violations) == NOTHING
    visitor.goto(learning.get_absolute_url())
    expect(visitor.locator("section:has(> #resultaten)")).to_contain_text(told)
    assert wrong(visitor, violations) == NOTHING
