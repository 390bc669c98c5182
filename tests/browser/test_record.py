"""The layout of the screen of a record."""

import pytest

from tests import factories


@pytest.mark.parametrize("width", [320, 1280])
def test_the_buttons_stand_below_the_title_and_beside_each_other(staff, width):
    programme = factories.ProgrammeFactory(publish_at=None)
    page = staff("publicist", width=width)
    page.goto(f"/beheer/programmes/workprogramme/{programme.pk}/change/")
    buttons = [link.bounding_box() for link in page.locator(".object-tools a").all()]
    assert len(buttons) > 5
    boxes = [page.locator("#content h2").first.bounding_box(), *buttons]
    overlapping = [
        (one, other)
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if overlap(one, other)
    ]
    assert overlapping == []


@pytest.mark.parametrize("noun", ["workprogramme", "letter", "annualreport"])
def test_a_list_fits_beside_its_filters(staff, noun):
    letter = factories.LetterFactory(subject="Aanbieding van het werkprogramma")
    factories.ProgrammeFactory(letter=letter, offered_on="2023-09-22", adopted_on="2023-09-15")
    factories.AnnualReportFactory(published_on="2025-09-15", offered_on="2025-09-16")
    page = staff("publicist")
    page.goto(f"/beheer/programmes/{noun}/")
    widths = "list => [list.scrollWidth, list.clientWidth]"
    whole, shown = page.locator("#changelist .results").evaluate(widths)
    assert whole == shown


def overlap(one, other):
    return all(
        one[start] < other[start] + other[size] and other[start] < one[start] + one[size]
        for start, size in (("x", "width"), ("y", "height"))
    )
