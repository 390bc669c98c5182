"""`make bench`: speed and memory with 1,000,000 activities, as ratios to a baseline of that run.

`make bench only=search` measures one part. The databases are created on the embedded server, or on
the server of DATABASE_URL, and dropped afterwards.
"""

import argparse
import contextlib
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import django
import psycopg
from tqdm import tqdm

from inspectie import embedded
from tests.benchmarks import (
    datasette,
    imports,
    letters,
    notices,
    register,
    report,
    server,
    sizes,
    upgrade,
    visitors,
)
from tests.benchmarks.questions import questions

LARGE, SMALL = 1_000_000, 1_000
ROUNDS = 3
PAGE = "/activiteiten/?jaar=2024"
MB = 1024 * 1024


def main():
    asked = arguments()
    with embedded.running(), contextlib.ExitStack() as stack:
        # Only a search of the large register needs its index, which takes most of the filling.
        small = stack.enter_context(database("small", SMALL))
        large = stack.enter_context(
            database(
                "large",
                asked.size,
                with_search=bool({"search", "sizes", "upgrade"} & {*asked.only}),
            )
        )
        rows = [row for part in asked.only for row in PARTS[part](small, large)]
    table = report.table(
        rows, f"{SMALL:,} and {asked.size:,} activities; parts {', '.join(asked.only)}"
    )
    print(table)
    if asked.write:
        report.PAGE.write_text(table)
    sys.exit(any(value > limit for _what, value, _unit, limit in rows))


def arguments():
    """Return the parsed arguments: `only`, a list of keys of PARTS, and `size`."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--only", nargs="*", choices=PARTS, help="one or more parts, else all")
    parser.add_argument("--write", action="store_true", help="write docs/reference/benchmarks.md")
    parser.add_argument("--size", type=int, default=LARGE, help="activities in the large register")
    asked = parser.parse_args()
    asked.only = asked.only or list(PARTS)
    return asked


@contextlib.contextmanager
def database(name, size, with_search=True):
    """Create a database with `size` activities and yield its URL; drop it afterwards."""
    name = f"inspectie_bench_{name}"
    base = server_url()
    with psycopg.connect(f"{base}/postgres", autocommit=True) as maintenance:
        maintenance.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        maintenance.execute(f"CREATE DATABASE {name}")
        url = f"{base}/{name}"
        try:
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            subprocess.run(migrate, env=os.environ | {"DATABASE_URL": for_django(url)}, check=True)
            register.fill(url, size, with_search)
            refresh = [sys.executable, "manage.py", "refresh_facts"]
            subprocess.run(refresh, env=os.environ | {"DATABASE_URL": for_django(url)}, check=True)
            register.copy_facts(url)
            yield url
        finally:
            maintenance.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def server_url():
    """Return the URL of the database server, without the name of a database."""
    if not embedded.in_use():
        return os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    socket = str(embedded.socket_folder()).replace("/", "%2F")
    return f"postgres://postgres@{socket}"


def for_django(url):
    """Convert a libpq URL to the form of DATABASE_URL, which has a socket in its path."""
    parts = urlsplit(url)
    return (
        url.replace(parts.netloc, f"{parts.username}@/{parts.hostname}".replace("%2f", "/"))
        if ("%2F" in url)
        else url
    )


def measure_page(small, large):
    """Measure the first page of a filtered list, as large register to small register."""
    seconds = {}
    for name, url in (("small", small), ("large", large)):
        with server.running(for_django(url)) as site:
            # Other addresses: none is answered from memory.
            pages = tqdm(range(1, 15), desc=f"lijst, {name}")
            seconds[name] = statistics.median(site.get(f"{PAGE}&pagina={n}")[1] for n in pages)
    print(f"lijst: {seconds['small'] * 1000:.0f} ms en {seconds['large'] * 1000:.0f} ms")
    ratio = seconds["large"] / seconds["small"]
    return [("lijst op jaar, van het grote register tegen het kleine", ratio, "x", 3)]


def measure_export(_small, url):
    """Measure the full CSV, beside COPY and Datasette with the same rows, and the JSON lines."""
    os.environ["DATABASE_URL"] = for_django(url)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectie.settings")
    django.setup()
    same = psql(url, f"({export_query()})")
    cells = copied_cells(url)
    times, first, growth = {}, [], []
    with server.running(for_django(url)) as site:
        for kind in ("csv", "ndjson"):
            for _each_process in range(8):
                site.get(f"/activiteiten.{kind}?jaar=2013&q=nummer13")
            with site.watched() as grown:
                answers = [
                    site.get(f"/activiteiten.{kind}") for _ in tqdm(range(ROUNDS), desc=kind)
                ]
            times[kind] = statistics.median(last for _first, last, _size in answers)
            first += [to_first for to_first, _last, _size in answers]
            growth += grown
        own = statistics.median(site.get(f"/activiteiten/?pagina={n}")[1] for n in range(1, 15))
        theirs, their_page = datasette_seconds(site)
    print(
        f"csv {times['csv']:.2f} s, ndjson {times['ndjson']:.2f} s, psql {same:.2f} s,"
        f" opgeslagen cellen {cells:.2f} s, Datasette {theirs:.2f} s"
    )
    return [  # fmt: skip
        ("csv, tegen COPY van een tabel met die cellen", times["csv"] / cells, "x", 4),
        ("csv, tegen psql \\copy met dezelfde vraag", times["csv"] / same, "x", 1.5),
        ("csv, tegen Datasette met dezelfde rijen", times["csv"] / theirs, "x", 0.25),
        (
            "bladzijde van de lijst, niet in het geheugen, tegen een van Datasette",
            own / their_page,
            "x",
            1,
        ),
        ("ndjson, tegen csv", times["ndjson"] / times["csv"], "x", 1.5),
        ("csv en ndjson, eerste byte", max(first), "s", 0.1),
        ("csv en ndjson, groei van het geheugen van de server", max(growth) / MB, "MB", 16),
    ]


def copied_cells(url):
    """Return the seconds of COPY of a table that holds exactly the cells of the CSV."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE TABLE cells AS {export_query()}".replace("%", "%%"))
        connection.execute("VACUUM ANALYZE cells")
        try:
            return min(psql(url, "cells") for _ in range(ROUNDS))
        finally:
            connection.execute("DROP TABLE cells")


