"""Generated slugs."""

import pytest

from programmes.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db


def test_many_at_once_get_addresses_that_nobody_has_or_had_in_public():
    factories.ActivityFactory(title="jeugd", slug="jeugd")
    moved = factories.ActivityFactory(title="jeugd", slug="jeugd-3")
    moved.slug = "elders"
    moved.save()
    new = [Activity(title=title) for title in ("jeugd", "Jeugd!", "jeugd 2", "asiel", "jeugd", "!")]
    Activity.assign_slugs(new)
    assert [each.slug for each in new] == [
        "jeugd-4", "jeugd-2", "jeugd-2-2", "asiel", "jeugd-5", "activity",
    ]  # fmt: skip
    Activity.objects.bulk_create(new)
