"""The entries of the feed of a record: its publication, and each change shown on its page."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from programmes.changes.for_staff import history_of
from programmes.changes.on_page import changes_of
from programmes.lists.last_changed import begun, returns
from programmes.models.parts import other_owners, shown_parts


@dataclass
class Moment:
    """What changed in a record at one moment, in one transaction.

    Attributes:
        at: when readers could first see it.
        titles: what happened, in short: "mijlpaal toegevoegd".
        lines: the note, and each field before and after.
    """

    at: datetime
    titles: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    @property
    def title(self):
        return capfirst(", ".join(dict.fromkeys(self.titles)))


def moments(record, most):
    """Return at most `most` `Moment`s of a public record, newest first."""
    start = type(record).objects.values_list(begun(type(record)), flat=True).get(pk=record.pk)
    found = {start: Moment(start, [_("published on this site")])}
    for at, titles, lines in [*returned(record), *appeared(record), *changed(record)]:
        if at > start:
            moment = found.setdefault(at, Moment(at))
            moment.titles += titles
            moment.lines += lines
    return sorted(found.values(), key=lambda moment: moment.at, reverse=True)[:most]


def returned(record):
    """Yield (moment, titles, lines) for each return after a withdrawal."""
    rows = returns(type(record))
    for row, before in history_of(rows.model, "pgh_obj_id", record.withdrawn_with.pk):
        if before and before.withdrawn_at and not row.withdrawn_at:
            yield row.pgh_created_at, [_("public again after a withdrawal")], []


def appeared(record):
    """Yield (moment, titles, lines) for each part published with another record."""
    for part, key in shown_parts(type(record)):
        title = _("%(noun)s added") % {"noun": part._meta.verbose_name}
        rows = part.objects.published().filter(**{key: record.pk})
        for path in other_owners(part, key):
            moment = f"{path}publish_at"
            for at in rows.exclude(**{moment: None}).values_list(moment, flat=True):
                yield at, [title], []


def changed(record):
    """Yield (moment, titles, lines) for each change shown on the page of a record."""
    for change in changes_of(record):
        yield change.public.at, *change_in_words(change)


def change_in_words(change):
    """Return what a `Change` of `on_page` says: (titles, lines), as lists of texts."""
    titles = [f"{line.what} {line.action}" for line in change.lines]
    if change.public.is_typo:
        titles = [_("typing error mended")]
    fields = [told(each) for line in change.lines for each in line.fields]
    return titles, [change.public.note, *fields]


def told(each):
    """Return a `Field` as a sentence: "Titel: was “Oud”, is nu “Nieuw”."."""
    if not each.before:
        return f"{capfirst(each.label)}: “{each.after}”."
    return _("%(field)s: was “%(before)s”, is now “%(after)s”.") % {
        "field": capfirst(each.label),
        "before": each.before,
        "after": each.after or _("(empty)"),
    }
