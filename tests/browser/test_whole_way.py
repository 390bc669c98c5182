"""From an empty register to a published programme that a visitor downloads."""

from playwright.sync_api import expect

from programmes.models import Signature
from tests.browser.steps import fact, publish, sign_in, submit

GOALS = [
    "stimuleren van veerkracht en weerbaarheid van organisaties",
    "bevorderen van hun lerend vermogen",
    "bevorderen van effectieve ketens en netwerken",
    "scherp houden van organisaties op het burgerperspectief",
]


def save(page):
    page.locator("input[name=_save]").first.click()


def enter_perspective(page):
    page.goto("/beheer/programmes/perspective/add/")
    page.fill("#id_first_year", "2021")
    page.fill("#id_last_year", "2024")
    page.fill("#id_title", "Meerjarenperspectief 2021-2024")
    page.fill("#id_summary", "Vier doelen geven richting aan het toezicht.")
    for number, title in enumerate(GOALS):
        page.locator("#goals-group .add-row a").click()
        page.fill(f"#id_goals-{number}-position", str(number + 1))
        page.fill(f"#id_goals-{number}-title", title)
    save(page)
    page.wait_for_url("**/perspective/")


def enter_programme(page):
    page.goto("/beheer/programmes/workprogramme/add/")
    page.fill("#id_first_year", "2024")
    page.fill("#id_last_year", "2024")
    page.select_option("#id_perspective", label="Meerjarenperspectief 2021-2024")
    page.fill("#id_title", "Werkprogramma 2024")
    page.fill("#id_summary", "De hoofdlijnen van het toezicht in 2024.")
    page.fill("#id_published_on", "18-09-2023")
    page.fill("#id_offered_on", "22-09-2023")
    for number, title in enumerate(GOALS):
        page.get_by_label(title, exact=True).fill(f"Uitwerking van doel {number + 1}.")
    page.fill("#id_plannings-0-title", "wachtlijsten in de jeugdstrafrechtketen")
    with page.expect_popup() as popup:
        page.click("#add_id_letter")
    enter_letter(popup.value)
    page.locator("#id_letter option:checked:not([value=''])").wait_for(state="attached")
    save(page)
    page.wait_for_url("**/workprogramme/")


def enter_letter(page):
    page.fill("#id_subject", "Werkprogramma 2024 Inspectie Justitie en Veiligheid")
    page.fill("#id_reference", "4896050")
    page.fill("#id_date", "22-09-2023")
    page.fill("#id_recipient", "Voorzitter van de Tweede Kamer der Staten-Generaal")
    page.fill("#id_attachment_count", "1")
    page.fill("#id_signatures-0-office", "Minister van Justitie en Veiligheid")
    with page.expect_popup() as popup:
        page.click("#add_id_signatures-0-signatory")
    enter_signatory(popup.value)
    chosen = page.locator("#id_signatures-0-signatory option:checked:not([value=''])")
    chosen.wait_for(state="attached")
    offices = ["minister voor Rechtsbescherming", "staatssecretaris van Justitie en Veiligheid"]
    for number, office in enumerate(offices, 1):
        page.select_option(f"#id_signatures-{number}-capacity", label="mede namens")
        page.fill(f"#id_signatures-{number}-office", office)
    save(page)


def enter_signatory(page):
    page.fill("#id_name", "D. Yeşilgöz-Zegerius")
    page.fill("#id_office", "Minister van Justitie en Veiligheid")
    save(page)


def test_a_programme_goes_from_entry_to_download(visit, accounts):
    editor = visit()
    sign_in(editor, "redacteur")
    enter_perspective(editor)
    enter_programme(editor)
    submit(editor)
    visitor = visit()
    visitor.goto("/werkprogrammas/2024/")
    expect(visitor.locator("h1")).to_contain_text("Deze pagina is er niet")

    publicist = visit()
    sign_in(publicist, "publicist")
    publish(publicist)

    visitor.goto("/")
    visitor.locator(".year-grid li", has_text="2024").get_by_role(
        "link", name="Werkprogramma 2024"
    ).click()
    visitor.wait_for_url("**/werkprogrammas/2024/")
    shows_the_programme(visitor)

    visitor.goto("/werkprogrammas/?jaar=2024")
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="CSV", exact=True).click()
    rows = download.value.path().read_text(encoding="utf-8").splitlines()
    assert len(rows) == 2
    assert [each.position for each in Signature.objects.order_by("pk")] == [1, 2, 3]
    assert rows[1].startswith("2024,2024,2024,Werkprogramma 2024,")
    assert ",4896050,2023-09-22," in rows[1]


def shows_the_programme(visitor):
    expect(visitor.locator("h1")).to_have_text("Werkprogramma 2024")
    expect(visitor.locator(".goal-list h3")).to_have_text(GOALS, ignore_case=True)
    expect(visitor.locator("main")).to_contain_text("Uitwerking van doel 3.")
    expect(visitor.locator("main")).to_contain_text(
        "wachtlijsten in de jeugdstrafrechtketen", ignore_case=True
    )
    assert {name: fact(visitor, name) for name in ("Kenmerk", "Datum van de brief", "Aan")} == {
        "Kenmerk": "4896050",
        "Datum van de brief": "22 september 2023",
        "Aan": "Voorzitter van de Tweede Kamer der Staten-Generaal",
    }
    assert fact(visitor, "Ondertekend door") == (
        "D. Yeşilgöz-Zegerius, Minister van Justitie en Veiligheid"
    )
    assert fact(visitor, "Mede namens").splitlines() == [
        "minister voor Rechtsbescherming",
        "staatssecretaris van Justitie en Veiligheid",
    ]
    assert fact(visitor, "Bijlagen") == "1"
    assert fact(visitor, "Op de site van de Inspectie") == "18 september 2023"
