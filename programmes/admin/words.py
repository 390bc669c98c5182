"""Texts of Django's administration that the catalogue of this project translates again.

Django's Dutch puts "de" before every noun and lacks some texts. `make messages` finds the texts
here; a catalogue of the project comes before that of Django.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

WORDS = [
    # After saving.
    gettext_noop("The {name} “{obj}” was added successfully."),
    gettext_noop("You may edit it again below."),
    gettext_noop("The {name} “{obj}” was added successfully. You may add another {name} below."),
    gettext_noop("The {name} “{obj}” was changed successfully."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may edit it again below."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    gettext_noop("The %(name)s “%(obj)s” was deleted successfully."),
    # The first screen, and that of a part of it.
    gettext_noop("%(app)s administration"),
    gettext_noop("Model name"),
    gettext_noop("Add link"),
    gettext_noop("Change or view list link"),
    # Forms.
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("View on site"),
    gettext_noop("Enter a valid date."),
    # Before deletion.
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
# By the number of fields with an error.
ERRORS = ngettext_lazy("Please correct the error below.", "Please correct the errors below.")
