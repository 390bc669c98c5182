"""An expectation on the screen of its activity, with and without script."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import follow

DAYS = "1 september 2025 tot en met 30 november 2025"


@pytest.mark.parametrize("script", [True, False])
def test_an_expectation_is_entered_and_replaced_by_a_later_one(staff, site, violations, script):
    activity = factories.ActivityFactory(publish_at=None, slug="jeugd", sources=[])
    page = staff("redacteur", java_script_enabled=script)
    page.goto(f"/beheer/programmes/activity/{activity.pk}/change/")
    for number, (day, words) in enumerate([("1-2-2025", "voor de zomer"), ("1-6-2025", "najaar")]):
        page.locator(f"#id_expectations-{number}-kind").select_option("rapport")
        page.locator(f"#id_expectations-{number}-words").fill(words)
        page.locator(f"#id_expectations-{number}-told_on").fill(day)
        follow(page.locator("input[name=_continue]").first)
        expect(page.locator(".success")).to_be_visible()
    expect(page.locator(".messagelist")).to_contain_text(f"“najaar”: {DAYS}.")
    expect(page.locator("#expectations-0")).to_contain_text("vervangen door een latere")
    expect(page.locator("#expectations-1")).to_contain_text(DAYS)
    for width in (320, 1280) if script else ():
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
