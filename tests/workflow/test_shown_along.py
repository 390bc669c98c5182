"""Of what is cancelled or withdrawn nothing shows, and what is restored shows where it did."""

import re
from itertools import count

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from programmes.workflow.publishing import publish, send_back
from tests.clock import later_than_now, wait_until
from tests.database import keep_facts, kept
from tests.factories import member
from tests.packages import (
    REASON,
    documents,
    order,
    restored_by_sql,
    restored_by_verb,
    withdrawn_by_sql,
    withdrawn_by_verb,
)
from tests.surfaces import SOUGHT, everything, naming

pytestmark = pytest.mark.long


def sent_back(documents):
    publicist = member("paul", "publicist")
    for each in documents:
        send_back(each, publicist, "Stop: onder embargo.")


# Of what was scheduled; the perspective goes along with its programme.
CANCELLED = {
    "sent back": sent_back,
    "draft by SQL": lambda made: order(made, "publish_at = NULL"),
    "later by SQL": lambda made: order(made, "publish_at = publish_at + interval '1 day'"),
    "draft without letter": lambda made: order(made, "publish_at = NULL, letter_id = NULL"),
}
WITHDRAWN = {"withdrawn by SQL": [withdrawn_by_sql], "withdrawn by verb": [withdrawn_by_verb]}
RESTORED = {
    "restored by verb": [withdrawn_by_sql, restored_by_verb],
    "restored by SQL": [withdrawn_by_verb, restored_by_sql],
}
# Withdrawn by the clock; called off, and withdrawn after that.
LATER = ["withdrawn later", "called off"]
HIDDEN = [*CANCELLED, *WITHDRAWN, *LATER]
AS_IT_WAS = "as it was"
# They show the newest only.
SHOW_SOME = {"home", "programme-compare"}
RECORD = re.compile("^(/api/v1/[^/?]+)/.+")


def mark(name):
    """Return the mark of the package with a name, which is one word for the search."""
    return f"[{name.replace(' ', '')}]"


@pytest.fixture(scope="module")
def texts(empty, django_db_blocker, tmp_path_factory):
    """The bodies of every public address, of one register with a package for each order."""
    files = tmp_path_factory.mktemp("along")
    places = {"MEDIA_ROOT": files / "media", "SNAPSHOT_ROOT": files / "open-data"}
    sought = SOUGHT | {name: mark(name).strip("[]") for name in [*HIDDEN, *RESTORED, AS_IT_WAS]}
    with override_settings(**places), kept(django_db_blocker, empty, make_packages):
        return everything(Client(), sought)


def make_packages():
    """Make a package for each order and one that is left as it was, and give the orders."""
    years = count(2024, -1)

    def package(name, **state):
        return documents(next(years), mark(name), **state)

    begin = timezone.now()
    drafts = {name: package(name, publish_at=None) for name in CANCELLED}
    later = {name: package(name) for name in LATER}
    moment = later_than_now(begin)
    for name, (programme, _frame, *others) in drafts.items():
        for each in (programme, *others):
            publish(each, moment)
        CANCELLED[name]([programme, *others])
    for each in later.values():
        order(each, f"withdrawn_at = %s, {REASON}", moment)
    restored_by_sql(later["called off"])
    assert timezone.now() < moment
    package(AS_IT_WAS)
    for name, orders in (RESTORED | WITHDRAWN).items():
        made = package(name)
        for each in orders:
            each(made)
    wait_until(moment)
    withdrawn_by_sql(later["called off"])
    keep_facts()


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_cancelled_or_withdrawn_shows_nowhere(texts, name):
    assert naming(texts, mark(name)) == []


@pytest.mark.parametrize("name", RESTORED)
def test_what_is_restored_shows_where_it_would_without(texts, name):
    assert places(texts, name) == places(texts, AS_IT_WAS) != []


def places(texts, name):
    """Return the names of the addresses that show a package, without keys and its own name."""
    word = mark(name).strip("[]")
    found = [RECORD.sub(r"\1", each) for each in naming(texts, mark(name))]
    shown = [each.replace(name, "").replace(word, "") for each in found]
    return sorted(each for each in shown if each not in SHOW_SOME)
