"""Steps that several tests take in a browser."""

import re

from playwright.sync_api import expect

from tests.factories import PASSWORD

NOTHING = {320: [], 1280: []}
# The ids that an attribute names and no element has, each with the element.
DANGLING = """
    ["aria-describedby", "aria-labelledby", "aria-controls", "for"].flatMap((name) =>
        [...document.querySelectorAll(`[${name}]`)]
            .flatMap((each) => each.getAttribute(name).split(" ").map((id) => [id, each]))
            .filter(([id]) => !document.getElementById(id))
            .map(([id, each]) => [name, id, each.outerHTML.slice(0, 200)]))
"""


def without_refresh(route):
    """Remove the Refresh header from a response, so that the page stays."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "refresh"}
    route.fulfill(response=answer, headers=headers)


def follow(link):
    """Click a link or a button, and wait until the page that it opens is loaded."""
    with link.page.expect_navigation():
        link.click()


def wrong(page, violations):
    """Return the violations of axe and whether the page overflows, at both widths."""
    found = {}
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        too_wide = page.evaluate("document.documentElement.scrollWidth") > width
        found[width] = violations(page) + ["too wide"] * too_wide
    return found


def sign_in(page, name):
    page.goto("/beheer/")
    sign_in_here(page, name)
    page.wait_for_url("**/beheer/")


def sign_in_here(page, name):
    """Fill in the form to sign in that a page shows."""
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def submit(page):
    page.goto("/beheer/programmes/workprogramme/")
    page.get_by_role("link", name="Werkprogramma 2024").click()
    page.get_by_role("link", name="Ter controle aanbieden").click()
    page.get_by_label("Toelichting").fill("Alles is ingevoerd.")
    page.get_by_role("button", name="Ter controle aanbieden").click()
    page.wait_for_url("**/change/")


def publish(page):
    page.goto("/beheer/programmes/workprogramme/")
    page.get_by_role("link", name="Werkprogramma 2024").click()
    page.get_by_role("link", name="Publiceren").click()
    expect(page.locator("#content")).to_contain_text("D. Yeşilgöz-Zegerius (ondertekenaar)")
    page.get_by_role("button", name="Publiceren").click()
    page.wait_for_url("**/change/")


def fact(page, name):
    """Return the text of a fact (`dd` of a `dt`) on a page."""
    terms = page.locator(".facts dt, .key-facts dt")
    term = terms.filter(has_text=re.compile(f"^{name}$", re.IGNORECASE)).first
    return term.locator("xpath=following-sibling::dd").inner_text().strip()
