"""A simulation of a national portal behind a CDN: what reaches our servers, and how many it takes.

`python -m tests.benchmarks.portal` prints the table of docs/how-to/scale.md. Requests arrive as a
Poisson process; the n-th page is asked for 1/n as often as the first (Zipf). A cache of the CDN
keeps a page for CDN_SECONDS. What it does not have, a process of ours makes, as if it had kept
nothing.
"""

import heapq
import itertools
import random
import statistics

from tqdm import tqdm

# 100 million requests a day, and three times as many a second at the peak.
PER_SECOND = 3 * 100_000_000 / 86_400
MEASURED_SECONDS = 60
# How long making a page keeps a process busy, which is 6 to 20 ms for the real history; and how
# many processes a machine with two cores has.
PAGE_SECONDS, PROCESSES = 0.015, 2
# How long 99 of 100 pages may take at most, with waiting.
PATIENCE = 0.2
SEED = 2026


def arrivals(pages, seconds):
    """Yield (moment in seconds, number of a page) of each request."""
    chance = random.Random(SEED)
    weights = list(itertools.accumulate(1 / (number + 1) for number in range(pages)))
    moment, numbers = 0.0, range(pages)
    while moment < seconds:
        for page in chance.choices(numbers, cum_weights=weights, k=10_000):
            moment += chance.expovariate(PER_SECOND)
            yield moment, page


def misses(pages, cdn_seconds, cities, shield):
    """Return the moments at which a page is asked of our servers, once the caches are filled.

    Args:
        cities: the number of caches, of which a visitor asks one by chance.
        shield: whether these ask one cache of the CDN, and only that one asks us.
    """
    chance, kept, found = random.Random(SEED + 1), {}, []
    for moment, page in arrivals(pages, cdn_seconds + MEASURED_SECONDS):
        keys = [(chance.randrange(cities), page)] + [(None, page)] * shield
        for key in keys:
            # Copies of before the beginning end one by one, not all at once.
            end = kept.setdefault(key, chance.uniform(0, cdn_seconds))
            if moment < end:
                break
            kept[key] = moment + cdn_seconds
        else:
            found.append(moment)
    return [moment for moment in found if moment >= cdn_seconds]


def slowest(moments, machines):
    """Return within how many seconds 99 of 100 requests are answered, first come first served."""
    free = [0.0] * machines * PROCESSES
    taken = []
    for moment in moments:
        ready = max(moment, free[0]) + PAGE_SECONDS
        heapq.heapreplace(free, ready)
        taken.append(ready - moment)
    return statistics.quantiles(taken, n=100)[98]


def machines_for(moments):
    """Return the smallest number of machines that answers within `PATIENCE`."""
    return next(number for number in itertools.count(1) if slowest(moments, number) <= PATIENCE)


def main():
    layers = [(1, False, "one"), (10, False, "ten"), (10, True, "ten, with a shield")]
    wanted = list(itertools.product((20_000, 1_000_000), (60, 300), layers))
    print("| Pages | `CDN_SECONDS` | Caches | reach us, at the peak | Machines |")
    print("|---:|---:|---|---:|---:|")
    for pages, seconds, (cities, shield, name) in tqdm(wanted, leave=False):
        moments = misses(pages, seconds, cities, shield)
        rate = len(moments) / MEASURED_SECONDS
        share = f"{rate:,.0f} a second ({rate / PER_SECOND:.0%})"
        print(f"| {pages:,} | {seconds} | {name} | {share} | {machines_for(moments)} |")


if __name__ == "__main__":
    main()
