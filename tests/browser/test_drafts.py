"""Rows that were typed are back after the session ended and the tab was closed."""

import pytest
from playwright.sync_api import expect

from inspectie.accounts.models import Session
from programmes.models import Activity, Event, Expectation, GoalResult, Planning, Signature
from tests import factories
from tests.browser.steps import follow, sign_in, sign_in_here

BASE = "/beheer/programmes"
# What the form would send, without the fields that no person fills in.
SIFTED = """.filter(([name, value]) => value && !(value instanceof File))
    .filter(([name]) => !/csrf|typed_by|^draft$|^form_token$|__prefix__/.test(name))
    .sort()"""
TYPED = f"""[...new FormData(document.querySelector("[data-keep]").closest("form"))]{SIFTED}"""
DRAFT = f"""Object.entries(localStorage).filter(([key]) => key.startsWith("draft:"))
    .flatMap(([key, text]) => JSON.parse(text).entries){SIFTED}"""
IS_KEPT = "Object.keys(localStorage).some((key) => key.startsWith('draft:'))"


def add_row(page, prefix):
    page.locator(f"#{prefix}-group .add-row a").click()


def planned_activities(page):
    """A new activity with all its choices, and one that exists, found by typing."""
    frame = factories.PerspectiveFactory(first_year=2025, last_year=2028)
    factories.GoalFactory(perspective=frame, title="veerkracht")
    factories.FieldFactory(name="jeugd")
    factories.ActivityFactory(title="toezicht op gevangenissen", publish_at=None)
    page.goto(f"{BASE}/workprogramme/add/")
    page.fill("#id_first_year", "2027")
    page.fill("#id_last_year", "2027")
    page.fill("#id_title", "Werkprogramma 2027")
    page.select_option("#id_perspective", label=str(frame))
    page.get_by_label("veerkracht", exact=True).fill("Zo werken we aan veerkracht.")
    row = page.locator(".planned tbody tr").first
    row.get_by_role("combobox").first.fill("onderzoek naar de jeugd")
    row.get_by_label("vorm van toezicht").select_option(label="thematisch onderzoek")
    row.get_by_label("doel:").select_option(label="veerkracht")
    row.locator("summary").click()
    row.get_by_label("jeugd").check()
    row.get_by_label("gepland voor").fill("heel 2027")
    row.get_by_label("verwacht:").select_option("beleidsreactie")
    row.get_by_label("tegen wanneer").fill("eind 2027")
    page.get_by_role("combobox", name="titel: activiteit 2", exact=True).click()
    page.keyboard.type("gevangenis")
    page.get_by_role("option", name="toezicht op gevangenissen").click()
    # Beyond the rows that the server gives.
    for number in range(3, 9):
        page.get_by_role("combobox", name=f"titel: activiteit {number}", exact=True).fill(
            f"meer {number}"
        )


def outcomes(page):
    activity = factories.PlanningFactory(
        programme__publish_at=None, activity__publish_at=None
    ).activity
    page.goto(f"{BASE}/workprogramme/{activity.plannings.get().programme_id}/uitkomsten/")
    page.select_option(f"[name='{activity.pk}-kind']", "rapport")
    page.fill(f"[name='{activity.pk}-when']", "3-5-2024")
    page.fill(f"[name='{activity.pk}-expected_words']", "voor de zomer")
    page.select_option(f"[name='{activity.pk}-expected_kind']", "beleidsreactie")


def expectations_and_events(page):
    activity = factories.ActivityFactory(publish_at=None)
    page.goto(f"{BASE}/activity/{activity.pk}/change/")
    for prefix in ("events", "expectations"):
        add_row(page, prefix)
    page.select_option("#id_events-0-kind", "rapport")
    for number, words in enumerate(("voor de zomer", "najaar 2025")):
        page.select_option(f"#id_expectations-{number}-kind", "rapport")
        page.fill(f"#id_expectations-{number}-words", words)


def adjustment(page):
    planning = factories.PlanningFactory(programme__first_year=2024, activity__title="Grenzen")
    page.goto(f"{BASE}/adjustment/add/?programme={planning.programme_id}")
    page.get_by_label("Datum:", exact=True).fill("1-5-2024")
    page.get_by_label("Aanleiding:").select_option(label="incident")
    page.get_by_label("Uitleg:").fill("Na een incident.")
    page.select_option(f"[name=changes-{planning.activity_id}-kind]", "uitgesteld")
    page.fill(f"[name=changes-{planning.activity_id}-until]", "najaar 2025")
    for number in (1, 2):
        page.fill(f"[name=additions-nieuw-{number}-title]", f"Erbij {number}")
        page.check(f"[name=additions-nieuw-{number}-is_new]")


