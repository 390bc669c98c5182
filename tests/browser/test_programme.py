"""A whole programme is typed on one screen, by mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from programmes.models import Activity, Perspective, WorkProgramme
from tests import factories
from tests.browser.steps import follow

ADD = "/beheer/programmes/workprogramme/add/"
GOALS = ["veerkracht", "lerend vermogen", "netwerken", "burgerperspectief"]
# The click budget for four elaborations and twelve activities.
CLICKS = 45
COUNT = """document.addEventListener("click", (event) => {
    if (event.isTrusted && event.detail) sessionStorage.clicks++;
}, true)"""

# What was typed and chosen in the form, without empty controls.
TYPED = """[...new FormData(document.getElementById("workprogramme_form"))]
    .filter(([name, value]) => /^(plannings|focuses|perspective|title)/.test(name) && value)
    .filter(([name]) => !name.includes("__prefix__"))
    .sort()"""


@pytest.fixture
def frame(site):
    frame = factories.PerspectiveFactory(first_year=2025, last_year=2028)
    for title in GOALS:
        factories.GoalFactory(perspective=frame, title=title)
    return frame


def make_fields():
    """Make so many fields that their list has a filter."""
    for name in ("jeugd", "politie", *(f"gebied {number}" for number in range(10))):
        factories.FieldFactory(name=name)


def tab(page, times=1):
    for _press in range(times):
        page.keyboard.press("Tab")


def type_activity(page, number):
    """Type a new activity, with the focus on its title, and go to the next row."""
    page.keyboard.type(f"onderzoek naar onderwerp {number}")
    tab(page)
    page.keyboard.type("thema")
    tab(page)
    page.keyboard.type(GOALS[number % 4][:6])
    tab(page)
    page.keyboard.press("Enter")
    page.keyboard.type("jeugd")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    tab(page)
    page.keyboard.type("heel 2027")
    tab(page, 2)
    page.keyboard.type("eind 2027")
    page.keyboard.press("Enter")


def test_a_programme_is_typed_in_few_clicks(staff, frame):
    make_fields()
    known = factories.ActivityFactory(title="toezicht op gevangenissen", publish_at=None)
    page = staff("redacteur")
    page.goto("/beheer/")
    page.evaluate("sessionStorage.clicks = 0")
    page.context.add_init_script(COUNT)
    page.evaluate(COUNT)

    follow(page.locator("#content").get_by_role("link", name="Werkprogramma's", exact=True))
    follow(page.locator(".object-tools a"))
    page.locator("#id_first_year").click()
    page.keyboard.type("2027")
    tab(page)
    page.keyboard.type("2027")
    tab(page)
    page.keyboard.type("Meer")
    page.locator("#id_title").click()
    page.keyboard.type("Werkprogramma 2027")
    page.get_by_label(GOALS[0], exact=True).click()
    for title in GOALS:
        page.keyboard.type(f"Zo werken we aan {title}.")
        tab(page)
    page.get_by_role("combobox", name="titel: activiteit 1", exact=True).click()
    for number in range(11):
        type_activity(page, number)
    page.keyboard.type("gevangenis")
    page.get_by_role("option", name="toezicht op gevangenissen").click()
    page.locator("input[name=_save]").click()
    page.wait_for_url("**/workprogramme/")

    assert int(page.evaluate("sessionStorage.clicks")) <= CLICKS
    assert WorkProgramme.objects.get().perspective == frame
    everything_is_stored(WorkProgramme.objects.get(), known)


def everything_is_stored(programme, known):
    assert [(each.goal.title, each.text) for each in programme.focuses.all()] == [
        (title, f"Zo werken we aan {title}.") for title in GOALS
    ]
    planned = programme.plannings.select_related("activity")
    assert [(each.position, each.activity.title, each.planned_for) for each in planned] == [
        *((n + 1, f"onderzoek naar onderwerp {n}", "heel 2027") for n in range(11)),
        (12, known.title, ""),
    ]
    for number, planning in enumerate(planned[:11]):
        activity = planning.activity
        assert activity.form == Activity.Form.THEMATIC
        assert [field.name for field in activity.fields.all()] == ["jeugd"]
        assert [goal.title for goal in activity.goals.all()] == [GOALS[number % 4]]
        assert [str(each) for each in activity.expectations.all()] == ["rapport: eind 2027"]


def test_another_perspective_and_back_keeps_what_was_chosen(staff, frame, violations):
    other = factories.PerspectiveFactory(first_year=2021, last_year=2024)
    page = staff("redacteur")
    page.goto(ADD)
    page.select_option("#id_perspective", label=str(frame))
    page.get_by_label(GOALS[1], exact=True).fill("Dit blijft.")
    page.get_by_label("doel: activiteit 1").select_option(label=GOALS[1])
    page.select_option("#id_perspective", label=str(other))
    expect(page.get_by_text("Dit perspectief heeft nog geen doelen.")).to_be_visible()
    expect(page.get_by_label(GOALS[1], exact=True)).to_be_hidden()
    expect(page.get_by_label("doel: activiteit 1")).to_have_value("")
    repeated = page.locator("[data-elsewhere]")
    expect(repeated.locator("dt, dd")).to_have_text([GOALS[1], "Dit blijft."])
    page.select_option("#id_perspective", label=str(frame))
    expect(repeated).to_be_hidden()
    expect(page.get_by_label(GOALS[1], exact=True)).to_have_value("Dit blijft.")
    goal = frame.goals.get(title=GOALS[1])
    expect(page.get_by_label("doel: activiteit 1")).to_have_value(str(goal.pk))
    assert violations(page) == []


def test_pasted_lines_fill_a_row_each(staff, frame):
    page = staff("redacteur", permissions=["clipboard-read", "clipboard-write"])
    page.goto(ADD)
    lines = "\n".join(f"onderzoek {number}\tmedio 2027" for number in range(7))
    page.evaluate("text => navigator.clipboard.writeText(text)", lines)
    page.get_by_role("combobox", name="titel: activiteit 1", exact=True).click()
    page.keyboard.press("Control+v")
    titles = page.locator("[name^=plannings-][name$=-title]")
    expect(titles).to_have_count(8)
    for number in range(7):
        expect(titles.nth(number)).to_have_value(f"onderzoek {number}")
    expect(titles.last).to_have_value("")
    expect(page.locator("#id_plannings-6-planned_for")).to_have_value("medio 2027")


def test_the_table_works_without_javascript(staff, frame):
    known = factories.ActivityFactory(title="toezicht op gevangenissen", publish_at=None)
    page = staff("redacteur", java_script_enabled=False)
    page.goto(ADD)
    page.fill("#id_first_year", "2027")
    page.fill("#id_last_year", "2027")
    page.select_option("#id_perspective", label=str(frame))
    page.get_by_label(GOALS[0], exact=True).fill("Zo.")
    page.get_by_label("titel: activiteit 1").fill("Toezicht op gevangenissen")
    page.get_by_label("titel: activiteit 2").fill("iets nieuws")
    page.locator("input[name=_save]").click()
    page.get_by_label("welke bedoelt u: activiteit 1").select_option(label=known.title)
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("**/workprogramme/")
    planned = WorkProgramme.objects.get().plannings.all()
    assert [each.activity.title for each in planned] == [known.title, "iets nieuws"]


def test_typed_rows_come_back_with_their_choices(staff, frame):
    make_fields()
    known = factories.ActivityFactory(title="toezicht op gevangenissen", publish_at=None)
    page = staff("redacteur")
    page.goto(ADD)
    page.fill("#id_first_year", "2027")
    page.fill("#id_last_year", "2027")
    page.fill("#id_title", "Werkprogramma 2027")
    page.select_option("#id_perspective", label=str(frame))
    page.get_by_label(GOALS[1], exact=True).fill("Zo werken we.")
    page.get_by_role("combobox", name="titel: activiteit 1", exact=True).click()
    for number in range(7):
        type_activity(page, number)
    page.keyboard.type("gevangenis")
    page.get_by_role("option", name="toezicht op gevangenissen").click()
    typed = page.evaluate(TYPED)
    follow(page.get_by_role("button", name="Later verder"))
    page.goto(ADD)
    follow(page.get_by_role("button", name="Terugzetten"))
    expect(page.get_by_text("Wat u typte, staat er weer")).to_be_visible()
    assert page.evaluate(TYPED) == typed
    expect(page.get_by_text("Bestaat al: toezicht op gevangenissen")).to_be_visible()
    page.locator("input[name=_save]").last.click()
    page.wait_for_url("**/workprogramme/")
    plannings = WorkProgramme.objects.get().plannings.select_related("activity")
    assert [each.activity.title for each in plannings] == [
        *(f"onderzoek naar onderwerp {number}" for number in range(7)),
        known.title,
    ]
    first = plannings[0].activity
    assert (first.fields.get().name, first.goals.get().title) == ("jeugd", GOALS[0])
    assert str(first.expectations.get()) == "rapport: eind 2027"


def test_the_goals_of_a_perspective_number_themselves(staff, site):
    page = staff("redacteur")
    page.goto("/beheer/programmes/perspective/add/")
    page.fill("#id_first_year", "2025")
    page.fill("#id_last_year", "2028")
    page.fill("#id_title", "Meerjarenperspectief 2025-2028")
    for number, title in enumerate(GOALS):
        page.fill(f"#id_goals-{number}-title", title)
    page.locator("#goals-group .add-row a").click(click_count=2)
    page.fill("#id_goals-4-title", "een vijfde")
    page.locator("input[name=_save]").last.click()
    page.wait_for_url("**/perspective/")
    goals = Perspective.objects.get().goals
    assert [*goals.values_list("position", "title")] == [*enumerate([*GOALS, "een vijfde"], 1)]


def test_a_public_programme_moves_to_another_perspective_in_one_save(staff, visit, frame, check):
    programme = factories.ProgrammeFactory(first_year=2027, perspective=frame)
    goal = frame.goals.get(title=GOALS[0])
    factories.GoalFocusFactory(programme=programme, goal=goal, text="Zo werken we eraan.")
    other = factories.GoalFactory(perspective__first_year=2026, perspective__last_year=2029)
    page = staff("publicist")
    page.goto(f"/beheer/programmes/workprogramme/{programme.pk}/change/")
    page.select_option("#id_perspective", label=str(other.perspective))
    repeated = page.locator("[data-elsewhere] dd")
    check(page)
    page.get_by_label(other.title, exact=True).fill(repeated.inner_text())
    follow(page.locator("input[name=_save]").last)
    # Without a note nothing is saved, and what is stored at the goals of before is there still.
    expect(repeated).to_have_text("Zo werken we eraan.")
    page.get_by_label("Waarom dit verandert").fill("Het hoort bij het volgende perspectief.")
    page.locator("input[name=_save]").last.click()
    page.wait_for_url("**/workprogramme/")
    visitor = visit()
    visitor.goto(programme.get_absolute_url())
    expect(visitor.get_by_role("main")).to_contain_text("Zo werken we eraan.")
    expect(visitor.get_by_role("main")).to_contain_text(str(other.perspective))