def datasette_seconds(site):
    """Return the seconds that Datasette takes to stream the rows of a site, and for a page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "register.db")
        with site.opened("/activiteiten.csv") as answer:
            datasette.stored(io.TextIOWrapper(answer, "utf-8", newline=""), path)
        with datasette.running(path) as port:
            pages = [datasette.seconds(port, datasette.PAGE) for _ in range(14)]
            return datasette.seconds(port, datasette.FILE), statistics.median(pages)


def measure_feed(small, large):
    """Measure the feed of a list: thirty entries, whatever the size of the register."""
    seconds = {url: read_once(url, "/activiteiten.atom")[1] for url in (small, large)}
    grown = read_once(large, "/activiteiten.atom")[3]
    print(f"atom: {seconds[small]:.2f} s en {seconds[large]:.2f} s")
    return [
        ("atom van alles", seconds[large], "s", 2),
        ("atom van alles, groei van het geheugen van de server", grown / MB, "MB", 32),
    ]


def read_once(url, path):
    """Return (seconds to first byte, seconds to last byte, bytes, growth in bytes) of one request.

    Narrower requests warm up each server process first.
    """
    with server.running(for_django(url)) as site:
        for _each_process in range(4):
            site.get(f"{path}?jaar=2013&q=nummer13")
        with site.watched() as grown:
            answer = site.get(path)
    return *answer, max(grown)


def measure_search(small, large):
    """Measure 200 searches: the medians, as large register to small, and the slowest one."""
    seconds = {}
    for name, url in (("klein", small), ("groot", large)):
        with server.running(for_django(url)) as site:
            for address in questions()[:20]:
                site.get(address)
            seconds[name] = {
                address: site.get(address)[1]
                for address in tqdm(questions(), desc=f"zoeken, {name}")
            }
        slowest = sorted(seconds[name], key=seconds[name].get, reverse=True)[:5]
        for address in slowest:
            print(f"zoeken, {name}: {seconds[name][address] * 1000:.0f} ms {address}")
    medians = {name: statistics.median(times.values()) for name, times in seconds.items()}
    print(f"zoeken: {medians['klein'] * 1000:.0f} ms en {medians['groot'] * 1000:.0f} ms")
    return [
        ("zoeken, mediaan van 200 vragen, groot tegen klein",
         medians["groot"] / medians["klein"], "x", 10),
        ("zoeken, traagste van 200 vragen", max(seconds["groot"].values()), "s", 1),
    ]  # fmt: skip


def psql(url, what):
    """Return the seconds that psql takes to COPY a table or a query to /dev/null."""
    begin = time.perf_counter()
    subprocess.run(
        [embedded.programs() / "psql", url, "--quiet", "--file", "-"],
        input=f"\\copy {what} TO '/dev/null' WITH (FORMAT csv)\n",
        text=True,
        check=True,
    )
    return time.perf_counter() - begin


def export_query():
    """Return the query of /activiteiten.csv on one line, as \\copy requires."""
    from django.db import connection
    from django.test import RequestFactory

    from programmes.formats import csvfile
    from programmes.lists.filters import ActivityFilter
    from programmes.lists.nouns import NOUNS
    from programmes.models import Activity

    noun = next(noun for noun in NOUNS if noun.model is Activity)
    request = RequestFactory(SERVER_NAME="localhost").get("/activiteiten.csv")
    rows = ActivityFilter(request.GET, noun.published(), request=request).qs
    site = "http://localhost"
    query = csvfile.query(rows, noun.columns, csvfile.FLAVOURS["csv"], site)
    with connection.cursor() as cursor:
        return " ".join(psycopg.ClientCursor(cursor.connection).mogrify(*query).split())


PARTS = {
    "warm": lambda small, _large: visitors.measure_warm(for_django(small)),
    "crowd": lambda small, _large: visitors.measure_crowd(small, for_django(small)),
    "list": measure_page,
    "csv": measure_export,
    "atom": measure_feed,
    "sizes": lambda small, large: sizes.measure(for_django(small), for_django(large)),
    "letters": lambda _small, _large: letters.measure(),
    "search": measure_search,
    "notices": lambda small, _large: notices.measure({"DATABASE_URL": for_django(small)}),
    "upgrade": lambda _small, large: upgrade.measure(for_django(large)),
    "import": lambda small, _large: imports.measure(small, {"DATABASE_URL": for_django(small)}),
}

if __name__ == "__main__":
    main()
