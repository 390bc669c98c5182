"""What goes along with a record when a verb changes its state, and what stays as it is.

A `Package` is made for each verb, and shown before it happens.
"""

from dataclasses import dataclass, field, replace
from itertools import chain

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.models import (
    Activity,
    Adjustment,
    Letter,
    Perspective,
    Signatory,
    State,
    WorkProgramme,
)
from programmes.models.dependency import BRINGS, HOLDS, NEEDS, key_of
from programmes.models.publication import Published, published_models
from programmes.workflow.along import (
    is_scheduled,
    parents_of,
    reached,
    scheduled_for,
    scheduled_with,
    shared_by,
    shown_below,
    shown_by,
    walked,
    withdrawn_below,
)
from programmes.workflow.reviewing import left_out

# Names in the reason why a record stays.
NAMED = 3
WHY_ALONG = {
    Perspective: gettext_lazy("a work programme is not public without its perspective"),
    WorkProgramme: gettext_lazy("an adjustment is not public without its work programme"),
    Signatory: gettext_lazy("the letter names this person"),
    Letter: gettext_lazy("this letter offers it to the House"),
    Activity: gettext_lazy("is planned here"),
}


@dataclass(frozen=True)
class Piece:
    """A record beside the one that a verb is for.

    Attributes:
        why: the reason, as a phrase on screen.
        required: whether it goes along whatever the user chooses.
        chosen: whether it goes along unless the user decides otherwise.
    """

    record: Published
    why: str
    required: bool = False
    chosen: bool = True

    @property
    def key(self):
        """Its value in a form, such as "letter-12"."""
        return "-".join(map(str, key_of(self.record)))


@dataclass(frozen=True)
class Package:
    """A record, the `Piece`s that a verb changes with it, and those that stay as they are.

    Attributes:
        below: as of `along.shown_below`, when it was worked out; else empty.
    """

    record: Published
    along: list = field(default_factory=list)
    stays: list = field(default_factory=list)
    below: dict = field(default_factory=dict)


def alone(record):
    return Package(record)


def each_once(packages):
    """Return the packages; what goes along with several is in the first of these only."""
    seen, found = set(), []
    for each in packages:
        along = [piece for piece in each.along if piece.key not in seen]
        seen |= {piece.key for piece in along}
        found.append(replace(each, along=along))
    return found


def to_publish(record):
    """Return the `Package` of submitting, publishing or scheduling a record.

    What its last submission left out is not chosen.
    """
    below, without = shown_below([record]), {*left_out([record])[record]}
    along = walked(record, below)
    others = excluding(dict.fromkeys(chain.from_iterable(below.values())), along)
    return Package(
        record,
        [to_go_along(each, without) for each in along[1:]],
        [Piece(each, why_unchanged(each)) for each in others],
        below,
    )


def excluding(records, others):
    """Return the records that are not among others; in linear time, for thousands."""
    others = set(others)
    return [each for each in records if each not in others]


def to_go_along(each, without):
    if each in without:
        return Piece(each, _("was left out when this was submitted"), chosen=False)
    return Piece(each, why_along(each), required=is_required(each))


def to_agree(record):
    """Return the `Package` that an editor agrees to: what was submitted together."""
    found = to_publish(record)
    along = [replace(each, required=True) for each in found.along if each.chosen]
    left = [Piece(each.record, each.why) for each in found.along if not each.chosen]
    return Package(record, along, [*found.stays, *left])


def is_required(record):
    """Return whether what shows a record cannot be public without it."""
    return isinstance(record, (Perspective, WorkProgramme, Signatory))


def why_along(record):
    return str(WHY_ALONG[type(record)])


def why_unchanged(record):
    """Return why a verb does not change a record: its state says so."""
    match record.state:
        case State.PUBLISHED:
            return _("was public already")
        case State.WITHDRAWN:
            return _("is withdrawn")
        case State.SCHEDULED:
            moment = date_format(localtime(record.publish_at), "DATETIME_FORMAT")
            return _("is scheduled for %(moment)s") % {"moment": moment}
    return _("is a draft")


