"""What is sent to Sentry and to a collector of OpenTelemetry, by a server process."""

import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from inspectie.monitoring.reporting import without_visitor
from tests.processes import process, status


@contextmanager
def collector():
    """A server that keeps what is posted to it; yield its address and (path, body) pairs."""
    posted = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):  # noqa: N802, the name of the method
            posted.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", posted
        server.shutdown()


@pytest.mark.django_db(transaction=True)
def test_a_trace_has_the_view_and_nothing_of_the_visitor():
    with collector() as (address, posted):
        tracing = {"OTEL_EXPORTER_OTLP_ENDPOINT": address, "OTEL_BSP_SCHEDULE_DELAY": "100"}
        with process(**tracing) as port:
            status(port, "/activiteiten/?q=Jansen")
            late = time.monotonic() + 30
            while b"GET activity-list" not in b"".join(body for _path, body in posted):
                assert time.monotonic() < late
                time.sleep(0.1)
    assert {path for path, _body in posted} == {"/v1/traces"}
    assert not any(b"Jansen" in body for _path, body in posted)


def test_an_error_is_sent_without_the_visitor():
    error = {"type": "IntegrityError", "value": "Key (email)=(jan@voorbeeld.nl) exists"}
    event = {
        "exception": {"values": [error]},
        "request": {"url": "/?q=Jansen"},
        "user": {"id": 1},
        "extra": {"request": "<WSGIRequest: GET '/?q=Jansen'>"},
    }
    assert without_visitor(event, None) == {"exception": {"values": [{"type": "IntegrityError"}]}}
