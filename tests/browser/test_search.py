"""A citizen searches: by keyboard, on a phone, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def site(server, real_history, db):
    """Override: the site with the real history, which the tests here only read."""
    return server


def results(page):
    """Return the titles on a page of results."""
    return page.locator(".search-results h3")


def test_a_citizen_finds_an_activity_by_keyboard(visit):
    page = visit()
    page.goto("/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("jeugdstrafrecht wachtl")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=*")
    found = results(page).filter(has_text="Wachtlijsten in de jeugdstrafrechtketen")
    expect(found).to_have_count(1)
    expect(page.locator("mark").first).not_to_be_empty()
    page.locator("#inhoud").focus()
    while page.evaluate("document.activeElement.closest('h3') === null"):
        page.keyboard.press("Tab")
    title = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/activiteiten/**")
    expect(page.locator("h1")).to_have_text(title, ignore_case=True)


def test_a_citizen_narrows_down_on_a_phone_without_javascript(visit):
    page = visit(width=320, java_script_enabled=False)
    page.goto("/zoeken/")
    page.get_by_label("Zoekwoorden, kenmerk of Kamerstuk").fill("jeugd")
    page.get_by_role("main").get_by_role("button", name="Zoeken").click()
    expect(page.locator("#resultaten")).to_have_text(re.compile("^[1-9]"))
    page.get_by_text("Beperk de resultaten").click()
    facets = page.get_by_label("Resultaten beperken")
    facets.get_by_role("link", name="Activiteiten").click()
    expect(page.locator(".chosen li")).to_have_count(1)
    page.get_by_text("Beperk de resultaten").click()
    facets.get_by_role("link", name="2024").click()
    page.wait_for_url("**soort=activiteiten**jaar=2024**")
    shown = page.locator(".search-results .overline").all_inner_texts()
    assert shown
    assert all("activiteit" in each.lower() and "2024" in each for each in shown)


def test_a_citizen_is_helped_with_a_misspelled_name(visit):
    page = visit(width=320, java_script_enabled=False)
    page.goto("/zoeken/?q=yesilgos")
    page.get_by_role("link", name="yeşilgöz").click()
    expect(results(page).filter(has_text="D. Yeşilgöz-Zegerius")).to_have_count(1)


def test_a_citizen_finds_a_letter_by_its_number_and_cites_it(visit):
    page = visit(width=320, java_script_enabled=False)
    page.goto("/zoeken/?q=kenmerk+4896050")
    page.locator(".search-results a").first.click()
    page.get_by_text("Citeer deze pagina").click()
    expect(page.locator(".cite p").first).to_contain_text("/brieven/4896050/ (CC0 1.0)")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als BibTeX").click()
    assert download.value.path().read_text().startswith("@misc{brieven-4896050,")
