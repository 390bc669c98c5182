"""What is scheduled becomes public at its second, everywhere, without anything that runs."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.test_gate import LISTS, NOUNS, address, body

SOON = timedelta(seconds=2)
FORMS = [name for name in LISTS if name.startswith("activity-")]


@pytest.mark.django_db(transaction=True)
def test_page_and_every_form_of_the_list_change_at_that_moment(client):
    moment = timezone.now() + SOON
    factories.ActivityFactory(title="[activity]", slug=NOUNS["activity"], publish_at=moment)
    page = address("activity-detail")

    def showing():
        lists = [name for name in FORMS if "[activity]" in body(client.get(address(name)))]
        return client.get(page).status_code, lists

    assert showing() == (404, [])
    time.sleep((moment - timezone.now()).total_seconds())
    assert showing() == (200, FORMS)
