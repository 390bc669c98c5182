"""Texts of the libraries for signing in, which this site words in its own way.

Their Dutch says "je", and names things differently from one screen to the next. A text that stands
here is in our catalogue, which goes before theirs.
"""

from django.utils.translation import gettext_noop

WORDS = [
    # The start of the administration, in its breadcrumbs.
    gettext_noop("Home"),
    # Fields.
    gettext_noop("Authenticator code"),
    gettext_noop("New Password (again)"),
    # Second factors, and the names that a new one is given.
    gettext_noop("TOTP Authenticator"),
    gettext_noop("WebAuthn"),
    gettext_noop("Master key"),
    gettext_noop("Backup key"),
    gettext_noop("Key nr. {number}"),
    # What went well.
    gettext_noop("Successfully signed in as %(name)s."),
    gettext_noop("You have signed out."),
    gettext_noop("Password successfully changed."),
    gettext_noop("Authenticator app activated."),
    gettext_noop("Authenticator app deactivated."),
    gettext_noop("Security key added."),
    gettext_noop("Security key removed."),
    # What went wrong.
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
