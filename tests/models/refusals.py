"""The error that refuses a record: of a form, of the ORM or of SQL."""

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction


def refused_by_form(record):
    """Return the messages that a form would show, by field."""
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return refusal.value.message_dict


def refused_by_orm(action):
    """Return what PostgreSQL says when the ORM tries to store it all the same."""
    with pytest.raises(Error) as refusal, transaction.atomic():
        action()
    return str(refusal.value).splitlines()[0]


def refused_by_sql(sql, *parameters):
    def execute():
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)

    return refused_by_orm(execute)
