"""What staff type in a form of the admin is not lost."""

import re

import pytest
from playwright.sync_api import expect

from inspectie.accounts.models import Session
from programmes.models import AnnualReport, Letter, Planning, WorkProgramme
from tests.browser.steps import NOTHING, sign_in, sign_in_here, wrong

BASE = "/beheer/programmes"
LEAVE = "location.href = '/beheer/'"


def fill_letter(page):
    page.goto(f"{BASE}/letter/add/")
    page.fill("#id_subject", "Aanbieding werkprogramma 2024")
    for number in range(3):
        page.select_option(f"#id_signatures-{number}-capacity", "mede_namens")
        page.fill(f"#id_signatures-{number}-office", f"Minister {number}")


def save(page):
    page.locator("input[name=_save]").last.click()


def test_leaving_a_changed_form_warns(staff, site):
    page = staff("redacteur")
    page.goto(f"{BASE}/letter/add/")
    page.click("#id_subject")
    # A dialog would be dismissed, and the page would stay.
    page.evaluate(LEAVE)
    page.wait_for_url("**/beheer/")
    page.goto(f"{BASE}/letter/add/")
    page.locator("#signatures-group .add-row a").click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as opened:
        page.evaluate(LEAVE)
    assert opened.value.type == "beforeunload"
    expect(page).to_have_url(re.compile("/letter/add/$"))


def test_later_on_keeps_everything_with_rows_until_it_is_stored(staff, site, violations):
    page = staff("redacteur")
    fill_letter(page)
    page.get_by_role("button", name="Later verder").click()
    page.wait_for_url("**/letter/")
    page.goto("/beheer/")
    page.get_by_role("link", name="brief toevoegen").click()
    expect(page.get_by_text("typte u hier iets dat niet is opgeslagen")).to_be_visible()
    assert wrong(page, violations) == NOTHING
    page.get_by_role("button", name="Terugzetten").click()
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator("#id_subject")).to_have_value("Aanbieding werkprogramma 2024")
    expect(page.locator("#id_signatures-2-office")).to_have_value("Minister 2")
    save(page)
    page.wait_for_url("**/letter/")
    assert Letter.objects.get().signatures.count() == 3
    page.goto("/beheer/")
    expect(page.locator("[data-drafts]")).to_be_hidden()


def test_what_is_typed_before_the_script_has_loaded_is_kept_too(staff, site):
    page = staff("redacteur")
    held = []
    page.route("**/drafts*.js", lambda route: held.append(route))
    page.goto(f"{BASE}/letter/add/", wait_until="commit")
    page.fill("#id_subject", "Aanbieding")
    page.wait_for_function("document.readyState === 'interactive'")
    for route in held:
        route.continue_()
    page.unroute("**/drafts*.js")
    page.get_by_role("button", name="Later verder").click()
    page.wait_for_url("**/letter/")
    page.goto(f"{BASE}/letter/add/")
    page.get_by_role("button", name="Terugzetten").click()
    expect(page.locator("#id_subject")).to_have_value("Aanbieding")


def test_what_is_thrown_away_and_signing_out_leave_nothing(staff, site):
    page = staff("redacteur")
    for leave_by, address in (("Weggooien", "**/letter/add/"), ("Uitloggen", "**/inloggen/")):
        page.goto(f"{BASE}/letter/add/")
        page.fill("#id_subject", "Aanbieding")
        page.get_by_role("button", name="Later verder").click()
        page.wait_for_url("**/letter/")
        page.goto(f"{BASE}/letter/add/")
        page.get_by_role("button", name=leave_by).click()
        page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
        page.wait_for_url(address)


TITLES = ("toezicht een", "toezicht twee", "toezicht drie")


def fill_programme(page):
    """Fill the form of a new programme, with three rows of activities."""
    page.goto(f"{BASE}/workprogramme/add/")
    page.fill("#id_first_year", "2024")
    page.fill("#id_last_year", "2024")
    page.fill("#id_title", "Werkprogramma 2024")
    for number, title in enumerate(TITLES):
        page.fill(f"#id_plannings-{number}-title", title)
        page.fill(f"#id_plannings-{number}-planned_for", f"medio {number}")


