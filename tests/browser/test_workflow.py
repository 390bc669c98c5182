"""Staff at work in a real browser: four eyes, a preview, a change with a note, a conflict."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import expect

from programmes.admin.verb_forms import LISTED
from programmes.models import PreviewLink, Review
from programmes.workflow.publishing import publish
from programmes.workflow.reviewing import submit
from tests import factories
from tests.browser.steps import follow

REPORT = "/beheer/programmes/annualreport"


@pytest.fixture
def draft(site):
    return factories.AnnualReportFactory(publish_at=None, title="Jaarbericht 2024")


def use(page, record, verb):
    page.goto(f"{REPORT}/{record.pk}/change/")
    follow(page.get_by_role("link", name=verb))


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
    follow(publicist.locator(".worklist").get_by_role("link", name="Jaarbericht 2024"))
    follow(publicist.get_by_role("link", name="Terugsturen"))
    check(publicist)
    answer(publicist, "Opmerking", "Noem de bron.", "Terugsturen")

    editor.goto("/beheer/")
    editor.locator(".worklist").get_by_role("link", name="Jaarbericht 2024").click()
    expect(editor.locator(".note")).to_contain_text("Noem de bron.")
    use(editor, draft, "Ter controle aanbieden")
    answer(editor, "Toelichting", "De bron staat erbij.", "Ter controle aanbieden")

    use(publicist, draft, "Publiceren")
    publicist.get_by_role("button", name="Publiceren").click()
    publicist.wait_for_url("**/change/")
    visitor = visit()
    visitor.goto("/jaarberichten/2024/")
    expect(visitor.locator("h1")).to_have_text("Jaarbericht 2024")
    publicist.goto("/beheer/programmes/review/")
    check(publicist)


def test_who_publishes_alone_gives_a_reason(staff, draft, check):
    publicist = staff("publicist")
    use(publicist, draft, "Publiceren")
    check(publicist)
    publicist.get_by_label("Dit is een noodgeval").check()
    answer(publicist, "Reden", "De Kamer debatteert vanavond.", "Publiceren")
    publicist.goto(f"{REPORT}/{draft.pk}/history/")
    expect(publicist.locator("#content")).to_contain_text("De Kamer debatteert vanavond.")
    check(publicist)


def test_a_draft_is_shown_to_somebody_without_an_account(staff, visit, draft, check):
    editor = staff("redacteur", java_script_enabled=True)
    use(editor, draft, "Delen")
    editor.get_by_label("De link geldt").select_option(label="14 dagen")
    follow(editor.get_by_role("button", name="Link maken"))
    address = editor.locator(".entries a").inner_text()
    check(editor)

    visitor = visit()
    visitor.goto(address)
    expect(visitor.locator("h1")).to_have_text("Jaarbericht 2024")
    expect(visitor.locator(".preview-banner")).to_contain_text("nog niet openbaar")
    check(visitor)
    follow(editor.get_by_role("button", name="intrekken"))
    assert not PreviewLink.objects.get().holds
    assert visitor.goto(address).status == 410
    check(visitor)


def test_a_link_that_ended_says_so(staff, visit, draft, check):
    editor = staff("redacteur")
    days_ago = timezone.now() - timedelta(days=3)
    link = PreviewLink.objects.create(
        noun="annualreport",
        record_id=draft.pk,
        made_by=User.objects.get(username="redacteur"),
        made_at=days_ago,
        expires_at=days_ago + timedelta(days=1),
    )
    visitor = visit()
    assert visitor.goto(link.get_absolute_url()).status == 410
    expect(visitor.locator("h1")).to_have_text("Deze link geldt niet meer")
    check(visitor)
    use(editor, draft, "Delen")
    expect(editor.locator(".entries")).to_contain_text("Verlopen op")
    check(editor)


def test_a_draft_becomes_public_by_itself_and_staff_see_when(staff, visit, draft, check):
    publicist, _editor = staff("publicist"), staff("redacteur")
    submit(draft, User.objects.get(username="redacteur"), "Klaar om te controleren.")
    use(publicist, draft, "Inplannen")
    check(publicist)
    moment = timezone.localtime() + timedelta(days=9, hours=2)
    publicist.fill("#id_at_0", moment.strftime("%d-%m-%Y"))
    publicist.fill("#id_at_1", moment.strftime("%H:%M"))
    publicist.get_by_role("button", name="Inplannen").click()
    publicist.wait_for_url("**/change/")
    expect(publicist.locator(".field-state_badge")).to_contain_text("over 1 week, 2 dagen")
    check(publicist)
    publicist.goto(f"{REPORT}/")
    state = publicist.locator(".field-state_badge")
    expect(state).to_contain_text("over 1 week, 2 dagen")
    # A wide screen shows the countdown without scrolling aside.
    assert state.evaluate("(cell) => cell.getBoundingClientRect().right") < 1000
    check(publicist)
    publicist.goto("/beheer/")
    expect(publicist.locator(".worklist")).to_contain_text("over 1 week, 2 dagen")
    assert visit().goto("/jaarberichten/2024/").status == 404


def test_where_one_person_may_publish_the_reason_is_asked(staff, visit, draft, check, settings):
    settings.ONE_PERSON_PUBLISHING = True
    publicist = staff("publicist")
    use(publicist, draft, "Publiceren")
    expect(publicist.get_by_label("Reden")).to_be_visible()
    expect(publicist.get_by_label("noodgeval")).to_have_count(0)
    check(publicist)
    answer(publicist, "Reden", "De enige publicist die er vandaag is.", "Publiceren")
    assert visit().goto("/jaarberichten/2024/").status == 200
    review = Review.objects.get()
    assert (review.step, review.by.username, review.text) == (
        "alleen",
        "publicist",
        "De enige publicist die er vandaag is.",
    )


def test_what_is_withdrawn_says_why_and_comes_back(staff, visit, site, check):
    report = factories.AnnualReportFactory(title="Jaarbericht 2024")
    publicist, visitor = staff("publicist"), visit()
    use(publicist, report, "Intrekken")
    check(publicist)
    answer(publicist, "Reden", "Het verkeerde bestand stond erbij.", "Intrekken")
    assert visitor.goto("/jaarberichten/2024/").status == 410
    expect(visitor.locator("main")).to_contain_text("Het verkeerde bestand stond erbij.")
    check(visitor)
    use(publicist, report, "Opnieuw openbaar maken")
    check(publicist)
    publicist.get_by_role("button", name="Opnieuw openbaar maken").click()
    publicist.wait_for_url("**/change/")
    assert visitor.goto("/jaarberichten/2024/").status == 200


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
    expect(visitor.locator(".changes")).to_contain_text("De titel stond er niet volledig.")
    check(visitor)
    visitor.goto("/wijzigingen/")
    expect(visitor.locator("main")).to_contain_text("De titel stond er niet volledig.")


def test_a_typing_error_is_listed_apart(staff, visit, site, check):
    report = factories.AnnualReportFactory(title="Jaarberict 2024")
    publicist, visitor = staff("publicist"), visit()
    publicist.goto(f"{REPORT}/{report.pk}/change/")
    publicist.fill("#id_title", "Jaarbericht 2024")
    publicist.get_by_label("Waarom dit verandert").fill("Er miste een letter.")
    publicist.get_by_label("Ik verbeter alleen een typefout").check()
    check(publicist)
    publicist.locator("input[name=_save]").first.click()
    publicist.wait_for_url("**/annualreport/")
    visitor.goto("/jaarberichten/2024/")
    note = visitor.locator(".changes").get_by_text("Er miste een letter.")
    expect(note).to_be_hidden()
    visitor.get_by_text("Verbeterde typefouten (1)").click()
    expect(note).to_be_visible()
    check(visitor)
    visitor.goto("/wijzigingen/?wijziging=gewijzigd")
    expect(visitor.locator("main")).not_to_contain_text("Er miste een letter.")
    visitor.goto("/wijzigingen/?wijziging=typefout")
    expect(visitor.locator("main")).to_contain_text("Er miste een letter.")


def test_the_screen_of_a_conflict_is_for_everybody(staff, draft, check):
    page = staff("redacteur")
    page.goto(f"{REPORT}/{draft.pk}/change/")
    draft.title, draft.summary = "Hun titel", "Hun samenvatting."
    draft.save()
    page.fill("#id_title", "Mijn titel")
    page.locator("input[name=_save]").first.click()
    expect(page.locator(".conflict")).to_contain_text("Mijn titel")
    check(page)


def test_the_second_of_two_editors_chooses_per_field_without_javascript(staff, draft):
    first, second = staff("redacteur"), staff("publicist", java_script_enabled=False)
    for page in (first, second):
        page.goto(f"{REPORT}/{draft.pk}/change/")
    first.fill("#id_title", "Hun titel")
    first.fill("#id_summary", "Hun samenvatting.")
    first.locator("input[name=_save]").first.click()
    first.wait_for_url("**/annualreport/")
    second.fill("#id_title", "Mijn titel")
    second.locator("input[name=_save]").first.click()
    for told in ("redacteur", "Hun samenvatting.", "Mijn titel"):
        expect(second.locator(".conflict")).to_contain_text(told)
    draft.refresh_from_db()
    assert (draft.title, draft.summary) == ("Hun titel", "Hun samenvatting.")
    second.get_by_label("Van u: Mijn titel").check()
    second.locator("input[name=_save]").first.click()
    second.wait_for_url("**/annualreport/")
    draft.refresh_from_db()
    assert (draft.title, draft.summary) == ("Mijn titel", "Hun samenvatting.")


def test_a_scheduled_report_is_sent_back_together_with_its_letter(staff, draft, check):
    letter = factories.LetterFactory(publish_at=None, subject="Aanbieding Jaarbericht 2024")
    factories.SignatureFactory(letter=letter)
    draft.letter = letter
    draft.save()
    publish(draft, timezone.now() + timedelta(days=1))
    publicist = staff("publicist")
    use(publicist, draft, "Terugsturen")
    expect(publicist.get_by_text("Dit wordt ook weer een concept")).to_be_visible()
    going_along = publicist.get_by_role("checkbox", name="Aanbieding Jaarbericht 2024")
    expect(going_along).to_be_disabled()
    check(publicist)
    answer(publicist, "Opmerking", "Stop: onder embargo.", "Terugsturen")
    for each in (draft, letter):
        each.refresh_from_db()
    assert [draft.publish_at, letter.publish_at] == [None, None]


def test_what_the_editor_leaves_out_stays_a_draft(staff, visit, draft, check):
    draft.letter = factories.LetterFactory(publish_at=None, subject="Aanbieding", slug="brief")
    factories.SignatureFactory(letter=draft.letter)
    draft.save()
    editor, publicist, visitor = staff("redacteur"), staff("publicist"), visit()
    use(editor, draft, "Ter controle aanbieden")
    editor.get_by_role("checkbox", name="Aanbieding").uncheck()
    check(editor)
    answer(editor, "Toelichting", "De brief volgt later.", "Ter controle aanbieden")
    use(publicist, draft, "Publiceren")
    expect(publicist.get_by_role("checkbox", name="Aanbieding")).not_to_be_checked()
    expect(publicist.get_by_text("is weggelaten bij het aanbieden")).to_be_visible()
    publicist.get_by_role("button", name="Publiceren").click()
    publicist.wait_for_url("**/change/")
    found = [visitor.goto(each).status for each in ("/jaarberichten/2024/", "/brieven/brief/")]
    assert found == [200, 404]


def test_a_programme_is_withdrawn_and_restored_with_its_letter_and_activity(
    staff, visit, site, check
):
    letter = factories.LetterFactory(subject="Aanbieding Werkprogramma 2024", slug="brief")
    factories.SignatureFactory(letter=letter)
    programme = factories.ProgrammeFactory(
        letter=letter, perspective=factories.PerspectiveFactory()
    )
    alone = factories.ActivityFactory(title="Nieuw onderzoek", slug="nieuw")
    shared = factories.ActivityFactory(title="Lopend onderzoek", slug="lopend")
    for activity in (alone, shared):
        factories.PlanningFactory(programme=programme, activity=activity)
    factories.PlanningFactory(
        programme=factories.ProgrammeFactory(first_year=2023), activity=shared
    )
    publicist, visitor = staff("publicist"), visit()
    screen = f"/beheer/programmes/workprogramme/{programme.pk}/change/"
    publicist.goto(screen)
    publicist.get_by_role("link", name="Intrekken").click()
    expect(publicist.get_by_role("checkbox")).to_have_count(3)
    expect(publicist.get_by_text("ook bij Werkprogramma 2023")).to_be_visible()
    check(publicist)
    answer(publicist, "Reden", "Het verkeerde stuk.", "Intrekken")
    addresses = ["/werkprogrammas/2024/", "/brieven/brief/", "/activiteiten/nieuw/"]
    assert [visitor.goto(address).status for address in addresses] == [410, 410, 410]
    assert visitor.goto("/activiteiten/lopend/").status == 200
    publicist.goto(screen)
    follow(publicist.get_by_role("link", name="Opnieuw openbaar maken"))
    check(publicist)
    publicist.get_by_role("checkbox", name="Nieuw onderzoek").uncheck()
    publicist.get_by_role("button", name="Opnieuw openbaar maken").click()
    publicist.wait_for_url("**/change/")
    assert [visitor.goto(address).status for address in addresses] == [200, 200, 410]


def test_the_screen_to_publish_many_activities_is_for_everybody(staff, site, check):
    programme = factories.ProgrammeFactory(publish_at=None, title="Werkprogramma 2024")
    for _more in range(LISTED + 2):
        activity = factories.ActivityFactory(publish_at=None)
        factories.PlanningFactory(programme=programme, activity=activity)
    publicist, _editor = staff("publicist"), staff("redacteur")
    submit(programme, User.objects.get(username="redacteur"), "Klaar om te controleren.")
    publicist.goto(f"/beheer/programmes/workprogramme/{programme.pk}/change/")
    follow(publicist.get_by_role("link", name="Publiceren"))
    expect(
        publicist.get_by_role("checkbox", name="De andere 2 toezichtactiviteiten")
    ).to_be_checked()
    check(publicist)
    follow(publicist.get_by_role("link", name="toon ze"))
    expect(publicist.get_by_role("checkbox")).to_have_count(LISTED + 2)
    check(publicist)
