"""Which transactions changed the register: what conditional requests are answered from."""

import pgtrigger
from django.db import models


class RegisterWrite(models.Model):
    """One transaction that changed something in the register.

    A row becomes visible together with the change, so that the number of rows differs after each
    change, whatever the order in which transactions began and ended.
    """

    # The number of a transaction comes back when a database is moved to another server.
    transaction = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["at", "transaction"], name="registerwrite_once"),
        ]

    def __str__(self):
        return f"{self.transaction} ({self.at})"


WRITE_IS_NOTED = pgtrigger.Trigger(
    name="write_is_noted",
    level=pgtrigger.Statement,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.After,
    func="""
        INSERT INTO programmes_registerwrite (transaction, at)
        VALUES (pg_current_xact_id()::text::bigint, transaction_timestamp())
        ON CONFLICT DO NOTHING;
        RETURN NULL;
    """,
)
