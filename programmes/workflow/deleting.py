"""Delete drafts together with their parts."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from programmes.models import PARTS, State
from programmes.models.publication import Published
from programmes.workflow.versions import last_changers


@dataclass(frozen=True)
class Deletion:
    """A record that somebody wants to delete.

    Attributes:
        along: (part, name of its sort) of what is deleted with it.
        reason: why it cannot be deleted, as a sentence; "" when it can.
    """

    record: Published
    along: list
    reason: str = ""


def deletions(records, user):
    """Return a `Deletion` of each record, after a try that is rolled back."""
    with transaction.atomic():
        found = delete(records, user)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def delete(records, user):
    """Delete the drafts among records that `user` changed last, with their parts.

    Returns:
        A `Deletion` of each record, also of those that stay.
    """
    last = last_changers(records)
    return [delete_one(each, last.get(each) == user.pk) for each in records]


def delete_one(record, is_own):
    parts = [part.objects.filter(**{key: record.pk}) for part, key in PARTS.get(type(record), [])]
    along = [(each, each._meta.verbose_name) for rows in parts for each in rows]
    if record.state != State.CONCEPT:
        return Deletion(record, along, _("It is no draft: withdraw it, or send it back first."))
    if not is_own:
        return Deletion(record, along, _("Somebody else changed it last."))
    try:
        with transaction.atomic():
            for rows in parts:
                rows.delete()
            # A copy: deletion empties the primary key.
            type(record).objects.get(pk=record.pk).delete()
    except ProtectedError as error:
        names = ", ".join(sorted({str(each) for each in error.protected_objects})[:5])
        return Deletion(record, along, _("In use by: %(names)s.") % {"names": names})
    except IntegrityError as error:
        return Deletion(record, along, error.__cause__.diag.message_primary)
    return Deletion(record, along)
