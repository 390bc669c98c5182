"""JSON objects for rows of the register: columns, id, links, embedded rows."""

from django.db.models import Q

from programmes.api import ROOT
from programmes.api.resources import BY_PATH
from programmes.formats.jsonfile import member
from programmes.lists.columns import IDENTITY
from programmes.models import State
from programmes.models.record import in_state


def bodies(resource, queryset, columns, site, keys=()):
    """Return (keys, body) pairs for the rows of a queryset, in its order.

    Args:
        columns: the `Column`s in the bodies.
        site: the scheme and host of this site, without a slash at the end.
        keys: names of fields to return beside each body.
    """
    cells = [member(column, site) for column in (IDENTITY, *columns)]
    rows = queryset.values_list(*keys, resource.identifier, *cells)
    return [(row[: len(keys)], body(resource, columns, site, row[len(keys) :])) for row in rows]


def body(resource, columns, site, row):
    """Return the body for one row of (identifier in its address, id, *cells)."""
    identifier, key, *cells = row
    names = [column.name for column in columns]
    link = {"href": f"{site}{ROOT}/{resource.path}/{identifier}"}
    return {
        "id": key,
        **dict(zip(names, cells, strict=True)),
        "_links": {"self": link},
    }


def embed(resource, found, relations, site):
    """Add `_embedded` to bodies, with one query for each relation.

    Args:
        found: (primary key, body) pairs.
        relations: names of `Relation`s; an embedded row embeds nothing itself.
    """
    for name in relations:
        relation = resource.relations[name]
        groups = related(relation, [key for key, _body in found], site)
        for key, each in found:
            rows = groups.get(key, [])
            many = relation.many
            each.setdefault("_embedded", {})[name] = rows if many else next(iter(rows), None)


def related(relation, keys, site):
    """Return lists of related bodies, by the primary key of the row they are related to."""
    target = BY_PATH[relation.target]
    linked = Q(**{f"{relation.back}__in": keys})
    if link := relation.came_with:
        linked &= Q(**{link: None}) | in_state(State.PUBLISHED, f"{link}__")
    rows = target.published().filter(linked)
    groups, seen = {}, set()
    for (key, pk), each in bodies(target, rows, target.columns, site, (relation.back, "pk")):
        # The join repeats a signatory who signed one letter in two capacities.
        if (key, pk) not in seen:
            seen.add((key, pk))
            groups.setdefault(key, []).append(each)
    return groups
