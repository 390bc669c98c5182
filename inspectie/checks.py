"""What `manage.py check --deploy` says of this register, beside Django's own checks."""

import os
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.files.storage import storages
from django.db import Error, connection
from django.utils.translation import gettext as _

from inspectie import replicas
from inspectie.backup.documents import is_in_bucket
from inspectie.monitoring.figures import BACKUP_AGE
from inspectie.monitoring.mail import mail_answers
from inspectie.stores import BUCKET


@checks.register("register", deploy=True)
def check_deployment(app_configs, **options):
    """Return a warning for each setting with which a server is not fit for visitors."""
    return [
        checks.Warning(text, hint=hint, id=f"inspectie.W{number:03}")
        for number, (is_right, text, hint) in enumerate(expected(), 1)
        if not is_right
    ]


def expected():
    """Return (whether it is right, what is missing, what to do) triples; their order is fixed."""
    return [*expected_of_settings(), *expected_of_services()]


def expected_of_settings():
    return [
        (
            settings.CONTACT_EMAIL,
            _("There is no e-mail address for questions about the register and its API."),
            _("Set CONTACT_EMAIL."),
        ),
        (
            settings.ALLAUTH_TRUSTED_PROXY_COUNT or not settings.HTTPS,
            _("Without a trusted proxy all visitors have one address, and share its rate limits."),
            _("Set TRUSTED_PROXIES to the number of proxies in front of the server."),
        ),
        (
            is_in_bucket() or is_writable(settings.MEDIA_ROOT),
            _("Documents cannot be stored: MEDIA_ROOT cannot be written to."),
            _("Make %(folder)s a folder of the user that runs the server.")
            % {"folder": settings.MEDIA_ROOT},
        ),
        (
            settings.SECOND_FACTOR_REQUIRED,
            _("Accounts that may publish do not need a second factor."),
            _("Remove SECOND_FACTOR_REQUIRED, or set it to 1."),
        ),
        (
            settings.EMAIL_URL,
            _("There is no mail server: nobody can ask for a new password by e-mail."),
            _("Set EMAIL_URL and EMAIL_FROM."),
        ),
    ]


def expected_of_services():
    """Return the same of backups, mail server, replicas, buckets and database, which are asked."""
    return [
        (
            BACKUP_AGE.is_fine(BACKUP_AGE.read()),
            _("There is no backup of the last 24 hours."),
            _("Run `manage.py backup` every night, and see docs/how-to/back-up-and-restore.md."),
        ),
        (
            mail_answers() is not False,
            _("The mail server does not answer."),
            _("Check EMAIL_URL, and whether this server may reach it."),
        ),
        (
            all(map(answers_as_replica, replicas.aliases())),
            _("A replica does not answer, or is no replica: nothing is read from it."),
            _("Repair it, or remove its address from DATABASE_REPLICAS."),
        ),
        (
            all(each.can_be_written() for each in buckets()),
            _("A bucket does not answer, or cannot be written to."),
            _("Check the addresses and keys in MEDIA_S3 and BACKUP_S3."),
        ),
        (
            database_answers(),
            _("The database does not answer."),
            _("Check DATABASE_URL, and whether PostgreSQL runs."),
        ),
    ]


def database_answers():
    try:
        connection.ensure_connection()
    except Error:
        return False
    return True


def answers_as_replica(alias):
    try:
        return replicas.is_replica(alias)
    except Error:
        return False


def buckets():
    """Return the storages of files that are buckets."""
    used = settings.STORAGES.items()
    return [storages[alias] for alias, entry in used if entry["BACKEND"] == BUCKET]


def is_writable(folder):
    """Return whether files can be made in a folder, or in the one in which it would be made."""
    folder = Path(folder)
    existing = next(each for each in (folder, *folder.parents) if each.exists())
    return existing.is_dir() and os.access(existing, os.W_OK)
