"""Datasette, serving the rows of a CSV file from SQLite: a baseline that is not our own code."""

import contextlib
import csv
import http.client
import socket
import sqlite3
import subprocess
import time
from pathlib import Path

# Made by `make bench`.
PROGRAM = Path("var/bench/bin/datasette")
PAGE, FILE = "/register/activiteiten", "/register/activiteiten.csv?_stream=on"
SETTINGS = {
    "max_csv_mb": 0, "sql_time_limit_ms": 600_000, "suggest_facets": "off", "default_page_size": 50,
}  # fmt: skip


def stored(lines, path):
    """Store the rows of a CSV file, given by its lines of text, in a new SQLite database."""
    rows = csv.reader(lines)
    names = next(rows)
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join("?" * len(names))
    connection = sqlite3.connect(path)
    with contextlib.closing(connection), connection:
        connection.execute(f"CREATE TABLE activiteiten ({columns})")
        connection.executemany(f"INSERT INTO activiteiten VALUES ({values})", rows)  # noqa: S608


@contextlib.contextmanager
def running(path):
    """Serve a SQLite database, read-only, on a free port; yield the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = [
        part for name, value in SETTINGS.items() for part in ("--setting", name, str(value))
    ]
    process = subprocess.Popen(
        [PROGRAM, "serve", "--immutable", path, "--port", str(port), *settings],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(port):
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait()


def answers(port):
    try:
        return bool(seconds(port, PAGE))
    except OSError:
        return False


def seconds(port, path):
    """Return the seconds to the last byte of a request."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    begin = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    buffer = bytearray(1 << 20)
    while response.readinto(buffer):
        pass
    connection.close()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")
    return time.perf_counter() - begin
