"""Outcomes of a programme, entered in a real browser with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import NOTHING, wrong


@pytest.fixture
def programme(site):
    return factories.ProgrammeFactory(first_year=2024)


def plan(programme, title):
    return factories.PlanningFactory(programme=programme, activity__title=title).activity


def tab_to(page, name):
    """Press Tab until the field with a name has the focus."""
    for _press in range(80):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(name)


def fill(page, activity, **given):
    for field, text in given.items():
        tab_to(page, f"{activity.pk}-{field}")
        page.keyboard.type(text)


def test_outcomes_are_told_by_keyboard_and_seen_by_readers(staff, visit, programme, violations):
    youth, police, borders = (plan(programme, title) for title in ("Jeugd", "Politie", "Grenzen"))
    page = staff("publicist")
    page.goto(f"/beheer/programmes/workprogramme/{programme.pk}/change/")
    page.get_by_role("link", name="Uitkomsten").press("Enter")
    page.wait_for_url("**/uitkomsten/")
    assert wrong(page, violations) == NOTHING
    fill(page, youth, kind="rapport", when="3-5-2024", title="Jong en vast",
        kamerstuk="34 775 VI, nr. 21", url="x.nl/rapport", expected_kind="beleidsreactie",
        expected_words="voor de zomer")  # fmt: skip
    fill(page, police, kind="beleidsreactie", when="ooit", note="In één brief.")
    tab_to(page, "change_note")
    page.keyboard.type("De uitkomsten van 2024.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.locator(".errornote").wait_for()
    assert wrong(page, violations) == NOTHING
    page.locator(".errornote").get_by_role("link", name="Politie").press("Enter")
    tab_to(page, f"{police.pk}-when")
    page.keyboard.press("Control+a")
    page.keyboard.type("juni 2024")
    page.keyboard.press("Enter")
    page.locator(".success").first.wait_for()
    expect(page.locator(".messagelist li")).to_have_text(
        [
            "2 mijlpalen toegevoegd.",
            "1 verwachting toegevoegd.",
            "“voor de zomer”: 3 mei 2024 tot en met 4 juli 2024.",
        ]
    )
    assert wrong(page, violations) == NOTHING

    visitor = visit()
    visitor.goto(youth.get_absolute_url())
    expect(visitor.locator("section:has(> #mijlpalen)")).to_contain_text("Rapport: Jong en vast")
    expect(visitor.locator("main")).to_contain_text("De uitkomsten van 2024.")
    visitor.goto(police.get_absolute_url())
    expect(visitor.locator("section:has(> #mijlpalen)")).to_contain_text("Beleidsreactie")
    visitor.goto(borders.get_absolute_url())
    expect(visitor.locator("section:has(> #mijlpalen)")).to_contain_text("niet bekend")


def test_what_somebody_else_saved_meanwhile_is_shown_in_its_row(staff, programme, violations):
    youth = plan(programme, "Jeugd")
    address = f"/beheer/programmes/workprogramme/{programme.pk}/uitkomsten/"
    page = staff("publicist")
    page.goto(address)
    factories.EventFactory(activity=youth, title="Jong en vast")
    fill(page, youth, kind="afgerond", note="Van mij.")
    tab_to(page, "change_note")
    page.keyboard.type("Afgerond.")
    page.get_by_role("button", name="Opslaan").press("Enter")
    page.locator(".conflict").wait_for()
    expect(page.locator(".conflict")).to_contain_text("Jong en vast")
    expect(page.locator(f"[name='{youth.pk}-note']")).to_have_value("Van mij.")
    assert wrong(page, violations) == NOTHING


def test_the_screen_works_without_javascript(staff, programme):
    plan(programme, "Jeugd")
    page = staff("publicist", java_script_enabled=False)
    page.goto(f"/beheer/programmes/workprogramme/{programme.pk}/uitkomsten/")
    expect(page.get_by_label("Titel: Jeugd", exact=True)).to_be_hidden()
    page.get_by_label("wat er gebeurde: Jeugd", exact=True).select_option("rapport")
    page.get_by_label("Titel: Jeugd", exact=True).fill("Jong en vast")
    page.get_by_label("Waarom dit verandert").fill("Een rapport.")
    page.get_by_role("button", name="Opslaan").click()
    page.locator(".success").wait_for()
    expect(page.locator("#content")).to_contain_text(
        "Laatste: rapport, datum niet bekend: Jong en vast"
    )
