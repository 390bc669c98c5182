"""The questions of the front page: answered in three steps, and their files hold the same rows."""

import csv
import io

import pytest
from playwright.sync_api import expect

from tests.browser.steps import follow

WAYS = pytest.mark.parametrize(
    ("width", "script"), [(1280, True), (320, True), (1280, False), (320, False)]
)


@pytest.fixture
def site(server, real_history, db):
    return server


@pytest.fixture
def front(visit):
    """Return a function that opens the front page: front(width, script)."""

    def open_page(width, script):
        page = visit(width=width, java_script_enabled=script)
        page.goto("/")
        return page

    return open_page


def download(page, name):
    """Follow the link to a file and return its rows."""
    with page.expect_download() as found:
        page.get_by_role("link", name=name, exact=True).first.click()
    text = found.value.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def open_filters(page):
    if page.get_by_text("Filters en volgorde").is_visible():
        page.get_by_text("Filters en volgorde").click()


def titles(page, links="tbody th[scope=row] a"):
    """Return the titles that a page shows, each once, in lower case as files may have them."""
    return sorted({title.casefold() for title in page.locator(links).all_inner_texts()})


def column(rows, name):
    return sorted({row[name].casefold() for row in rows})


@WAYS
def test_what_was_promised_on_youth_and_what_came_of_it_in_excel(front, width, script):
    page = front(width, script)
    follow(page.get_by_role("link", name="Zoek in alle activiteiten"))
    open_filters(page)
    page.get_by_label("Van", exact=True).fill("2021")
    page.get_by_label("Tot en met").fill("2026")
    page.locator("summary", has_text="Groep").click()
    page.locator("input[name=groep][value=jeugd]").check()
    follow(page.get_by_role("button", name="Toon resultaten"))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Activiteiten over jeugd, met jeugdstrafrecht, 2021-2026")
    shown = titles(page)
    rows = download(page, "CSV voor Excel")
    assert len(shown) > 3
    assert shown == column(rows, "titel")
    assert {"uitkomst", "dagen later", "rapport"} <= set(rows[0])


@WAYS
def test_what_is_expected_and_what_is_overdue(front, width, script):
    page = front(width, script)
    follow(page.get_by_role("link", name="Wat wordt verwacht, en wat is over tijd"))
    expect(page.locator("th[scope=rowgroup]").first).to_have_text("Over tijd")
    shown = titles(page)
    rows = download(page, "CSV voor Excel")
    assert len(shown) > 3
    assert shown == column(rows, "toezichtactiviteit")


@WAYS
def test_how_the_programme_of_2017_stood_on_a_day(front, width, script):
    page = front(width, script)
    follow(page.get_by_role("link", name="Werkprogramma 2017").first)
    page.get_by_label("Hoe stond het plan er op een andere dag?").fill("2017-10-01")
    follow(page.get_by_role("button", name="Toon die dag"))
    expect(page.locator("main")).to_contain_text("U ziet de stand van 1 oktober 2017.")
    shown = titles(page, ".activity-list a")
    rows = download(page, "CSV voor Excel")
    assert len(shown) == 13
    assert shown == column(rows, "titel")
    assert {row["uitkomst"] for row in rows} == {"nog niet zover (afgeleid)"}


@pytest.mark.parametrize(
    ("width", "slugs"), [(1280, ["2014", "2017", "2018-2020", "2024", "2026"]), (320, ["2017"])]
)
def test_the_answer_of_a_programme_is_in_the_first_900_pixels(site, visit, width, slugs):
    page = visit(width=width)
    for slug in slugs:
        page.goto(f"/werkprogrammas/{slug}/")
        places = [page.locator(each).first for each in (".answer__line", ".key-facts")]
        for place in (*places, page.locator(".page-head__actions a").first):
            box = place.bounding_box()
            assert box["y"] + box["height"] < 900, slug
