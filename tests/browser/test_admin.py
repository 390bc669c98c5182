"""Every kind of screen of the admin is accessible, on a phone and on a wide screen."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from playwright.sync_api import expect

from programmes.intake.sheets import storing
from programmes.models import Goal, SupervisionField, WorkProgramme
from programmes.models.publication import Published
from tests import factories
from tests.admin.addresses import LINES, address_of, signed_in
from tests.browser.steps import DANGLING
from tests.intake.sheets.files import bring_in, may_change, upload

pytestmark = pytest.mark.long
ADMIN = "/beheer/programmes"
# The lines of the table of addresses that the test with the real register checks.
OF_THE_REGISTER = {
    "(start)",
    *(f"programmes/<record>/{each}" for each in ("", "add/", "<key>/change/", "<key>/history/")),
    "programmes/workprogramme/<key>/uitkomsten/",
    "programmes/workprogramme/onafgemaakt/",
}
NOUNS = [model for model in admin.site._registry if issubclass(model, Published)]
PARTS = ("programmes/goal/", "programmes/supervisionfield/")
# The targets under 24 by 24 px. The rule of axe allows those with enough space around them.
SMALL = """
    [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .filter((each) => each.checkVisibility({ visibilityProperty: true }))
        .filter((each) => !each.matches(".skip-to-content-link, #content-start"))
        .map((each) => [each.getBoundingClientRect(), each])
        .filter(([box, each]) => box.width && Math.min(box.width, box.height) < 23.9)
        .map(([box, each]) => ["small", `${box.width} x ${box.height}`, each.outerHTML])
"""
# A phone in light mode, a wide screen in dark mode.
WINDOWS = {320: "light", 1280: "dark"}
# Whether the page scrolls horizontally; a table may, within itself.
GOES_ASIDE = "document.scrollingElement.scrollWidth > window.innerWidth ? ['goes aside'] : []"

# The background of the two schemes.
LIGHT, DARK = "rgb(251, 250, 246)", "rgb(16, 24, 27)"

# Links of Django's admin take their new colour in 0.15 second.
END_TRANSITIONS = "document.getAnimations().forEach((each) => each.finish())"


@pytest.fixture
def register(site, history):
    history.restore()
    factories.AdjustmentFactory(programme__first_year=2098)


@pytest.fixture
def problems(violations):
    """Return a function that returns the problems by address."""

    def look(page, addresses):
        return {address: wrong for address in addresses if (wrong := in_windows(page, address))}

    def in_windows(page, address):
        page.goto(address)
        page.locator("h1").first.wait_for()
        wrong = []
        for width, color_scheme in WINDOWS.items():
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=color_scheme)
            page.evaluate(END_TRANSITIONS)
            wrong += violations(page) + page.evaluate(GOES_ASIDE) + page.evaluate(SMALL)
        wrong += page.evaluate(DANGLING)
        return wrong

    return look


def screens_of(model):
    """Return the addresses of the list, the forms and the history of a noun."""
    base, key = f"{ADMIN}/{model._meta.model_name}", model.objects.order_by("pk").first().pk
    return [f"{base}/", f"{base}/add/", f"{base}/{key}/change/", f"{base}/{key}/history/"]


def test_the_screens_of_the_register(staff, register, problems):
    page = staff("publicist")
    screens = ["/beheer/", f"{ADMIN}/workprogramme/onafgemaakt/"]
    for model in [*NOUNS, Goal, SupervisionField]:
        screens += screens_of(model)
    programme = WorkProgramme.objects.first()
    screens.append(f"{ADMIN}/workprogramme/{programme.pk}/uitkomsten/")
    screens.append(f"{ADMIN}/adjustment/add/?programme={programme.pk}")
    assert problems(page, screens) == {}


def test_every_other_screen(staff, site, problems):
    """Each line of the table of addresses; a template that several nouns share is checked once."""
    pages = {name: staff(name) for name in ("redacteur", "publicist", "beheerder")}
    checked, found = set(), {}
    for line, state, _nobody, *statuses in LINES:
        allowed = [name for name, status in zip(pages, statuses, strict=False) if status == "200"]
        if not allowed or line in OF_THE_REGISTER or line.startswith(PARTS):
            continue
        address = address_of(line, "activity" if "<record>" in line else None, state)
        response = signed_in(User.objects.get(username=allowed[0])).get(address)
        # A file that is not read stays open.
        response.close()
        templates = [each.name for each in response.templates if each.name]
        kind = line if "<record>" in line else templates and templates[0]
        if templates and kind not in checked:
            checked.add(kind)
            found |= problems(pages[allowed[0]], [address])
    found |= problems(pages["beheerder"], ["/beheer/toestand/"])
    assert found == {}


def test_the_screens_of_an_import_that_is_stored(staff, site, problems):
    sheet = bring_in(upload("titel\nnieuw\n"))
    storing.store(sheet, may_change)
    own = f"{ADMIN}/sheetimport/{sheet.pk}"
    assert problems(staff("redacteur"), [f"{own}/change/", f"{own}/terugdraaien/"]) == {}


def test_the_admin_asks_no_other_host_and_keeps_to_the_policy(staff):
    page = staff("beheerder")
    for address in ("", "programmes/workprogramme/add/", "programmes/letter/add/"):
        page.goto(f"/beheer/{address}")
        expect(page.locator("#site-name")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_long_list_of_records_is_searched_by_keyboard(staff, site, violations, width):
    factories.SignatoryFactory.create_batch(20)
    chosen = factories.SignatoryFactory(name="A. Jansen", office="Inspecteur-generaal")
    letter = factories.LetterFactory(publish_at=None)
    signature = factories.SignatureFactory(letter=letter, signatory=None, capacity="mede_namens")
    page = staff("redacteur", width=width)
    page.goto(f"{ADMIN}/letter/{letter.pk}/change/")
    page.get_by_role("combobox", name="Ondertekenaar").press_sequentially("inspecteur")
    option = page.get_by_role("option", name="A. Jansen (Inspecteur-generaal)", selected=True)
    option.wait_for()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(option).to_have_count(0)
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("**/letter/")
    signature.refresh_from_db()
    assert signature.signatory == chosen


def test_records_are_ticked_in_a_list_with_a_filter(staff, site, violations):
    factories.FieldFactory.create_batch(12)
    youth = factories.FieldFactory(name="jeugd")
    activity = factories.ActivityFactory(publish_at=None)
    page = staff("redacteur")
    page.goto(f"{ADMIN}/activity/{activity.pk}/change/")
    page.get_by_label("Zoek in deze lijst: toezichtgebieden").press_sequentially("jeu")
    group = page.get_by_role("group", name="toezichtgebieden")
    expect(group.get_by_role("checkbox")).to_have_count(1)
    page.keyboard.press("Enter")
    assert violations(page) == []
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("**/activity/")
    assert list(activity.fields.all()) == [youth]


def test_a_list_fits_between_the_side_bar_and_its_filters(staff, site):
    factories.ProgrammeFactory(title="Werkprogramma inspectieverantwoordelijkheden 2098")
    page = staff("publicist")
    # Each sorted column has an arrow and a number.
    page.goto(f"{ADMIN}/workprogramme/?o=1.-2.3.4.5")
    page.locator("#nav-sidebar").wait_for()
    widths = "list => [list.scrollWidth, list.clientWidth]"
    wide, room = page.locator("#changelist-form .results").evaluate(widths)
    assert wide == room


def test_the_switch_goes_before_the_scheme_of_the_device(staff, site):
    page = staff("redacteur", color_scheme="light")
    page.goto("/beheer/")
    expect(page.locator("body")).to_have_css("background-color", LIGHT)
    page.locator(".theme-toggle").click()
    expect(page.locator("body")).to_have_css("background-color", DARK)
    page.emulate_media(color_scheme="dark")
    page.locator(".theme-toggle").click()
    page.locator(".theme-toggle").click()
    expect(page.locator("body")).to_have_css("background-color", LIGHT)
