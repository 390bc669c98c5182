"""Four eyes: somebody else than the last editor approves a draft or sends it back.

The trigger `published_after_review` has the same rule; a test compares the two.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.models import Review, State
from programmes.models.review import WAITING
from programmes.workflow.context import history_context
from programmes.workflow.versions import content_version, content_versions, last_changers

PUBLISH = "programmes.publish_register"

Step = Review.Step


def last_review(record):
    """Return the last `Review` of a record, or None."""
    return Review.objects.about(record).first()


def is_submitted(record):
    """Return whether a draft awaits review."""
    review = last_review(record)
    return record.state == State.CONCEPT and bool(review) and review.step in WAITING


def submission(record):
    """Return the last `Review` with which a record was submitted, or None."""
    return Review.objects.about(record).filter(step=Step.SUBMITTED).first()


def own_work(model, keys, user):
    """Return the keys of the records that `user` may not approve.

    They are those that `user` changed last, unless somebody else agreed to the present version.
    """
    own = {key for key, last in last_changers(model, keys).items() if last == user.pk}
    return own - agreed(model, own)


def agreed(model, keys):
    """Return the keys of the records to whose present version another than its changer agreed."""
    versions, last = content_versions(model, keys), last_changers(model, keys)
    noun = model._meta.model_name
    reviews = Review.objects.filter(noun=noun, record_id__in=keys, step=Step.AGREED)
    return {
        each.record_id
        for each in reviews
        if each.version == versions[each.record_id] and each.by_id != last.get(each.record_id)
    }


def may_agree(record, user):
    """Return whether `user` can be the second pair of eyes of a change by a publicist."""
    if user.has_perm(PUBLISH) or not is_submitted(record):
        return False
    last = last_changers(type(record), [record.pk]).get(record.pk)
    changer = get_user_model().objects.filter(pk=last).exclude(pk=user.pk).first()
    return bool(changer and changer.has_perm(PUBLISH)) and not agreed(type(record), [record.pk])


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
    own = [each for each in drafts if own_work(type(each), [each.pk], user)]
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
        version=content_version(record),
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


def take_back(record, by):
    """Take back the submission of a draft.

    Raises:
        ValidationError: when `by` did not submit it, or it does not wait for review.
    """
    if not may_take_back(record, by):
        raise ValidationError(_("Only who submitted this takes it back."))
    note(record, Step.TAKEN_BACK, by)


def may_take_back(record, user):
    submitted = is_submitted(record) and submission(record)
    return bool(submitted) and submitted.by_id == user.pk


def agree(record, by):
    """Record that an editor agrees to the present version of a draft that a publicist changed.

    Raises:
        ValidationError: when `by` cannot be the second pair of eyes.
    """
    if not may_agree(record, by):
        raise ValidationError(_("%(record)s does not wait for you.") % {"record": record})
    note(record, Step.AGREED, by)


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
