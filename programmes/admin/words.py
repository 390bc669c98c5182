"""Texts of Django's administration, which this site words in its own way.

Its Dutch puts "de" before every noun, and leaves some texts in English. A text that stands here is
in our catalogue, which goes before Django's.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

WORDS = [
    # What was stored.
    gettext_noop("The {name} “{obj}” was added successfully."),
    gettext_noop("You may edit it again below."),
    gettext_noop("The {name} “{obj}” was added successfully. You may add another {name} below."),
    gettext_noop("The {name} “{obj}” was changed successfully."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may edit it again below."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    gettext_noop("The %(name)s “%(obj)s” was deleted successfully."),
    # Lists, and the overview of nouns.
    gettext_noop("Select %s to change"),
    gettext_noop("Select %s to view"),
    gettext_noop("Model name"),
    gettext_noop("Add link"),
    gettext_noop("Change or view list link"),
    # Forms.
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("View on site"),
    gettext_noop("Enter a valid date."),
    # Before something is removed.
    gettext_noop(
        'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? All of the '
        "following related items will be deleted:"
    ),
    gettext_noop(
        "Deleting the %(object_name)s '%(escaped_object)s' would require deleting the following "
        "protected related objects:"
    ),
    gettext_noop("Objects"),
]
# It counts the fields with an error.
ERRORS = ngettext_lazy("Please correct the error below.", "Please correct the errors below.")
