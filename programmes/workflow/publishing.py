"""Publish, withdraw and restore: writes that cross records."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import Review, State
from programmes.models.record import database_now
from programmes.workflow import reviewing
from programmes.workflow.along import is_scheduled, scheduled_for, scheduled_with, together
from programmes.workflow.versions import confirm


def drafts_of(records):
    """Return the records that are drafts."""
    return [each for each in records if each.state == State.CONCEPT]


def obstacles(record, without=(), below=None):
    """Return every reason why a record cannot be published yet, as sentences.

    Args:
        without, below: as in `together`.
    """
    return lacking(together(record, without, below))


def lacking(records):
    """Return what records must have before they are published, as sentences."""
    sentences = []
    for each in records:
        try:
            each.check_complete()
        except ValidationError as error:
            sentences += error.messages
    return sentences


def objections(record, user, without=(), below=None):
    """Return why `user` may not publish a record without a review by somebody else.

    Args:
        without, below: as in `together`.
    """
    return reviewing.objections(record, drafts_of(together(record, without, below)), user)


@transaction.atomic
def publish(record, at=None, by=None, without=(), seen=None, **alone):
    """Publish or schedule a record and the records that must be published with it.

    What was scheduled only because of it moves to the new moment.

    Args:
        record: a `Published` that is a draft or scheduled.
        at: an aware datetime; now when not given.
        by: the reviewer of the drafts; None for a command.
        without: as in `together`.
        seen: the versions that `by` saw, as in `versions.confirm`; None when nobody looked.
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
    records = together(record, without)
    if reasons := lacking(records) + earlier(record, at or now):
        raise ValidationError(reasons)
    if seen is not None:
        confirm(records, seen)
    if by:
        reviewing.pass_drafts(record, drafts_of(records), by, **alone)
    moment = at or now
    moved = [each for each in records if each == record or not is_before(each, moment)]
    # A record comes after what it depends on.
    reviewing.save_by_verb(moved[::-1], publish_at=moment)
    return records


def is_before(record, moment):
    return record.publish_at is not None and record.publish_at <= moment


def earlier(record, at):
    """Return why a record cannot be scheduled for `at`: others, as sentences, need it before."""
    message = _("%(record)s is scheduled for an earlier moment, and cannot be public without this.")
    return [message % {"record": each} for each in scheduled_for(record) if each.publish_at < at]


@transaction.atomic
def send_back(record, by, text):
    """Send a draft back with a remark; a scheduled record becomes a draft again.

    So do the records that are not public without it, and what was scheduled with these: a letter
    does not become public without the document that it offers.

    Returns:
        The records that became drafts again.

    Raises:
        ValidationError: when it does not await review, or without a remark.
    """
    if record.state != State.SCHEDULED and not reviewing.is_submitted(record):
        raise ValidationError(_("%(record)s does not wait for review.") % {"record": record})
    reviewing.explained(text)
    back = taken_back(record) if is_scheduled(record) else []
    reviewing.note_all(back or [record], Review.Step.RETURNED, by, text)
    for each in back:
        each.publish_at = None
    if back:
        # The triggers of `scheduling` change the others.
        reviewing.save_by_verb([record], publish_at=None)
    return back


def taken_back(record):
    """Return a scheduled record and those that become drafts with it."""
    own = [record, *scheduled_for(record)]
    return [*own, *scheduled_with(*own)]


@transaction.atomic
def withdraw(record, reason, along=(), stays=()):
    """Withdraw public records; their addresses then answer 410 with date and reason.

    The trigger of `models.withdrawing` takes along what is public only through the record.

    Args:
        along: other records to withdraw with it; one that is scheduled becomes a draft.
        stays: records that do not go along.

    Raises:
        ValidationError: when the record is not public, or without a reason.
    """
    if not record.is_public:
        raise ValidationError(_("%(record)s is not public.") % {"record": record})
    if not reason.strip():
        raise ValidationError(_("Give the reason: readers will see it."))
    ended = {"withdrawn_at": database_now(), "withdrawal_reason": reason.strip()}
    scheduled = [each for each in along if is_scheduled(each)]
    public = [each for each in along if not is_scheduled(each)]
    reviewing.save_by_verb([record, *public], stays, **ended)
    reviewing.save_by_verb(scheduled, stays, publish_at=None)


@transaction.atomic
def restore(record, along=(), stays=()):
    """Make withdrawn records public again, with what was withdrawn along with them.

    Args:
        along: other records to restore with it.
        stays: records that do not go along.

    Raises:
        ValidationError: when one is not withdrawn, or no longer complete.
    """
    records = [record, *along]
    for each in records:
        if each.state != State.WITHDRAWN:
            raise ValidationError(_("%(record)s is not withdrawn.") % {"record": each})
        each.check_complete()
    reviewing.save_by_verb(records, stays, withdrawn_at=None, withdrawal_reason="")
