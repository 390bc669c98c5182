"""When what a harvester reads of a document last changed, read from the history."""

from django.db.models import Case, F, OuterRef, Q, Subquery, When, Window
from django.db.models.functions import Greatest, JSONArray, Lag

from programmes.models import State
from programmes.models.record import in_state

# When a record appears, disappears or comes back, a harvester has to look again.
COMING_AND_GOING = ("publish_at", "withdrawn_at")


def with_lastmod(documents, fields, parents):
    """Return the documents of a queryset, each with `lastmod`.

    A change of any other field leaves `lastmod` as it is; so does a change of a parent that the
    public cannot see.

    Args:
        documents: a queryset of public records.
        fields: the names of the fields that harvesters read, those with a parent included.
        parents: per name of a parent record, the names of its fields that harvesters read.
    """
    moments = [changed(documents.model, "pk", fields), F("publish_at")]
    for parent, names in parents.items():
        model = documents.model._meta.get_field(parent).related_model
        moments.append(seen_of(parent, changed(model, f"{parent}_id", names)))
    return documents.annotate(lastmod=Greatest(*moments))


def changed(model, key, fields):
    """Return the expression for the moment on which one of `fields` of a record last changed.

    Args:
        model: a tracked model.
        key: the field that holds the key of the record in the outer query.
        fields: names of fields of `model`.
    """
    values = JSONArray(*fields, *COMING_AND_GOING)
    rows = (
        model.history.rel.related_model.objects.filter(pgh_obj_id=OuterRef(key))
        .annotate(values_now=values)
        .annotate(values_before=Window(Lag("values_now"), order_by="pgh_id"))
        .filter(Q(values_before=None) | ~Q(values_before=F("values_now")))
        .order_by("-pgh_id")
    )
    return Subquery(rows.values("pgh_created_at")[:1])


def seen_of(parent, moment):
    """Return the expression for when what the public sees of a parent record last changed."""
    prefix = f"{parent}__"
    return Case(
        When(in_state(State.PUBLISHED, prefix), then=Greatest(moment, F(f"{prefix}publish_at"))),
        When(in_state(State.WITHDRAWN, prefix), then=F(f"{prefix}withdrawn_at")),
    )
