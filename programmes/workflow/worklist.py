"""The work list of a user, on the index page of the administration."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Subquery
from django.db.models.expressions import OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programmes.models import Review, State
from programmes.models.publication import Published, published_models
from programmes.models.record import in_state
from programmes.models.review import WAITING
from programmes.workflow.along import shown_below, walked
from programmes.workflow.reviewing import (
    PUBLISH,
    changed_by_publicists,
    edited_since,
    is_draft,
    left_out,
    own_work,
)

# Records per heading; the change list of a noun has all of them.
SHOWN = 20


@dataclass(frozen=True)
class Item:
    """A record on the list.

    Attributes:
        review: the `Review` that put it there, or None.
        along: the records that go along with it.
        edit: when and by whom it was changed after that review, or None.
    """

    record: Published
    review: Review | None = None
    along: tuple = ()
    edit: tuple | None = None

    @property
    def address(self):
        return admin_address(self.record)

    @property
    def counts(self):
        """What goes along, counted: "1 Kamerbrief, 9 toezichtactiviteiten"."""
        counts = Counter(type(each)._meta for each in self.along)
        return ", ".join(
            f"{number} {noun.verbose_name if number == 1 else noun.verbose_name_plural}"
            for noun, number in counts.items()
        )


def worklist(user):
    """Return (heading, `Item`s, number of further items) tuples for `user`."""
    nouns = [model for model in published_models() if may_see(user, model)]
    open_reviews = waiting_reviews(nouns)
    own = drafts(nouns, user, open_reviews)
    sections = [
        (_("Returned to me"), returned(open_reviews, user)),
        (_("Submitted by me"), submitted_by(open_reviews, user)),
        (_("Planned"), planned(nouns)),
        (_("Drafts of mine"), own),
    ]
    if user.has_perm(PUBLISH):
        corrected = (_("Corrected by me, waiting for agreement"), corrected_by(open_reviews, user))
        sections[:0] = [(_("Waiting for my check"), to_check(open_reviews, user)), corrected]
    else:
        sections.insert(0, (_("Waiting for my agreement"), to_agree(open_reviews, user)))
    listed = [item for _title, items in sections for item in items]
    along = packages_of({item.record for item in listed})
    # A draft that goes along with what was sent back or waits for review is no item either.
    packages = [
        (title, in_packages(items, listed if items is own else items, along))
        for title, items in sections
    ]
    return [(title, items[:SHOWN], max(0, len(items) - SHOWN)) for title, items in packages]


def packages_of(records):
    """Return {record: what goes along with it} of records."""
    below, without = shown_below(records), left_out(records)
    return {each: along_with(each, below, without) for each in records}


def in_packages(items, others, along):
    """Return the items with what goes along; what goes along with one of `others` is no item.

    Args:
        along: as of `packages_of`.
    """
    inside = {record for item in others for record in along[item.record]}
    return [
        replace(item, along=tuple(along[item.record]))
        for item in items
        if item.record not in inside
    ]


def along_with(record, below, without):
    """Return what has the moment of a record and is published with it, or the drafts with it."""
    found = walked(record, below, without[record])[1:]
    return [each for each in found if each.publish_at == record.publish_at]


def may_see(user, model):
    return user.has_perm(f"programmes.view_{model._meta.model_name}")


def waiting_reviews(nouns):
    """Return an `Item` for each draft that waits for review or was sent back, oldest first."""
    steps = (*WAITING, Review.Step.RETURNED)
    latest = Review.objects.latest_of_each().filter(step__in=steps).select_related("by")
    items = []
    for model in nouns:
        reviews = {each.record_id: each for each in latest if each.noun == model._meta.model_name}
        records = model.objects.filter(in_state(State.CONCEPT), pk__in=reviews) if reviews else []
        items += [Item(record, reviews[record.pk]) for record in records]
    return sorted(marked(items), key=lambda item: item.review.pk)


def marked(items):
    """Return the items, with the last edit of those that were changed while they wait."""
    waiting = {each.record: each.review for each in items if each.review.step in WAITING}
    edits = edited_since(waiting)
    return [replace(each, edit=edits.get(each.record)) for each in items]


def to_agree(items, user):
    """Return what waits for review and has changes by a publicist that `user` can agree to."""
    waiting = [each for each in items if each.review.step in WAITING]
    records = [each.record for each in waiting]
    below, without = shown_below(records), left_out(records)
    drafts = {
        each: [*filter(is_draft, walked(each.record, below, without[each.record]))]
        for each in waiting
    }
    found = changed_by_publicists({each for records in drafts.values() for each in records}, user)
    return [each for each in waiting if not set(found).isdisjoint(drafts[each])]


def to_check(items, user):
    """Return what waits for review and `user` may approve: somebody else changed it last."""
    submitted = [each for each in items if each.review.step in WAITING]
    own = own_work([each.record for each in submitted], user)
    return [each for each in submitted if each.record not in own]


def corrected_by(items, user):
    """Return what waits for review, was submitted by somebody else and changed last by `user`."""
    mine_or_open = [*to_check(items, user), *mine(items, user)]
    return [each for each in items if each.review.step in WAITING and each not in mine_or_open]


def submitted_by(items, user):
    """Return what `user` submitted and others must review."""
    return [each for each in mine(items, user) if each.review.step in WAITING]


def returned(items, user):
    """Return what `user` submitted and somebody sent back."""
    return [each for each in mine(items, user) if each.review.step == Review.Step.RETURNED]


def mine(items, user):
    """Return the items that `user` was the last to submit."""
    last = Review.objects.filter(step=Review.Step.SUBMITTED).latest_of_each()
    own = set(last.filter(by=user).values_list("noun", "record_id"))
    return [each for each in items if (each.review.noun, each.record.pk) in own]


def planned(nouns):
    """Return the scheduled records, soonest first."""
    records = [
        record
        for model in nouns
        for record in model.objects.filter(in_state(State.SCHEDULED)).order_by("publish_at", "pk")
    ]
    return [Item(record) for record in sorted(records, key=lambda each: each.publish_at)]


def drafts(nouns, user, reviewed):
    """Return the drafts that `user` changed last and that nobody has to review."""
    waiting = {(type(each.record), each.record.pk) for each in reviewed}
    records = []
    for model in nouns:
        rows = model.history.rel.related_model.objects.filter(pgh_obj_id=OuterRef("pk"))
        changed = rows.filter(pgh_context__user__isnull=False).order_by("-pgh_id")
        last = Subquery(changed.values("pgh_context__user")[:1])
        mine = model.objects.filter(in_state(State.CONCEPT)).alias(last=last).filter(last=user.pk)
        records += [each for each in mine if (model, each.pk) not in waiting]
    return [Item(record) for record in records]


def admin_address(record):
    """Return the URL of the change form of a record."""
    return reverse(f"admin:programmes_{record._meta.model_name}_change", args=[record.pk])
