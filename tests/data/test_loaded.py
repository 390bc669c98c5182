"""The real history as the public pages show it."""

from datetime import date

import pytest

from programmes import models
from programmes.models import Letter, Perspective, WorkProgramme
from programmes.models.activity import status_of
from tests.data.counting import counts, counts_of_files

pytestmark = pytest.mark.usefixtures("real_history")


def test_all_of_it_is_public_after_loading():
    assert counts() == counts_of_files()


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


def test_a_plan_and_a_report_are_told_of_the_activity_that_they_are_about():
    waiting = models.Activity.objects.get(slug="wachtlijsten-in-de-jeugdstrafrechtketen")
    pedagogic = models.Activity.objects.get(
        slug="hoe-organisaties-in-de-jeugdstrafrechtketen-behandeling-en"
    )
    assert [(each.kind, str(each.date)) for each in waiting.events.in_order()] == [
        ("plan_van_aanpak", "2023-06-15")
    ]
    assert [(each.kind, str(each.date)) for each in pedagogic.events.in_order()] == [
        ("rapport", "2024-09-10"),
        ("beleidsreactie", "2025-05-20"),
    ]


def test_a_date_that_no_source_gives_is_not_known():
    activity = models.Activity.objects.get(
        slug="handelwijze-van-justitiele-organisaties-betrokken-bij-jamel-l"
    )
    assert [(each.kind, each.date) for each in activity.events.filter(kind="rapport")] == [
        ("rapport", None)
    ]


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("intensief-toezicht-op-alle-justitiele-jeugdinrichtingen", "afgerond"),
        ("regime-op-terroristenafdelingen-in-het-gevangeniswezen", "gerapporteerd"),
        ("systematische-analyse-van-eigen-incidentonderzoeken-20122024", "gerapporteerd"),
    ],
)
def test_an_activity_with_a_result_does_not_run_any_more(slug, status):
    activities = models.Activity.objects.annotate(now=status_of("pk"))
    assert activities.get(slug=slug).now == status


def test_of_a_year_without_a_programme_nothing_is_made_up():
    assert not WorkProgramme.objects.filter(first_year__in=[2012, 2015, 2025, 2027]).exists()
    assert not Perspective.objects.get(slug="2025-2028").goals.exists()
