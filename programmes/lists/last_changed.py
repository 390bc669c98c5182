"""When a public record last changed, as far as readers could see it.

One definition for feeds, sitemaps, citations and linked data. It is the latest of: its
publication, its return after a withdrawal, its public changes, and the publication of another
record with which one of its parts appeared.
"""

from django.db.models import DateField, DateTimeField, Exists, F, Func, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Greatest
from django.utils import timezone

from programmes.models import (
    Activity,
    ActivityField,
    Event,
    Expectation,
    Expected,
    PublicChange,
    SupervisionField,
)
from programmes.models.address import Addressed
from programmes.models.parts import other_owners, shown_parts
from programmes.models.prepared import prepared
from programmes.models.publication import owner_of
from programmes.models.record import Record


def begun(model):
    """Return the lookup path to the publication moment of a record of `model`."""
    return f"{model.public_with[0]}publish_at"


def with_changed(queryset):
    """Annotate public records with `changed`, the moment they last changed."""
    latest = [
        Subquery(rows.filter(**{key: OuterRef(outer)}).order_by(f"-{moment}").values(moment)[:1])
        for rows, key, moment, outer in sources(queryset.model)
    ]
    return queryset.annotate(changed=Greatest(F(begun(queryset.model)), *latest))


def changed_on(record):
    """Return the day on which a public record last changed; cached on the instance."""
    if not hasattr(record, "_changed_on"):
        (moment,) = changed_at(record, model=type(record))
        record._changed_on = timezone.localdate(moment)
    return record._changed_on


@prepared()
def changed_at(record, model):
    """Return the moment on which a public record last changed, in a list."""
    return with_changed(model.objects.filter(pk=record)).values_list("changed", flat=True)


def changed_last(queryset, most):
    """Return the `most` records of a public queryset that changed last, newest first.

    A record among these is among the `most` latest of at least one source, so `changed` is worked
    out for the latest of each source only.
    """
    model = queryset.model
    # Without the order and the joins of the queryset: each record once.
    public = model.objects.filter(pk__in=bare(queryset).values("pk"))
    near = {*public.order_by(F(begun(model)).desc(), "-pk").values_list("pk", flat=True)[:most]}
    for rows, key, moment, outer in sources(model):
        keys = rows.filter(**{f"{key}__in": public.values(outer)}).values_list(key)
        latest = keys.annotate(last=Max(moment)).order_by("-last", f"-{key}")[:most]
        found = public.filter(**{f"{outer}__in": [key for key, _last in latest]})
        near |= {*found.values_list("pk", flat=True)}
    return with_changed(queryset.filter(pk__in=near)).order_by("-changed", "-pk")[:most]


def changed_since(queryset, moment):
    """Return the public rows of a queryset that changed, or became public, from a moment on.

    A supervision field has no publication of its own: it changes with its activities too.
    """
    model = queryset.model
    if model is SupervisionField:
        public = changed_since(Activity.objects.published(), moment)
        changes = PublicChange.objects.filter(noun=model._meta.model_name, at__gte=moment)
        links = ActivityField.objects.filter(activity__in=public.order_by().values("pk"))
        return queryset.filter(
            Q(pk__in=changes.values("record_id")) | Q(pk__in=links.values("supervisionfield"))
        )
    condition = Q(**{f"{begun(model)}__gte": moment})
    for rows, key, at, outer in sources(model):
        found = rows.filter(**{f"{at}__gte": moment}).order_by().values(key)
        condition |= Q(**{f"{outer}__in": found})
    return queryset.filter(condition)


def bare(queryset):
    """Return a queryset with the same rows, without order and annotations.

    As a subquery, each of its annotations is resolved anew, though not selected.
    """
    found = queryset.order_by()
    # The conditions hold the expressions that they need.
    found.query.annotations = {}
    return found


def sources(model):
    """Yield (rows, key, moment, outer) for what may change a record of `model` after publication.

    `key` and `moment` are fields of the rows; `outer` is the path from the record to the value
    of `key`.
    """
    owner = model.public_with[0]
    yield returns(model), "pgh_obj_id", "pgh_created_at", f"{owner}pk"
    if issubclass(model, Record):
        changes = PublicChange.objects.filter(noun=model._meta.model_name)
        yield changes, "record_id", "at", "pk"
    for part, key in shown_parts(model):
        for path in other_owners(part, key):
            yield part.objects.published(), key, f"{path}publish_at", "pk"
    if not issubclass(model, Addressed):
        yield from of_link(model)
    if model is Activity:
        yield renamed_fields(), "activity_id", "renamed", "pk"


def of_link(model):
    """Yield as `sources` does, for a row that links records: its writes, and their publication."""
    yield from of_expected() if model is Expected else written(model, "pk")
    for path in other_owners(model, f"{begun(model).split('__')[0]}_id"):
        yield owner_of(model, path).objects, "pk", "publish_at", f"{path}pk"


def written(model, outer):
    """Yield as `sources` does, for the writes of a row of `model`."""
    yield model.history.rel.related_model.objects, "pgh_obj_id", "pgh_created_at", outer


def of_expected():
    """Yield as `sources` does, for an `Expected`: what it comes from, and the end of its term."""
    yield from written(Expectation, "expectation")
    yield from written(Event, "event")
    day_after = Func("last_day", template="(%(expressions)s + 1)", output_field=DateField())
    over = Expected.objects.filter(last_day__lt=timezone.localdate())
    yield over.annotate(over=Cast(day_after, DateTimeField())), "pk", "over", "pk"


def returns(model):
    """Return the history rows in which the owner of the moments of `model` became public again.

    A verb (see `workflow`) wrote these: only the last one, of a record that is public now, is
    later than its publication.
    """
    owner = owner_of(model, model.public_with[0])
    return owner.history.rel.related_model.objects.filter(pgh_context__has_key="verb")


def last_returns(model):
    """Return the history rows in which records of a `Published` model became public again last."""
    rows = model.history.rel.related_model.objects
    same = rows.filter(pgh_obj_id=OuterRef("pgh_obj_id"))
    before = same.filter(pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id").values("withdrawn_at")
    later = same.filter(pgh_id__gt=OuterRef("pgh_id"), withdrawn_at__isnull=False)
    found = rows.filter(withdrawn_at=None).annotate(before=Subquery(before[:1]))
    return found.filter(before__isnull=False).exclude(Exists(later))


def renamed_fields():
    """Return the links of activities with fields whose name changed, each with `renamed`."""
    changes = PublicChange.objects.filter(noun=SupervisionField._meta.model_name)
    latest = changes.filter(record_id=OuterRef("supervisionfield_id")).order_by("-at")
    links = ActivityField.objects.filter(supervisionfield_id__in=changes.values("record_id"))
    return links.annotate(renamed=Subquery(latest.values("at")[:1]))
