"""Rows that left the register: their ids and moments only, never what they held."""

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Least
from django.utils import timezone

from programmes.lists.last_changed import changed_since, with_changed
from programmes.lists.nouns import DUE
from programmes.models import Activity, Event, Expectation, Expected, PublicChange, SupervisionField
from programmes.models.parts import owners
from programmes.models.publication import Published


def gone_since(noun, moment):
    """Return (id as text, moment) pairs of rows of a noun that readers can no longer see.

    Args:
        moment: an aware datetime; what left before it is not told.
    """
    model = noun.model
    if noun is DUE:
        found = {**left(moment), **dict(gone_of(Expected, moment))}
    elif model is SupervisionField:
        found = {}
    else:
        found = dict(gone_of(model, moment))
    return sorted(found.items(), key=lambda pair: (pair[1], pair[0]))


def gone_of(model, moment):
    """Yield the pairs of `gone_since` for a model."""
    if model is Expected:
        yield from prefixed("verwachting", gone_of(Expectation, moment))
        yield from prefixed("regel", gone_of(Event, moment))
    elif issubclass(model, Published):
        withdrawn = model.objects.withdrawn().filter(withdrawn_at__gte=moment)
        yield from as_text(withdrawn.values_list("pk", "withdrawn_at"))
    else:
        yield from as_text(withdrawn_parts(model, moment))
        yield from as_text(deleted_parts(model, moment))


def prefixed(word, pairs):
    return ((f"{word}-{key}", at) for key, at in pairs)


def as_text(pairs):
    return ((str(key), at) for key, at in pairs)


def withdrawn_parts(model, moment):
    """Return (key, moment) pairs of parts that were public until their record was withdrawn."""
    now, rows = timezone.now(), model.objects.order_by()
    paths = [*model.public_with, *(f"{name}__" for name in model.public_links)]
    for path in paths:
        public = Q(**{f"{path}publish_at__lte": now})
        optional = path.removesuffix("__") in model.public_links
        rows = rows.filter(public | Q(**{path.removesuffix("__"): None}) if optional else public)
    written = model.history.rel.related_model.objects.filter(
        pgh_obj_id=OuterRef("pk"), pgh_label="insert"
    )
    ends = [F(f"{path}withdrawn_at") for path in paths]
    end = Least(*ends) if len(ends) > 1 else ends[0]
    rows = rows.annotate(
        end=end, written=Subquery(written.order_by("pgh_id").values("pgh_created_at")[:1])
    )
    found = rows.filter(end__gte=moment, end__lte=now, written__lt=F("end"))
    return found.values_list("pk", "end")


def deleted_parts(model, moment):
    """Yield (key, moment) pairs of parts that were deleted while readers could see them."""
    history = model.history.rel.related_model.objects
    written = history.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_label="insert")
    deleted = history.filter(pgh_label="delete", pgh_created_at__gte=moment).annotate(
        written=Subquery(written.order_by("pgh_id").values("pgh_created_at")[:1])
    )
    for owner, key in owners(model):
        logged = PublicChange.objects.filter(
            noun=owner._meta.model_name, record_id=OuterRef(key), at=OuterRef("pgh_created_at")
        )
        rows = deleted.filter(Exists(logged))
        if issubclass(owner, Published):
            rows = rows.exclude(Exists(withdrawn_all_along(owner, key)))
        yield from rows.values_list("pgh_obj_id", "pgh_created_at")


def withdrawn_all_along(owner, key):
    """Return the withdrawals during which a part was both written and deleted."""
    rows = owner.history.rel.related_model.objects
    later = rows.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"))
    end = Subquery(later.order_by("pgh_id").values("pgh_created_at")[:1])
    withdrawn = rows.filter(
        pgh_obj_id=OuterRef(key),
        withdrawn_at__isnull=False,
        pgh_created_at__lte=OuterRef("written"),
    ).annotate(end=end)
    return withdrawn.filter(Q(end=None) | Q(end__gte=OuterRef("pgh_created_at")))


def left(moment):
    """Return {id: moment} of expectations that closed as their activity changed after a moment."""
    changed = with_changed(changed_since(Activity.objects.published(), moment))
    moments = dict(changed.values_list("pk", "changed"))
    closed = Expected.objects.published().filter(
        activity__in=[*moments], activity__publish_at__lt=moment
    )
    closed = closed.exclude(pk__in=DUE.published().order_by().values("pk"))
    return {key: moments[activity] for key, activity in closed.values_list("pk", "activity")}
