"""`make screenshots`: renew the pictures of the administration in docs/images.

A picture more is a line in `PICTURES`. Pytest runs this file when it is named, as `make` does, and
gives it the browser, the site and an empty register.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pghistory
import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from django.utils import timezone

from programmes.data.loading import load
from programmes.models import WorkProgramme
from programmes.reviewing import send_back, submit
from tests import factories

FOLDER = Path(__file__).parents[2] / "docs" / "images"
ADMIN = "/beheer/programmes"
REPORT = f"{ADMIN}/annualreport"
PROGRAMME = f"{ADMIN}/workprogramme"


def nothing(page):
    """Leave a page as it opens."""


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
    """Return a function that presses something and waits for the page that follows."""

    def do(page):
        with page.expect_navigation():
            page.locator(selector).first.click()

    return do


def scroll(selector):
    """Return a function that brings an element to the middle of the window."""
    script = f"document.querySelector('{selector}').scrollIntoView({{block: 'center'}})"
    return lambda page: page.evaluate(script)


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


PICTURES = [
    Picture("sign-in", "bezoeker", "/beheer/inloggen/", 820),
    Picture("single-sign-on", "bezoeker", "/beheer/inloggen/", 820, with_single_sign_on),
    Picture("second-factor", "publicist", "/beheer/tweede-factor/", 820),
    Picture("account", "beheerder", "/beheer/auth/user/{editor}/change/", 620),
    Picture("audit-list", "beheerder", "/beheer/accounts/auditentry/", 620),
    Picture("worklist", "publicist", "/beheer/"),
    Picture("worklist-editor", "redacteur", "/beheer/"),
    Picture("draft", "redacteur", f"{PROGRAMME}/{{draft}}/change/", 520),
    Picture("submit", "redacteur", f"{PROGRAMME}/aanbieden/?ids={{draft}}", 560),
    Picture("check", "publicist", f"{REPORT}/{{submitted}}/change/", 520),
    Picture("publish", "publicist", f"{REPORT}/publiceren/?ids={{submitted}}", 400),
    Picture("send-back", "publicist", f"{REPORT}/terugsturen/?ids={{submitted}}", 460),
    Picture("returned", "redacteur", f"{REPORT}/{{returned}}/change/", 520),
    Picture("emergency", "publicist", f"{PROGRAMME}/publiceren/?ids={{draft}}"),
    Picture("preview", "redacteur", f"{PROGRAMME}/{{draft}}/voorvertoning/werkprogrammas/2098/"),
    Picture(
        "share",
        "redacteur",
        f"{PROGRAMME}/{{draft}}/delen/",
        560,
        press("input[value='Link maken']"),
    ),
    Picture("schedule", "publicist", f"{REPORT}/inplannen/?ids={{submitted}}", 560),
    Picture("countdown", "publicist", f"{REPORT}/", 480),
    Picture("withdraw", "publicist", f"{REPORT}/intrekken/?ids={{public}}", 460),
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
    Picture("reviews", "publicist", f"{ADMIN}/review/", 480),
]


def written(user, make, **given):
    """Return a record as `user` entered it, a draft unless another state is given."""
    with pghistory.context(user=user.pk):
        return make(**{"publish_at": None} | given)


@pytest.fixture
def world(site, staff, visit):
    """Return the records that the addresses name."""
    load()
    # Both have an account once they have a window.
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
    submit(records.submitted, editor, "De aantallen op bladzijde 4 zijn nieuw.")
    submit(records.returned, editor, "Klaar om te controleren.")
    send_back(records.returned, publicist, "Noem de bron van de aantallen.")
    return records


def test_take_the_pictures(world):
    keys = {name: record.pk for name, record in vars(world).items() if name != "windows"}
    for picture in PICTURES:
        page = world.windows[picture.who]
        page.set_viewport_size({"width": 1280, "height": picture.height})
        page.goto(picture.address.format(**keys))
        picture.do(page)
        page.screenshot(path=FOLDER / f"{picture.name}.png")
