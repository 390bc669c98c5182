"""What is cancelled or withdrawn shows nowhere."""

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
WITHDRAWN = {"withdrawn by SQL": withdrawn_by_sql, "withdrawn by verb": withdrawn_by_verb}
# Withdrawn by the clock; called off, and withdrawn after that.
LATER = ["withdrawn later", "called off"]
HIDDEN = [*CANCELLED, *WITHDRAWN, *LATER]


def mark(name):
    """Return the mark of the package with a name, which is one word for the search."""
    return f"[{name.replace(' ', '')}]"


@pytest.fixture(scope="module")
def texts(empty, django_db_blocker, tmp_path_factory):
    """The bodies of every public address, of one register with a package for each order."""
    files = tmp_path_factory.mktemp("along")
    places = {"MEDIA_ROOT": files / "media", "SNAPSHOT_ROOT": files / "open-data"}
    sought = SOUGHT | {name: mark(name).strip("[]") for name in HIDDEN}
    with override_settings(**places), kept(django_db_blocker, empty, make_packages):
        return everything(Client(), sought)


def make_packages():
    """Make a package for each order, and give the orders."""
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
    for name, withdrawn in WITHDRAWN.items():
        withdrawn(package(name))
    wait_until(moment)
    withdrawn_by_sql(later["called off"])
    keep_facts()


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_cancelled_or_withdrawn_shows_nowhere(texts, name):
    assert naming(texts, mark(name)) == []