def to_send_back(record):
    """Return the `Package` of sending a record back.

    What was scheduled with it becomes a draft too, and so does what is not public without it.
    """
    if not is_scheduled(record):
        return Package(record)
    lacking = scheduled_for(record)
    along = scheduled_with(record, *lacking)
    own = {record, *lacking, *along}
    others = excluding(shown_by(own, NEEDS, BRINGS), own)
    shared = parents_of([record, *others], [State.SCHEDULED])
    offering = excluding(shared[record], own)
    return Package(
        record,
        [Piece(each, _("cannot be public without this"), required=True) for each in lacking]
        + [Piece(each, _("was scheduled only because of this"), required=True) for each in along],
        [Piece(each, why_left(each, shared[each], own)) for each in others]
        + [Piece(each, _("stays scheduled, without this")) for each in offering],
    )


def why_left(record, parents, own):
    others = excluding(parents, own)
    if is_scheduled(record) and others:
        return _("also goes along with %(records)s") % {"records": named(others)}
    return why_unchanged(record)


def to_withdraw(record, chosen=()):
    """Return the `Package` of withdrawing a record: what was public only through it.

    What was public before it is offered too, without being chosen. The trigger of
    `models.withdrawing` has the same rule.

    Args:
        chosen: all records that are withdrawn by the same act.
    """
    own = {record, *chosen}
    below = excluding(reached(record, BRINGS, HOLDS), own)
    shared = shared_by(own, below, State.PUBLISHED, State.SCHEDULED)
    along = excluding(below, shared)
    later = [each for each in along if each.publish_at >= record.publish_at]
    staying = shared_by(own, later, State.PUBLISHED, State.SCHEDULED)
    frames = [each for each in shown_by([record], NEEDS) if each.is_public and each not in own]
    above = parents_of([record], [State.PUBLISHED])[record]
    return Package(
        record,
        [offered(each, record, staying.get(each)) for each in along],
        [Piece(each, _("does not belong to this alone")) for each in frames]
        + [Piece(each, also_with(others)) for each, others in shared.items()]
        + [
            Piece(each, _("stays public, without this"))
            for each in excluding(above, [*own, *below, *frames])
        ],
    )


def also_with(others):
    return _("also with %(records)s") % {"records": named(others)}


def offered(each, record, others):
    """Return the `Piece` for a record that nothing public shows but what may be withdrawn.

    Args:
        others: what shows it too, and stays unless the user chooses it; None for nothing.
    """
    if others:
        return Piece(each, also_with(others), chosen=False)
    if is_scheduled(each):
        return Piece(each, _("is scheduled, and becomes a draft"), required=True)
    if each.publish_at < record.publish_at:
        return Piece(each, _("was public before this"), chosen=False)
    if isinstance(each, Adjustment):
        return Piece(each, _("adjusts this programme"))
    return Piece(each, _("is public only through this"))


def to_restore(record):
    """Return the `Package` of restoring a record: what was withdrawn in the same act.

    What does not belong to the record is offered without being chosen, as by the trigger of
    `models.withdrawing`.
    """
    below, moment = dict.fromkeys(withdrawn_below(record)), record.withdrawn_at
    at_once = (model.objects.filter(withdrawn_at=moment) for model in published_models())
    withdrawn = dict.fromkeys([*chain.from_iterable(at_once), *below])
    withdrawn.pop(record, None)
    together = _("was withdrawn together with this")
    along = [Piece(each, together, chosen=each in below) for each in withdrawn]
    others = [
        Piece(each, why_unchanged(each))
        for each in shown_by([record], NEEDS, BRINGS, HOLDS)
        if each not in withdrawn and each.state != State.PUBLISHED
    ]
    return Package(record, along, others)


def named(records):
    """Return the names of a few records, as a list in words."""
    names = [str(each) for each in records[:NAMED]]
    if len(records) > NAMED:
        names.append(_("%(number)d more") % {"number": len(records) - NAMED})
    return get_text_list(names, _("and"))
