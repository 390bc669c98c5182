"""The change log of the whole register: published, changed, withdrawn."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.changes.in_public import public_changes
from programmes.changes.on_page import Change, changes_by_record
from programmes.lists.described import described
from programmes.lists.nouns import ALL, LINKS
from programmes.models import Event, PublicChange
from programmes.models.publication import Published

PUBLISHED, CHANGED, TYPO, WITHDRAWN = "gepubliceerd", "gewijzigd", "typefout", "ingetrokken"
KINDS = {
    PUBLISHED: _("published"),
    CHANGED: _("changed"),
    TYPO: _("typing error mended"),
    WITHDRAWN: _("withdrawn"),
}
# A change of an event or a link is logged with the record that shows it.
TOLD = [noun for noun in ALL if noun.model is not Event and noun not in LINKS]


@dataclass(frozen=True)
class Entry:
    """A line of the log.

    Attributes:
        noun: the `Noun` of the record.
        record: the record; templates show its name only while it is public.
        at: when.
        kind: a key of `KINDS`.
        why: the note of a change, the reason of a withdrawal, or "".
        change: what changed, when `detailed`, or None.
        facts: what a public record is about, when `detailed`: (label, text) pairs.
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


def rows(noun=None, year=None, kind=None):
    """Return (key of the noun, primary key, moment, kind, reason) rows, newest first.

    Args:
        noun: a `Noun`; all when not given.
        year: only changes of this year.
        kind: a key of `KINDS`.
    """
    parts = []
    for each in [noun] if noun else TOLD:
        for key, queryset, at, why in sources(each):
            if kind in (None, key):
                chosen = queryset.filter(**{f"{at}__year": year}) if year else queryset
                parts.append(columns(chosen, each, key, at, why))
    first, *others = parts or [columns(PublicChange.objects.none(), TOLD[0], CHANGED, "at", "note")]
    return first.union(*others, all=True).order_by("-change_at", "change_noun", "change_record")


def sources(noun):
    """Yield (kind, queryset, field with the moment, field with the reason) for a noun."""
    public = noun.published()
    changes = public_changes(noun.model).filter(record_id__in=public.order_by().values("pk"))
    yield CHANGED, changes.filter(is_typo=False), "at", "note"
    yield TYPO, changes.filter(is_typo=True), "at", "note"
    if issubclass(noun.model, Published):
        yield PUBLISHED, public, "publish_at", None
        yield WITHDRAWN, noun.model.objects.withdrawn(), "withdrawn_at", "withdrawal_reason"


def columns(queryset, noun, kind, at, why):
    key = "record_id" if queryset.model is PublicChange else "pk"
    reason = Cast(F(why), CharField()) if why else Value("")
    named = {
        "change_noun": Value(noun.key),
        "change_record": F(key),
        "change_at": F(at),
        "change_kind": Value(kind),
        "change_why": reason,
    }
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


def detailed(found):
    """Return `Entry`s with what changed and what they are about, with some queries per noun."""
    by_noun = {}
    for entry in found:
        if entry.kind != WITHDRAWN:
            by_noun.setdefault(entry.noun.key, []).append(entry)
    facts, changes = {}, {}
    for own in by_noun.values():
        records = [*{entry.record.pk: entry.record for entry in own}.values()]
        about = described(own[0].noun, [record.pk for record in records])
        facts |= {(own[0].noun.key, key): tuple(pairs) for key, pairs in about.items()}
        logs = changes_by_record(records, min(entry.at for entry in own))
        changes |= {key_of(own[0].noun, each): each for log in logs.values() for each in log}
    return [
        replace(
            each,
            change=changes.get((each.noun.key, each.record.pk, each.at, each.why, each.kind)),
            facts=facts.get((each.noun.key, each.record.pk), ()),
        )
        for each in found
    ]


def key_of(noun, change):
    """Return what identifies the row of a `Change` in the log."""
    public = change.public
    kind = TYPO if public.is_typo else CHANGED
    return noun.key, public.record_id, public.at, public.note, kind


def last_moment():
    """Return when the register last changed; of an empty register, when this day began."""
    newest = rows().first()
    today = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    return newest[2] if newest else today
