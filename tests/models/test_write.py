"""The version of the public register differs after each public write, and stays cheap to ask.

Real transactions, each on a connection of its own: what is visible follows the order in which they
end, not that in which they begin.
"""

import pytest
from django.db import connection

from programmes.models import WriteCounter
from programmes.models.version import query
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def begin():
    """Return a function that begins a transaction on a new connection and returns that."""
    opened = []

    def begin():
        other = connection.copy()
        other.set_autocommit(False)
        opened.append(other)
        # Waiting for a lock fails.
        run(other, "SET LOCAL lock_timeout = '1s'")
        return other

    yield begin
    for each in opened:
        each.close()


def run(other, sql):
    with other.cursor() as cursor:
        cursor.execute(sql)


def write(other, slug="a"):
    run(other, f"UPDATE programmes_activity SET note = note || 'x' WHERE slug = '{slug}'")


@pytest.fixture(autouse=True)
def activities():
    return [factories.ActivityFactory(slug=slug) for slug in "abc"]


def version():
    """Return the number of writes, and the time of the last one."""
    with connection.cursor() as cursor:
        cursor.execute(query())
        return cursor.fetchone()[:2]


def test_each_transaction_changes_the_version_when_it_ends(begin):
    before = version()
    first, second = begin(), begin()
    write(first, "a")
    write(second, "b")
    assert version() == before
    second.commit()
    between = version()
    assert version() == between
    first.commit()
    assert len({before, between, version()}) == 3
    assert [state[0] - before[0] for state in (between, version())] == [1, 2]


def test_who_began_before_another_ended_sees_the_version_of_what_it_sees(begin):
    reader, writer = begin(), begin()
    run(reader, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    with reader.cursor() as cursor:
        cursor.execute(query())
        before = cursor.fetchone()
        write(writer)
        writer.commit()
        cursor.execute(query())
        assert cursor.fetchone() == before
    assert version() != before[:2]


def test_what_is_rolled_back_leaves_the_version(begin):
    before = version()
    failed, other = begin(), begin()
    write(failed, "a")
    write(other, "b")
    failed.rollback()
    assert version() == before
    other.commit()
    assert version()[0] == before[0] + 1


def test_a_part_that_is_rolled_back_is_counted_with_what_follows(begin):
    before = version()
    other = begin()
    run(other, "SAVEPOINT part")
    write(other)
    run(other, "ROLLBACK TO SAVEPOINT part")
    write(other)
    write(other)
    other.commit()
    assert version()[0] == before[0] + 1


def test_there_are_no_more_counters_than_writers_at_once(begin):
    def counters():
        return WriteCounter.objects.count()

    for _ in range(20):
        write(connection)
    assert counters() == 1
    for _ in range(3):
        writers = [begin(), begin(), begin()]
        for writer, slug in zip(writers, "abc", strict=True):
            write(writer, slug)
        for writer in writers:
            writer.commit()
    assert counters() == 3
    for _ in range(20):
        write(connection)
    assert counters() == 3


def test_the_version_reads_each_counter_once(begin):
    for _ in range(20):
        write(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query()}")
        plan = cursor.fetchone()[0][0]["Plan"]
    (counters,) = [
        node for node in nodes(plan) if node.get("Relation Name") == "programmes_writecounter"
    ]
    assert (counters["Actual Rows"], counters["Actual Loops"]) == (1, 1)


def nodes(plan):
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def test_a_restored_backup_does_not_get_a_version_of_before(begin):
    backup = list(WriteCounter.objects.values())
    write(connection)
    before = version()
    WriteCounter.objects.all().delete()
    WriteCounter.objects.bulk_create(WriteCounter(**row) for row in backup)
    write(connection)
    assert version() != before
