"""Four eyes: somebody else than the last editor approves a draft or sends it back.

The trigger `published_after_review` has the same rule; a test compares the two.
"""

from itertools import groupby

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.models import Review, State
from programmes.models.dependency import key_of, records_of
from programmes.models.review import WAITING
from programmes.workflow.along import shown_below, together, walked
from programmes.workflow.context import history_context, make_triggers_fast
from programmes.workflow.versions import (
    changed_after,
    confirm,
    content_versions,
    key_named,
    last_changers,
    last_changes,
    name_of,
)

PUBLISH = "programmes.publish_register"

Step = Review.Step


def last_review(record):
    """Return the last `Review` of a record, or None."""
    return Review.objects.about(record).first()


def is_submitted(record):
    """Return whether a draft awaits review."""
    review = last_review(record)
    return is_draft(record) and bool(review) and review.step in WAITING


def submission(record):
    """Return the last `Review` with which a record was submitted, or None."""
    return Review.objects.about(record).filter(step=Step.SUBMITTED).first()


def left_out(records):
    """Return {record: the records that its last submission left out}."""
    submitted = Review.objects.filter(step=Step.SUBMITTED).latest_of_each()
    names = {(each.noun, each.record_id): each.left_out for each in submitted.exclude(left_out=[])}
    found = {each: [key_named(name) for name in names.get(key_of(each), ())] for each in records}
    known = {key_of(each): each for each in records_of(sum(found.values(), []))}
    return {each: [known[key] for key in keys if key in known] for each, keys in found.items()}


def own_work(records, user):
    """Return the records that `user` may not approve.

    They are those that `user` changed last, unless somebody else agreed to the present version.
    """
    own = [record for record, last in last_changers(records).items() if last == user.pk]
    return set(own) - agreed(own)


def agreed(records):
    """Return the records to whose present version somebody else than the last changer agreed."""
    versions, last = content_versions(records), last_changers(records)
    found = {(version, name_of(record)): record for record, version in versions.items()}
    reviews = Review.objects.filter(step=Step.AGREED, version__in=versions.values())
    agreements = [(found.get((each.version, f"{each.noun}-{each.record_id}")), each.by_id)
                  for each in reviews]  # fmt: skip
    return {record for record, by in agreements if record and by != last.get(record)}


def to_agree(record, user):
    """Return the drafts of a package that wait for the agreement of `user`, who is an editor.

    A publicist changed them last, so that only somebody else can be the second pair of eyes.
    """
    if user.has_perm(PUBLISH) or not is_submitted(record):
        return []
    drafts = filter(is_draft, together(record, left_out([record])[record]))
    return changed_by_publicists([*drafts], user)


def changed_by_publicists(records, user):
    """Return the records that a publicist other than `user` changed last, not agreed to yet."""
    last = last_changers(records)
    changers = get_user_model().objects.in_bulk({*last.values()} - {user.pk})
    publicists = {key for key, changer in changers.items() if changer.has_perm(PUBLISH)}
    found = [each for each in records if last.get(each) in publicists]
    done = agreed(found)
    return [each for each in found if each not in done]


def edited_since(reviews):
    """Return {record: (moment, user)} of the drafts that somebody changed after a review step.

    A change of a draft that goes along counts.

    Args:
        reviews: {record: its last `Review`}.
    """
    below, without = shown_below(reviews), left_out(reviews)
    drafts = {each: [*filter(is_draft, walked(each, below, without[each]))] for each in reviews}
    inside = {each for found in drafts.values() for each in found}
    since = min((review.at for review in reviews.values()), default=None)
    last = last_changes(changed_after(inside, since)) if inside else {}
    edits = {
        record: max(last[each] for each in found if each in last)
        for record, found in drafts.items()
        if any(each in last for each in found)
    }
    users = get_user_model().objects.in_bulk({user for _at, user in edits.values()})
    return {
        record: (at, users[user])
        for record, (at, user) in edits.items()
        if at > reviews[record].at and user in users
    }


def is_draft(record):
    return record.state == State.CONCEPT


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
    own = own_work(drafts, user)
    return sentences + [
        _("You changed %(record)s last: somebody else has to check it.") % {"record": each}
        for each in drafts
        if each in own
    ]


def note(record, step, by, text="", without=()):
    note_all([record], step, by, text, without)


def note_all(records, step, by, text="", without=()):
    """Add the same review step to records."""
    versions = content_versions(records)
    Review.objects.bulk_create(
        Review(
            noun=each._meta.model_name,
            record_id=each.pk,
            step=step,
            by=by,
            title=str(each)[:500],
            text=text.strip(),
            version=versions[each],
            left_out=[*map(name_of, without)],
        )
        for each in records
    )


def submit(record, by, text, without=()):
    """Submit a draft for review.

    Args:
        without: the records that do not go along with it.

    Raises:
        ValidationError: when it is no draft, is submitted already, or has no explanation.
    """
    if record.state != State.CONCEPT:
        raise ValidationError(_("%(record)s is not a draft.") % {"record": record})
    if is_submitted(record):
        raise ValidationError(_("%(record)s waits for review already.") % {"record": record})
    explained(text)
    note(record, Step.SUBMITTED, by, text, without=without)


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


def agree(record, by, seen):
    """Record that an editor agrees to the drafts of a package that a publicist changed.

    Args:
        seen: as in `versions.confirm`.

    Raises:
        ValidationError: when nothing waits for `by`, or it changed meanwhile.
    """
    records = to_agree(record, by)
    if not records:
        raise ValidationError(_("%(record)s does not wait for you.") % {"record": record})
    confirm(records, seen)
    note_all(records, Step.AGREED, by)


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
    note_all(drafts, step, by, reason)


def explained(text):
    if not text.strip():
        raise ValidationError(_("Explain this step."))


def save_by_verb(records, stays=(), **moments):
    """Set the same moments on records, in their order: one UPDATE for each run of one model.

    Args:
        stays: records that `models.withdrawing` leaves as they are.
        moments: publish_at, withdrawn_at or withdrawal_reason.
    """
    make_triggers_fast()
    with history_context(verb=True, **({"stays": [*map(name_of, stays)]} if stays else {})):
        for model, found in groupby(records, type):
            keys = []
            for each in found:
                vars(each).update(moments)
                keys.append(each.pk)
            # The triggers of a record before it may have changed a record already.
            model.objects.filter(pk__in=keys).exclude(**moments).update(**moments)
