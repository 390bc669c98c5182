"""What a notice says, of what is public at this moment: the same for its mail and its page."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programmes.changes.in_feed import moments
from programmes.changes.in_register import WITHDRAWN
from programmes.lists.nouns import BY_KEY
from programmes.notices.change_log import APPEARED
from programmes.notices.looking import ENTERED, LEFT
from programmes.notices.topics import path_of, title_of

# The most moments of a record that are searched for its changes.
MOST_MOMENTS = 200
MOVED = {
    ENTERED: gettext_lazy("Is in this list now"),
    LEFT: gettext_lazy("Is not in this list any more"),
}


@dataclass
class Change:
    """What happened to a record at one moment: its heading, and a sentence for each field."""

    heading: str
    at: datetime
    lines: list = field(default_factory=list)


@dataclass
class Entry:
    """A record with its `Change`s, newest first."""

    title: str
    path: str
    changes: list


@dataclass
class Content:
    """What a notice says.

    Attributes:
        path: the path and query of the page that is followed.
        more: how many changes are not in `entries`.
    """

    title: str
    path: str
    entries: list
    more: int

    @property
    def subject(self):
        """The subject of the mail, on one line."""
        number = sum(len(entry.changes) for entry in self.entries) + self.more
        counted = ngettext("%(number)d change", "%(number)d changes", number)
        return f"{' '.join(self.title.split())[:150]}: {counted % {'number': number}}"


def content_of(notice, query=None):
    """Return the `Content` of a notice; what is no longer public is left out.

    Args:
        query: the filters that its title and address have, as of `title_of`.
    """
    found = sorted(notice.items, key=lambda item: item[:2])
    groups = [(key, list(items)) for key, items in groupby(found, key=lambda item: item[:2])]
    entries = [entry_of(BY_KEY[noun], pk, items) for (noun, pk), items in groups]
    shown = [entry for entry in entries if entry and entry.changes]
    shown.sort(key=lambda entry: entry.changes[0].at, reverse=True)
    topic = notice.topic
    return Content(title_of(topic, query), path_of(topic, query), shown, notice.more)


def entry_of(noun, pk, items):
    """Return the `Entry` of a record, or None when it is gone without a trace."""
    record = noun.model.objects.filter(pk=pk).first()
    if record is None:
        return None
    is_public = noun.model.objects.published().filter(pk=pk).exists()
    label = capfirst(record.noun)
    changes = changes_of(record, items) if is_public else withdrawal(record, items)
    title = capfirst(str(record)) if is_public else _("%(noun)s, withdrawn") % {"noun": label}
    return Entry(title, record.get_absolute_url(), changes)


def withdrawal(record, items):
    """Return the withdrawal of a record, if it is among the items: all that is left of it."""
    end = record.withdrawn_with
    if end.withdrawn_at is None or WITHDRAWN not in {kind for _noun, _key, kind, _at in items}:
        return []
    return [Change(_("Withdrawn"), end.withdrawn_at, [end.withdrawal_reason])]


def changes_of(record, items):
    """Return the `Change`s of a public record, newest first."""
    known = {moment.at: moment for moment in moments(record, MOST_MOMENTS)}
    begun = min(known)
    found = {}
    for _noun, _key, kind, text in items:
        at = datetime.fromisoformat(text)
        if kind in MOVED:
            found[at] = Change(str(MOVED[kind]), at)
        elif at in known and not (kind == APPEARED and at == begun):
            found[at] = Change(known[at].title, at, known[at].lines)
    return [found[at] for at in sorted(found, reverse=True)]
