"""A letter of a minister, from the uploaded file to the public page."""

import re

import pytest
from playwright.sync_api import expect

from programmes.models import Letter, Signatory
from tests import factories
from tests.browser.steps import fact, follow, publish, sign_in, submit
from tests.letters.make import FILES

GOALS = [
    "stimuleren van veerkracht en weerbaarheid van organisaties",
    "bevorderen van hun lerend vermogen",
    "bevorderen van effectieve ketens en netwerken",
    "scherp houden van organisaties op het burgerperspectief",
]


@pytest.fixture
def perspective(site):
    frame = factories.PerspectiveFactory()
    for position, title in enumerate(GOALS, 1):
        factories.GoalFactory(perspective=frame, position=position, title=title)
    return frame


def bring_in(page, *files):
    page.goto("/beheer/")
    page.get_by_role("link", name="Brief inlezen").first.click()
    page.set_input_files("#id_files", files)
    page.get_by_role("button", name="Inlezen").click()


def found(page, field):
    """Return what says where the value of a field was read."""
    return page.locator(f".letter-check__field:has(#id_{field}) .letter-check__found")


def test_a_letter_fills_the_form_and_reaches_the_public(visit, accounts, perspective):
    editor = visit()
    sign_in(editor, "redacteur")
    bring_in(editor, FILES / "01-model.pdf")
    editor.wait_for_url("**/incomingletter/*/change/")
    expect(editor.locator("iframe")).to_have_attribute("title", "De bladzijden van de brief")
    expect(editor.locator("#id_reference")).to_have_value("5120934")
    expect(found(editor, "reference")).to_have_text("gelezen op pagina 1: Ons kenmerk 5120934")
    expect(found(editor, "place")).to_have_text("niet gevonden")
    expect(editor.locator(".letter-check__matches .state--known")).to_have_count(len(GOALS))
    editor.get_by_role("button", name="Opslaan als concept").click()
    editor.wait_for_url("**/workprogramme/*/change/")
    editor.fill("#id_title", "Werkprogramma 2024")
    editor.fill("#id_summary", "De hoofdlijnen van het toezicht in 2024.")
    follow(editor.locator("input[name=_continue]").first)
    submit(editor)

    publicist = visit()
    sign_in(publicist, "publicist")
    publish(publicist)

    visitor = visit()
    visitor.goto("/werkprogrammas/2024/")
    assert {
        name: fact(visitor, name) for name in ("Kenmerk", "Datum van de brief", "Bijlagen")
    } == {
        "Kenmerk": "5120934",
        "Datum van de brief": "19 september 2024",
        "Bijlagen": "1",
    }
    assert fact(visitor, "Ondertekend door") == (
        "D. Yeşilgöz-Zegerius, Minister van Justitie en Veiligheid"
    )
    letter = Letter.objects.get()
    answer = visitor.request.get(f"{letter.get_absolute_url()}bestand/")
    assert answer.body() == (FILES / "01-model.pdf").read_bytes()


def test_what_is_left_for_later_waits_in_the_list(visit, accounts):
    page = visit()
    sign_in(page, "redacteur")
    bring_in(page, FILES / "05-blank-date.txt", FILES / "08-markdown.md")
    page.wait_for_url("**/incomingletter/")
    follow(page.get_by_role("link", name="05-blank-date.txt"))
    page.get_by_label("Onderwerp").fill("Aanbieding van het werkprogramma")
    page.get_by_role("button", name="Later verder").click()
    waiting = page.locator("#result_list tbody th")
    expect(waiting).to_have_text(["08-markdown.md", "05-blank-date.txt"])
    follow(page.get_by_role("link", name="05-blank-date.txt"))
    page.get_by_role("button", name="Terugzetten").click()
    expect(page.get_by_label("Onderwerp")).to_have_value("Aanbieding van het werkprogramma")
    assert not Letter.objects.exists()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_promise_of_the_letter_reaches_the_activity(visit, accounts, violations, width):
    activity = factories.ActivityFactory(title="Forensische zorg", publish_at=None)
    page = visit(width)
    sign_in(page, "redacteur")
    bring_in(page, FILES / "80-response-before-the-summer.pdf")
    page.wait_for_url("**/incomingletter/*/change/")
    term = page.get_by_role("group", name="Termijn 1 in de brief")
    expect(term).to_contain_text("Dat is 15 mei 2024 tot en met 4 juli 2024.")
    expect(term).to_contain_text("Ik verwacht u voor de zomer mijn beleidsreactie te sturen.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    term.get_by_label("Toezichtactiviteit").select_option("Forensische zorg")
    # A click right after scrolling can reach the frame with the PDF.
    page.get_by_role("button", name="Opslaan als concept").press("Enter")
    page.wait_for_url("**/letter/*/change/")
    assert [str(each) for each in activity.expectations.all()] == ["beleidsreactie: voor de zomer"]


def test_who_signs_with_a_title_is_known_without(visit, accounts):
    office = "Minister van Justitie en Veiligheid"
    known = factories.SignatoryFactory(name="R. Bakker", office=office)
    page = visit()
    sign_in(page, "redacteur")
    bring_in(page, FILES / "05-blank-date.txt")
    page.wait_for_url("**/incomingletter/*/change/")
    page.get_by_role("button", name="Nog een ondertekenaar").click()
    line = page.get_by_role("group", name=re.compile("^Regel .* onder de brief$")).last
    line.get_by_label("Naam").fill("prof. dr. R. Bakker")
    line.get_by_label("Ambt zoals gedrukt").fill(office)
    # A form that is shown again says who that is.
    follow(page.get_by_role("button", name="Nog een ondertekenaar"))
    expect(page.get_by_text("bekend als R. Bakker")).to_be_visible()
    follow(page.get_by_role("button", name="Opslaan als concept"))
    expect(page).to_have_url(re.compile("/change/$"))
    assert known in [each.signatory for each in Letter.objects.get().signatures.all()]
    assert list(Signatory.objects.filter(name__contains="Bakker")) == [known]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_screens_are_for_everybody(visit, accounts, violations, width):
    factories.LetterFactory(reference="5120934")
    page = visit(width)
    sign_in(page, "redacteur")
    page.goto("/beheer/programmes/incomingletter/add/")
    assert violations(page) == []
    page.set_input_files("#id_files", FILES / "01-model.pdf")
    page.get_by_role("button", name="Inlezen").click()
    page.wait_for_url("**/incomingletter/*/change/")
    expect(page.locator(".letter-check__form")).to_contain_text(
        "Er is al een brief met dit kenmerk."
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    page.goto("/beheer/programmes/incomingletter/")
    assert violations(page) == []


def test_without_a_script_a_letter_is_taken_in(visit, accounts):
    page = visit(java_script_enabled=False)
    sign_in(page, "redacteur")
    bring_in(page, FILES / "01-model.pdf")
    page.wait_for_url("**/incomingletter/*/change/")
    page.get_by_role("button", name="Opslaan als concept").click()
    page.wait_for_url("**/workprogramme/*/change/")
    assert Letter.objects.get().reference == "5120934"
