"""Every kind of page is accessible: at every width, without JavaScript, by keyboard."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.long

PAGES = [
    "/",
    "/in-beeld/",
    "/werkprogrammas/",
    "/werkprogrammas/2024/",
    "/werkprogrammas/2018-2020/",
    "/werkprogrammas/2013/",
    "/werkprogrammas/2015/",
    "/werkprogrammas/2024/?op=2024-05-01",
    "/werkprogrammas/vergelijken/?a=2018-2020&b=2023",
    "/meerjarenperspectieven/",
    "/meerjarenperspectieven/2018-2020/",
    "/doelen/",
    "/doelen/bevorderen-van-hun-lerend-vermogen/",
    "/activiteiten/",
    "/activiteiten/?jaar=abc",
    "/activiteiten/?gebied=politie&gebied=jeugd&van=2021&tot=2026",
    "/activiteiten/wachtlijsten-in-de-jeugdstrafrechtketen/",
    "/verwacht/",
    "/verwacht/?sinds=2026-01-01",
    "/volgen/verwacht/",
    "/mijlpalen/",
    "/toezichtgebieden/",
    "/toezichtgebieden/jeugd/",
    "/brieven/",
    "/brieven/4896050/",
    "/brieven/kst-34300-vi-73/",
    "/jaarberichten/",
    "/jaarberichten/2015/",
    "/bijstellingen/",
    "/ondertekenaars/",
    "/ondertekenaars/d-yesilgoz-zegerius/",
    "/zoeken/",
    "/zoeken/?q=toezicht",
    "/zoeken/?q=toezicht&sinds=2026-01-01",
    "/zoeken/?q=wachtljisten",
    "/zoeken/?q=de&soort=niets",
    "/wijzigingen/",
    "/wijzigingen/?jaar=abc",
    "/open-data/",
    "/over/",
    "/begrippen/",
    "/uitkomsten/",
    "/toegankelijkheid/",
    "/privacy/",
    "/volgen/",
    "/open-data/api/",
    "/kwetsbaarheid-melden/",
    "/beheer/inloggen/",
    "/bestaat-niet/",
]

# The elements that overflow the window, unless an ancestor scrolls.
TOO_WIDE = """
    [...document.querySelectorAll("body *")]
        .filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1)
        .filter((each) => each.checkVisibility() && !each.closest(".table-scroll, .nl-skip-link"))
        .map((each) => ["too wide", each.outerHTML.slice(0, 100)])
        .concat(document.scrollingElement.scrollWidth > window.innerWidth ? [["scrolls", ""]] : [])
"""


# The rules of axe that look at colours; all others hold in the dark as in the light.
OF_COLOUR = ["color-contrast", "link-in-text-block"]


@pytest.fixture
def site(server, real_history, db):
    """Override: the site with the real history, which the tests here only read."""
    return server


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_for_everybody(visit, violations, address):
    page = visit()
    page.goto(address)
    found = {}
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        found[width] = violations(page) + page.evaluate(TOO_WIDE)
        page.emulate_media(color_scheme="dark")
        found[width] += violations(page, *OF_COLOUR)
    assert found == {320: [], 1280: []}


# The spacing of text that readers may set: success criterion 1.4.12 of WCAG.
SPACING = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }
"""
SET_STYLE = """
    (style) => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(style)
        document.adoptedStyleSheets = [sheet]
    }
"""
# Words that the box around them cuts off.
CUT_OFF = """
    [...document.querySelectorAll("a, button, p, li, td, th, h1, h2, h3, label, summary, span")]
        .filter((each) => each.checkVisibility() && each.clientWidth > 1)
        .filter((each) => getComputedStyle(each).overflow === "hidden")
        .filter((each) => each.scrollWidth > each.clientWidth + 1)
        .map((each) => each.outerHTML.slice(0, 100))
"""


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/werkprogrammas/2024/",
        "/activiteiten/?jaar=2024",
        "/brieven/4896050/",
        "/zoeken/?q=jeugd",
    ],
)
def test_a_reader_may_space_the_text(visit, address):
    page = visit(width=320)
    page.goto(address)
    # A style element would be refused by the policy of the site.
    page.evaluate(SET_STYLE, SPACING)
    assert page.evaluate(TOO_WIDE) + page.evaluate(CUT_OFF) == []


def test_filters_are_still_chosen_after_going_back(visit):
    page = visit()
    page.goto("/activiteiten/")
    page.locator("summary", has_text="Toezichtgebied").click()
    page.get_by_label(re.compile(r"^jeugd \d+$")).check()
    page.get_by_label("Jaar", exact=True).fill("2024")
    page.get_by_role("button", name="Toon resultaten").click()
    expect(page.locator(".list-table tbody th[scope=row]")).to_have_count(1)
    address = page.url
    page.get_by_role("link", name="Wachtlijsten in de jeugdstrafrechtketen").first.click()
    expect(page.locator("h1")).to_have_text("Wachtlijsten in de jeugdstrafrechtketen")
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.get_by_label("Jaar", exact=True)).to_have_value("2024")
    expect(page.locator(".list-table tbody th[scope=row]")).to_have_count(1)


def test_the_site_works_without_javascript(visit):
    page = visit(width=320, java_script_enabled=False)
    page.goto("/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Activiteiten", exact=True).click()
    page.get_by_text("Filters en volgorde").click()
    page.locator("summary", has_text="Toezichtgebied").click()
    page.get_by_label(re.compile(r"^jeugd \d+$")).check()
    page.get_by_label("Jaar", exact=True).fill("2024")
    page.get_by_role("button", name="Toon resultaten").click()
    expect(page.locator(".list-table tbody th[scope=row]")).to_have_text(
        ["Wachtlijsten in de jeugdstrafrechtketen"], use_inner_text=True
    )


def test_the_keyboard_reaches_the_content_first(visit):
    page = visit()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Direct naar de inhoud")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)
