"""A spreadsheet in a real browser: upload, check, store, and the link from the history."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from programmes.intake.sheets import background, storing
from programmes.models import Activity
from tests import factories
from tests.browser.steps import without_refresh

WRONG = "titel,werkprogrammas,adres\nwachtlijsten,2031,\nanders,2024,is-er\n"
RIGHT = "titel,werkprogrammas,adres\nwachtlijsten,2024,\nanders,2024,is-er\n"
# Keeps the last busy message of the form for the next page.
KEEP_WHAT_IS_TOLD = """
    addEventListener("DOMContentLoaded", () => {
        const place = document.querySelector("[data-busy]");
        const keep = () => sessionStorage.setItem("told", place.textContent);
        if (place) new MutationObserver(keep).observe(place, { childList: true });
    });
"""


@pytest.fixture
def activity(site):
    return factories.PlanningFactory(
        activity__title="oud", activity__slug="is-er", programme__first_year=2024
    ).activity


def bring_in(page, text):
    page.goto("/beheer/")
    page.get_by_role("link", name="Spreadsheet inlezen").first.click()
    page.get_by_label("geprogrammeerde activiteiten").check()
    file = {"name": "activiteiten.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_role("button", name="Nakijken").click()


def row(page, number):
    cell = page.locator("td", has_text=re.compile(f"^{number}$"))
    return page.locator(".sheet__rows tbody tr").filter(has=cell)


def test_that_a_file_is_being_read_is_told(staff, activity):
    page = staff("publicist")
    page.add_init_script(KEEP_WHAT_IS_TOLD)
    bring_in(page, RIGHT)
    expect(row(page, 2)).to_contain_text("Nieuw")
    assert page.evaluate("sessionStorage.getItem('told')") == (
        "Het bestand wordt ingelezen. Bij tienduizenden rijen kan dat een minuut duren."
    )


def test_a_spreadsheet_is_mended_looked_at_and_stored(staff, visit, activity, check):
    page = staff("publicist")
    page.goto("/beheer/programmes/sheetimport/add/")
    check(page)
    with page.expect_download() as template:
        page.get_by_role("link", name="Sjabloon voor geprogrammeerde activiteiten (csv)").click()
    assert template.value.suggested_filename == "sjabloon-activiteiten.csv"

    bring_in(page, WRONG)
    expect(row(page, 2)).to_contain_text("Werkprogramma's: Niet bekend: 2031.")
    expect(page.get_by_role("button", name="Alles verwerken")).to_have_count(0)
    check(page)
    page.get_by_role("link", name="Toon alleen wat fout is").click()
    expect(page.locator(".sheet__rows tbody tr")).to_have_count(1)

    bring_in(page, RIGHT)
    expect(row(page, 2)).to_contain_text("Nieuw")
    changed = row(page, 3).locator("dt, dd")
    expect(changed).to_have_text(["Titel", "was: oud", "wordt: anders"])
    check(page)
    page.get_by_label("Toelichting voor lezers").fill("De titel klopte niet.")
    page.get_by_role("button", name="Alles verwerken").click()
    expect(page.locator(".note--ok")).to_contain_text("De titel klopte niet.")
    check(page)

    visitor = visit()
    visitor.goto("/activiteiten/is-er/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Anders")
    expect(visitor.get_by_role("main")).to_contain_text("De titel klopte niet.")
    assert visitor.goto("/activiteiten/wachtlijsten/").status == 404
    page.goto("/beheer/programmes/activity/?staat=concept")
    expect(page.locator("#result_list tbody th")).to_have_text("wachtlijsten")

    page.goto(f"/beheer/programmes/activity/{activity.pk}/history/")
    check(page)
    page.get_by_role("link", name="ingelezen spreadsheet", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("activiteiten.csv")
    expect(changed).to_have_text(["Titel", "was: oud", "wordt: anders"])
    with page.expect_download() as kept:
        page.get_by_role("link", name="Het bestand zelf").click()
    assert kept.value.path().read_text() == RIGHT
    page.goto("/beheer/programmes/sheetimport/")
    check(page)


def test_an_import_is_taken_back(staff, activity, check):
    page = staff("publicist")
    bring_in(page, RIGHT)
    page.get_by_label("Toelichting voor lezers").fill("De titel klopte niet.")
    page.get_by_role("button", name="Alles verwerken").click()
    page.get_by_role("link", name="Deze import terugdraaien").click()
    expect(page.get_by_role("main")).to_contain_text("Wordt verwijderd (1)")
    expect(page.get_by_role("main")).to_contain_text("Wordt weer zoals het was (1)")
    check(page)
    page.get_by_label("Toelichting voor lezers").fill("De import was een vergissing.")
    page.get_by_role("button", name="Deze import terugdraaien").click()
    expect(page.locator(".note--warning")).to_contain_text("door publicist")
    assert list(Activity.objects.values_list("title", flat=True)) == ["oud"]
    page.goto(f"/activiteiten/{activity.slug}/")
    expect(page.get_by_role("main")).to_contain_text("De import was een vergissing.")


def test_the_workbook_of_staff_brought_back_changes_nothing(staff, activity):
    page = staff("redacteur")
    page.goto("/beheer/programmes/sheetimport/add/")
    with page.expect_download() as workbook:
        page.get_by_role("link", name="Alle geprogrammeerde activiteiten (xlsx)").click()
    assert workbook.value.suggested_filename.endswith(".xlsx")
    page.get_by_label("geprogrammeerde activiteiten").check()
    page.get_by_label("Bestand").set_input_files(workbook.value.path())
    page.get_by_role("button", name="Nakijken").click()
    expect(page.get_by_role("main")).to_contain_text("Dit bestand verandert niets.")
    page.get_by_role("link", name="Toon die").click()
    expect(row(page, 2)).to_contain_text("Ongewijzigd")


def test_how_far_it_is_shows_without_a_script(staff, activity, monkeypatch):
    monkeypatch.setattr(storing, "BATCH", 2)
    monkeypatch.setattr(background, "SHORT", 0)
    page = staff("publicist", java_script_enabled=False)
    new = "".join(f"wachtlijst {number},2024,\n" for number in range(5))
    bring_in(page, f"titel,werkprogrammas,adres\n{new}anders,2024,is-er\n")
    page.get_by_label("Toelichting voor lezers").fill("De titel klopte niet.")
    with transaction.atomic():
        Activity.objects.select_for_update().get(pk=activity.pk)
        page.get_by_role("button", name="Alles verwerken").click()
        expect(page.get_by_role("status")).to_have_text("4 van de 6 rijen verwerkt.")
    expect(page.locator(".note--ok")).to_be_visible()
    assert Activity.objects.filter(title__startswith="wachtlijst").count() == 5


def test_the_page_that_waits_is_for_everybody(staff, activity, check, monkeypatch):
    monkeypatch.setattr(storing, "BATCH", 1)
    page = staff("publicist")
    page.route("**/sheetimport/**", without_refresh)
    bring_in(page, RIGHT)
    expect(page.get_by_role("status")).to_have_text("1 van de 2 rijen nagekeken.")
    check(page)
    page.get_by_role("link", name="Ga verder").click()
    expect(page.get_by_role("status")).to_have_text("2 van de 2 rijen nagekeken.")


MANY = 150
# Pixels: of a screen, and of the whole page with its rows folded, by width.
SCREEN, TALL = 900, {320: 7000, 1280: 4500}


@pytest.mark.parametrize("width", [320, 1280])
def test_the_answer_about_many_rows_is_on_the_first_screen(staff, activity, width):
    page = staff("publicist", width=width, java_script_enabled=False)
    new = "".join(f"wachtlijst {number},2024,\n" for number in range(MANY))
    bring_in(page, f"titel,werkprogrammas,adres\n{new}oud,2024,is-er\n")
    counts = page.get_by_role("list", name="Rijen naar uitkomst")
    expect(counts).to_have_text(re.compile(r"Nieuw: 150\s+Gewijzigd: 0\s+Ongewijzigd: 1\s+Fout: 0"))
    assert counts.bounding_box()["y"] < SCREEN
    assert page.get_by_role("button", name="Alles verwerken").bounding_box()["y"] < SCREEN
    assert page.evaluate("document.documentElement.scrollHeight") < TALL[width]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    expect(row(page, 2).get_by_text("2024")).to_be_hidden()
    row(page, 2).get_by_text("kolommen").click()
    expect(row(page, 2).get_by_text("2024")).to_be_visible()
    for number in (52, 102):
        page.get_by_role("link", name="Volgende").click()
        expect(row(page, number)).to_contain_text("Nieuw")
    page.get_by_role("link", name="Toon die").click()
    expect(row(page, 152)).to_contain_text("Ongewijzigd")


@pytest.mark.parametrize("width", [320, 1280])
def test_many_rows_with_the_same_mistake_are_folded(staff, activity, width):
    page = staff("publicist", width=width, java_script_enabled=False)
    wrong = "".join(f"wachtlijst {number},2031,\n" for number in range(MANY))
    bring_in(page, f"titel,werkprogrammas,adres\n{wrong}anders,2024,is-niet-er\n")
    mistakes = page.get_by_role("list", name="Wat er fout is").get_by_role("listitem")
    expect(mistakes).to_have_text(
        [
            "Werkprogramma's: Niet bekend: 2031. rijen 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 en nog 140",
            "Adres: Dit record bestaat niet. rij 152",
        ]
    )
    assert mistakes.last.bounding_box()["y"] < SCREEN
    assert page.get_by_role("link", name="breng het opnieuw in").bounding_box()["y"] < SCREEN
    assert page.evaluate("document.documentElement.scrollHeight") < TALL[width] / 2
    assert page.evaluate("document.documentElement.scrollWidth") == width
    fourth = page.get_by_role("rowheader", name="wachtlijst 3", exact=True)
    expect(page.get_by_role("rowheader", name="wachtlijst 2", exact=True)).to_be_visible()
    expect(fourth).to_be_hidden()
    page.get_by_text("Nog 47 rijen met dezelfde fout als rij 2").click()
    expect(fourth).to_be_visible()


def test_what_is_wrong_and_what_changes_come_first(staff, activity):
    page = staff("publicist")
    bring_in(page, "titel,werkprogrammas,adres\nnieuw,2024,\nanders,2024,is-er\nfout,2031,\n")
    expect(page.locator(".sheet__rows .state")).to_have_text(["Fout", "Gewijzigd", "Nieuw"])


def test_taking_back_many_rows_is_on_the_first_screen(staff, activity):
    page = staff("publicist", java_script_enabled=False)
    bring_in(page, "titel\n" + "".join(f"wachtlijst {number}\n" for number in range(30)))
    page.get_by_role("button", name="Alles verwerken").click()
    page.get_by_role("link", name="Deze import terugdraaien").click()
    expect(page.get_by_text("wachtlijst 7")).to_be_hidden()
    button = page.get_by_role("button", name="Deze import terugdraaien")
    assert button.bounding_box()["y"] < SCREEN
    page.get_by_text("Welke dat zijn").click()
    expect(page.get_by_text("wachtlijst 7")).to_be_visible()
