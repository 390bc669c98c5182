"""Publish, withdraw and restore: writes that cross records."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import Review, State
from programmes.models.publication import published_models
from programmes.models.record import database_now, in_state
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


def scheduled_with(record):
    """Return the records that are scheduled because of `record`, and of no other record."""
    along = [
        each for each in together(record) if each != record and each.publish_at == record.publish_at
    ]
    others = [
        other
        for model in published_models()
        for other in model.objects.filter(in_state(State.SCHEDULED))
        if other not in (record, *along)
    ]
    needed = [each for other in others for each in together(other)]
    return [each for each in along if each not in needed]


@transaction.atomic
def send_back(record, by, text):
    """Send a draft back with a remark; a scheduled record becomes a draft again.

    So do the records that were scheduled with it: a letter does not become public without the
    document that it offers.

    Returns:
        The records that became drafts again.

    Raises:
        ValidationError: when it does not await review, or without a remark.
    """
    if record.state != State.SCHEDULED and not reviewing.is_submitted(record):
        raise ValidationError(_("%(record)s does not wait for review.") % {"record": record})
    reviewing.explained(text)
    scheduled = [record, *scheduled_with(record)] if record.publish_at else []
    for each in scheduled or [record]:
        reviewing.note(each, Review.Step.RETURNED, by, text)
    for each in scheduled:
        each.publish_at = None
        reviewing.save_by_verb(each)
    return scheduled


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
