"""The metrics of a server process, as Prometheus reads them."""

import time
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families

from tests.programs import free_port


def address(folder):
    """Return the settings of a server process with metrics at a free address.

    Args:
        folder: one of the test.
    """
    return {
        "METRICS_ADDRESS": f"127.0.0.1:{free_port()}",
        "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics"),
    }


def samples(host):
    """Return the samples at a METRICS_ADDRESS: a dict from (name, labels by name) to the number.

    A metric without a sample has None.
    """
    late = time.monotonic() + 60
    while True:
        try:
            text = urlopen(f"http://{host}/metrics").read().decode()
            break
        except OSError:
            assert time.monotonic() < late
            time.sleep(0.1)
    families = list(text_string_to_metric_families(text))
    return {(family.name,): None for family in families} | {
        (each.name, *(label for _name, label in sorted(each.labels.items()))): each.value
        for family in families
        for each in family.samples
    }