def results_for_goals(page):
    goal = factories.GoalFactory(perspective__first_year=2021, perspective__last_year=2024)
    report = factories.AnnualReportFactory(year=2023, publish_at=None)
    page.goto(f"{BASE}/annualreport/{report.pk}/change/")
    page.select_option("[name=results-0-goal]", str(goal.pk))
    page.fill("[name=results-0-text]", "Organisaties leerden.")


def signatures(page):
    page.goto(f"{BASE}/letter/add/")
    page.fill("#id_subject", "Aanbieding werkprogramma 2024")
    for number in range(3):
        page.select_option(f"#id_signatures-{number}-capacity", "mede_namens")
        page.fill(f"#id_signatures-{number}-office", f"Minister {number}")


def column(manager, *names):
    return [*manager.order_by("pk").values_list(*names, flat=len(names) == 1)]


# Of each screen: how its rows are read, and what they are once saved.
SCREENS = [
    (
        planned_activities,
        lambda: (
            column(Planning.objects, "activity__title", "planned_for"),
            column(Activity.objects.exclude(goals=None), "form", "goals__title", "fields__name"),
            column(Expectation.objects, "kind", "words"),
        ),
        (
            [
                ("onderzoek naar de jeugd", "heel 2027"),
                ("toezicht op gevangenissen", ""),
                *((f"meer {number}", "") for number in range(3, 9)),
            ],
            [("thematisch", "veerkracht", "jeugd")],
            [("beleidsreactie", "eind 2027")],
        ),
    ),
    (
        outcomes,
        lambda: column(Event.objects, "kind") + column(Expectation.objects, "words"),
        ["rapport", "voor de zomer"],
    ),
    (
        expectations_and_events,
        lambda: column(Event.objects, "kind") + column(Expectation.objects, "words"),
        ["rapport", "voor de zomer", "najaar 2025"],
    ),
    (
        adjustment,
        lambda: (
            column(Event.objects, "kind", "activity__title"),
            column(Expectation.objects, "words"),
        ),
        (
            [("uitgesteld", "Grenzen"), ("toegevoegd", "Erbij 1"), ("toegevoegd", "Erbij 2")],
            ["najaar 2025"],
        ),
    ),
    (results_for_goals, lambda: column(GoalResult.objects, "text"), ["Organisaties leerden."]),
    (
        signatures,
        lambda: column(Signature.objects, "office"),
        ["Minister 0", "Minister 1", "Minister 2"],
    ),
]


def reopened(page):
    """Close the tab of a page without a session; sign in in a new one and put the draft back."""
    typed, address = page.evaluate(TYPED), page.url
    page.wait_for_function(f"() => JSON.stringify({TYPED}) === JSON.stringify({DRAFT})")
    Session.objects.all().delete()
    context = page.context
    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto("/beheer/")
    sign_in_here(again, "redacteur")
    follow(again.locator("[data-drafts] a"))
    expect(again).to_have_url(address)
    follow(again.get_by_role("button", name="Terugzetten"))
    expect(again.get_by_text("Wat u typte, staat er weer")).to_be_visible()
    assert again.evaluate(TYPED) == typed
    return again


def name_of(value):
    return getattr(value, "__name__", "").strip("<>")


@pytest.mark.parametrize(("fill", "stored", "rows"), SCREENS, ids=name_of)
def test_rows_are_back_after_a_lost_session_and_a_closed_tab(visit, accounts, fill, stored, rows):
    page = visit()
    sign_in(page, "redacteur")
    fill(page)
    page = reopened(page)
    assert stored() != rows
    page.locator("input[name=_save], .submit-row .default").last.click()
    expect(page.locator(".success").first).to_be_visible()
    assert stored() == rows
    page.wait_for_function(f"() => !{IS_KEPT}")


def test_signing_out_forgets_the_rows(visit, accounts):
    page = visit()
    sign_in(page, "redacteur")
    planned_activities(page)
    follow(page.get_by_role("button", name="Later verder"))
    assert page.evaluate(IS_KEPT)
    follow(page.get_by_role("button", name="Uitloggen"))
    assert not page.evaluate(IS_KEPT)
