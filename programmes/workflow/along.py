"""Which records go along with another, by `Dependency`: what the page of a record shows."""

from collections import defaultdict

from programmes.models import State
from programmes.models.dependency import BRINGS, HOLDS, NEEDS, Dependency, key_of, records_of

UNPUBLISHED = (State.CONCEPT, State.SCHEDULED)


def together(record, without=(), below=None):
    """Return the record and the unpublished records that are published with it, each once.

    Args:
        without: records to leave out, with what only they bring.
        below: as of `shown_below`, when it is known.
    """
    return walked(record, shown_below([record]) if below is None else below, without)


def shown_below(records):
    """Return {record: records that its page shows}, of these and all unpublished ones below."""
    found, level = {}, list(records)
    while level:
        found |= {each: [] for each in level}
        rows = list(Dependency.objects.of(level).filter(kind__in=(NEEDS, BRINGS)))
        below = {key_of(each): each for each in records_of(row.on_key for row in rows)}
        parents = {key_of(each): each for each in level}
        for row in rows:
            found[parents[row.key]].append(below[row.on_key])
        level = [each for each in below.values() if is_unpublished(each) and each not in found]
    return found


def is_unpublished(record):
    return record.state in UNPUBLISHED


def walked(record, below, without=()):
    """Return a record and the unpublished ones below it, nearest first, by a `shown_below`."""
    found, level, without = {record: None}, [record], set(without)
    while level:
        reached = dict.fromkeys(
            each for parent in level for each in below[parent] if is_unpublished(each)
        )
        level = [each for each in reached if each not in found and each not in without]
        found |= dict.fromkeys(level)
    return list(found)


def shown_by(records, *kinds):
    """Return the records that these depend on, each once, in the order of their pages."""
    rows = Dependency.objects.of(records).filter(kind__in=kinds)
    return records_of(row.on_key for row in rows)


def scheduled_with(*records):
    """Return what is scheduled because of these records, and of no other.

    The triggers of `models.scheduling` change it together with them.
    """
    moments, own = {each.publish_at for each in records}, set(records)
    below = [each for record in records for each in together(record) if each not in own]
    along = [each for each in dict.fromkeys(below) if each.publish_at in moments]
    shared = shared_by(own, along, State.SCHEDULED)
    return [each for each in along if each not in shared]


def scheduled_for(record):
    """Return the scheduled records that are not public without `record`, nearest first."""
    found = {}
    level = [record]
    while level:
        rows = Dependency.objects.on(level).filter(kind=NEEDS)
        level = [each for each in records_of(row.key for row in rows) if is_scheduled(each)]
        found |= dict.fromkeys(level)
    return list(found)


def is_scheduled(record):
    return record.state == State.SCHEDULED


def shared_by(records, along, *states):
    """Return {record: others that show it} of those in `along` that something else shows.

    Something else is in one of `states`, and is neither in `records` nor in `along` without being
    shared itself, nor shows it by way of an adjustment that is.
    """
    parents = links_on(along, states)
    own, shared = {*map(key_of, [*records, *along])}, {}
    while found := {
        each: others
        for each in along
        if key_of(each) in own and (others := others_of(parents[each], own))
    }:
        shared |= found
        own -= {*map(key_of, found)}
    return shared


def others_of(links, own=()):
    """Return the records of `links_on` whose keys are not in `own`, each once."""
    return list(
        dict.fromkeys(
            parent
            for parent, adjustment in links
            if key_of(parent) not in own and ("adjustment", adjustment) not in own
        )
    )


def links_on(records, states):
    """Return {record: (record in one of `states` that shows it, key of an adjustment)} pairs.

    The key is of the adjustment by which the one shows the other, or None.
    """
    rows = list(Dependency.objects.on(records))
    known = {key_of(each): each for each in records_of(row.key for row in rows)}
    found = defaultdict(list)
    for row in rows:
        if known[row.key].state in states:
            found[row.on_key].append((known[row.key], row.adjustment_id))
    return {each: found[key_of(each)] for each in records}


def parents_of(records, states):
    """Return {record: records in one of `states` that depend on it}."""
    return {each: others_of(links) for each, links in links_on(records, states).items()}


def reached(record, *kinds):
    """Return what is public or scheduled below a record, each once."""
    return below(record, lambda each: each.state in (State.PUBLISHED, State.SCHEDULED), kinds)


def withdrawn_below(record):
    """Return what was withdrawn with a record and belongs to it, each once.

    What became public after that moment was withdrawn from when it did, as by the trigger of
    `models.withdrawing`.
    """
    moment = record.withdrawn_at

    def is_along(each):
        return each.withdrawn_at and each.withdrawn_at == max(moment, each.publish_at)

    return below(record, is_along, (BRINGS, HOLDS))


def below(record, belongs, kinds):
    """Return the records below a record that belong, by way of records that do, each once."""
    found, level = {}, [record]
    while level:
        shown = shown_by(level, *kinds)
        level = [each for each in shown if each not in found and belongs(each)]
        found |= dict.fromkeys(level)
    return list(found)
