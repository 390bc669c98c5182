"""Four eyes: somebody else than the last editor approves a draft or sends it back."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.models import Review, State
from programmes.models.parts import tables_of
from programmes.workflow.context import history_context

PUBLISH = "programmes.publish_register"

Step = Review.Step


def last_changers(model, keys):
    """Return {primary key: primary key of the user who last changed the record or a part of it}.

    Changes by a verb (publish, schedule, send back) need no review and do not count; neither do
    changes by commands.
    """
    last = {}
    for table, column in tables_of(model):
        rows = (
            table.objects.filter(**{f"{column}__in": keys}, pgh_context__user__isnull=False)
            .exclude(pgh_context__user=None)
            .exclude(pgh_context__has_key="verb")
            .order_by(column, "-pgh_id")
            .distinct(column)
        )
        for key, at, user in rows.values_list(column, "pgh_created_at", "pgh_context__user"):
            if key not in last or last[key][0] <= at:
                last[key] = (at, user)
    return {key: user for key, (_at, user) in last.items()}


def last_review(record):
    """Return the last `Review` of a record, or None."""
    return Review.objects.about(record).first()


def is_submitted(record):
    """Return whether a draft awaits review."""
    review = last_review(record)
    return record.state == State.CONCEPT and bool(review) and review.step == Step.SUBMITTED


def objections(record, drafts, user):
    """Return why `user` cannot be the reviewer of these drafts, as sentences.

    Args:
        record: the record to publish.
        drafts: the drafts published with it, itself included when it is one.
        user: who publishes it.
    """
    sentences = []
    if record in drafts and not is_submitted(record):
        sentences.append(_("%(record)s was not submitted for review yet.") % {"record": record})
    own = [each for each in drafts if last_changers(type(each), [each.pk]).get(each.pk) == user.pk]
    return sentences + [
        _("You changed %(record)s last: somebody else has to check it.") % {"record": each}
        for each in own
    ]


def note(record, step, by, text=""):
    return Review.objects.create(
        noun=record._meta.model_name,
        record_id=record.pk,
        step=step,
        by=by,
        title=str(record)[:500],
        text=text.strip(),
    )


def submit(record, by, text):
    """Submit a draft for review.

    Raises:
        ValidationError: when it is no draft, is submitted already, or has no explanation.
    """
    if record.state != State.CONCEPT:
        raise ValidationError(_("%(record)s is not a draft.") % {"record": record})
    if is_submitted(record):
        raise ValidationError(_("%(record)s waits for review already.") % {"record": record})
    explained(text)
    note(record, Step.SUBMITTED, by, text)


def pass_drafts(record, drafts, by, reason="", emergency=False):
    """Record that `by` approves drafts, as the second pair of eyes or alone.

    Args:
        record, drafts: as in `objections`.
        reason: why one person publishes; needed only then.
        emergency: needed for one person where the settings require two.

    Raises:
        ValidationError: when somebody else must review, or without a reason.
    """
    step = Step.APPROVED
    if found := objections(record, drafts, by):
        if not (emergency or settings.ONE_PERSON_PUBLISHING):
            raise ValidationError(found)
        explained(reason)
        step = Step.ALONE if settings.ONE_PERSON_PUBLISHING else Step.EMERGENCY
    for each in drafts:
        note(each, step, by, reason)


def explained(text):
    if not text.strip():
        raise ValidationError(_("Explain this step."))


def save_by_verb(record):
    """Save only publish_at, withdrawn_at and withdrawal_reason."""
    with history_context(verb=True):
        record.save(update_fields=["publish_at", "withdrawn_at", "withdrawal_reason"])
