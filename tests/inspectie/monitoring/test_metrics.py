"""The metrics of two server processes, as Prometheus reads them; the alert rules about them."""

import json
import re
import subprocess

import pytest

from inspectie.monitoring.figures import FIGURES
from tests import factories
from tests.deploying import DEPLOY, needed
from tests.inspectie.monitoring.metrics import address, samples
from tests.processes import process, status


@pytest.fixture
def metrics(tmp_path, transactional_db):
    """The port of a server with two processes, and a function that reads its metrics."""
    settings = address(tmp_path)
    with process(**settings, GRANIAN_WORKERS="2") as port:
        yield port, lambda: samples(settings["METRICS_ADDRESS"])


def test_requests_are_counted_by_view_in_all_processes(metrics):
    port, read = metrics
    factories.ActivityFactory(slug="a")
    for path in ("/activiteiten/a/",) * 6 + ("/activiteiten/b/", "/niets", "/static/niets.css"):
        status(port, path)
    assert status(port, "/metrics") == 404
    found = read()
    requests = {key[1:]: n for key, n in found.items() if key[0] == "inspectie_requests_total"}
    pages = [requests.pop((each, "200", "activity-detail")) for each in ("hit", "miss")]
    # Each process makes the page once.
    assert sum(pages) == 6
    assert pages[1] in (1, 2)
    requests.pop(("none", "200", "livez"))
    assert requests == {
        ("miss", "404", "activity-detail"): 1,
        ("miss", "404", "none"): 2,
        ("none", "404", "static"): 1,
    }
    assert found["inspectie_request_seconds_count", "activity-detail"] == pages[1] + 1
    assert found["inspectie_migrations_missing",] == 0
    assert found["inspectie_notices_waiting",] == 0
    assert found["inspectie_pool_connections", "waiting"] == 0
    names = {name for name, *_labels in found} | {"up"}
    assert asked_for() <= names


def asked_for():
    """Return the names of the metrics that alert rules and dashboard ask for."""
    board = json.loads((DEPLOY / "dashboard.json").read_text())
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    asked += re.findall("expr: (.*)", (DEPLOY / "alerts.yml").read_text())
    return set(re.findall(r"\b(?:inspectie_\w+|up)\b", " ".join(asked)))


def test_alert_rules_are_valid_and_have_the_limits_of_the_figures():
    rules = DEPLOY / "alerts.yml"
    done = subprocess.run(
        [needed("promtool", "prometheus"), "check", "rules", rules], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    limits = re.findall(r"expr: inspectie_(\w+) > ([\d.]+)", rules.read_text())
    assert dict(limits) == {each.name: str(each.most) for each in FIGURES if each.most is not None}
