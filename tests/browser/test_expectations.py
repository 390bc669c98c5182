"""An expectation on the screen of its activity, with and without script."""

import pytest

from tests import factories

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
        page.locator("input[name=_continue]").first.click()
        page.locator(".success").wait_for()
    assert f"“najaar”: {DAYS}." in page.inner_text(".messagelist")
    assert "vervangen door een latere" in page.inner_text("#expectations-0")
    assert DAYS in page.inner_text("#expectations-1")
    for width in (320, 1280) if script else ():
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
