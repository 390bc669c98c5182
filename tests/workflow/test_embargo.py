"""A scheduled record is published everywhere at its second, without a background job."""

import re

import pytest
from django.utils import timezone

from programmes.models import WriteCounter
from tests import factories
from tests.addresses import FORMS, address, body
from tests.clock import later_than_now, wait_until

SLUG = "onderzoek-naar-stilte"
NAMED = re.compile("naar[ -]stilte")
# Where an activity shows, by the address.
SHOWN = [
    *(address(f"activity-{form}") for form in FORMS),
    f"/activiteiten/{SLUG}/",
    f"/activiteiten/{SLUG}.atom",
    f"/activiteiten/{SLUG}/citeer.bib",
    "/werkprogrammas/2024/",
    "/wijzigingen/",
    "/wijzigingen.atom",
    "/zoeken/?q=onderzoek",
    "/sitemap-paginas-activity.xml",
    "/api/v1/activiteiten",
    f"/api/v1/activiteiten/{SLUG}",
    "/api/v1/zoek?q=onderzoek",
]


@pytest.mark.django_db(transaction=True)
def test_every_surface_changes_at_that_second(client):
    def showing():
        return [each for each in SHOWN if NAMED.search(body(client.get(each)))]

    def writes():
        return list(WriteCounter.objects.values_list("writes", flat=True))

    programme = factories.ProgrammeFactory()
    begin = timezone.now()
    assert showing() == []
    moment = later_than_now(begin)
    activity = factories.ActivityFactory(title="Onderzoek naar stilte", slug=SLUG, publish_at=None)
    factories.PlanningFactory(programme=programme, activity=activity)
    activity.publish_at = moment
    activity.save()
    written = writes()
    assert (showing(), timezone.now() < moment) == ([], True)
    assert client.get(f"/activiteiten/{SLUG}/").status_code == 404
    wait_until(moment)
    assert showing() == SHOWN
    assert writes() == written
