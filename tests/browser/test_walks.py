"""Citizens find their answers: with a mouse or a keyboard, on a phone, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

WINDOWS = [
    {"width": 1280},
    {"width": 320},
    {"width": 1280, "java_script_enabled": False},
    {"width": 320, "java_script_enabled": False},
]
# The element with the focus: its name, and whether the focus is visible.
STOP = """
    (() => {
        const here = document.activeElement, box = here.getBoundingClientRect();
        const style = getComputedStyle(here);
        return {
            what: here.tagName + " " + (here.textContent || here.name || "").trim().slice(0, 40),
            number: [...document.querySelectorAll("*")].indexOf(here),
            seen: (style.outlineStyle !== "none" || style.boxShadow !== "none")
                && box.bottom > 0 && box.top < innerHeight
                && box.right > 0 && box.left < innerWidth,
        };
    })()
"""


@pytest.fixture
def site(server, real_history, db):
    """Override: the site with the real history, which the tests here only read."""
    return server


def menu(page):
    """Open the menu where it is collapsed, and return it."""
    button = page.get_by_text("Menu", exact=True)
    if button.is_visible():
        button.click()
    return page.get_by_role("navigation", name="Hoofdmenu")


@pytest.mark.parametrize("window", WINDOWS)
def test_citizens_find_their_answers(visit, window):
    page = visit(**window)
    planned_for_the_youth_in_2024(page)
    how_a_goal_moved_on(page)
    everything_signed_by_a_minister(page)
    download_what_i_see(page)


def planned_for_the_youth_in_2024(page):
    page.goto("/")
    page.get_by_role("link", name="Bekijk het hele register in beeld").click()
    page.get_by_role(
        "link", name="jeugd, 2024: 1 (1 begonnen, daarna niets bekend (afgeleid))"
    ).click()
    page.get_by_role("link", name="Wachtlijsten in de jeugdstrafrechtketen").click()
    expect(page.locator(".overline .nl-data-badge")).to_have_text(
        "begonnen, daarna niets bekend (afgeleid)"
    )
    expect(page.locator(".timeline-list")).to_contain_text("Plan van aanpak")


def how_a_goal_moved_on(page):
    page.goto("/meerjarenperspectieven/2018-2020/")
    page.get_by_role("link", name="Focus op het lerend vermogen van organisaties en ketens").click()
    page.get_by_role("link", name="2021-2024: bevorderen van hun lerend vermogen").click()
    expect(page.locator("h1")).to_have_text("Bevorderen van hun lerend vermogen", ignore_case=True)
    expect(page.locator(".facts")).to_contain_text("Focus op het lerend vermogen")


def everything_signed_by_a_minister(page):
    page.goto("/")
    menu(page).get_by_role("link", name="Ondertekenaars").click()
    page.get_by_role("link", name="D. Yeşilgöz-Zegerius").click()
    letters = page.locator("[aria-labelledby=brieven] li")
    expect(letters).to_have_count(2)
    expect(letters.first).to_contain_text("22 september 2023")


def download_what_i_see(page):
    page.goto("/activiteiten/?jaar=2024")
    expect(page.locator(".list-table tbody tr:not(.list-table__group)")).to_have_count(10)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    rows = download.value.path().read_text(encoding="utf-8").splitlines()
    assert len(rows) == 10 + 1


def test_the_keyboard_is_enough(visit):
    page = visit(width=320)
    page.goto("/")
    for _stop in ("skip link", "name", "search box", "search button", "menu"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Werkprogramma's")

    page.goto("/activiteiten/")
    page.locator(".filters > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("2024")
    page.keyboard.press("Enter")
    page.wait_for_url("**/activiteiten/?jaar=2024**")

    page.goto("/")
    page.locator(".timeline__standing a").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_css("outline-style", "solid")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meerjarenperspectieven/**")


def stops(page):
    """Return the tab stops of a page, in order."""
    found = []
    for _press in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["what"].startswith("BODY") or stop in found[:1]:
            break
        # A date field has tab stops inside it, which the browser marks itself.
        if not found or stop["number"] != found[-1]["number"]:
            found.append(stop)
    return found


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "address",
    ["/werkprogrammas/2024/", "/activiteiten/?jaar=2024", "/zoeken/?q=jeugd", "/in-beeld/"],
)
def test_every_stop_of_the_keyboard_is_seen(visit, width, address):
    page = visit(width=width, reduced_motion="reduce")
    page.goto(address)
    found = stops(page)
    assert [stop["what"] for stop in found if not stop["seen"]] == []
    assert (found[0]["what"], found[-1]["what"]) == (
        "A Direct naar de inhoud",
        "A Kwetsbaarheid melden",
    )
    numbers = [stop["number"] for stop in found]
    assert numbers == sorted(numbers)


def test_the_four_questions_are_answered_by_keyboard(visit):
    page = visit()
    page.goto("/in-beeld/")
    follow(page, "jeugd, 2024: 1 (1 begonnen, daarna niets bekend (afgeleid))")
    follow(page, "Wachtlijsten in de jeugdstrafrechtketen")
    expect(page.locator(".overline .nl-data-badge")).to_have_text(
        "begonnen, daarna niets bekend (afgeleid)"
    )
    page.goto("/meerjarenperspectieven/2018-2020/")
    follow(page, "Focus op het lerend vermogen van organisaties en ketens")
    follow(page, "2021-2024: bevorderen van hun lerend vermogen")
    expect(page.locator("h1")).to_have_text("Bevorderen van hun lerend vermogen")
    page.goto("/")
    follow(page, "Ondertekenaars")
    follow(page, "D. Yeşilgöz-Zegerius")
    expect(page.locator("[aria-labelledby=brieven] li")).to_have_count(2)
    page.goto("/activiteiten/?jaar=2024")
    tab_to(page, "CSV")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("activiteiten_jaar-2024")


def tab_to(page, name):
    """Press Tab until the first link with a name has the focus."""
    whole = re.compile(f"^{re.escape(name)}$", re.IGNORECASE)
    link = page.get_by_role("link", name=whole).first.element_handle()
    for _press in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("link => document.activeElement === link", link):
            return
    raise AssertionError(f"{name} is never reached")


def follow(page, name):
    """Tab to the first link with a name, press Enter and wait for the page behind it."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_page_is_a_letter_sized_document_on_paper(visit):
    page = visit()
    page.goto("/werkprogrammas/2024/")
    page.emulate_media(media="print")
    hidden = page.locator(".site-nav, .search, .site-footer, .breadcrumbs, .neighbours")
    expect(hidden).not_to_have_count(0)
    expect(hidden.filter(visible=True)).to_have_count(0)
    expect(page.locator(".answer").first).to_be_visible()
    assert page.pdf().startswith(b"%PDF-")
