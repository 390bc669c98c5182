"""`lastmod` of a document in a sitemap: the last change of its metadata, from the history."""

from django.db.models import Case, F, OuterRef, Q, Subquery, When, Window
from django.db.models.functions import Greatest, JSONArray, Lag

from programmes.models import State
from programmes.models.record import in_state

# A change of visibility counts as a change of the metadata.
VISIBILITY = ("publish_at", "withdrawn_at")


def with_lastmod(documents, fields, parents):
    """Annotate each document with `lastmod`, a datetime.

    Changes of other fields do not count, nor do changes of a parent that is not public.

    Args:
        documents: a queryset of published records.
        fields: the names of the fields in the metadata, foreign keys to parents included.
        parents: a dict from the name of a foreign key to the names of the parent's fields in the
            metadata.
    """
    moments = [last_changed(documents.model, "pk", fields), F("publish_at")]
    for parent, names in parents.items():
        model = documents.model._meta.get_field(parent).related_model
        moments.append(parent_changed(parent, last_changed(model, f"{parent}_id", names)))
    return documents.annotate(lastmod=Greatest(*moments))


def last_changed(model, key, fields):
    """Return the subquery for the moment at which one of `fields` of a record last changed.

    Args:
        model: a tracked model.
        key: the name of the field of the outer query that holds the record's primary key.
        fields: names of fields of `model`.
    """
    values = JSONArray(*fields, *VISIBILITY)
    rows = (
        model.history.rel.related_model.objects.filter(pgh_obj_id=OuterRef(key))
        .annotate(values_now=values)
        .annotate(values_before=Window(Lag("values_now"), order_by="pgh_id"))
        .filter(Q(values_before=None) | ~Q(values_before=F("values_now")))
        .order_by("-pgh_id")
    )
    return Subquery(rows.values("pgh_created_at")[:1])


def parent_changed(parent, moment):
    """Return the expression for the last public change of a parent; null for a draft.

    Args:
        parent: the name of the foreign key.
        moment: the expression for the last change of the parent's fields.
    """
    prefix = f"{parent}__"
    return Case(
        When(in_state(State.PUBLISHED, prefix), then=Greatest(moment, F(f"{prefix}publish_at"))),
        When(in_state(State.WITHDRAWN, prefix), then=F(f"{prefix}withdrawn_at")),
    )
