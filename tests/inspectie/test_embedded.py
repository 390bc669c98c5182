import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from inspectie import embedded

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(monkeypatch):
    """The path of a new cluster, with spaces and too long for a Unix socket.

    Not in tmp_path: run as root, pytest makes that unreadable for the user of the server.
    """
    with tempfile.TemporaryDirectory(prefix="een map ") as top:
        folder = Path(top).joinpath(*["diep"] * 30, "var")
        folder.mkdir(parents=True)
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.setattr(embedded, "DATA", folder / "postgres")
        yield embedded.DATA


@pytest.fixture(scope="module")
def cluster():
    """A new cluster that was never started, to copy: `initdb` takes seconds."""
    with tempfile.TemporaryDirectory() as top, pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedded, "DATA", Path(top, "postgres"))
        embedded.make_traversable()
        embedded.make_cluster()
        yield embedded.DATA


@pytest.fixture
def made(data, cluster):
    """The path of a cluster that is there already."""
    subprocess.run(["cp", "-a", cluster, data], check=True)
    return data


def query(sql):
    """Run `sql` on the embedded database; return the first value of its last statement."""
    known = embedded.connection()
    with psycopg.connect(
        host=known["HOST"], port=known["PORT"], user=known["USER"], dbname=known["NAME"]
    ) as connection:
        cursor = connection.execute(sql)
        cursor.set_result(-1)
        return cursor.fetchone()[0]


def postmaster(data):
    return int((data / "postmaster.pid").read_text().split()[0])


def test_data_stay_after_a_stop(made):
    with embedded.running():
        assert query("CREATE SEQUENCE kept START 2024; SELECT nextval('kept')") == 2024
    assert not (made / "postmaster.pid").exists()
    with embedded.running():
        assert query("SELECT last_value FROM kept") == 2024


def test_last_user_stops_the_server(made):
    with embedded.running():
        with embedded.running():
            first = postmaster(made)
        assert postmaster(made) == first
        assert query("SELECT 1") == 1
    assert not embedded.answers()
    assert not embedded.socket_folder().exists()


def test_killed_server_starts_again(made):
    with embedded.running():
        os.kill(postmaster(made), signal.SIGKILL)
    assert (made / "postmaster.pid").exists()
    with embedded.running():
        assert query("SELECT 1") == 1


def test_half_a_cluster_is_made_anew(data):
    half = data.with_name("postgres.new")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with embedded.running():
        assert query("SHOW server_encoding") == "UTF8"
    assert not half.exists()


def test_server_listens_on_its_socket_only(made):
    with embedded.running():
        assert query("SHOW listen_addresses") == ""
        assert embedded.socket_folder().stat().st_mode & 0o777 == 0o700


def test_variables_for_another_server_are_left_alone(made, monkeypatch):
    elsewhere = {
        "PGPORT": "6543",
        "PGDATA": "/nowhere",
        "PGHOSTADDR": "192.0.2.1",
        "PGSERVICE": "elders",
        "PGOPTIONS": "-c onzin=1",
        "PGREQUIREAUTH": "scram-sha-256",
        "PGTARGETSESSIONATTRS": "read-only",
        "PGCHANNELBINDING": "require",
    }
    for name, value in elsewhere.items():
        monkeypatch.setenv(name, value)
    with embedded.running():
        assert query("SHOW port") == "5432"
    monkeypatch.setenv("DATABASE_URL", "postgres:///eigen")
    monkeypatch.setenv("PGSERVICE", "elders")
    with embedded.running():
        assert os.environ["PGSERVICE"] == "elders"


def test_nothing_starts_next_to_a_database_of_ones_own(data, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://register@database.test/register")
    with embedded.running():
        assert list(data.parent.iterdir()) == []


def test_planted_link_is_refused(data, tmp_path):
    target = tmp_path / "target"
    target.mkdir(mode=0o755)
    embedded.socket_folder().symlink_to(target)
    with pytest.raises(SystemExit, match="is van een andere gebruiker"), embedded.running():
        pass
    embedded.socket_folder().unlink()
    assert target.stat().st_uid == os.geteuid()
    assert target.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_a_command_and_its_server(made, number):
    code = (
        "import pathlib, sys, time; from inspectie import embedded\n"
        "embedded.DATA = pathlib.Path(sys.argv[1])\n"
        "with embedded.running(): print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, made], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as command:  # fmt: skip
        assert command.stdout.readline() == "up\n"
        command.send_signal(number)
    assert not (made / "postmaster.pid").exists()
    assert not embedded.answers()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run a program as somebody else")
def test_a_user_without_a_name_can_run_the_server(data, monkeypatch):
    monkeypatch.setattr(embedded, "owner", lambda: (12345, 12345))
    assert not embedded.has_name()
    with embedded.running("fsync=off"):
        assert query("SELECT 1") == 1
    assert data.stat().st_uid == 12345
