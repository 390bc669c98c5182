"""Staff at work in a real browser: four eyes, a preview, a change with a note, a conflict."""

import pytest

from programmes.models import PreviewLink
from tests import factories

REPORT = "/beheer/programmes/annualreport"


@pytest.fixture
def check(violations):
    """Return a function that looks at a page at both widths."""

    def look(page):
        found = {}
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_load_state()
            page.locator("h1").first.wait_for()
            found[width] = violations(page)
        assert found == {320: [], 1280: []}, page.url

    return look


@pytest.fixture
def draft(site):
    return factories.AnnualReportFactory(publish_at=None, title="Jaarbericht 2024")


def use(page, record, verb):
    page.goto(f"{REPORT}/{record.pk}/change/")
    page.get_by_role("link", name=verb).click()


def answer(page, label, text, button):
    page.get_by_label(label).fill(text)
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/change/")


def test_a_draft_goes_back_and_forth_and_becomes_public(staff, visit, draft, check):
    editor, publicist = staff("redacteur"), staff("publicist")
    use(editor, draft, "Ter controle aanbieden")
    check(editor)
    answer(editor, "Toelichting", "Cijfers nagekeken.", "Ter controle aanbieden")

    publicist.goto("/beheer/")
    check(publicist)
    publicist.locator(".worklist").get_by_role("link", name="Jaarbericht 2024").click()
    publicist.get_by_role("link", name="Terugsturen").click()
    check(publicist)
    answer(publicist, "Opmerking", "Noem de bron.", "Terugsturen")

    editor.goto("/beheer/")
    editor.locator(".worklist").get_by_role("link", name="Jaarbericht 2024").click()
    assert "Noem de bron." in editor.inner_text(".review")
    use(editor, draft, "Ter controle aanbieden")
    answer(editor, "Toelichting", "De bron staat erbij.", "Ter controle aanbieden")

    use(publicist, draft, "Publiceren")
    publicist.get_by_role("button", name="Publiceren").click()
    publicist.wait_for_url("**/change/")
    visitor = visit()
    visitor.goto("/jaarberichten/2024/")
    assert visitor.inner_text("h1") == "Jaarbericht 2024"
    publicist.goto("/beheer/programmes/review/")
    check(publicist)


def test_who_publishes_alone_gives_a_reason(staff, draft, check):
    publicist = staff("publicist")
    use(publicist, draft, "Publiceren")
    check(publicist)
    publicist.get_by_label("Dit is een noodgeval").check()
    answer(publicist, "Reden", "De Kamer debatteert vanavond.", "Publiceren")
    publicist.goto(f"{REPORT}/{draft.pk}/history/")
    assert "De Kamer debatteert vanavond." in publicist.inner_text("#content")
    check(publicist)


def test_a_draft_is_shown_to_somebody_without_an_account(staff, visit, draft, check):
    editor = staff("redacteur", java_script_enabled=True)
    use(editor, draft, "Delen")
    editor.get_by_label("De link geldt").select_option(label="14 dagen")
    editor.get_by_role("button", name="Link maken").click()
    address = editor.locator(".preview-links a").inner_text()
    check(editor)

    visitor = visit()
    visitor.goto(address)
    assert visitor.inner_text("h1") == "Jaarbericht 2024"
    assert "nog niet openbaar" in visitor.inner_text(".preview-banner")
    check(visitor)
    editor.get_by_role("button", name="intrekken").click()
    assert not PreviewLink.objects.get().holds
    assert visitor.goto(address).status == 410
    check(visitor)


def test_readers_see_what_changed_and_why(staff, visit, site, check):
    report = factories.AnnualReportFactory(title="Jaarbericht")
    publicist = staff("publicist")
    publicist.goto(f"{REPORT}/{report.pk}/change/")
    publicist.fill("#id_title", "Jaarbericht 2024")
    publicist.fill("#id_change_note", "De titel stond er niet volledig.")
    publicist.locator("input[name=_save]").first.click()
    publicist.wait_for_url("**/annualreport/")
    visitor = visit()
    visitor.goto("/jaarberichten/2024/")
    changes = visitor.inner_text(".changes")
    assert "De titel stond er niet volledig." in changes
    check(visitor)
    visitor.goto("/wijzigingen/")
    assert "De titel stond er niet volledig." in visitor.inner_text("main")


def test_the_second_of_two_editors_is_told_without_javascript(staff, draft, check):
    first, second = staff("redacteur"), staff("publicist", java_script_enabled=False)
    for page in (first, second):
        page.goto(f"{REPORT}/{draft.pk}/change/")
    first.fill("#id_summary", "Hun samenvatting.")
    first.locator("input[name=_save]").first.click()
    first.wait_for_url("**/annualreport/")
    second.fill("#id_title", "Mijn titel")
    second.locator("input[name=_save]").first.click()
    told = second.inner_text(".conflict")
    assert "redacteur" in told
    assert "Hun samenvatting." in told
    assert "Mijn titel" in told
    draft.refresh_from_db()
    assert (draft.title, draft.summary) == ("Jaarbericht 2024", "Hun samenvatting.")
    second.locator("input[name=_save]").first.click()
    draft.refresh_from_db()
    assert draft.title == "Mijn titel"
