"""A program that follows the changes by HTTP, while transactions commit in another order."""

import json
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from django.db import connection
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = datetime(2023, 5, 3, 10, tzinfo=UTC)
CHANGED = "UPDATE programmes_activity SET title = title || '!' WHERE id = %s"
WITHDRAWN = """
    UPDATE programmes_activity SET withdrawn_at = clock_timestamp(), withdrawal_reason = 'Dubbel.'
    WHERE id = %s
"""


class Follower:
    """Asks for what is new since its last cursor, and keeps the rows that it got.

    Args:
        address: of the changes. rows: the member with them.
    """

    def __init__(self, address, rows):
        self.address, self.rows = address, rows
        self.cursor, self.seen = None, []

    def ask(self):
        """Ask once; return until when nothing can be added."""
        query = urlencode({"cursor": self.cursor} if self.cursor else {})
        with urlopen(f"{self.address}?{query}") as answer:  # noqa: S310, our own server
            document = json.load(answer)
        self.cursor = document["cursor"]
        self.seen += document[self.rows]
        return datetime.fromisoformat(document["volledig_tot"])

    def ask_until(self, moment):
        while self.ask() < moment:
            pass


@pytest.mark.parametrize(
    ("path", "rows"), [("/api/v1/wijzigingen", "resultaten"), ("/wijzigingen.json", "rijen")]
)
def test_nothing_is_missed_and_nothing_told_twice(live_server, path, rows):
    records = factories.ActivityFactory.create_batch(5, publish_at=LONG_AGO)
    follower = Follower(f"{live_server.url}{path}", rows)
    follower.ask_until(timezone.now())
    follower.seen.clear()
    with ExitStack() as writers:
        begun = []
        for number, record in enumerate(records):
            writer = writers.enter_context(closing(connection.copy()))
            writer.set_autocommit(False)
            with writer.cursor() as cursor:
                cursor.execute(WITHDRAWN if number == 1 else CHANGED, [record.pk])
            begun.append(writer)
        for place in (3, 1, 4, 0, 2):
            follower.ask()
            begun[place].commit()
            follower.ask()
    follower.ask_until(timezone.now())
    kinds = {str(record.pk): "gewijzigd" for record in records}
    kinds[str(records[1].pk)] = "ingetrokken"
    assert [(each["id"], each["wijziging"]) for each in follower.seen] == [*kinds.items()]
    tombstone = follower.seen[1]
    assert {name for name, value in tombstone.items() if value} == {
        "moment", "lijst", "id", "wijziging",
    }  # fmt: skip
