import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from inspectie import embedded, server

ROOT = Path(__file__).parents[2]
CODE = ["manage.py", "inspectie", "programmes", "templates", "static"]


@pytest.fixture(scope="module")
def clone():
    """A copy of the project without data, in a folder with a space in its name.

    Not in tmp_path: run as root, pytest makes that unreadable for the user of the server.
    """
    with tempfile.TemporaryDirectory(prefix="een map ") as top:
        folder = Path(top, "een kloon")
        folder.mkdir()
        for name in CODE:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
        yield folder


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def command(clone, *arguments, **variables):
    """Start a management command of the copy in its own process group, as a terminal does.

    SIGHUP gets its default handler back: a child inherits an ignored signal, as under nohup.
    """
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=clone, env=kept | {"LOCAL": "1"} | variables, start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGHUP, signal.SIG_DFL),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


@contextmanager
def serving(clone, port):
    """Serve the copy; yield the process and its output up to the line with the admin's URL."""
    with command(clone, "serve", "--port", port) as process:
        said = ""
        while f"http://localhost:{port}/beheer/" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        yield process, said
        try:
            print(process.communicate(timeout=60)[0])
        finally:
            process.kill()


def members(clone, address):
    """Return the names in the ZIP file of the snapshot, which is made after the site is up."""
    late = time.monotonic() + 60
    while not (clone / "var" / "open-data" / "current").exists():
        assert time.monotonic() < late
        time.sleep(0.1)
    return zipfile.ZipFile(io.BytesIO(urlopen(address).read())).namelist()


def left_over(clone):
    """Return the processes that still run in the copy's folder within a minute after a stop."""
    late = time.monotonic() + 60
    while found := [process for process in psutil.process_iter() if runs_in(process, clone)]:
        if time.monotonic() > late:
            return found
        time.sleep(0.1)
    return []


def runs_in(process, folder):
    try:
        return process.cwd().startswith(str(folder)) and process.status() != "zombie"
    except psutil.Error:
        return False


@pytest.mark.long
def test_serve_from_an_empty_folder_and_again(clone, port):
    """In one test, as the history is loaded once."""
    with serving(clone, port) as (process, first):
        assert urlopen(f"http://127.0.0.1:{port}/readyz").read() == b"ok\n"
        assert f"http://localhost:{port}/\n" in first
        assert members(clone, f"http://127.0.0.1:{port}/open-data/register.zip")
        process.terminate()
    assert left_over(clone) == []
    a_killed_worker_or_database_comes_back(clone, port)
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    again = [said_until(number, clone, port) for number in signals]
    assert first.count("beheerder") == 1 + first.count("eerste beheerder")
    assert ["beheerder" in said for said in again] == [False] * 3


def a_killed_worker_or_database_comes_back(clone, port):
    """Then kill the server, which stops all that it started but the database."""
    with serving(clone, port) as (process, _):
        kill_workers(process)
        wait_for(f"http://127.0.0.1:{port}/livez")
        kill_database(clone)
        assert wait_for(f"http://127.0.0.1:{port}/readyz") == b"ok\n"
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    assert psutil.wait_procs(workers, timeout=30)[1] == []


def said_until(number, clone, port):
    """Return what is said from a start until a signal to the process group stops everything."""
    with serving(clone, port) as (process, said):
        os.killpg(process.pid, number)
    assert process.returncode == 0
    assert left_over(clone) == []
    return said


def kill_workers(process):
    """Kill the server processes of the launcher, which are forks of it."""
    launcher = psutil.Process(process.pid)
    for child in launcher.children():
        if child.cmdline() == launcher.cmdline():
            child.kill()


def kill_database(clone):
    os.kill(int((clone / "var/postgres/postmaster.pid").read_text().split()[0]), signal.SIGKILL)


def wait_for(address):
    """Wait until an address answers with status 200."""
    late = time.monotonic() + 60
    while True:
        try:
            return urlopen(address, timeout=10).read()
        except OSError:
            assert time.monotonic() < late
            time.sleep(0.1)


def test_port_in_use_is_said(clone):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        # The port is looked at first: no database is needed.
        given = {"DATABASE_URL": "postgres:///geen"}
        with command(clone, "serve", "--port", port, **given) as process:
            said = process.stdout.read()
    assert process.returncode == 1
    assert str(port) in said
    assert "make run PORT=8001" in said


@pytest.mark.django_db
def test_own_database_needs_nothing_embedded(clone, settings):
    host, name = settings.DATABASES["default"]["HOST"], settings.DATABASES["default"]["NAME"]
    address = f"postgres://postgres@/{host}/{name}"
    data = clone / "var" / "postgres"
    shutil.rmtree(data, ignore_errors=True)
    with command(clone, "migrate", "--check", DATABASE_URL=address) as process:
        assert process.stdout.read() == ""
    assert process.returncode == 0
    assert not data.exists()
    assert embedded.answers()


@pytest.mark.django_db
def test_database_of_another_version_is_refused():
    MigrationRecorder(connection).record_applied("programmes", "0001_register")
    with pytest.raises(CommandError, match=r"\(programmes\.0001_register\)"):
        server.prepare_database(say=list)
