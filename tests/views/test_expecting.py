"""What was expected, on the page of an activity."""

from datetime import date

import pytest

from programmes.models import Expectation
from programmes.views.expecting import courses_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    return factories.ActivityFactory(title="Wachtlijsten", slug="wachtlijsten")


def expect(activity, words, last_day, told_on, **given):
    factories.ExpectationFactory(
        activity=activity, words=words, first_day=last_day, last_day=last_day, told_on=told_on,
        **given,
    )  # fmt: skip


def shifts(activity):
    return [(course.label, course.shift) for course in courses_of(activity)]


def test_a_term_that_did_not_move_has_no_shift(activity):
    expect(activity, "eind 2024", date(2024, 12, 31), date(2024, 1, 1))
    assert shifts(activity) == [("rapport", "")]


def test_a_shift_says_how_often_and_how_far(activity):
    expect(activity, "eind 2024", date(2024, 12, 31), date(2024, 1, 1))
    expect(activity, "voor 20 januari", date(2025, 1, 10), date(2024, 11, 1))
    assert shifts(activity) == [("rapport", "1 keer verschoven, 10 dagen")]
    expect(activity, "voor de zomer", date(2025, 7, 31), date(2025, 1, 1))
    assert shifts(activity) == [("rapport", "2 keer verschoven, samen 7 maanden")]


def test_a_term_that_came_earlier_has_no_shift(activity):
    expect(activity, "eind 2024", date(2024, 12, 31), date(2024, 1, 1))
    expect(activity, "najaar 2024", date(2024, 11, 30), date(2024, 6, 1))
    assert shifts(activity) == [("rapport", "")]


def test_the_page_shows_each_term_with_what_told_it(activity, client):
    letter = factories.LetterFactory(subject="Stand van zaken", reference="12", date="2024-11-01")
    expect(activity, "eind 2024", date(2024, 12, 31), date(2024, 1, 15), url="https://a.nl/")
    expect(activity, "voor de zomer", date(2025, 6, 30), None, letter=letter)
    page = client.get("/activiteiten/wachtlijsten/").text
    assert "Rapport: 1 keer verschoven, 6 maanden" in page
    assert "<strong>eind 2024</strong> (31 december 2024), later vervangen" in page
    assert "<strong>voor de zomer</strong> (30 juni 2025)" in page
    assert "Gezegd op 15 januari 2024" in page
    told = 'Gezegd op 1 november 2024 in <a href="/brieven/12/">Stand van zaken (12)</a>'
    assert told in page


def test_a_response_that_is_due_by_rule_is_shown_as_derived(activity, client):
    factories.EventFactory(activity=activity, kind="rapport", date="2024-06-03")
    page = client.get("/activiteiten/wachtlijsten/").text
    assert "het rapport van 3 juni 2024</a> (3 juni 2024 tot en met 15 juli 2024, afgeleid)" in page
    assert "Geen bron noemt die dag." in page
    assert "later vervangen" not in page


def test_what_a_draft_told_is_not_shown(activity, client):
    draft = factories.LetterFactory(publish_at=None)
    expect(activity, "eind 2024", date(2024, 12, 31), None, letter=draft)
    assert not Expectation.objects.published().exists()
    assert "Wat werd verwacht" not in client.get("/activiteiten/wachtlijsten/").text
