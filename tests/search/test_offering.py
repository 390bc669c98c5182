"""A query that names a choice of a list offers the list with that filter."""

from datetime import date

import pytest

from programmes.search.offering import Offer, offers
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def overdue():
    """A report about the police that is overdue."""
    past = date(2020, 1, 1)
    expectation = factories.ExpectationFactory(
        activity__title="politiecellen", kind="rapport", first_day=past, last_day=past, told_on=past
    )
    return expectation.activity


@pytest.mark.parametrize("text", ["over tijd", "Over tijd", "over_tijd"])
def test_a_choice_is_offered_in_each_list_that_has_it(overdue, text):
    assert offers(text) == [
        Offer("Activiteiten, uitkomst over tijd (afgeleid)", "/activiteiten/?uitkomst=over_tijd"),
        Offer("Verwacht, stand van zaken over tijd", "/verwacht/?stand=over_tijd"),
    ]


def test_other_words_go_along(overdue):
    title = "Verwacht, stand van zaken over tijd, woorden politie"
    assert Offer(title, "/verwacht/?stand=over_tijd&q=politie") in offers("politie over tijd")


@pytest.mark.parametrize("text", ["vervallen", "komkommer", "komkommer over tijd", ""])
def test_a_list_without_rows_is_not_offered(overdue, text):
    assert offers(text) == []


@pytest.mark.parametrize("text", ["over tijd -politie", '"over tijd"', "over tijd of politie"])
def test_more_than_plain_words_offers_nothing(overdue, text):
    assert offers(text) == []


def test_the_page_offers_it_when_nothing_is_found(client, overdue):
    page = client.get("/zoeken/?q=over+tijd").content.decode()
    assert '<a href="/verwacht/?stand=over_tijd">Verwacht, stand van zaken over tijd</a>' in page
    assert "Gezocht is in namen, teksten" in page
