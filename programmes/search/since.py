"""Results that changed since a day, what changed in them, and what is gone.

A result changed when the record that shows it did: an elaboration of a goal with its programme.
"""

from django.db.models import Q

from programmes.changes import gone, since
from programmes.lists import last_changed
from programmes.lists.filters.searched import at_most
from programmes.lists.nouns import BY_MODEL, LINKS, NOUNS
from programmes.models import Event, SearchEntry
from programmes.models.prepared import IsOneOf
from programmes.search.result import PATHS

# By kind: the noun of the rows that are entries. Of milestones, those of an adjustment are.
OWN = {noun.path: noun for noun in (*NOUNS, *LINKS) if noun.path in SearchEntry.Kind.values}
OWN |= {SearchEntry.Kind.CHANGE: BY_MODEL[Event]}


def changed_since(moment):
    """Return the condition (a `Q`) that an entry changed from a moment on; None is without."""
    if moment is None:
        return Q()
    condition = Q(pk__in=[])
    for noun in NOUNS:
        kinds = [kind for kind in SearchEntry.Kind if PATHS.get(kind, kind) == noun.path]
        if kinds:
            records = last_changed.changed_since(noun.model.objects.published(), moment)
            condition |= Q(kind__in=kinds, slug__in=records.order_by().values("slug"))
    # A list of keys, so that the database looks for them once, and not in each part of a query.
    keys = at_most(SearchEntry.objects.published().filter(condition).values_list("pk", flat=True))
    return Q(IsOneOf("pk", keys)) if isinstance(keys, list) else Q(pk__in=keys)


def changes_since(places, moment):
    """Return {place: what changed, of `changes.since`} of results.

    Args:
        places: the `place`s of the results, (kind, slug) pairs.
    """
    found = {}
    for noun in NOUNS:
        own = [(kind, slug) for kind, slug in places if PATHS.get(kind, kind) == noun.path]
        records = noun.model.objects.published().filter(slug__in={slug for _kind, slug in own})
        keys = dict(records.values_list("slug", "pk")) if own else {}
        changes = since.changes_since(noun, [*keys.values()], moment) if keys else {}
        found |= {each: changes[keys[each[1]]] for each in own if keys.get(each[1]) in changes}
    return found


def file_since(rows, moment):
    """Return what a file with results has besides, as `changes.since.file_since` does."""
    found = since.in_one_file(rows.values_list("pk", "kind", "slug"))
    changes = changes_since({(kind, slug) for _key, kind, slug in found}, moment)
    by_key = {key: changes[kind, slug] for key, kind, slug in found if (kind, slug) in changes}
    return since.columns_since(by_key), since.rows_gone(gone_since(moment))


def gone_since(moment):
    """Return the (id, moment) pairs of entries that readers can no longer see, oldest first.

    Pages of documents are not in it: they leave with their document.
    """
    found = {kind: gone.gone_since(noun, moment) for kind, noun in OWN.items()}
    found[SearchEntry.Kind.CHANGE] = of_adjustments(found[SearchEntry.Kind.CHANGE])
    pairs = [(f"{kind}-{key}", at) for kind, rows in found.items() for key, at in rows]
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


def of_adjustments(pairs):
    """Return the (key, moment) pairs of milestones that an adjustment made."""
    history = Event.history.rel.related_model.objects.filter(
        pgh_obj_id__in=[key for key, _at in pairs], adjustment__isnull=False
    )
    adjusted = {*map(str, history.values_list("pgh_obj_id", flat=True))}
    return [pair for pair in pairs if pair[0] in adjusted]
