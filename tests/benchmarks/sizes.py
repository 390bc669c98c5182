"""`make bench only=sizes`: answers that are not in memory, of a large register and a small one."""

import statistics

from tqdm import tqdm

from tests.benchmarks import server
from tests.benchmarks.questions import questions

FILTERS = (
    "",
    "jaar=2024",
    "gebied=gebied-3",
    "doel=doel-2",
    "uitkomst=gereed",
    "werkprogramma=2020",
)
ORDERS = ("", "-jaar", "-datum", "wacht", "titel")
KINDS = {
    "lijst": [f"/activiteiten/?{given}&sorteer={order}" for given in FILTERS for order in ORDERS],
    "API": [f"/api/v1/activiteiten?{given}" for given in FILTERS] * 3,
    "beeld": ["/in-beeld/"] * 20,
    "zoeken": questions()[:40],
}
# How much slower the large register may be.
LIMIT = 3


def measure(small, large):
    """Return rows of (what, value, unit, limit): the 95th percentile of each kind of address.

    Args:
        small, large: the DATABASE_URL of a register.
    """
    found = {}
    for url in (small, large):
        # Without memory each answer is made.
        with server.running(url, ANSWERS_MEGABYTES="0", API_REQUESTS_PER_MINUTE="100000") as site:
            found[url] = {kind: slow(site, paths) for kind, paths in KINDS.items()}
    for kind in KINDS:
        print(f"{kind}: {found[small][kind] * 1000:.0f} ms en {found[large][kind] * 1000:.0f} ms")
    return [
        (f"{kind}, p95, van het grote register tegen het kleine",
         found[large][kind] / found[small][kind], "x", LIMIT)
        for kind in KINDS
    ]  # fmt: skip


def slow(site, paths):
    """Return the 95th percentile of the seconds of these addresses, once each process is warm."""
    for path in [*dict.fromkeys(paths)] * 3:
        site.get(path)
    times = [site.get(path)[1] for path in tqdm(paths, desc=paths[0])]
    return statistics.quantiles(times, n=20)[-1]
