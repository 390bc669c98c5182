"""Followed by e-mail in a real browser: subscribed, confirmed, told of a report, and ended."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from programmes.models import Subscription
from tests import factories
from tests.browser.steps import NOTHING, wrong
from tests.notices.messages import received


def links(message):
    return re.findall(r"http\S+", message.get_body(["plain"]).get_content())


def send(site, mailbox):
    """Run the sender; return the one message that the mail server received."""
    call_command("send_notices", site=site)
    (message,) = received(mailbox)
    return message


def open_link(page, message, part):
    page.goto(next(link for link in links(message) if f"/{part}/" in link))


def report(page, activity):
    """Let a publicist publish the report of an activity."""
    page.goto(f"/beheer/programmes/activity/{activity.pk}/change/")
    page.locator("#events-group .add-row a").click()
    page.select_option("#id_events-0-kind", "rapport")
    page.fill("#id_events-0-date", timezone.localdate().strftime("%d-%m-%Y"))
    page.select_option("#id_events-0-date_precision", "dag")
    page.fill("#id_change_note", "Het rapport is verschenen.")
    page.get_by_role("button", name="Opslaan", exact=True).first.click()
    page.locator(".success").first.wait_for()


@pytest.fixture
def expectation(site):
    """What is overdue about the police."""
    field = factories.FieldFactory(name="politie", slug="politie")
    past = timezone.localdate() - timedelta(days=3)
    expectation = factories.ExpectationFactory(
        activity__title="De meldkamer", first_day=past, last_day=past, told_on="2020-01-01"
    )
    expectation.activity.fields.add(field)
    return expectation


def subscribe(page, violations):
    page.goto("/verwacht/?gebied=politie&stand=over_tijd")
    page.get_by_text("Houd mij op de hoogte").press("Enter")
    assert wrong(page, violations) == NOTHING
    page.get_by_role("link", name="Per e-mail").press("Enter")
    page.wait_for_url("**/volgen/**")
    assert wrong(page, violations) == NOTHING
    page.get_by_label("Uw e-mailadres").fill("anna@example.nl")
    page.get_by_label("Direct").check()
    page.get_by_role("button", name="Stuur mij de link").press("Enter")
    page.wait_for_url("**/verstuurd/")


def test_a_reader_follows_what_is_overdue_about_the_police(
    visit, staff, site, expectation, mailbox, violations, settings
):
    settings.SENDS_MAIL = True
    page = visit()
    subscribe(page, violations)
    open_link(page, mailbox.get(timeout=60), "bevestigen")
    assert wrong(page, violations) == NOTHING
    page.get_by_role("button", name="Ja, houd mij op de hoogte").click()
    page.wait_for_url("**/keuze/**")
    assert wrong(page, violations) == NOTHING

    report(staff("publicist"), expectation.activity)
    message = send(site, mailbox)
    said = ["De meldkamer", "Mijlpaal toegevoegd", "Het rapport is verschenen."]
    said.append("Staat niet meer in deze lijst")
    text = message.get_body(["plain"]).get_content()
    open_link(page, message, "berichten")
    assert wrong(page, violations) == NOTHING
    assert [each for each in said if each not in text] == []
    for each in said:
        expect(page.locator("main")).to_contain_text(each)

    open_link(page, message, "keuze")
    page.get_by_role("button", name="Stop, en wis mijn adres").click()
    page.get_by_role("heading", name="U krijgt geen berichten meer").wait_for()
    assert wrong(page, violations) == NOTHING
    assert Subscription.objects.count() == 0
    assert page.context.cookies() == []
