"""Publish, withdraw and restore: writes that cross records."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import State
from programmes.models.record import database_now
from programmes.workflow import reviewing


def together(record):
    """Return the record and the unpublished records that must be published with it, each once."""
    found, waiting = [], [record]
    while waiting:
        each = waiting.pop(0)
        if each not in found and (each == record or each.state in (State.CONCEPT, State.SCHEDULED)):
            found.append(each)
            waiting += each.goes_public_with()
    return found


def drafts_of(records):
    """Return the records that are drafts."""
    return [each for each in records if each.state == State.CONCEPT]


def obstacles(record):
    """Return every reason why a record cannot be published yet, as sentences."""
    sentences = []
    for each in together(record):
        try:
            each.check_complete()
        except ValidationError as error:
            sentences += error.messages
    return sentences


def objections(record, user):
    """Return why `user` may not publish a record without a review by somebody else."""
    return reviewing.objections(record, drafts_of(together(record)), user)


@transaction.atomic
def publish(record, at=None, by=None, **alone):
    """Publish or schedule a record and the records that must be published with it.

    Args:
        record: a `Published` that is a draft or scheduled.
        at: an aware datetime; now when not given.
        by: the reviewer of the drafts; None for a command.
        alone: `reason` and `emergency`, as in `reviewing.pass_drafts`.

    Returns:
        The published records.

    Raises:
        ValidationError: with every obstacle.
    """
    now = database_now()
    if record.has_been_public:
        raise ValidationError(_("%(record)s is or was public already.") % {"record": record})
    if at and at < now:
        raise ValidationError(_("A record cannot become public in the past."))
    if reasons := obstacles(record):
        raise ValidationError(reasons)
    records = together(record)
    if by:
        reviewing.pass_drafts(record, drafts_of(records), by, **alone)
    for each in records:
        if each == record or each.publish_at is None or each.publish_at > (at or now):
            each.publish_at = at or now
            reviewing.save_by_verb(each)
    return records


@transaction.atomic
def withdraw(record, reason):
    """Withdraw a public record; its address then answers 410 with date and reason.

    Raises:
        ValidationError: when it is not public, or without a reason.
    """
    if not record.is_public:
        raise ValidationError(_("%(record)s is not public.") % {"record": record})
    if not reason.strip():
        raise ValidationError(_("Give the reason: readers will see it."))
    record.withdrawn_at, record.withdrawal_reason = database_now(), reason.strip()
    reviewing.save_by_verb(record)


@transaction.atomic
def restore(record):
    """Make a withdrawn record public again.

    Raises:
        ValidationError: when it is not withdrawn, or no longer complete.
    """
    if record.state != State.WITHDRAWN:
        raise ValidationError(_("%(record)s is not withdrawn.") % {"record": record})
    record.check_complete()
    record.withdrawn_at, record.withdrawal_reason = None, ""
    reviewing.save_by_verb(record)
