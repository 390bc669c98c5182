"""A transaction that is begun again when it and another one waited for each other."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected

ATTEMPTS = 2


def again_after_deadlock(transact):
    """Decorator of a function that is one transaction; PostgreSQL ends one of two in a deadlock.

    Raises:
        ValidationError: when that was this one each time; nothing has changed then.
    """

    @wraps(transact)
    def attempt(*arguments, **named):
        for _again in range(ATTEMPTS):
            try:
                return transact(*arguments, **named)
            except OperationalError as error:
                if not isinstance(error.__cause__, DeadlockDetected):
                    raise
        raise ValidationError(
            _("Somebody else was saving at the same time. Nothing was changed. Try again.")
        )

    return attempt
