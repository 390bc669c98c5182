"""The version of the register: a count of the transactions that wrote to it (decision 36)."""

import pgtrigger
from django.db import models


class WriteCounter(models.Model):
    """A counter of transactions that wrote to the register; the sum of all is the version.

    A transaction increments a counter that no other transaction has locked, or inserts a new one,
    so that writers never wait, and there are as many counters as there were concurrent writers.
    The increment is committed with the change: the sum differs after every commit, whatever the
    order in which transactions began and ended.
    """

    writes = models.BigIntegerField()
    # The last transaction that incremented it. Its id may occur again after the database has moved
    # to another server, so its start is compared too.
    transaction = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.writes} ({self.at})"


WRITE_IS_COUNTED = pgtrigger.Trigger(
    name="write_is_counted",
    level=pgtrigger.Statement,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.After,
    declare=[("this", "bigint := pg_current_xact_id()::text::bigint")],
    func="""
        IF EXISTS (
            SELECT FROM programmes_writecounter
            WHERE transaction = this AND at = transaction_timestamp()
        ) THEN
            RETURN NULL;
        END IF;
        UPDATE programmes_writecounter
        SET writes = writes + 1, transaction = this, at = transaction_timestamp()
        WHERE id = (
            SELECT id FROM programmes_writecounter ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
        );
        IF NOT FOUND THEN
            INSERT INTO programmes_writecounter (writes, transaction, at)
            VALUES (1, this, transaction_timestamp());
        END IF;
        RETURN NULL;
    """,
)
