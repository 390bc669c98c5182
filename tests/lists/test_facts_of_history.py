"""The facts that are kept of the real history are those that are worked out."""

import pytest
from django.utils import timezone

from programmes.lists import facts
from programmes.lists.nouns import BY_MODEL
from programmes.models import Activity
from programmes.models.facts import facts_are_kept
from programmes.models.outcome import outcomes_on, with_outcome

pytestmark = pytest.mark.django_db


def test_every_cell_is_the_same(real_history):
    noun = BY_MODEL[Activity]
    cells = [column.expression for column in (*noun.columns, *noun.own)]
    while facts.refresh():
        pass
    assert facts_are_kept()
    kept = with_outcome(Activity.objects.order_by("pk")).values_list(*cells)
    today = timezone.localdate()
    assert list(kept) == list(
        outcomes_on(Activity.objects.order_by("pk"), None, today).values_list(*cells)
    )
