"""Join an activity in no programme with the planned activity that it is part of."""

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.workflow.publishing import withdraw


@transaction.atomic
def join(activity):
    """Move the events and expectations of an activity to its `part_of`, and withdraw it.

    The sources of their facts go along. Its address then redirects. The note to readers is in the
    context of the history.

    Raises:
        IntegrityError: when the other activity has an expectation already.
    """
    whole = activity.part_of
    sources = [activity.part_of_source, *activity.sources]
    whole.sources += [each for each in sources if each not in whole.sources]
    whole.save()
    # Events first: an expectation that an event told is of the same activity.
    for row in (*activity.events.all(), *activity.expectations.all()):
        row.activity = whole
        row.save()
    if activity.is_public:
        withdraw(activity, _("This is part of “%(activity)s”.") % {"activity": whole})
