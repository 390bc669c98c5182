"""What is wrong with a row, in words: [column, reason] pairs."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from programmes.models import Activity, Event, Planning

MEANWHILE = _("Somebody saved something meanwhile that does not go with this. Look at it first.")


def problems_of(resource, error):
    """Return what went wrong in a row, as [column, reason] pairs.

    Raises:
        Exception: `error` itself, when it is no fault of the row.
    """
    if isinstance(error, IntegrityError):
        return [refusal_of(resource, error.__cause__.diag)]
    if not isinstance(error, ValidationError):
        raise error
    if not hasattr(error, "error_dict"):
        return [["", message] for message in error.messages]
    return [
        [resource.column_of(name), message]
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def refusal_of(resource, told):
    """Return what the database said: a trigger of ours speaks Dutch, a constraint has a message.

    Args:
        told: the diagnostics of the error.
    """
    for model in (Activity, Event, Planning):
        for constraint in model._meta.constraints:
            if constraint.name == told.constraint_name:
                column = resource.column_of(constraint.violation_error_code or "")
                return [column, str(constraint.violation_error_message)]
    return ["", str(MEANWHILE) if told.constraint_name else told.message_primary]
