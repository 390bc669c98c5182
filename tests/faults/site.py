"""A register of its own to break: a copy of the project that serves, with visitors and a writer."""

import atexit
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, contextmanager, suppress
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from math import inf
from pathlib import Path

import psutil
import psycopg

from inspectie import embedded

ROOT = Path(__file__).parents[2]
CODE = ["manage.py", "inspectie", "programmes", "templates", "static", "pyproject.toml", "tests"]
# Every tenth of a second each asks a page that is not in the page cache, or is.
PAGES = ["/activiteiten/?q={}", "/", "/readyz"]
# In seconds.
PAUSE, TIME_OUT = 0.1, 30


def connection(port, time_out, is_secure):
    if not is_secure:
        return HTTPConnection("127.0.0.1", port, timeout=time_out)
    return HTTPSConnection("127.0.0.1", port, timeout=time_out, context=trusting())


def trusting():
    """Return a context of TLS that believes every certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def explains(path, headers, content):
    """Return whether an error says in our style when to come back."""
    if path == "/readyz":
        return b"Traceback" not in content
    is_page = b"<h1>Even geduld</h1>" in content
    return "Retry-After" in headers and (
        is_page or "problem+json" in headers.get("Content-Type", "")
    )


class Site:
    """A served copy of the project in a folder of its own.

    Attributes:
        port: on which it is served, on 127.0.0.1.
        process: `manage.py serve`, or None before `start`.
    """

    def __init__(self, folder):
        self.folder, self.process = Path(folder), None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.var = self.folder / "var"
        self.var.mkdir()
        for name in CODE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, self.folder / name)
        embedded.DATA = self.var / "postgres"
        self.environment = os.environ | {"LOCAL": "1", "PYTHONPATH": str(self.folder)}
        self.environment.pop("DATABASE_URL", None)

    def command(self, *arguments, before=(), **variables):
        """Start a management command, in a process group of its own."""
        return subprocess.Popen(
            [*before, sys.executable, "manage.py", *map(str, arguments)],
            cwd=self.folder, env=self.environment | variables, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def start(self, seconds=120, **options):
        self.process = self.command("serve", "--port", self.port, **options)
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        self.wait(seconds=seconds)

    def wait(self, path="/readyz", seconds=120):
        """Wait until a path answers 200; return the seconds that it took."""
        began = time.monotonic()
        while self.ask(path)[0] != 200:
            assert time.monotonic() - began < seconds, path
            time.sleep(0.1)
        return time.monotonic() - began

    def ask(self, path, time_out=TIME_OUT, proxy=None):
        """Return (status, seconds) of a GET; see `get`."""
        status, _headers, seconds = self.get(path, time_out, proxy)
        return status, seconds

    def get(self, path, time_out=TIME_OUT, proxy=None):
        """Return (status, headers, seconds) of a GET.

        The status is 0 without a connection, and a text for an error that is no page of ours.

        Args:
            proxy: the https port of a proxy to ask instead.
        """
        began, status, headers = time.monotonic(), 0, {}
        asking = connection(proxy or self.port, time_out, proxy)
        with suppress(OSError, HTTPException), closing(asking):
            asking.request("GET", path, headers={"Host": f"localhost:{self.port}"})
            answer = asking.getresponse()
            content, headers = answer.read(), answer.headers
            is_ours = answer.status < 500 or explains(path, headers, content)
            status = answer.status if is_ours else f"{answer.status} zonder uitleg"
        return status, headers, time.monotonic() - began

    def mount(self, megabytes):
        """Put the data on a disk in memory."""
        disk = ["-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", self.var]
        subprocess.run(["mount", *disk], check=True)

    def postmaster(self):
        return psutil.Process(int((embedded.DATA / "postmaster.pid").read_text().split()[0]))

    def database_processes(self):
        main = self.postmaster()
        return [main, *main.children(recursive=True)]

    def workers(self):
        main = psutil.Process(self.process.pid)
        return [each for each in main.children() if each.cmdline() == main.cmdline()]

    def everything(self):
        """Return all processes that run in the folder of the site."""
        found = []
        for each in psutil.process_iter():
            with suppress(psutil.Error):
                if each.cwd().startswith(str(self.folder)):
                    found.append(each)
        return found

    def cut_power(self):
        """Kill everything at once."""
        for each in self.everything():
            with suppress(psutil.Error):
                each.kill()
        psutil.wait_procs(self.everything(), timeout=10)

    def connect(self):
        known = embedded.connection()
        return psycopg.connect(
            host=known["HOST"], port=known["PORT"], user=known["USER"], dbname=known["NAME"],
            autocommit=True, connect_timeout=2,
        )  # fmt: skip

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=30)
        self.cut_power()


@cache
def template():
    """Return a folder with the data of a register with its history, which takes a while to fill."""
    folder = tempfile.TemporaryDirectory(prefix="storing-")
    atexit.register(folder.cleanup)
    os.chmod(folder.name, 0o755)
    site = Site(folder.name)
    shutil.copytree(ROOT / "var" / "static", site.var / "static")
    site.start(seconds=900)
    site.stop()
    return site.var


@contextmanager
def running_site(disk=None, **options):
    """Serve a new register during the `with` block.

    Args:
        disk: the megabytes of a disk in memory for its data, which takes root to mount.
    """
    # Not in a folder that is unreadable for the user of PostgreSQL.
    with tempfile.TemporaryDirectory(prefix="storing-") as folder:
        os.chmod(folder, 0o755)
        filled = template()
        elsewhere, site = embedded.DATA, Site(folder)
        try:
            if disk:
                site.mount(disk)
            # With owners: the files of PostgreSQL are those of its user.
            subprocess.run(["cp", "-a", f"{filled}/.", site.var], check=True)
            site.start(**options)
            yield site
        finally:
            site.stop()
            if disk:
                subprocess.run(["umount", "--lazy", site.var], check=True)
            embedded.DATA = elsewhere


class Visitors:
    """Visitors that ask pages, and one that writes rows, during a `with` block.

    Attributes:
        answers: (moment, status, seconds) of each request.
        committed: the numbers of the rows of which the database confirmed the commit.
        proxy: the https port of a proxy that they ask instead of the site.
    """

    def __init__(self, site, number=4, proxy=None):
        self.site, self.number, self.proxy = site, number, proxy
        self.answers, self.committed, self.ended = [], [], threading.Event()

    def __enter__(self):
        with self.site.connect() as database:
            database.execute("CREATE TABLE IF NOT EXISTS faults (number bigint PRIMARY KEY)")
            database.execute("TRUNCATE faults")
        tasks = [*[self.visit] * self.number, self.write]
        self.threads = [threading.Thread(target=task, args=[n]) for n, task in enumerate(tasks)]
        for each in self.threads:
            each.start()
        time.sleep(1)
        return self

    def __exit__(self, *_error):
        self.ended.set()
        for each in self.threads:
            each.join()

    def visit(self, number):
        turn = 0
        while not self.ended.wait(PAUSE):
            turn += 1
            path = PAGES[turn % len(PAGES)].format(f"{number}x{turn}")
            began = time.monotonic()
            self.answers.append((began, *self.site.ask(path, proxy=self.proxy)))

    def write(self, _number):
        row = 0
        while not self.ended.wait(PAUSE / 2):
            row += 1
            with suppress(psycopg.Error), self.site.connect() as database:
                database.execute("INSERT INTO faults VALUES (%s)", [row])
                self.committed.append(row)

    def seen_after(self, moment, end=inf):
        """Return (seconds until all was well, statuses, slowest answer) of a time.

        Args:
            moment: after which the answers came, and before `end`.
        """
        since = [each for each in self.answers if moment <= each[0] + each[2] <= end]
        wrong = [began + seconds for began, status, seconds in since if status != 200]
        statuses = {status: sum(each[1] == status for each in since) for _b, status, _s in since}
        away = max(wrong, default=moment) - moment
        return away, statuses, max((each[2] for each in since), default=0)

    def lost(self):
        """Return how many committed rows are gone."""
        with self.site.connect() as database:
            kept = {row for (row,) in database.execute("SELECT number FROM faults")}
        return len(set(self.committed) - kept)
