"""Messages of Django and allauth whose Dutch translation is overridden here.

Their translations say "je" and use several words for one thing. `make messages` extracts these
into the catalogue of this project, which takes precedence (LOCALE_PATHS).
"""

from django.utils.translation import gettext_noop, ngettext_lazy

TEXTS = [
    # The first breadcrumb of the admin.
    gettext_noop("Home"),
    # A comma is not allowed, though the translation of Django says so.
    gettext_noop("Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only."),
    # Before the title of a page with errors.
    gettext_noop("Error:"),
    # Labels of form fields.
    gettext_noop("Authenticator code"),
    gettext_noop("New Password (again)"),
    gettext_noop("Email"),
    gettext_noop("Email address"),
    # Second factors and their default names.
    gettext_noop("TOTP Authenticator"),
    gettext_noop("Recovery codes"),
    gettext_noop("WebAuthn"),
    gettext_noop("Master key"),
    gettext_noop("Backup key"),
    gettext_noop("Key nr. {number}"),
    # Success messages.
    gettext_noop("Successfully signed in as %(name)s."),
    gettext_noop("You have signed out."),
    gettext_noop("Password successfully changed."),
    gettext_noop("Authenticator app activated."),
    gettext_noop("Authenticator app deactivated."),
    gettext_noop("A new set of recovery codes has been generated."),
    gettext_noop("Security key added."),
    gettext_noop("Security key removed."),
    # Error messages.
    gettext_noop("The username and/or password you specified are not correct."),
    gettext_noop("Incorrect code."),
    gettext_noop("Incorrect password."),
    gettext_noop("Please type your current password."),
    gettext_noop("You must type the same password each time."),
    gettext_noop("Too many failed login attempts. Try again later."),
    gettext_noop("Be patient, you are sending too many requests."),
    gettext_noop("You cannot deactivate two-factor authentication."),
    gettext_noop(
        "You cannot generate recovery codes without having two-factor authentication enabled."
    ),
]
# Django 5.2 changed this text; its Dutch catalogue still has the old one.
TOO_SHORT = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
