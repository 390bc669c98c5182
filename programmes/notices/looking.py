"""Look at what is followed, and make a notice of what changed."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from programmes.changes.in_register import PUBLISHED, RETURNED, WITHDRAWN
from programmes.changes.question import ChangesForm
from programmes.lists.nouns import BY_KEY
from programmes.models import version
from programmes.models.notice import LoggedChange, Notice
from programmes.models.record import database_now
from programmes.models.subscription import Frequency, Topic
from programmes.notices.change_log import APPEARED, collect
from programmes.notices.topics import form_of, member, members_of, record_of

# A record came into the list, or left it.
ENTERED, LEFT = "erbij", "eraf"
# The most changes in one notice; the rest is counted.
MOST = 100
# At what time of the day, and of Monday, the daily and the weekly notices are made.
HOUR = time(7)


def look_at_all(bar, stopped):
    """Look at every topic that is due, in one transaction each, until the Event `stopped` is set.

    Args:
        bar: an object with `update(count)`, called for each topic.
    """
    for pk in due(version.read()[0]).values_list("pk", flat=True).iterator():
        if stopped.is_set():
            return
        look(pk)
        bar.update(1)


def due(current):
    """Return the topics with a confirmed subscription whose moment has come.

    Args:
        current: the version of the register; a topic that was looked at in that version is left
            out.
    """
    today = timezone.make_aware(datetime.combine(timezone.localdate(), HOUR))
    if timezone.localtime().time() < HOUR:
        today -= timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    begins = (
        Q(frequency=Frequency.AT_ONCE)
        | Q(frequency=Frequency.DAILY, looked_at__lt=today)
        | Q(frequency=Frequency.WEEKLY, looked_at__lt=monday)
    )
    followed = Topic.objects.filter(subscriptions__confirmed_at__lte=Now())
    return Topic.objects.filter(begins, pk__in=followed.values("pk")).exclude(version=current)


@transaction.atomic
def look(pk):
    """Make a notice of what changed in a topic, with its deliveries; return it, or None.

    The members are read before the changes. A change that is committed in between is told now, and
    its effect on the list the next time: nothing is missed.
    """
    topic = Topic.objects.select_for_update().filter(pk=pk).first()
    if topic is None:
        return None
    current = version.read()[0]
    found = Found(topic)
    collect()
    items, total = found.items()
    topic.members, topic.version, topic.looked_at = found.members, current, database_now()
    topic.last_change = last_change()
    topic.save()
    return publish(topic, items, total - len(items)) if items else None


def begin(topic):
    """Start to look at a topic that nobody followed: from now on, with the list as it is."""
    current = version.read()[0]
    topic.members = Found(topic).members
    collect()
    # Only the version before reads `begun_at`.
    topic.begun_at = topic.looked_at = database_now()
    topic.version, topic.last_change = current, last_change()
    topic.save()


def last_change():
    return LoggedChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@dataclass
class Found:
    """What a look at a topic found.

    Attributes:
        nouns: the keys of the nouns whose changes count; empty for all.
        members: the records that the topic covers now, as numbers of `topics.member`; empty where
            it covers all.
    """

    topic: Topic
    nouns: list = field(default_factory=list)
    members: list = field(default_factory=list)
    is_whole: bool = True

    def __post_init__(self):
        if self.topic.noun:
            covered = members_of(self.topic)
            self.nouns, self.is_whole = list(covered), None in covered.values()
            pairs = ((noun, key) for noun, keys in covered.items() for key in keys or ())
            self.members = sorted({member(self.topic, *pair) for pair in pairs})

    def items(self):
        """Return the newest `MOST` items of the notice, and their number without that limit."""
        now, before = set(self.members), set(self.topic.members)
        changes = list(self.changes(now | before))
        public = self.of_kinds(changes, PUBLISHED, RETURNED)
        withdrawn = self.of_kinds(changes, WITHDRAWN)
        moved = {ENTERED: now - before - public, LEFT: before - now - withdrawn}
        moment, noun = database_now(), next(iter(self.nouns), "")
        found = [
            (*record_of(self.topic, number, noun), kind, moment)
            for kind in moved
            for number in sorted(moved[kind])
        ]
        found += changes
        return [[*each[:3], each[3].isoformat()] for each in found[:MOST]], len(found)

    def changes(self, members):
        """Yield the logged changes of `members` since the last look, newest first."""
        log = LoggedChange.objects.filter(self.condition(), pk__gt=self.topic.last_change)
        rows = log.order_by("-at", "-pk").values_list("noun", "record_id", "kind", "at")
        for row in rows.iterator():
            is_other = self.is_whole or row[0] not in self.nouns
            if is_other or member(self.topic, *row[:2]) in members:
                yield row

    def condition(self):
        """Return the condition that a logged change is of a noun that is followed."""
        if not self.topic.noun:
            return chosen(form_of(ChangesForm, self.topic.query))
        # The activities of a field, and the field itself.
        return Q(noun__in=self.nouns) | Q(noun=self.topic.noun, record_id=self.topic.record_id)

    def of_kinds(self, changes, *kinds):
        """Return the members with a change of some kinds."""
        found = [each for each in changes if each[0] in self.nouns and each[2] in kinds]
        return {member(self.topic, *each[:2]) for each in found}


def chosen(form):
    """Return the condition that a logged change is among those that a `ChangesForm` chooses."""
    if not form.is_valid():
        return Q(pk__in=[])
    path, kind, year = (form.cleaned_data[key] for key in ("soort", "wijziging", "jaar"))
    condition = Q(noun__in=[noun.key for noun in BY_KEY.values() if path in ("", noun.path)])
    condition &= Q(kind=kind) if kind else ~Q(kind=APPEARED)
    return condition & Q(at__year=year) if year else condition


def publish(topic, items, more):
    """Store a notice, and a delivery to each confirmed subscription of its topic."""
    notice = Notice.objects.create(topic=topic, items=items, more=more)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO programmes_delivery (notice_id, subscription_id, attempts)"
            " SELECT %s, id, 0 FROM programmes_subscription"
            " WHERE topic_id = %s AND confirmed_at <= statement_timestamp()",
            [notice.pk, topic.pk],
        )
    return notice
