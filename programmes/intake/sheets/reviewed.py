"""What rows do to records that wait for review or are scheduled, as sentences."""

from collections import defaultdict

from django.utils.translation import gettext as _

from programmes.models import Review, State
from programmes.models.review import WAITING


def explain(entries):
    """Add the sentences to the `consequences` of each `Entry`, by the records that it touches."""
    waiting = waiting_keys([record for entry in entries for record in entry.touched])
    for entry in entries:
        found = [consequence(record, waiting) for record in entry.touched]
        entry.consequences += dict.fromkeys(filter(None, found))


def waiting_keys(records):
    """Return (model name, primary key) of the records among these whose review has begun."""
    keys = defaultdict(set)
    for record in records:
        keys[record._meta.model_name].add(record.pk)
    return {
        (noun, review.record_id)
        for noun, own in keys.items()
        for review in Review.objects.filter(noun=noun, record_id__in=own).latest_of_each()
        if review.step in WAITING
    }


def consequence(record, waiting):
    """Return what a change does to a record, or None."""
    state = getattr(record, "state", None)
    if state == State.SCHEDULED:
        return _("%(record)s is scheduled: it becomes a draft that waits for review again.") % {
            "record": record
        }
    if state == State.CONCEPT and (record._meta.model_name, record.pk) in waiting:
        return _("%(record)s waits for review: it is marked as changed since.") % {"record": record}
    return None
