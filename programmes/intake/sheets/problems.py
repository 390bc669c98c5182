"""What is wrong with a row, in words: [column, reason] pairs."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

MEANWHILE = _("Somebody saved something meanwhile that does not go with this. Look at it first.")


def problems_of(layout, error):
    """Return the messages of a ValidationError, as [column, reason] pairs."""
    if not hasattr(error, "error_dict"):
        return [["", message] for message in error.messages]
    return [
        [layout.label_of(name), message]
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def refusal_of(layout, error):
    """Return the message of an IntegrityError, as a [column, reason] pair.

    A constraint of a model has one; the other errors are raised by our triggers, in Dutch.
    """
    refused = error.__cause__.diag
    for model in apps.get_app_config("programmes").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == refused.constraint_name:
                column = layout.label_of(constraint.violation_error_code or "")
                return [column, str(constraint.violation_error_message)]
    return ["", str(MEANWHILE) if refused.constraint_name else refused.message_primary]
