"""A sheet for a debate is one page of A4."""

from datetime import date, timedelta
from io import BytesIO

import pypdfium2
from django.utils import timezone

from tests import factories

TITLE = "kwaliteit van de taakuitvoering in het gevangeniswezen, het vervolg, deel"
PAST = date(2020, 1, 1)


def add(number, field):
    """Add an activity, a letter, two events and a term about a field."""
    letter = factories.LetterFactory(subject=f"Brief {number}", date=PAST + timedelta(days=number))
    programme = factories.ProgrammeFactory(first_year=2000 + number, letter=letter)
    activity = factories.ActivityFactory(title=f"{TITLE} {number}")
    activity.fields.add(field)
    factories.PlanningFactory(programme=programme, activity=activity, planned_for="het najaar")
    for kind in ("rapport", "uitgesteld"):
        factories.EventFactory(
            activity=activity, kind=kind, date=PAST, date_precision="dag",
            url=f"https://zoek.officielebekendmakingen.nl/kst-24587-{number}.html",
        )  # fmt: skip
    factories.ExpectationFactory(
        activity=activity, kind="afronding", first_day=PAST, last_day=PAST, told_on=PAST
    )


def test_a_sheet_with_much_of_everything_is_one_page(visit):
    field = factories.FieldFactory(name="politie", slug="politie")
    for number in range(1, 12):
        add(number, field)
    page = visit()
    page.goto("/toezichtgebieden/politie/debat/")
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert [[round(side / 72 * 25.4) for side in each.get_size()] for each in document] == [
        [210, 297]
    ]
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    today = timezone.localdate()
    for part in (
        "Gepland (11)",
        "Aan de Kamer verteld (11)",
        "Veranderd (11)",
        "Wat ervan kwam",
        "Nog open",
    ):
        assert part in text
    assert f"laatste wijziging van het register op {today.day} " in text
    assert "Verwijs hiernaar als" in text
