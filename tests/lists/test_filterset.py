"""What the FilterSets of requests share, and what not."""

import pytest

from programmes.lists.filters import ActivityFilter
from programmes.models import Activity
from tests.factories import ActivityFactory, FieldFactory


@pytest.mark.django_db
def test_a_filter_of_a_request_leaves_that_of_the_class_as_it_is():
    before = ActivityFilter.base_filters["gebied"].extra["queryset"]
    FieldFactory(slug="politie").activities.add(ActivityFactory())
    for _request in range(2):
        filterset = ActivityFilter({"gebied": ["politie"]}, Activity.objects.all())
        assert filterset.form.is_valid()
        assert [each.slug for each in filterset.form.cleaned_data["gebied"]] == ["politie"]
    assert ActivityFilter.base_filters["gebied"].extra["queryset"] is before


@pytest.mark.django_db
def test_a_form_of_a_request_leaves_that_of_the_next_as_it_is():
    first, second = (ActivityFilter({}, Activity.objects.all()).form for _request in range(2))
    first.fields["gebied"].label = "anders"
    assert type(first) is type(second)
    assert second.fields["gebied"].label == "Toezichtgebied"