def plannings():
    return sorted(Planning.objects.values_list("activity__title", "planned_for"))


ROWS = [("toezicht drie", "medio 2"), ("toezicht een", "medio 0"), ("toezicht twee", "medio 1")]


def test_signing_in_goes_over_the_form(visit, accounts):
    page = visit()
    page.clock.install()
    sign_in(page, "redacteur")
    fill_programme(page)
    Session.objects.all().delete()
    page.clock.fast_forward("02:00")
    save(page)
    expect(page.get_by_role("dialog", name="U bent uitgelogd")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Inloggen").click()
    sign_in_here(opened.value, "redacteur")
    expect(page.get_by_role("dialog")).to_be_hidden()
    save(page)
    page.wait_for_url("**/workprogramme/")
    assert plannings() == ROWS


@pytest.mark.parametrize("has_script", [True, False])
def test_what_is_sent_without_a_session_is_back_after_signing_in(visit, accounts, has_script):
    page = visit()
    sign_in(page, "redacteur")
    fill_programme(page)
    Session.objects.all().delete()
    if has_script:
        save(page)
    else:
        page.evaluate("document.getElementById('workprogramme_form').submit()")
    expect(page.get_by_text("Na het inloggen staat er weer wat u typte")).to_be_visible()
    sign_in_here(page, "redacteur")
    expect(page.get_by_text("Wat u typte, staat er weer")).to_be_visible()
    expect(page.locator("#id_plannings-2-planned_for")).to_have_value("medio 2")
    assert not WorkProgramme.objects.exists()
    save(page)
    page.wait_for_url("**/workprogramme/")
    assert plannings() == ROWS


def test_a_large_file_without_a_session_costs_only_the_file(visit, accounts, tmp_path):
    report = tmp_path / "jaarbericht.pdf"
    report.write_bytes(b"%PDF-" + b"x" * 3_000_000)
    page = visit()
    sign_in(page, "redacteur")
    page.goto(f"{BASE}/annualreport/add/")
    page.fill("#id_year", "2024")
    page.fill("#id_title", "Jaarbericht 2024")
    page.set_input_files("#id_file", report)
    Session.objects.all().delete()
    save(page)
    sign_in_here(page, "redacteur")
    expect(page.get_by_text("Kies opnieuw: jaarbericht.pdf")).to_be_visible()
    page.set_input_files("#id_file", report)
    save(page)
    page.wait_for_url("**/change/**")
    report = AnnualReport.objects.get()
    assert (report.title, report.file.size) == ("Jaarbericht 2024", 3_000_005)


def test_the_end_of_a_session_is_announced_and_typing_renews_it(visit, accounts, violations):
    page = visit()
    page.clock.install()
    sign_in(page, "redacteur")
    page.goto(f"{BASE}/letter/add/")
    note = page.locator(".session__note")
    page.clock.fast_forward("56:00")
    expect(note).to_contain_text("uitgelogd")
    assert wrong(page, violations) == NOTHING
    page.get_by_role("button", name="Ingelogd blijven").click()
    expect(note).to_be_hidden()
    page.clock.fast_forward("56:00")
    expect(note).to_be_visible()
    page.fill("#id_subject", "Aanbieding")
    page.clock.run_for(5000)
    expect(note).to_be_hidden()


def test_a_double_submit_makes_one_record(staff, site):
    page = staff("redacteur")
    page.goto(f"{BASE}/annualreport/add/")
    page.fill("#id_year", "2024")
    page.fill("#id_title", "Jaarbericht 2024")
    page.locator("input[name=_save]").last.dblclick()
    page.wait_for_url("**/change/")
    page.go_back()
    page.wait_for_url("**/add/")
    save(page)
    expect(page.get_by_text("was al opgeslagen")).to_be_visible()
    assert AnnualReport.objects.count() == 1
