"""The real history as the public pages show it."""

from datetime import date

import pytest

from programmes import models
from programmes.models import Letter, Perspective, WorkProgramme
from tests.data.counting import counts

pytestmark = pytest.mark.usefixtures("real_history")


def test_all_of_it_is_public_after_loading():
    assert counts() == {
        "Activity": 67,
        "AnnualReport": 9,
        "Event": 20,
        "Goal": 18,
        "Letter": 3,
        "Perspective": 6,
        "Planning": 66,
        "Signatory": 12,
        "Signature": 8,
        "SupervisionField": 17,
        "WorkProgramme": 12,
    }


def test_a_kamerstuk_is_read_where_it_is_published():
    letter = Letter.objects.get(slug="kst-34300-vi-73")
    assert letter.url == letter.official_url
    assert letter.sources == [letter.official_url]


def test_the_letter_of_2023_is_there_as_it_was_sent():
    letter = Letter.objects.get(reference="4896050")
    assert (letter.date, letter.attachment_count, letter.recipient) == (
        date(2023, 9, 22),
        1,
        "Voorzitter van de Tweede Kamer der Staten-Generaal",
    )
    signatures = letter.signatures.order_by("position")
    assert [(each.capacity, each.office, str(each.signatory or "")) for each in signatures] == [
        ("ondertekent", "Minister van Justitie en Veiligheid", "D. Yeşilgöz-Zegerius"),
        ("mede_namens", "minister voor Rechtsbescherming", ""),
        ("mede_namens", "staatssecretaris van Justitie en Veiligheid", ""),
    ]


def test_three_dates_are_not_mixed_up():
    programme = WorkProgramme.objects.get(slug="2024")
    assert (programme.published_on, programme.letter.date, programme.adopted_on) == (
        date(2023, 9, 18),
        date(2023, 9, 22),
        None,
    )


def test_one_letter_offers_programme_and_perspective_in_2017():
    letter = Letter.objects.get(slug="kst-34775-vi-21")
    assert [each.noun for each in letter.documents()] == ["meerjarenperspectief", "werkprogramma"]
    assert letter.kamerstuk.split() == ["34", "775", "VI,", "nr.", "21"]


def test_goals_run_on_where_the_words_show_it():
    goal = models.Goal.objects.get(slug="bevorderen-van-effectieve-ketens-en-netwerken")
    earlier = goal.continues.get()
    assert (earlier.perspective.slug, earlier.continues.get().perspective.slug) == (
        "2018-2020",
        "2015-2017",
    )


def test_of_a_year_without_a_programme_nothing_is_made_up():
    assert not WorkProgramme.objects.filter(first_year__in=[2012, 2015, 2025, 2027]).exists()
    assert not Perspective.objects.get(slug="2025-2028").goals.exists()
