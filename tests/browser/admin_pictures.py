"""`make screenshots`: renew the pictures of the administration in docs/images.

A picture more is a line in `PICTURES`. Pytest runs this file when it is named, as `make` does, and
gives it the browser, the site and an empty register.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pghistory
import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from django.utils import timezone

from programmes.data.loading import load
from programmes.models import Activity, WorkProgramme
from programmes.workflow.publishing import send_back
from programmes.workflow.reviewing import submit
from tests import factories
from tests.browser.steps import without_refresh

FOLDER = Path(__file__).parents[2] / "docs" / "images"
LETTERS = Path(__file__).parents[1] / "letters" / "files"
ADMIN = "/beheer/programmes"
REPORT = f"{ADMIN}/annualreport"
PROGRAMME = f"{ADMIN}/workprogramme"
SHEETS = f"{ADMIN}/sheetimport/"
# Spreadsheets: one with mistakes, the same without, and a long one.
HEADER = "titel,werkprogrammas,gebieden,vorm,adres"
CHANGED = "kwaliteitszorg bij de politie,2024,politie,,kwaliteitsmanagement-bij-de-politie"
NEW = "wachtlijsten in de jeugdbescherming,2024,jeugd,thematisch,"
WRONG = "\n".join([HEADER, NEW, "doorlooptijden,2031,jeugd,groot onderzoek,", NEW])
RIGHT = "\n".join([HEADER, NEW, CHANGED])
MANY = "\n".join([HEADER, *(f"activiteit {number},2024,,," for number in range(1200))])
ADJUSTMENT = f"{ADMIN}/adjustment"
OUTCOMES = f"{PROGRAMME}/{{adjusted}}/uitkomsten/"


def nothing(page):
    """Do nothing."""


@dataclass(frozen=True)
class Picture:
    """A picture of a screen.

    Attributes:
        name: of the file, without ".png".
        who: the group of the person who looks, "beheerder", or "bezoeker" for a visitor.
        address: of the screen; a name between braces is the key of a record of `world`.
        height: in pixels; the width is 1280.
        do: what happens on the page before the picture is taken.
    """

    name: str
    who: str
    address: str
    height: int = 700
    do: Callable = nothing


def press(selector):
    """Return a function that clicks an element and waits for the navigation."""

    def do(page):
        with page.expect_navigation():
            page.locator(selector).first.click()

    return do


def scroll(selector):
    """Return a function that scrolls an element to the middle of the window."""
    options = "{block: 'center', behavior: 'instant'}"
    script = f"document.querySelector('{selector}').scrollIntoView({options})"
    return lambda page: page.evaluate(script)


def bring_in(text, after="#id_note", stays=False):
    """Return a function that uploads a spreadsheet of activities.

    Args:
        text: of the spreadsheet, as CSV.
        after: what is on the page that is to be seen.
        stays: whether the page that tells how far it is does not go on by itself.
    """

    def do(page):
        if stays:
            page.route("**/sheetimport/**", without_refresh)
        page.get_by_label("geprogrammeerde activiteiten").check()
        file = {"name": "activiteiten.csv", "mimeType": "text/csv", "buffer": text.encode()}
        page.get_by_label("Bestand").set_input_files(file)
        page.get_by_role("button", name="Nakijken").click()
        page.locator(after).first.wait_for()
        page.unroute_all()

    return do


def bring_in_and_store(page):
    bring_in(RIGHT)(page)
    page.get_by_label("Toelichting voor lezers").fill("De titel klopte niet.")
    press("input[value='Alles verwerken']")(page)


def save_after_somebody_else(page):
    report = WorkProgramme.objects.get(first_year=2098)
    with pghistory.context(user=User.objects.get(username="publicist").pk):
        report.summary = "Met de uitkomsten van het overleg."
        report.save()
    page.fill("#id_title", "Werkprogramma 2098, tweede versie")
    press("input[name=_save]")(page)


def with_single_sign_on(page):
    app = {"provider_id": "sso", "name": "JenV", "client_id": "x", "secret": "x",
           "settings": {"server_url": "https://sso.example.nl"}}  # fmt: skip
    with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app]}}):
        page.reload()


def fill_in_outcomes(page):
    """Enter outcomes for the first two activities."""
    kinds = page.locator(".rows__told > .rows__change select[name$='-kind']")
    for number, kind in enumerate(("rapport", "beleidsreactie")):
        kinds.nth(number).select_option(kind)
    whens = page.locator(".rows__told > .rows__change input[name$=when]")
    whens.nth(0).fill("3-5-2097")
    whens.nth(1).fill("juni 2097")
    page.locator("input[name$=title]").nth(0).fill("Jong en vast")
    page.locator("select[name$=expected_kind]").nth(0).select_option("beleidsreactie")
    page.locator("input[name$=expected_words]").nth(0).fill("najaar 2097")
    page.locator(".rows__told > .rows__change input[name$=kamerstuk]").nth(1).fill(
        "34 775 VI, nr. 21"
    )


def add_an_activity(page):
    page.fill("[name=additions-nieuw-1-title]", "Onderzoek naar de brand in Lelystad")
    page.check("[name=additions-nieuw-1-is_new]")
    scroll("#additions-group .rows__block")(page)


def save_a_wrong_date(page):
    fill_in_outcomes(page)
    page.locator(".rows__told > .rows__change input[name$=when]").nth(1).fill("ooit")
    press("input[value=Opslaan]")(page)


def fill_in_programme(page):
    page.fill("#id_first_year", "2027")
    page.fill("#id_last_year", "2027")
    page.select_option("#id_perspective", label="Meerjarenperspectief 2025-2028")
    page.fill("#id_title", "Werkprogramma 2027")


def fill_in_activities(page):
    """Enter a programme with two activities."""
    fill_in_programme(page)
    # A perspective that has goals.
    page.select_option("#id_perspective", label="Meerjarenperspectief 2021-2024")
    titles = ("Wachtlijsten in de jeugdbescherming", "Gegevens delen bij de politie")
    for number, title in enumerate(titles):
        page.fill(f"#id_plannings-{number}-title", title)
        page.select_option(f"#id_plannings-{number}-activity_form", "thematisch")
        # The goals of another perspective are disabled.
        goal = page.locator(f"#id_plannings-{number}-goal")
        offered = goal.locator("option:enabled:not([value=''])")
        goal.select_option(offered.nth(number).get_attribute("value"))
        page.fill(f"#id_plannings-{number}-planned_for", "heel 2027")
        page.fill(f"#id_plannings-{number}-expected_words", "eind 2027")
    scroll("#id_plannings-1-title")(page)


def join_with_a_plan(page):
    """Choose the planned activity that a report in no known programme belongs to."""
    page.fill("#id_part_of_search", "jeugdreclasseringstoezicht")
    page.locator(".field-part_of [role=option]").first.click()
    page.fill("#id_part_of_source", "https://www.inspectie-jenv.nl/jaarbericht-2015")
    scroll(".field-part_of")(page)


def take_in_letter(page):
    page.get_by_label("Brieven").set_input_files(LETTERS / "51-new-perspective-in-force.txt")
    page.get_by_role("button", name="Inlezen").click()
    page.get_by_role("heading", name="Brief controleren").wait_for()


PICTURES = [
    Picture("sign-in", "bezoeker", "/beheer/inloggen/", 820),
    Picture("single-sign-on", "bezoeker", "/beheer/inloggen/", 820, with_single_sign_on),
    Picture("second-factor", "publicist", "/beheer/tweede-factor/", 820),
    Picture("account", "beheerder", "/beheer/auth/user/{editor}/change/", 620),
    Picture("audit-list", "beheerder", "/beheer/accounts/auditentry/", 620),
    Picture("programme-form", "redacteur", f"{PROGRAMME}/add/", 900, fill_in_programme),
    Picture("programme-activities", "redacteur", f"{PROGRAMME}/add/", 760, fill_in_activities),
    Picture("letter-form", "redacteur", f"{ADMIN}/letter/add/", 900),
    Picture("letter-upload", "redacteur", f"{ADMIN}/incomingletter/add/", 540),
    Picture("letter-check", "redacteur", f"{ADMIN}/incomingletter/add/", 1000, take_in_letter),
    Picture("worklist", "publicist", "/beheer/"),
    Picture("worklist-editor", "redacteur", "/beheer/"),
    Picture("draft", "redacteur", f"{PROGRAMME}/{{draft}}/change/", 600),
    Picture("submit", "redacteur", f"{PROGRAMME}/aanbieden/?ids={{draft}}", 560),
    Picture("check", "publicist", f"{REPORT}/{{submitted}}/change/", 600),
    Picture("publish", "publicist", f"{REPORT}/publiceren/?ids={{submitted}}", 400),
    Picture("send-back", "publicist", f"{REPORT}/terugsturen/?ids={{submitted}}", 560),
    Picture("returned", "redacteur", f"{REPORT}/{{returned}}/change/", 600),
    Picture("emergency", "publicist", f"{PROGRAMME}/publiceren/?ids={{draft}}", 780),
    Picture("preview", "redacteur", f"{PROGRAMME}/{{draft}}/voorvertoning/werkprogrammas/2098/"),
    Picture(
        "share",
        "redacteur",
        f"{PROGRAMME}/{{draft}}/delen/",
        560,
        press("input[value='Link maken']"),
    ),
    Picture("schedule", "publicist", f"{REPORT}/inplannen/?ids={{submitted}}", 560),
    Picture("countdown", "publicist", f"{REPORT}/", 640),
    Picture("withdraw", "publicist", f"{REPORT}/intrekken/?ids={{public}}", 560),
    Picture("restore", "publicist", f"{REPORT}/herstellen/?ids={{withdrawn}}", 340),
    Picture(
        "change-note",
        "publicist",
        f"{REPORT}/{{public}}/change/",
        600,
        scroll("#id_change_note"),
    ),
    Picture(
        "conflict",
        "redacteur",
        f"{PROGRAMME}/{{draft}}/change/",
        900,
        save_after_somebody_else,
    ),
    Picture("history", "publicist", f"{PROGRAMME}/{{draft}}/history/"),
    Picture("reviews", "publicist", f"{ADMIN}/review/", 620),
    Picture("sheet-upload", "publicist", f"{SHEETS}add/", 660),
    Picture("sheet-progress", "publicist", f"{SHEETS}add/", 360, bring_in(MANY, "progress", True)),
    Picture(
        "sheet-errors",
        "publicist",
        f"{SHEETS}add/",
        760,
        bring_in(WRONG, "td .errorlist"),
    ),
    Picture("sheet-preview", "publicist", f"{SHEETS}add/", 900, bring_in(RIGHT)),
    Picture("sheet-stored", "publicist", f"{SHEETS}add/", 640, bring_in_and_store),
    Picture("sheet-list", "publicist", SHEETS, 620),
    Picture("unfinished", "redacteur", f"{PROGRAMME}/onafgemaakt/?jaar=2024", 900),
    Picture("outcomes", "publicist", OUTCOMES, 820),
    Picture("outcomes-filled", "publicist", OUTCOMES, 1000, fill_in_outcomes),
    Picture("outcomes-wrong", "publicist", OUTCOMES, 900, save_a_wrong_date),
    Picture(
        "expectations",
        "publicist",
        f"{ADMIN}/activity/{{activity}}/change/",
        900,
        scroll("#expectations-0 .field-term"),
    ),
    Picture("join", "publicist", f"{ADMIN}/activity/{{outside}}/change/", 480, join_with_a_plan),
    Picture(
        "adjustment",
        "redacteur",
        f"{ADJUSTMENT}/{{adjustment}}/change/",
        700,
        scroll("#changes-group"),
    ),
    Picture(
        "adjustment-addition",
        "redacteur",
        f"{ADJUSTMENT}/{{adjustment}}/change/",
        640,
        add_an_activity,
    ),
    Picture("adjusted-plan", "redacteur", "/werkprogrammas/2097/", 700, scroll("#plan + p")),
    Picture(
        "results-per-goal",
        "redacteur",
        f"{REPORT}/{{telling}}/change/",
        700,
        scroll("#results-group .inline-related"),
    ),
    Picture("results-page", "redacteur", "/jaarberichten/2097/", 700, scroll("#resultaten")),
]


def written(user, make, **given):
    """Return a record created by `user`, a draft unless another state is given."""
    with pghistory.context(user=user.pk):
        return make(**{"publish_at": None} | given)


@pytest.fixture
def world(site, staff, visit):
    """Return the records whose keys the addresses need."""
    load()
    # Opening a window creates the account.
    windows = {name: staff(name) for name in ("redacteur", "publicist", "beheerder")}
    editor, publicist, _administrator = (User.objects.get(username=name) for name in windows)
    frame = factories.PerspectiveFactory(first_year=2097, last_year=2100)
    report, programme = factories.AnnualReportFactory, factories.ProgrammeFactory
    records = SimpleNamespace(
        windows=windows | {"bezoeker": visit()},
        editor=editor,
        draft=written(editor, programme, first_year=2098, perspective=frame),
        submitted=written(editor, report, year=2094),
        returned=written(editor, report, year=2095),
        planned=written(editor, report, year=2096, publish_at=timezone.now() + timedelta(days=9)),
        public=written(editor, report, year=2092, publish_at=factories.LONG_AGO),
        withdrawn=written(
            editor,
            report,
            year=2093,
            publish_at=factories.LONG_AGO,
            withdrawn_at=timezone.now(),
            withdrawal_reason="Het verkeerde bestand stond erbij.",
        ),
    )
    vars(records).update(adjusted_programme(editor))
    records.outside = Activity.objects.get(slug="halt-cluster-zuid")
    submit(records.submitted, editor, "De aantallen op bladzijde 4 zijn nieuw.")
    submit(records.returned, editor, "Klaar om te controleren.")
    send_back(records.returned, publicist, "Noem de bron van de aantallen.")
    return records


def adjusted_programme(editor):
    """Return a programme with a draft of an adjustment, and reports with results per goal."""
    frame = factories.PerspectiveFactory(first_year=2097, last_year=2099)
    adjusted = factories.ProgrammeFactory(first_year=2097, perspective=frame)
    titles = (
        "Wachtlijsten in de jeugdbescherming",
        "Gegevens delen bij de politie",
        "Terugkeer van vreemdelingen",
        "Zorg in de gevangenis",
    )
    activities = [
        factories.PlanningFactory(programme=adjusted, activity__title=title).activity
        for title in titles
    ]
    adjustment = factories.AdjustmentFactory(programme=adjusted, date=date(2020, 5, 1))
    draft = written(editor, factories.AdjustmentFactory, programme=adjusted, date=date(2097, 9, 1))
    for number, kind, source in [(2, "uitgesteld", adjustment), (3, "vervallen", adjustment),
                                 (0, "uitgesteld", draft)]:  # fmt: skip
        factories.EventFactory(
            activity=activities[number],
            kind=kind,
            date=source.date,
            note="Andere onderzoeken gaan voor.",
            adjustment=source,
        )
    factories.ExpectationFactory(
        activity=activities[0], words="voor de zomer", programme=adjusted, told_on=date(2096, 9, 1),
        first_day=None, last_day=None,
    )  # fmt: skip
    for source, number, words in [(adjustment, 2, "eind 2098"), (draft, 0, "voorjaar 2098")]:
        factories.ExpectationFactory(
            activity=activities[number], kind="afronding", words=words, adjustment=source,
            told_on=None, first_day=None, last_day=None,
        )  # fmt: skip
    public = factories.AnnualReportFactory(year=2097)
    telling = written(editor, factories.AnnualReportFactory, year=2099)
    for title in ("bevorderen van lerend vermogen", "zichtbaar maken van risico's"):
        goal = factories.GoalFactory(perspective=frame, title=title)
        factories.GoalResultFactory(report=public, goal=goal)
    factories.GoalResultFactory(report=telling, goal=frame.goals.first())
    return {"adjusted": adjusted, "adjustment": draft, "telling": telling,
            "activity": activities[0]}  # fmt: skip


def test_take_the_pictures(world):
    keys = {name: record.pk for name, record in vars(world).items() if name != "windows"}
    for picture in PICTURES:
        page = world.windows[picture.who]
        page.set_viewport_size({"width": 1280, "height": picture.height})
        page.goto(picture.address.format(**keys))
        picture.do(page)
        page.screenshot(path=FOLDER / f"{picture.name}.png")
