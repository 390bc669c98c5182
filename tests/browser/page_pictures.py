"""`make screenshots`: renew the pictures of every kind of page in docs/images/pages/.

A picture more is a line in `PAGES`. Pytest runs this file when it is named, as `make` does.
"""

from pathlib import Path

import pghistory
import pytest

from programmes.data.loading import load
from programmes.models import Activity, WorkProgramme
from tests import factories

FOLDER = Path(__file__).parents[2] / "docs" / "images" / "pages"
PAGES = {
    "home": "/",
    "overview": "/in-beeld/",
    "programmes": "/werkprogrammas/",
    "programme": "/werkprogrammas/2024/",
    "compare": "/werkprogrammas/vergelijken/?a=2018-2020&b=2023",
    "perspective": "/meerjarenperspectieven/2021-2024/",
    "goal": "/doelen/bevorderen-van-hun-lerend-vermogen/",
    "activities": "/activiteiten/",
    "filtered": "/activiteiten/?jaar=2024&gebied=politie",
    "due": "/verwacht/",
    "events": "/mijlpalen/",
    "supervision-field": "/toezichtgebieden/politie/",
    "missing-year": "/werkprogrammas/2025/",
    "activity": "/activiteiten/wachtlijsten-in-de-jeugdstrafrechtketen/",
    "letter": "/brieven/4896050/",
    "signatory": "/ondertekenaars/d-yesilgoz-zegerius/",
    "annual-report": "/jaarberichten/2015/",
    "search": "/zoeken/?q=jeugd",
    "changes": "/wijzigingen/",
    "follow": "/volgen/",
    "open-data": "/open-data/",
    "glossary": "/begrippen/",
    "outcomes": "/uitkomsten/",
    "about": "/over/",
    "not-found": "/bestaat-niet/",
    "sign-in": "/beheer/inloggen/",
}
# By width of the window, the height in pixels: a file stays under 100 kB.
SIZES = {320: 1500, 1280: 1080}


@pytest.fixture
def register(site):
    load()


def take(page, name, address, width):
    page.goto(address)
    page.screenshot(path=FOLDER / f"{name}-{width}.jpg", type="jpeg", quality=40)


def adjustment():
    """Return a fictitious adjustment: the history has none."""
    made = factories.AdjustmentFactory(
        programme=WorkProgramme.objects.get(slug="2024"),
        explanation="Na een incident begint het onderzoek naar de wachtlijsten later.",
    )
    activity = Activity.objects.get(slug="wachtlijsten-in-de-jeugdstrafrechtketen")
    with pghistory.context(note="De gevolgen voor de activiteiten staan er nu bij."):
        factories.EventFactory(
            activity=activity, adjustment=made, kind="uitgesteld", date=made.date
        )
    return made


@pytest.mark.parametrize("width", SIZES)
def test_take_the_pictures(visit, register, width):
    page = visit(width=width)
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    # The font is loaded from the second page on.
    page.goto("/")
    for name, address in PAGES.items():
        take(page, name, address, width)
    take(page, "adjustment", adjustment().get_absolute_url(), width)
