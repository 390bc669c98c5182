"""Files that a program writes or reads, encrypted on the way when there are keys."""

import shutil
import subprocess
import tempfile
from contextlib import closing, contextmanager, suppress

import pyrage

from inspectie.backup.folder import ENCRYPTED


class ProgramError(Exception):
    """A program failed; the text is what it wrote to standard error."""


class Counted:
    """A binary file that reports the bytes that are read from it.

    Args:
        file: the file.
        report: a function from a number of bytes.
    """

    def __init__(self, file, report):
        self.file, self.report = file, report

    def read(self, size=-1):
        content = self.file.read(size)
        self.report(len(content))
        return content


def recipients(keys):
    """Return the recipients of public keys, as in age1….

    Raises:
        pyrage.RecipientError: when one is no key.
    """
    return [pyrage.x25519.Recipient.from_str(key) for key in keys]


def identities(file):
    """Return the identities in a file as `age-keygen` makes it: a secret key on each line.

    Raises:
        pyrage.IdentityError: when a line is no key.
    """
    lines = map(str.strip, file.read_text().splitlines())
    keys = [line for line in lines if line and not line.startswith("#")]
    return [pyrage.x25519.Identity.from_str(key) for key in keys]


def write(command, path, keys, report, **options):
    """Write what a command prints to a file, encrypted for the public keys if there are any.

    Args:
        report: a function that gets the number of bytes of each piece.
        options: of subprocess.Popen.

    Raises:
        ProgramError: when the command fails.
    """
    target = path.with_name(path.name + ENCRYPTED) if keys else path
    with target.open("wb") as file, started(command, stdout=subprocess.PIPE, **options) as process:
        source = Counted(process.stdout, report)
        if keys:
            pyrage.encrypt_io(source, file, recipients(keys))
        else:
            shutil.copyfileobj(source, file, 2**20)


def read(path, command, known, report, **options):
    """Feed a file to a command, decrypted with the identities `known` if it is encrypted.

    Raises:
        ProgramError: when the command fails.
        pyrage.DecryptError: when none of the identities fits.
    """
    with path.open("rb") as file, started(command, stdin=subprocess.PIPE, **options) as process:
        source = Counted(file, report)
        with closing(process.stdin):
            if path.name.endswith(ENCRYPTED):
                pyrage.decrypt_io(source, process.stdin, known)
            else:
                shutil.copyfileobj(source, process.stdin, 2**20)


@contextmanager
def started(command, accepted=(0,), **options):
    """Run a command during the `with` block.

    Args:
        accepted: the exit codes that are no failure.

    Raises:
        ProgramError: when it fails; also instead of the BrokenPipeError of feeding it.
    """
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stderr=said, **options)  # noqa: S603, our own commands
        try:
            yield process
        except BrokenPipeError:
            # It ended before it had read all: its return code says why.
            pass
        except BaseException:
            # Before its input ends, which psql would take for the end of the script.
            process.kill()
            raise
        finally:
            with suppress(BrokenPipeError), process:
                pass
        if process.returncode not in accepted:
            said.seek(0)
            raise ProgramError(said.read().strip())
