"""How many transactions changed the register: the version that conditional requests compare."""

import pgtrigger
from django.db import models


class WriteCounter(models.Model):
    """One of the counters of the transactions that changed the register; their sum is the version.

    A transaction adds one to a counter that no other transaction has locked, or makes a new
    counter. So writers never wait for each other, and there are no more counters than there were
    writers at once. The addition becomes visible together with the change: the sum differs after
    each change, whatever the order in which transactions began and ended.
    """

    writes = models.BigIntegerField()
    # Who added last. The number of a transaction comes back when a database is moved to another
    # server, so it is known by its beginning as well.
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
