"""`make bench only=warm` and `only=crowd`: what many visitors at once get, beside an empty view."""

import http.client
import random
import re
import shutil
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import psycopg
from tqdm import tqdm

from tests.benchmarks import server
from tests.benchmarks.staff import Staff

# Seconds of a measurement of a rate, and the connections that are kept open meanwhile.
SECONDS, CONNECTIONS = 5, 16
# The crowd: the readers of a news site who look in the same minute.
VISITORS, MINUTE = 167, 60
PAGES = ("/", "/werkprogrammas/2024/", "/activiteiten/", "/zoeken/?q=politie", "/brieven.csv")
# The share of requests for an address that nobody asked for before.
NEW = 0.05


def measure_warm(database_url):
    """Return rows of (what, value, unit, limit): how much slower than an empty view.

    Args:
        database_url: the DATABASE_URL of the register.
    """
    with server.running_empty() as baseline, server.running(database_url) as site:
        empty = rate(baseline, "/")
        tag, style = warmed(site)
        rates = {page: rate(site, page) for page in PAGES}
        rates["304"] = rate(site, "/", {"If-None-Match": tag})
        rates["stijlblad"] = rate(site, style)
        # Again: other work on the machine must not count for one of the two.
        empty = statistics.mean([empty, rate(baseline, "/")])
    print(
        f"lege view: {empty:.0f} per seconde; "
        + ", ".join(f"{k} {v:.0f}" for k, v in rates.items())
    )
    limits = dict.fromkeys(PAGES, 1 / 0.5) | {"304": 1 / 0.6, "stijlblad": 1 / 0.6}
    return [
        (f"{what}, warm, trager dan een lege view", empty / found, "x", limits[what])
        for what, found in rates.items()
    ]


def warmed(site):
    """Ask for each page in each process; return the ETag of home and its style sheet's path."""
    for page in PAGES:
        for _ in range(12):
            site.get(page)
    headers, body = site.read("/")
    return headers["ETag"], re.search(rb"/static/build/site[^\"]+", body)[0].decode()


def rate(site, path, headers=None):
    """Return the answers per second: by wrk, or by threads of this process where wrk is missing."""
    headers = {"Accept-Encoding": "gzip"} | (headers or {})
    if wrk := shutil.which("wrk"):
        return rate_by_wrk(wrk, site, path, headers)
    end, answers = time.perf_counter() + SECONDS, count()

    def ask():
        connection = http.client.HTTPConnection("127.0.0.1", site.port)
        while time.perf_counter() < end:
            connection.request("GET", path, headers=headers)
            connection.getresponse().read()
            next(answers)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return next(answers) / SECONDS


def rate_by_wrk(wrk, site, path, headers):
    given = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    measured = ["-t", "1", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s"]
    told = server.output([wrk, *measured, *given, f"http://127.0.0.1:{site.port}{path}"])
    if "Non-2xx" in told and "If-None-Match" not in headers:
        raise RuntimeError(told)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def measure_crowd(database, database_url):
    """Return rows of (what, value, unit, limit) for a minute of visitors and one publication.

    A request that starts late because the server is busy counts from when it should have started.

    Args:
        database: a libpq connection string. database_url: the same as a DATABASE_URL.
    """
    chance = random.Random(2024)  # noqa: S311, no secret
    with server.running(database_url) as site, ThreadPoolExecutor(200) as visitors:
        site.get("/")
        staff, saving = Staff(database_url, site), []
        began, asked = time.perf_counter() + 1, []
        for number in tqdm(range(VISITORS * MINUTE), desc="drukte"):
            if number == VISITORS * MINUTE // 2:
                visitors.submit(change, database)
            if number % (VISITORS * 5) == 0:
                saving.append(visitors.submit(staff.save))
            path = (
                f"/activiteiten/?q=nieuw{number}" if chance.random() < NEW else chance.choice(PAGES)
            )
            due = began + number / VISITORS
            time.sleep(max(0, due - time.perf_counter()))
            asked.append(visitors.submit(visit, site, path, due))
        seconds = [each.result() for each in asked]
        saved = max(each.result() for each in saving)
    wrong = sum(found is None for found in seconds)
    times = sorted(found for found in seconds if found is not None)
    print(f"drukte: mediaan {statistics.median(times) * 1000:.0f} ms, langst {times[-1]:.2f} s")
    return [
        (f"{VISITORS} bezoekers per seconde, p99", times[int(len(times) * 0.99)], "s", 0.2),
        (f"{VISITORS} bezoekers per seconde, fouten", wrong, "", 0),
        ("een medewerker slaat intussen een formulier op, traagste", saved, "s", 1),
    ]


def visit(site, path, due):
    """Return the seconds from `due` until the whole answer, or None for an error."""
    try:
        site.get(path)
    except (OSError, RuntimeError, http.client.HTTPException):
        return None
    return time.perf_counter() - due


def change(database):
    """Publish a change, after which every answer has to be made again."""
    with psycopg.connect(database) as connection:
        connection.execute('SET pghistory.context_metadata = \'{"note":"Meting."}\'')
        connection.execute(
            "UPDATE programmes_workprogramme SET motto = 'nieuw' WHERE slug = '2024'"
        )
