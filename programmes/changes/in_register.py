"""The change log of the whole register: published, changed, withdrawn."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.changes.in_public import public_changes
from programmes.changes.on_page import Change, changes_by_record
from programmes.lists.described import described
from programmes.lists.filters import beginning_of
from programmes.lists.last_changed import last_returns
from programmes.lists.nouns import ALL, LINKS
from programmes.models import Event, PublicChange
from programmes.models.prepared import prepared
from programmes.models.publication import Published

PUBLISHED, CHANGED, TYPO, WITHDRAWN = "gepubliceerd", "gewijzigd", "typefout", "ingetrokken"
RETURNED = "weer_openbaar"
KINDS = {
    PUBLISHED: _("published"),
    CHANGED: _("changed"),
    TYPO: _("typing error mended"),
    WITHDRAWN: _("withdrawn"),
    RETURNED: _("public again"),
}
# A change of an event or a link is logged with the record that shows it.
TOLD = [noun for noun in ALL if noun.model is not Event and noun not in LINKS]
BY_KEY = {noun.key: noun for noun in TOLD}


@dataclass(frozen=True)
class Entry:
    """A line of the log.

    Attributes:
        noun: the `Noun` of the record.
        record: the record; templates show its name only while it is public.
        at: when.
        kind: a key of `KINDS`.
        why: the note of a change, the reason of a withdrawal, or "".
        change: what changed, of `with_changes`, or None.
        facts: what it is about, of `with_facts`: (label, text) pairs.
    """

    noun: object
    record: object
    at: datetime
    kind: str
    why: str
    change: Change | None = None
    facts: tuple = ()

    @property
    def label(self):
        return KINDS[self.kind]

    @property
    def what(self):
        return self.record.noun


def rows(noun=None, year=None, kind=None, since=None):
    """Return (key of the noun, primary key, moment, kind, reason) rows, newest first.

    Args:
        noun: a `Noun`; all when not given.
        year: only changes of this year.
        kind: a key of `KINDS`.
        since: only changes from this moment on.
    """
    parts = [
        columns(chosen(source, year, since), source)
        for source in sources([noun] if noun else TOLD, kind)
    ]
    first, *others = parts or [columns(NOTHING.queryset, NOTHING)]
    return first.union(*others, all=True).order_by("-change_at", "change_noun", "change_record")


def chosen(source, year, since):
    """Return the rows of a source of a year, from a moment on; None is without limit."""
    found = source.queryset.filter(**{f"{source.at}__year": year}) if year else source.queryset
    return found.filter(**{f"{source.at}__gte": since}) if since else found


class Log:
    """The sequence of `rows` with these arguments: each slice takes one query, compiled once."""

    def __init__(self, noun=None, **choice):
        self.choice = choice | {"noun": noun and noun.key}

    def __len__(self):
        return sum(numbers(**self.choice))

    def __getitem__(self, part):
        return all_rows(part=part, **self.choice)


@prepared()
def all_rows(noun, **choice):
    return rows(noun=BY_KEY.get(noun), **choice)


@prepared()
def numbers(noun, **choice):
    """Return the number of `rows` of each source; `noun` is the key of a `Noun`, or None."""
    found = sources([BY_KEY[noun]] if noun else TOLD, choice["kind"])
    named = [
        chosen(source, choice["year"], choice["since"])
        .order_by()
        .values(key=Value(source.noun.key))
        .annotate(number=Count("pk"))
        for source in found or [NOTHING]
    ]
    first, *others = (each.values_list("number", flat=True) for each in named)
    return first.union(*others, all=True)


@dataclass(frozen=True)
class Source:
    """A kind of change of a noun.

    Attributes:
        queryset: the rows. key, at, why: fields with the key of the record, the moment and the
            reason; `why` is None without a reason.
    """

    noun: object
    kind: str
    queryset: object
    key: str
    at: str
    why: str | None


NOTHING = Source(TOLD[0], CHANGED, PublicChange.objects.none(), "record_id", "at", "note")


def sources(nouns=TOLD, kind=None):
    """Return the `Source`s of nouns; of one kind when `kind` is given."""
    found = [each for noun in nouns for each in sources_of(noun)]
    return [each for each in found if kind in (None, each.kind)]


def sources_of(noun):
    """Yield the `Source`s of a noun."""
    public = noun.published()
    keys = public.order_by().values("pk")
    changes = public_changes(noun.model).filter(record_id__in=keys)
    yield Source(noun, CHANGED, changes.filter(is_typo=False), "record_id", "at", "note")
    yield Source(noun, TYPO, changes.filter(is_typo=True), "record_id", "at", "note")
    if issubclass(noun.model, Published):
        yield Source(noun, PUBLISHED, public, "pk", "publish_at", None)
        withdrawn = noun.model.objects.withdrawn()
        yield Source(noun, WITHDRAWN, withdrawn, "pk", "withdrawn_at", "withdrawal_reason")
        last = last_returns(noun.model).filter(pgh_obj_id__in=keys)
        yield Source(noun, RETURNED, last, "pgh_obj_id", "pgh_created_at", None)


def columns(queryset, source, **more):
    """Return the rows of a source as tuples; `more` are expressions by name, at the end."""
    reason = Cast(F(source.why), CharField()) if source.why else Value("")
    named = {
        "change_noun": Value(source.noun.key),
        "change_record": F(source.key),
        "change_at": F(source.at),
        "change_kind": Value(source.kind),
        "change_why": reason,
    } | more
    return queryset.order_by().annotate(**named).values_list(*named)


def entries(page):
    """Return an `Entry` for each row of `rows`, with one query per noun."""
    nouns, keys = {each.key: each for each in TOLD}, {}
    for noun, record, *_rest in page:
        keys.setdefault(noun, set()).add(record)
    found = {noun: nouns[noun].model.objects.in_bulk(wanted) for noun, wanted in keys.items()}
    return [
        Entry(nouns[noun], found[noun][record], at, kind, why)
        for noun, record, at, kind, why in page
    ]


def with_changes(found):
    """Return `Entry`s with what changed, with some queries per noun."""
    changes = {}
    for noun, own in public_by_noun(found):
        logs = changes_by_record(records_of(own), min(entry.at for entry in own))
        changes |= {key_of(noun, each): each for log in logs.values() for each in log}
    return [
        replace(
            each,
            change=changes.get((each.noun.key, each.record.pk, each.at, each.why, each.kind)),
        )
        for each in found
    ]


def with_facts(found):
    """Return `Entry`s with what they are about, with a query per noun."""
    facts = {}
    for noun, own in public_by_noun(found):
        about = described(noun, [record.pk for record in records_of(own)])
        facts |= {(noun.key, key): tuple(pairs) for key, pairs in about.items()}
    return [replace(each, facts=facts.get((each.noun.key, each.record.pk), ())) for each in found]


def public_by_noun(found):
    """Return (`Noun`, `Entry`s of records that were not withdrawn) pairs."""
    groups = {}
    for each in found:
        if each.kind != WITHDRAWN:
            groups.setdefault(each.noun.key, []).append(each)
    return [(own[0].noun, own) for own in groups.values()]


def records_of(found):
    return [*{entry.record.pk: entry.record for entry in found}.values()]


def key_of(noun, change):
    """Return what identifies the row of a `Change` in the log."""
    public = change.public
    kind = TYPO if public.is_typo else CHANGED
    return noun.key, public.record_id, public.at, public.note, kind


def last_moment():
    """Return when the register last changed; of an empty register, when this day began."""
    newest = Log()[:1]
    return newest[0][2] if newest else beginning_of(timezone.localdate())
