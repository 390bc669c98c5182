"""Put a backup back, and prove that it is."""

import subprocess

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils.translation import gettext as _

from inspectie.backup import documents, folder, postgres, streams
from inspectie.backup.proof import differences, proof
from inspectie.known_migrations import unknown_migrations


class RefusedError(Exception):
    """A backup that is not put back; the text says why."""


def restore(backup, *, replace, known, report):
    """Replace the register by that of a backup, in one transaction, and apply newer migrations.

    Args:
        backup: a `Backup`.
        replace: whether a register with rows in it may be lost.
        known: the identities that can decrypt it.
        report: a function that gets the number of bytes of each piece that is read.

    Raises:
        BrokenError, RefusedError, ProgramError, pyrage.DecryptError: before anything changed.
        RefusedError: afterwards too, when the register is not the one of the backup.
    """
    backup.check()
    refuse_unknown(backup)
    if not replace and is_filled():
        raise RefusedError(_("The database holds a register. Add --replace to lose it."))
    # A backend that still serves would block the replacement, or answer from both.
    connections.close_all()
    load(backup.file(folder.DATABASE), known, report)
    unpack(backup.file(folder.MEDIA), known, report)
    prove(backup)
    call_command("migrate", interactive=False, verbosity=0)


def refuse_unknown(backup):
    """Refuse a backup of a newer version of this software."""
    applied = {tuple(name.split(".")) for name in backup.manifest["migrations"]}
    if unknown := unknown_migrations(applied):
        text = _("A newer version of this software made the backup: it has %(names)s.")
        raise RefusedError(text % {"names": ", ".join(map(".".join, unknown))})


def is_filled():
    """Return whether there is a record of the register, or an account."""
    tables = ("programmes_workprogramme", "programmes_activity", "auth_user")
    with connection.cursor() as cursor:
        present = {*connection.introspection.table_names(cursor)}
        for table in present.intersection(tables):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')  # noqa: S608, names from above
            if cursor.fetchone()[0]:
                return True
    return False


def load(path, known, report):
    """Load a dump: pg_restore turns it into SQL, which psql runs in one transaction."""
    given = {"env": postgres.environment()}
    with streams.started(postgres.replace_command(), stdin=subprocess.PIPE, **given) as database:
        streams.read(path, postgres.script_command(), known, report, stdout=database.stdin, **given)


def unpack(path, known, report):
    with documents.to_fill() as media:
        command = ["tar", "--extract", "--file=-", "--no-same-owner", f"--directory={media}"]
        streams.read(path, command, known, report)


def prove(backup):
    """Compare the register with the proof in the manifest.

    Raises:
        RefusedError: when they differ.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        found = proof(cursor)
    if names := differences(backup.manifest["proof"], found):
        text = _("The register differs from the backup in: %(names)s.")
        raise RefusedError(text % {"names": ", ".join(names)})
