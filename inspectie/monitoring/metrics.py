"""Metrics for Prometheus, on an address of their own (METRICS_ADDRESS).

The server processes add up in files that they share (PROMETHEUS_MULTIPROC_DIR). One of them serves
the metrics of all; when it ends, another takes over within `PAUSE` seconds.
"""

import errno
import logging
import os
import re
import time
from functools import cache
from pathlib import Path
from threading import Thread
from time import perf_counter

from django.conf import settings
from django.db import connections
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from inspectie.monitoring.figures import figures
from inspectie.monitoring.views import view_name

log = logging.getLogger(__name__)

PAUSE = 5
# The files of the library must have a folder before the first metric is made.
FOLDER = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
if FOLDER:
    Path(FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)

REQUESTS = Counter(
    "inspectie_requests",
    "Requests by name of the view, status, and whether the page cache had the answer.",
    ["view", "status", "cache"],
)
SECONDS = Histogram(
    "inspectie_request_seconds",
    "Time until an answer begins, of those that the page cache did not have.",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
POOL = Gauge(
    "inspectie_pool_connections",
    "Database connections of the server processes, and requests that wait for one.",
    ["state"],
    multiprocess_mode="livesum",
)
# The names of these in the statistics of psycopg_pool.
POOL_STATES = {"open": "pool_size", "idle": "pool_available", "waiting": "requests_waiting"}


def counted(get_response):
    """Return middleware that counts requests, and measures those that took work."""

    def middleware(request):
        began = perf_counter()
        response = get_response(request)
        found = getattr(request, "cache", "none")
        view = view_name(request)
        requests_of(view, response.status_code, found).inc()
        if found != "hit":
            SECONDS.labels(view).observe(perf_counter() - began)
        return response

    # Finding a counter by its labels takes longer than adding to it.
    requests_of = cache(REQUESTS.labels)
    return middleware


class FigureCollector:
    """Reads the figures about the site each time that Prometheus asks."""

    def collect(self):
        try:
            for figure, value in figures():
                family = GaugeMetricFamily(f"inspectie_{figure.name}", str(figure.title))
                if value is not None:
                    family.add_metric([], value)
                yield family
        finally:
            connections.close_all()


def registry():
    """Return what is served: the counts of all processes, and the figures."""
    found = CollectorRegistry()
    MultiProcessCollector(found, FOLDER)
    found.register(FigureCollector())
    return found


def start():
    """Serve the metrics from this process, or wait until the one that does has ended."""
    Thread(target=keep_serving, daemon=True).start()


def keep_serving():
    host, _colon, port = settings.METRICS_ADDRESS.rpartition(":")
    is_serving = False
    while True:
        try:
            forget_dead_processes()
            sample_pool()
            if not is_serving:
                start_http_server(int(port), host or "127.0.0.1", registry())
                is_serving = True
        except OSError as error:
            # Another process has the port, or removed the same file.
            if error.errno not in (errno.EADDRINUSE, errno.ENOENT):
                log.exception("The metrics cannot be served at %s.", settings.METRICS_ADDRESS)
        time.sleep(PAUSE)


def forget_dead_processes():
    """Remove the gauges of processes that are gone; their counts stay."""
    for file in Path(FOLDER).glob("gauge_live*_*.db"):
        process = int(re.search(r"(\d+)\.db", file.name)[1])
        if not Path(f"/proc/{process}").exists():
            mark_process_dead(process, FOLDER)


def sample_pool():
    # Without a pool, as behind PgBouncer, there is nothing to measure.
    pool = connections["default"].pool
    stats = pool.get_stats() if pool else {}
    for state, name in POOL_STATES.items():
        POOL.labels(state).set(stats.get(name, 0))
